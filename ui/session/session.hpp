#pragma once

#include <QObject>
#include <QString>
#include <vector>

#include "ui/session/session_state.hpp"

namespace separatrix {

/// The one mutable thing: the present state, and the states undo and redo lead to.
///
/// One gesture is one step. Changes with the same non-empty `gesture` that follow one another
/// without closeGesture() between them (a slider drag, a burst of wheel zooms) merge; a gesture that ends
/// where it began leaves no step. Knows no clock: who counts a pause as an end says so.
class Session : public QObject {
  Q_OBJECT

 public:
  explicit Session(SessionState initial, QObject* parent = nullptr);

  const SessionState& state() const { return state_; }

  /// Makes `next` the present state. `text` names the step in the Edit menu ("change I_ext").
  /// Equal to the present state: nothing happens.
  void apply(const QString& text, const QString& gesture, SessionState next);
  void closeGesture();   ///< what follows is another step
  void cancelGesture();  ///< back to where the open gesture began, as if it had not been
  bool gestureOpen() const { return !gesture_.isEmpty(); }

  /// A new document: no way back.
  void reset(SessionState state);

  bool canUndo() const { return !past_.empty(); }
  bool canRedo() const { return !future_.empty(); }
  QString undoText() const { return past_.empty() ? QString() : past_.back().text; }
  QString redoText() const { return future_.empty() ? QString() : future_.back().text; }
  void undo();
  void redo();

 signals:
  void changed();         ///< the state differs from what it was
  void historyChanged();  ///< canUndo, canRedo or their texts may differ

 private:
  struct Step {
    QString text;
    SessionState state;  ///< on the other side of the step
  };
  static constexpr std::size_t kMaximalSteps = 500;

  SessionState state_;
  std::vector<Step> past_, future_;
  std::vector<Step> futureBeforeGesture_;  ///< what a cancelled gesture gives back
  QString gesture_;
};

}  // namespace separatrix
