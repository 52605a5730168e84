#include "app/window_edits.hpp"

#include <cmath>
#include <utility>

namespace separatrix {
namespace {

constexpr int kZoomPauseMilliseconds = 700;
constexpr std::size_t kMaximalTrajectories = 400;

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
  SessionState next = session_.state();
  if (trajectory < 0 || trajectory >= static_cast<int>(next.trajectories.size())) return;
  next.trajectories.erase(next.trajectories.begin() + trajectory);
  session_.apply(tr("delete orbit %1").arg(trajectory + 1), {}, std::move(next));
}

void WindowEdits::clearTrajectories() {
  SessionState next = session_.state();
  next.trajectories.clear();
  session_.apply(tr("clear orbits"), {}, std::move(next));
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

void WindowEdits::setStyleName(StyleName style) {
  SessionState next = session_.state();
  next.style = style;
  session_.apply(tr("style"), {}, std::move(next));
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
