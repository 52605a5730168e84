#pragma once

#include <QToolBar>
#include <memory>
#include <vector>

#include "ui/session/session_state.hpp"

class QPushButton;
class QToolButton;

namespace separatrix {

/// The steps of the model's story as buttons, with previous and next.
class StoryBar : public QToolBar {
  Q_OBJECT

 public:
  explicit StoryBar(QWidget* parent = nullptr);

  void setState(const SessionState& state);
  void goBy(int steps);  ///< announces the step that many after the present one

 signals:
  void stepChosen(const QString& id);

 private:
  void rebuild(const Model& model);

  std::shared_ptr<const Model> model_;
  std::vector<QPushButton*> buttons_;
  std::vector<QString> ids_;
  QToolButton *previous_ = nullptr, *next_ = nullptr;
  QString present_;
};

}  // namespace separatrix
