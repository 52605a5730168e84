#pragma once

#include <QFrame>
#include <functional>

#include "ui/session/session_state.hpp"

namespace separatrix {

/// The settings of a diagram for who wants them: range, longest period, whether cycles are followed. Each change
/// counts at once.
class DiagramSettings : public QFrame {
  Q_OBJECT

 public:
  explicit DiagramSettings(const SessionState& state, QWidget* parent = nullptr);

 signals:
  void edited(const separatrix::DiagramChoice& choice);

 private:
  void change(const std::function<void(DiagramChoice&)>& edit);

  DiagramChoice choice_;
};

}  // namespace separatrix
