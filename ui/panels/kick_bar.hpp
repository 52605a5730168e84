#pragma once

#include <QWidget>

#include "ui/session/session_state.hpp"

class QLabel;
class QPushButton;

namespace separatrix {

class NumberField;

/// The bar of the Kick tool: how far the resting state is displaced along the first variable shown, what
/// comes of it, and the threshold on request.
class KickBar : public QWidget {
  Q_OBJECT

 public:
  explicit KickBar(QWidget* parent = nullptr);

  void setState(const SessionState& state);
  double displacement() const;  ///< as shown
  void setVerdict(const QString& words);
  void setThreshold(const QString& words);
  void setBusy(bool busy);  ///< the threshold is being sought

 signals:
  void kicked(double size);   ///< a person entered another displacement
  void stepped(double size);  ///< by keys or wheel: part of a gesture that ends with released
  void released();
  void thresholdWanted();

 private:
  QLabel *name_, *unit_, *verdict_, *threshold_;
  NumberField* size_;
  QPushButton* find_;
};

}  // namespace separatrix
