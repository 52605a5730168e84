#pragma once

#include <QWidget>
#include <optional>

#include "core/model/problem.hpp"

class QLabel;
class QToolButton;

namespace separatrix {

/// The words of the status bar: where the cursor is and the field there, how far the picture is,
/// how many messages wait.
class StatusLine : public QWidget {
  Q_OBJECT

 public:
  enum class Stage { draft, refining, settled, paused };

  explicit StatusLine(QWidget* parent = nullptr);

  /// The cursor at plane coordinates (x, y); absent: nowhere.
  void setCursor(const Problem& problem, std::optional<std::pair<double, double>> at);
  void setStage(Stage stage, double milliseconds, const QString& note = {});
  void setMessages(int count);
  void say(const QString& words);  ///< until something else is said

 signals:
  void messagesWanted();
  void updateWanted();  ///< while live updates are paused

 private:
  QLabel *where_, *field_, *stage_, *words_;
  QToolButton *messages_, *update_;
};

}  // namespace separatrix
