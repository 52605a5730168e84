#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/figure/figure.hpp"
#include "core/figure/style.hpp"
#include "core/flow/stimulus.hpp"
#include "core/flow/trajectory.hpp"
#include "core/model/problem.hpp"
#include "ui/session/diagram_choice.hpp"

namespace separatrix {

/// An instantaneous displacement of a resting state: the trajectory that starts there.
struct Kick {
  std::vector<double> from;  ///< the state displaced
  int trajectory = 0;        ///< index of the start it became

  friend bool operator==(const Kick&, const Kick&) = default;
};

/// What a person has set up: everything a file stores and undo brings back, nothing that can be
/// computed from it. A small value; equal states show equal pictures.
struct SessionState {
  std::shared_ptr<const Model> model;        ///< with its text; never null in a running window
  std::vector<double> parameters;            ///< in declared order
  std::vector<Interval> parameterRanges;     ///< of the sliders, in declared order
  Box box;                                   ///< one interval per variable: the window of every plane
  Plane plane;                               ///< what is shown, and where the other variables are held
  std::vector<TrajectoryStart> trajectories;
  std::optional<Kick> kick;
  std::optional<Stimulus> stimulus;          ///< given to the resting state; its base is the parameter's own value
  std::array<bool, kLayerCount> layers = {true, true, true, true, true, true, true, true};
  std::optional<double> dotsEvery;           ///< time between dots on cycles; 0: none, absent: chosen by their periods
  bool basins = false;                       ///< basins of attraction are painted beneath everything
  std::optional<DiagramChoice> diagram;      ///< the bifurcation diagram that is open
  bool atlas = false;                        ///< kinds of portraits are painted behind the parameter pad
  StyleName style = StyleName::light;
  std::string step;                          ///< the story step whose parameters these are; empty: none

  Problem problem() const { return {model, parameters, box, plane}; }
  friend bool operator==(const SessionState& a, const SessionState& b);
};

/// The state a freshly opened model starts in: default parameters, or those of its first story
/// step, its declared ranges and plane, no trajectories, every layer shown.
SessionState freshState(std::shared_ptr<const Model> model);

/// `state` with the parameters of `preset`: the model's defaults, then the preset's assignments.
/// Trajectories, window and layers stay.
SessionState withPreset(SessionState state, const Preset& preset);

/// `state` with one parameter changed; the range of its slider grows to hold the value.
SessionState withParameter(SessionState state, int parameter, double value);

/// `state` without trajectory start `trajectory`, and without the kick that it was.
SessionState withoutTrajectory(SessionState state, int trajectory);

/// `state` with the trajectory kicked from `from` to `to` (all n coordinates): the kick's own trajectory is moved
/// when there is one, else another is started.
SessionState withKick(SessionState state, const std::vector<double>& from, const std::vector<double>& to);

/// How long a run of the state's model lasts by itself: its `total` option, else 200.
double usualTime(const Model& model);

/// A pulse to begin with: a tenth of the range of the first slider's parameter, for a twentieth of the usual time.
/// Absent for a model without parameters.
std::optional<Stimulus> usualStimulus(const SessionState& state);

/// `state` about another text of the model. What both texts name stays as it was (values the
/// person moved, windows, starts); what the new text says differently follows the new text.
SessionState withModel(const SessionState& state, std::shared_ptr<const Model> model);

/// The interval a slider covers when the text gives none: from 0 to twice the value, [-1, 1] about 0.
Interval sliderRange(const Parameter& parameter);

/// The id of the story step whose parameters equal the state's; empty when there is none.
std::string matchingStep(const SessionState& state);

/// Step of a slider or pad over `range`: 1, 2 or 5 times a power of ten, at least 500 to the range.
double gridStep(const Interval& range);

/// The multiple of `step` (a gridStep) next to `value`, as the double its short decimal spells.
double snapToGrid(double value, double step);

}  // namespace separatrix
