#pragma once

#include <QWidget>
#include <memory>
#include <string>

#include "core/flow/stimulus.hpp"
#include "core/phaseplane/portrait.hpp"
#include "ui/canvas/figure_canvas.hpp"

class QComboBox;
class QLabel;

namespace separatrix {

/// What comes of a stimulus given to a state at rest.
struct StimulusResponse {
  Problem problem;
  Trajectory trajectory;
  StimulusCourse course;
  int parameter = 0;
};

/// The chosen trajectory's variable against time.
class TimeView : public QWidget {
  Q_OBJECT

 public:
  explicit TimeView(QWidget* parent = nullptr);

  void setPortrait(const PortraitPtr& portrait);
  void setTrajectory(int start);  ///< index of its start; -1: the last one
  /// The response to a stimulus, shown instead of trajectories, with the course of the parameter in a strip
  /// below it; null: none.
  void setResponse(std::shared_ptr<const StimulusResponse> response);
  void setStyleName(StyleName name);
  FigureCanvas* canvas() const { return canvas_; }

 private:
  void refresh();
  void fillVariables(const Model& model);

  PortraitPtr portrait_;
  std::shared_ptr<const StimulusResponse> response_;
  std::shared_ptr<const Model> model_;
  int start_ = -1;
  FigureCanvas* canvas_;
  QComboBox* variable_;
  QLabel* empty_;
};

}  // namespace separatrix
