#pragma once

#include <QWidget>

#include "ui/session/session_state.hpp"

class QComboBox;
class QLabel;
class QPushButton;

namespace separatrix {

class NumberField;

/// A pulse or a step on a parameter, given to the resting state: which, how strong, when and how long; what
/// comes of it, and the threshold on request.
class StimulusBar : public QWidget {
  Q_OBJECT

 public:
  explicit StimulusBar(QWidget* parent = nullptr);

  void setState(const SessionState& state);  ///< shown while the state has a stimulus
  void setVerdict(const QString& words);
  void setThreshold(const QString& words);
  void setBusy(bool busy);  ///< the threshold is being sought

 signals:
  void edited(const separatrix::Stimulus& stimulus);   ///< a step of its own
  void stepped(const separatrix::Stimulus& stimulus);  ///< part of a gesture that ends with released
  void released();
  void thresholdWanted();

 private:
  NumberField* addField(const char* name, const QString& label, const QString& tip);
  Stimulus typed() const;

  std::shared_ptr<const Model> model_;
  Stimulus stimulus_;
  QComboBox *parameter_, *kind_;
  NumberField *amplitude_, *onset_, *duration_;
  void showWords();

  QLabel *durationLabel_ = nullptr, *words_;
  QString verdict_, threshold_;
  QPushButton* find_;
};

}  // namespace separatrix
