#include "app/window_edits.hpp"

#include <cmath>
#include <utility>

#include "core/phaseplane/linear_entries.hpp"

namespace separatrix {
namespace {

constexpr int kZoomPauseMilliseconds = 700;
constexpr std::size_t kMaximalTrajectories = 400;
constexpr double kBeside = 0.02;  // of the window

}  // namespace

WindowEdits::WindowEdits(Session& session, QObject* parent) : QObject(parent), session_(session) {
  zoomPause_.setSingleShot(true);
  zoomPause_.setInterval(kZoomPauseMilliseconds);
  connect(&zoomPause_, &QTimer::timeout, this, &WindowEdits::endGesture);
}

QString WindowEdits::nameOf(int parameter) const {
  return QString::fromStdString(session_.state().model->parameters[static_cast<std::size_t>(parameter)].name);
}

void WindowEdits::moveParameter(int parameter, double value) {
  session_.apply(tr("change %1").arg(nameOf(parameter)), QStringLiteral("parameter.%1").arg(parameter),
                 withParameter(session_.state(), parameter, value));
}

void WindowEdits::editParameter(int parameter, double value) {
  session_.apply(tr("set %1").arg(nameOf(parameter)), {}, withParameter(session_.state(), parameter, value));
}

void WindowEdits::moveParameters(int first, double x, int second, double y) {
  session_.apply(tr("change %1, %2").arg(nameOf(first), nameOf(second)), QStringLiteral("pad"),
                 withParameter(withParameter(session_.state(), first, x), second, y));
}

void WindowEdits::moveMatrix(double trace, double determinant) {
  const Problem problem = session_.state().problem();
  const auto entries = entryParameters(problem);
  if (!entries) return;
  const auto parameter = [&](std::size_t k) { return static_cast<std::size_t>((*entries)[k]); };
  if (!matrixAtPress_) matrixAtPress_ = Matrix2{};
  if (!session_.gestureOpen())
    for (std::size_t k = 0; k < 4; ++k) (*matrixAtPress_)[k] = problem.parameters[parameter(k)];
  const Matrix2 matrix = matrixWith(trace, determinant, *matrixAtPress_);
  SessionState next = session_.state();
  for (std::size_t k = 0; k < 4; ++k) next = withParameter(std::move(next), (*entries)[k], matrix[k]);
  session_.apply(tr("change trace and determinant"), QStringLiteral("matrix"), std::move(next));
}

void WindowEdits::setRange(int parameter, const Interval& range) {
  SessionState next = session_.state();
  const auto k = static_cast<std::size_t>(parameter);
  next.parameterRanges[k] = hull(range, next.parameters[k]);
  session_.apply(tr("range of %1").arg(nameOf(parameter)), {}, std::move(next));
}

void WindowEdits::setDefault(int parameter) {
  editParameter(parameter, session_.state().model->parameters[static_cast<std::size_t>(parameter)].value);
}

void WindowEdits::chooseStep(const QString& id) {
  const Preset* preset = session_.state().model->presetNamed(id.toStdString());
  if (preset) session_.apply(tr("step %1").arg(id), {}, withPreset(session_.state(), *preset));
}

void WindowEdits::choosePreset(const QString& id) {
  const Preset* preset = session_.state().model->presetNamed(id.toStdString());
  if (preset) session_.apply(tr("parameter set %1").arg(id), {}, withPreset(session_.state(), *preset));
}

std::vector<double> WindowEdits::stateAt(QPointF at) const {
  const Plane& plane = session_.state().plane;
  std::vector<double> state = plane.held;
  state[static_cast<std::size_t>(plane.j)] = at.y();
  state[static_cast<std::size_t>(plane.i)] = at.x();
  return state;
}

void WindowEdits::addTrajectory(QPointF at, Direction direction) {
  SessionState next = session_.state();
  if (next.trajectories.size() >= kMaximalTrajectories) return;
  next.trajectories.push_back({stateAt(at), direction, 0});
  session_.apply(tr("start orbit %1").arg(next.trajectories.size()), {}, std::move(next));
}

void WindowEdits::beginLive(QPointF at, Direction direction) {
  SessionState next = session_.state();
  if (next.trajectories.size() >= kMaximalTrajectories) return;
  next.trajectories.push_back({stateAt(at), direction, 0});
  session_.apply(tr("start orbit %1").arg(next.trajectories.size()), QStringLiteral("live"), std::move(next));
}

void WindowEdits::moveLive(QPointF at) {
  SessionState next = session_.state();
  if (!session_.gestureOpen() || next.trajectories.empty()) return;
  next.trajectories.back().state = stateAt(at);
  session_.apply(tr("start orbit %1").arg(next.trajectories.size()), QStringLiteral("live"), std::move(next));
}

void WindowEdits::dragStart(int trajectory, QPointF at, bool lockY) {
  SessionState next = session_.state();
  const auto k = static_cast<std::size_t>(trajectory);
  if (k >= next.trajectories.size()) return;
  std::vector<double>& state = next.trajectories[k].state;
  state[static_cast<std::size_t>(next.plane.i)] = at.x();
  if (!lockY && next.plane.i != next.plane.j) state[static_cast<std::size_t>(next.plane.j)] = at.y();
  session_.apply(tr("move the start of orbit %1").arg(trajectory + 1), QStringLiteral("start.%1").arg(trajectory), std::move(next));
}

void WindowEdits::editStart(int trajectory, int variable, double value) {
  SessionState next = session_.state();
  const auto k = static_cast<std::size_t>(trajectory);
  if (k >= next.trajectories.size() || !std::isfinite(value)) return;
  next.trajectories[k].state[static_cast<std::size_t>(variable)] = value;
  session_.apply(tr("set the start of orbit %1").arg(trajectory + 1), {}, std::move(next));
}

void WindowEdits::removeTrajectory(int trajectory) {
  session_.apply(tr("delete orbit %1").arg(trajectory + 1), {}, withoutTrajectory(session_.state(), trajectory));
}

void WindowEdits::clearTrajectories() {
  SessionState next = session_.state();
  next.trajectories.clear();
  next.kick.reset();
  session_.apply(tr("clear orbits"), {}, std::move(next));
}

void WindowEdits::duplicateTrajectory(int trajectory) {
  SessionState next = session_.state();
  const auto k = static_cast<std::size_t>(trajectory);
  if (k >= next.trajectories.size() || next.trajectories.size() >= kMaximalTrajectories) return;
  TrajectoryStart copy = next.trajectories[k];
  const auto i = static_cast<std::size_t>(next.plane.i);
  copy.state[i] += kBeside * next.box[i].width();  // beside it, so that both can be taken
  next.trajectories.push_back(std::move(copy));
  session_.apply(tr("duplicate orbit %1").arg(trajectory + 1), {}, std::move(next));
}

void WindowEdits::extendTrajectory(int trajectory, double time) {
  SessionState next = session_.state();
  const auto k = static_cast<std::size_t>(trajectory);
  if (k >= next.trajectories.size() || !(time > 0)) return;
  next.trajectories[k].time = time;
  session_.apply(tr("extend orbit %1").arg(trajectory + 1), {}, std::move(next));
}

void WindowEdits::beginKick(const std::vector<double>& from) { kickFrom_ = from; }

void WindowEdits::moveKick(QPointF to, bool alongX) {
  const Plane& plane = session_.state().plane;
  std::vector<double> state = kickFrom_;
  if (state.size() != session_.state().box.size()) return;
  state[static_cast<std::size_t>(plane.i)] = to.x();
  if (!alongX && plane.i != plane.j) state[static_cast<std::size_t>(plane.j)] = to.y();
  session_.apply(tr("kick"), QStringLiteral("kick"), withKick(session_.state(), kickFrom_, state));
}

void WindowEdits::moveStimulus(const Stimulus& stimulus) {
  SessionState next = session_.state();
  next.stimulus = stimulus;
  session_.apply(tr("change the stimulus"), QStringLiteral("stimulus"), std::move(next));
}

void WindowEdits::setStimulus(std::optional<Stimulus> stimulus) {
  SessionState next = session_.state();
  next.stimulus = std::move(stimulus);
  const QString what = next.stimulus ? tr("stimulus") : tr("no stimulus");
  session_.apply(what, {}, std::move(next));
}

void WindowEdits::setKick(const std::vector<double>& from, double size) {
  std::vector<double> state = from;
  if (state.size() != session_.state().box.size() || !std::isfinite(size)) return;
  state[static_cast<std::size_t>(session_.state().plane.i)] += size;
  session_.apply(tr("kick"), {}, withKick(session_.state(), from, state));
}

void WindowEdits::setWindow(const Interval& x, const Interval& y, const QString& gesture) {
  SessionState next = session_.state();
  if (next.plane.i != next.plane.j) next.box[static_cast<std::size_t>(next.plane.j)] = y;
  next.box[static_cast<std::size_t>(next.plane.i)] = x;
  session_.apply(gesture == QLatin1String("pan") ? tr("pan") : tr("zoom"), gesture, std::move(next));
  if (gesture == QLatin1String("zoom")) zoomPause_.start();
}

void WindowEdits::fitWindow() {
  SessionState next = session_.state();
  for (std::size_t k = 0; k < next.box.size(); ++k) next.box[k] = next.model->variables[k].range;
  session_.apply(tr("fit view"), {}, std::move(next));
}

void WindowEdits::setPlane(int i, int j) {
  SessionState next = session_.state();
  next.plane.i = i;
  next.plane.j = j;
  session_.apply(tr("choose plane"), {}, std::move(next));
}

void WindowEdits::showLayer(int layer, bool shown) {
  SessionState next = session_.state();
  next.layers[static_cast<std::size_t>(layer)] = shown;
  session_.apply(shown ? tr("show layer") : tr("hide layer"), {}, std::move(next));
}

void WindowEdits::showBasins(bool shown) {
  SessionState next = session_.state();
  next.basins = shown;
  session_.apply(shown ? tr("show basins") : tr("hide basins"), {}, std::move(next));
}

void WindowEdits::setDots(std::optional<double> every) {
  SessionState next = session_.state();
  next.dotsEvery = every;
  session_.apply(tr("equal-time dots"), {}, std::move(next));
}

void WindowEdits::setStyleName(StyleName style) {
  SessionState next = session_.state();
  next.style = style;
  session_.apply(tr("style"), {}, std::move(next));
}

void WindowEdits::setDiagram(std::optional<DiagramChoice> choice) {
  SessionState next = session_.state();
  const QString text = !choice ? tr("close diagram") : next.diagram ? tr("change diagram") : tr("diagram in %1").arg(nameOf(choice->parameter));
  next.diagram = std::move(choice);
  session_.apply(text, {}, std::move(next));
}

void WindowEdits::showAtlas(bool shown) {
  SessionState next = session_.state();
  next.atlas = shown;
  session_.apply(shown ? tr("show atlas") : tr("hide atlas"), {}, std::move(next));
}

void WindowEdits::applyModel(std::shared_ptr<const Model> model, bool ownStep) {
  if (ownStep) session_.closeGesture();
  session_.apply(tr("edit model"), QStringLiteral("model"), withModel(session_.state(), std::move(model)));
  if (ownStep) session_.closeGesture();
}

void WindowEdits::endGesture() {
  zoomPause_.stop();
  session_.closeGesture();
}

void WindowEdits::cancelGesture() { session_.cancelGesture(); }

}  // namespace separatrix
