#include "ui/session/session_state.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "core/base/number.hpp"

namespace separatrix {
namespace {

bool sameModel(const std::shared_ptr<const Model>& a, const std::shared_ptr<const Model>& b) {
  return a == b || (a && b && a->text == b->text && a->name == b->name);
}

bool sameVariables(const Model& a, const Model& b) {
  return std::ranges::equal(a.variables, b.variables,
                            [](const Variable& p, const Variable& q) { return sameName(p.name, q.name); });
}

// Copies what the person changed in parameter `from` of the old text to parameter `to` of the new.
void carryParameter(const SessionState& old, std::size_t from, SessionState& fresh, std::size_t to) {
  const Parameter& before = old.model->parameters[from];
  const Parameter& after = fresh.model->parameters[to];
  if (before.value == after.value) fresh.parameters[to] = old.parameters[from];
  if (sliderRange(before) == sliderRange(after)) fresh.parameterRanges[to] = old.parameterRanges[from];
  fresh.parameterRanges[to] = hull(fresh.parameterRanges[to], fresh.parameters[to]);
}

// A diagram stays open as long as the new text knows its parameters and variables.
void carryDiagram(const SessionState& old, SessionState& fresh) {
  DiagramChoice choice = *old.diagram;
  const auto renamed = [&](int parameter) { return fresh.model->parameterNamed(old.model->parameters[static_cast<std::size_t>(parameter)].name); };
  const auto first = renamed(choice.parameter);
  if (!first || choice.quantity.variable >= fresh.model->dimension()) return;
  choice.parameter = *first;
  if (choice.second) choice.second = renamed(*choice.second);
  if (!choice.second) choice.curves = false;
  fresh.diagram = choice;
}

}  // namespace

bool operator==(const SessionState& a, const SessionState& b) {
  return sameModel(a.model, b.model) && a.parameters == b.parameters && a.parameterRanges == b.parameterRanges &&
         a.box == b.box && a.plane == b.plane && a.trajectories == b.trajectories && a.kick == b.kick && a.stimulus == b.stimulus &&
         a.basins == b.basins && a.dotsEvery == b.dotsEvery && a.diagram == b.diagram && a.atlas == b.atlas && a.layers == b.layers &&
         a.style == b.style && a.step == b.step;
}

Interval sliderRange(const Parameter& parameter) {
  if (parameter.range && parameter.range->width() > 0) return *parameter.range;
  const double v = parameter.value;
  if (v == 0) return {-1, 1};
  return {std::min(0.0, 2 * v), std::max(0.0, 2 * v)};
}

SessionState freshState(std::shared_ptr<const Model> model) {
  SessionState state;
  const Problem problem = defaultProblem(model);
  state.parameters = problem.parameters;
  state.box = problem.box;
  state.plane = problem.plane;
  for (const Parameter& parameter : model->parameters)
    state.parameterRanges.push_back(hull(sliderRange(parameter), parameter.value));
  state.model = std::move(model);
  const auto step = std::ranges::find_if(state.model->presets, &Preset::isStep);
  if (step == state.model->presets.end()) return state;
  const Preset first = *step;
  return withPreset(std::move(state), first);
}

SessionState withPreset(SessionState state, const Preset& preset) {
  state.parameters = state.model->defaultParameters();
  for (const auto& [name, value] : preset.assignments)
    if (const auto parameter = state.model->parameterNamed(name))
      state.parameters[static_cast<std::size_t>(*parameter)] = value;
  for (std::size_t k = 0; k < state.parameters.size(); ++k)
    state.parameterRanges[k] = hull(state.parameterRanges[k], state.parameters[k]);
  state.step = preset.isStep ? preset.id : matchingStep(state);
  return state;
}

SessionState withParameter(SessionState state, int parameter, double value) {
  const auto k = static_cast<std::size_t>(parameter);
  state.parameters[k] = value;
  state.parameterRanges[k] = hull(state.parameterRanges[k], value);
  state.step = matchingStep(state);
  return state;
}

SessionState withoutTrajectory(SessionState state, int trajectory) {
  if (trajectory < 0 || trajectory >= static_cast<int>(state.trajectories.size())) return state;
  state.trajectories.erase(state.trajectories.begin() + trajectory);
  if (state.kick && state.kick->trajectory == trajectory) state.kick.reset();
  if (state.kick && state.kick->trajectory > trajectory) --state.kick->trajectory;
  return state;
}

SessionState withKick(SessionState state, const std::vector<double>& from, const std::vector<double>& to) {
  if (!state.kick) {
    state.kick = Kick{{}, static_cast<int>(state.trajectories.size())};
    state.trajectories.push_back({});
  }
  state.kick->from = from;
  TrajectoryStart& start = state.trajectories[static_cast<std::size_t>(state.kick->trajectory)];
  start.state = to;
  start.direction = Direction::forward;
  return state;
}

SessionState withModel(const SessionState& state, std::shared_ptr<const Model> model) {
  SessionState fresh = freshState(std::move(model));
  fresh.layers = state.layers;
  fresh.basins = state.basins;
  fresh.dotsEvery = state.dotsEvery;
  fresh.atlas = state.atlas;
  fresh.style = state.style;
  fresh.parameters = fresh.model->defaultParameters();
  for (std::size_t to = 0; to < fresh.parameters.size(); ++to)
    if (const auto from = state.model->parameterNamed(fresh.model->parameters[to].name))
      carryParameter(state, static_cast<std::size_t>(*from), fresh, to);
  fresh.step = matchingStep(fresh);
  if (state.diagram) carryDiagram(state, fresh);
  if (!sameVariables(*state.model, *fresh.model)) return fresh;
  fresh.trajectories = state.trajectories;
  fresh.kick = state.kick;
  if (state.stimulus) {
    const auto parameter = fresh.model->parameterNamed(state.model->parameters[static_cast<std::size_t>(state.stimulus->parameter)].name);
    if (parameter) fresh.stimulus = state.stimulus;
    if (parameter) fresh.stimulus->parameter = *parameter;
  }
  for (std::size_t i = 0; i < fresh.box.size(); ++i)
    if (state.model->variables[i].range == fresh.model->variables[i].range) fresh.box[i] = state.box[i];
  if (state.model->plane == fresh.model->plane) {
    fresh.plane.i = state.plane.i;
    fresh.plane.j = state.plane.j;
  }
  for (std::size_t i = 0; i < fresh.plane.held.size(); ++i)
    if (state.model->variables[i].initial == fresh.model->variables[i].initial) fresh.plane.held[i] = state.plane.held[i];
  return fresh;
}

double usualTime(const Model& model) {
  const auto total = model.options.find("total");
  const std::optional<double> value = total == model.options.end() ? std::nullopt : parseNumber(total->second);
  return value && *value > 0 ? *value : 200;
}

std::optional<Stimulus> usualStimulus(const SessionState& state) {
  if (state.model->parameters.empty()) return std::nullopt;
  Stimulus stimulus;
  stimulus.parameter = state.model->sliders.empty() ? 0 : state.model->sliders.front();
  const double time = usualTime(*state.model), range = state.parameterRanges[static_cast<std::size_t>(stimulus.parameter)].width();
  stimulus.amplitude = snapToGrid(range / 10, gridStep({0, 10 * range}));
  stimulus.onset = snapToGrid(time / 20, gridStep({0, 10 * time}));
  stimulus.duration = stimulus.onset;
  return stimulus;
}

std::string matchingStep(const SessionState& state) {
  for (const Preset& preset : state.model->presets) {
    if (!preset.isStep) continue;
    std::vector<double> values = state.model->defaultParameters();
    for (const auto& [name, value] : preset.assignments)
      if (const auto parameter = state.model->parameterNamed(name)) values[static_cast<std::size_t>(*parameter)] = value;
    if (values == state.parameters) return preset.id;
  }
  return {};
}

double gridStep(const Interval& range) {
  const double finest = range.width() / 1200;
  if (!(finest > 0) || !std::isfinite(finest)) return 1e-300;
  const double power = std::pow(10.0, std::floor(std::log10(finest)));
  for (const double m : {1.0, 2.0, 5.0})
    if (m * power >= finest * (1 - 1e-9)) return m * power;
  return 10 * power;
}

double snapToGrid(double value, double step) {
  const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 300);
  std::array<char, 700> text{};
  const double multiple = std::round(value / step) * step;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), multiple, std::chars_format::fixed, decimals);
  double snapped = multiple;
  std::from_chars(text.data(), end.ptr, snapped);
  return snapped == 0 ? 0.0 : snapped;  // no minus zero
}

}  // namespace separatrix
