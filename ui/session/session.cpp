#include "ui/session/session.hpp"

#include <utility>

namespace separatrix {

Session::Session(SessionState initial, QObject* parent) : QObject(parent), state_(std::move(initial)) {}

void Session::apply(const QString& text, const QString& gesture, SessionState next) {
  if (gesture.isEmpty() || gesture != gesture_) closeGesture();
  if (next == state_) return;
  const bool merges = !gesture.isEmpty() && gesture == gesture_;
  if (!merges) {
    past_.push_back({text, state_});
    if (past_.size() > kMaximalSteps) past_.erase(past_.begin());
    futureBeforeGesture_ = std::exchange(future_, {});
  }
  gesture_ = gesture;
  state_ = std::move(next);
  emit changed();
  emit historyChanged();
}

void Session::closeGesture() {
  if (gesture_.isEmpty()) return;
  gesture_.clear();
  if (past_.empty() || !(past_.back().state == state_)) return;
  past_.pop_back();  // it ended where it began
  emit historyChanged();
}

void Session::cancelGesture() {
  if (gesture_.isEmpty() || past_.empty()) return;
  gesture_.clear();
  state_ = std::move(past_.back().state);
  past_.pop_back();
  future_ = std::exchange(futureBeforeGesture_, {});
  emit changed();
  emit historyChanged();
}

void Session::reset(SessionState state) {
  past_.clear();
  future_.clear();
  futureBeforeGesture_.clear();
  gesture_.clear();
  state_ = std::move(state);
  emit changed();
  emit historyChanged();
}

void Session::undo() {
  closeGesture();
  if (past_.empty()) return;
  Step step = std::move(past_.back());
  past_.pop_back();
  std::swap(step.state, state_);
  future_.push_back(std::move(step));
  emit changed();
  emit historyChanged();
}

void Session::redo() {
  closeGesture();
  if (future_.empty()) return;
  Step step = std::move(future_.back());
  future_.pop_back();
  std::swap(step.state, state_);
  past_.push_back(std::move(step));
  emit changed();
  emit historyChanged();
}

}  // namespace separatrix
