#include <QDockWidget>
#include <algorithm>
#include <cmath>

#include "app/equilibrium_id.hpp"
#include "app/main_window.hpp"
#include "core/flow/integrate.hpp"
#include "ui/panels/inspector_text.hpp"
#include "ui/panels/kick_bar.hpp"
#include "ui/panels/stimulus_bar.hpp"
#include "ui/views/plane_view.hpp"
#include "ui/views/time_view.hpp"

namespace separatrix {
namespace {

constexpr int kThresholdDigits = 6;
constexpr double kResponseTolerance = 1e-8;

double highest(const Trajectory& trajectory, std::size_t variable) {
  double most = -1e300;
  for (std::size_t k = 0; k < trajectory.states.size(); ++k) most = std::max(most, trajectory.states[k][variable]);
  return most;
}

// How long the response to a stimulus is followed: the model's usual time, and well past the end of the stimulus.
double responseTime(const Model& model, const Stimulus& stimulus) {
  const double end = std::isfinite(stimulus.end()) ? stimulus.onset + 3 * stimulus.duration : 2 * stimulus.onset;
  return std::max(usualTime(model), end);
}

QString unitOf(const std::string& unit) { return unit.empty() ? QString() : QStringLiteral(" ") + QString::fromStdString(unit); }

}  // namespace

void MainWindow::connectExcitation() {
  connect(kickBar_, &KickBar::kicked, this, &MainWindow::kickBy);
  connect(kickBar_, &KickBar::stepped, this, &MainWindow::kickBy);
  connect(kickBar_, &KickBar::released, &edits_, &WindowEdits::endGesture);
  connect(kickBar_, &KickBar::thresholdWanted, this, [this] { askThreshold(ThresholdQuestion::Kind::kick, true); });
  connect(stimulusBar_, &StimulusBar::edited, &edits_, &WindowEdits::setStimulus);
  connect(stimulusBar_, &StimulusBar::stepped, &edits_, &WindowEdits::moveStimulus);
  connect(stimulusBar_, &StimulusBar::released, &edits_, &WindowEdits::endGesture);
  connect(stimulusBar_, &StimulusBar::thresholdWanted, this, [this] { askThreshold(ThresholdQuestion::Kind::pulse, true); });
  connect(actions_.stimulus, &QAction::triggered, this, [this](bool on) {
    edits_.setStimulus(on ? usualStimulus(session_.state()) : std::nullopt);
    if (on) timeDock_->raise();
  });
  thresholdLane_ = std::make_unique<ThresholdLane>(
      WhenSuperseded::abandon,
      [](const ThresholdRequest& request, const ThresholdLane::Publish& publish, const std::stop_token& stop) {
        if (auto found = findThreshold(request.problem, request.rest, request.question, stop)) publish({request, std::move(*found)});
      },
      [this](const ThresholdAnswer& answer) {
        if (answer.request.question.kind == ThresholdQuestion::Kind::kick) kickThreshold_ = answer;
        takeThreshold(answer.request.question, answer.threshold, answer.request.aloud);
      });
  thresholdLane_->ended = [this] {
    kickBar_->setBusy(false);
    stimulusBar_->setBusy(false);
    emit refreshed();
  };
  responseLane_ = std::make_unique<ResponseLane>(
      WhenSuperseded::finish,
      [](const ResponseRequest& request, const ResponseLane::Publish& publish, const std::stop_token& stop) {
        const Problem& problem = request.problem;
        const double time = responseTime(*problem.model, request.stimulus);
        IntegrateOptions options;
        options.tolerance = kResponseTolerance;
        options.stimuli = {request.stimulus};
        auto response = std::make_shared<StimulusResponse>();
        response->problem = problem;
        response->parameter = request.stimulus.parameter;
        response->trajectory = integrate(*problem.model, problem.field(), request.rest, time, options, stop);
        response->course = stimulusCourse(problem.parameters, options.stimuli, request.stimulus.parameter, 0, time);
        publish(std::move(response));
      },
      [this](const std::shared_ptr<const StimulusResponse>& response) {
        if (!session_.state().stimulus) return;
        response_ = response;
        time_->setResponse(response);
        if (picture_.figure) showFigure();
        const auto i = static_cast<std::size_t>(response->problem.plane.i);
        const Variable& variable = response->problem.model->variables[i];
        stimulusBar_->setVerdict(tr("→ max %1 = %2").arg(QString::fromStdString(variable.name), shown(highest(response->trajectory, i), 4)));
        emit refreshed();
      });
}

// What a kick displaces: where the last one began if that is still at rest, the equilibrium chosen, else the stable one
// with the smallest first coordinate.
const Equilibrium* MainWindow::kickedEquilibrium() const {
  if (!picture_.portrait || picture_.portrait->equilibria.empty()) return nullptr;
  const std::vector<Equilibrium>& all = picture_.portrait->equilibria;
  if (const auto chosen = equilibriumNamed(selected_, picture_.portrait)) return &all[*chosen];
  const Equilibrium* nearest = nullptr;
  if (const auto& kick = session_.state().kick) {
    double best = 1e300;
    for (const Equilibrium& e : all) {
      double away = 0;
      for (std::size_t i = 0; i < e.state.size(); ++i)
        away = std::max(away, std::fabs(e.state[i] - kick->from[i]) / session_.state().box[i].width());
      if (away < best) nearest = &e;
      best = std::min(best, away);
    }
    return nearest;
  }
  for (const Equilibrium& e : all)
    if (e.stability == Stability::stable) return &e;
  return &all.front();
}

void MainWindow::kickBy(double size) {
  const Equilibrium* rest = kickedEquilibrium();
  if (rest == nullptr) return;
  edits_.setKick(rest->state, size);
  if (session_.state().kick) select(QStringLiteral("o%1").arg(session_.state().kick->trajectory + 1));
}

double MainWindow::kickSize() const {
  const SessionState& state = session_.state();
  const auto i = static_cast<std::size_t>(state.plane.i);
  if (!state.kick || static_cast<std::size_t>(state.kick->trajectory) >= state.trajectories.size()) return 0;
  return state.trajectories[static_cast<std::size_t>(state.kick->trajectory)].state[i] - state.kick->from[i];
}

// The question goes as far as the window does, to the side the person pushes to.
void MainWindow::askThreshold(ThresholdQuestion::Kind kind, bool aloud) {
  const SessionState& state = session_.state();
  const Equilibrium* rest = kickedEquilibrium();
  if (rest == nullptr || state.model->kind == ModelKind::map) return;
  ThresholdRequest request{state.problem(), rest->state, {}, aloud};
  ThresholdQuestion& question = request.question;
  const auto i = static_cast<std::size_t>(state.plane.i);
  question.kind = kind;
  question.watched = state.plane.i;
  if (kind == ThresholdQuestion::Kind::kick) {
    const double at = rest->state[i];
    const bool downward = kickSize() < 0;
    question.index = state.plane.i;
    question.amplitudes = downward ? Interval(std::min(0.0, state.box[i].lo - at), 0) : Interval(0, std::max(0.0, state.box[i].hi - at));
    const bool known = kickThreshold_ && kickThreshold_->request.problem == request.problem && kickThreshold_->request.rest == request.rest &&
                       kickThreshold_->request.question.amplitudes == question.amplitudes;
    if (known) return takeThreshold(question, kickThreshold_->threshold, aloud);
  } else {
    if (!state.stimulus) return;
    const auto k = static_cast<std::size_t>(state.stimulus->parameter);
    const double most = state.parameterRanges[k].width();
    question.index = state.stimulus->parameter;
    question.duration = std::isfinite(state.stimulus->duration) ? state.stimulus->duration : usualTime(*state.model);
    question.amplitudes = state.stimulus->amplitude < 0 ? Interval(-most, 0) : Interval(0, most);
  }
  if (!(question.amplitudes.width() > 0)) return;
  if (aloud) (kind == ThresholdQuestion::Kind::kick ? kickBar_->setBusy(true) : stimulusBar_->setBusy(true));
  thresholdLane_->ask(std::move(request));
}

void MainWindow::takeThreshold(const ThresholdQuestion& question, const Threshold& threshold, bool aloud) {
  const Model& model = *session_.state().model;
  const bool isKick = question.kind == ThresholdQuestion::Kind::kick;
  const auto k = static_cast<std::size_t>(question.index);
  const QString unit = isKick ? unitOf(model.variables[k].unit) : QString();  // the bar of stimuli has no room for it
  const QString number = shown(threshold.amplitude, kThresholdDigits) + unit;
  QString words;
  switch (threshold.verdict) {
    case Threshold::Verdict::sharp: words = tr("threshold %1").arg(number); break;
    case Threshold::Verdict::steep: words = tr("steep, no sharp threshold: %1").arg(number); break;
    case Threshold::Verdict::graded: words = tr("graded: no threshold"); break;
    case Threshold::Verdict::none: words = tr("no threshold in this window"); break;
  }
  if (aloud) isKick ? kickBar_->setThreshold(words) : stimulusBar_->setThreshold(words);
  if (isKick) showKick();
  emit refreshed();
}

void MainWindow::showKick() {
  if (kickBar_->isHidden()) return;
  const SessionState& state = session_.state();
  const bool moved = kickSize() != kickBar_->displacement();
  kickBar_->setState(state);
  if (moved) kickBar_->setThreshold({});
  const auto i = static_cast<std::size_t>(state.plane.i);
  const auto runs = state.kick && picture_.portrait ? trajectoriesOf(*picture_.portrait, static_cast<std::size_t>(state.kick->trajectory))
                                                    : std::vector<const Trajectory*>{};
  if (runs.empty() || runs.front()->t.empty()) return kickBar_->setVerdict(tr("drag from an equilibrium, or type"));
  const QString most = tr("max %1 = %2%3").arg(QString::fromStdString(state.model->variables[i].name), shown(highest(*runs.front(), i), 4),
                                               unitOf(state.model->variables[i].unit));
  QString outcome = endInWords(*picture_.portrait, *runs.front());
  if (kickThreshold_ && kickThreshold_->request.problem == state.problem() && kickThreshold_->request.rest == state.kick->from) {
    const Threshold& known = kickThreshold_->threshold;
    const bool decides = known.verdict == Threshold::Verdict::sharp || known.verdict == Threshold::Verdict::steep;
    const bool sameSide = (kickSize() < 0) == (known.amplitude < 0);
    if (decides && sameSide) outcome = std::fabs(kickSize()) > std::fabs(known.amplitude) ? tr("spike") : tr("no spike");
  }
  kickBar_->setVerdict(QStringLiteral("→ %1 (%2)").arg(outcome, most));
}

void MainWindow::showStimulus() {
  const SessionState& state = session_.state();
  stimulusBar_->setState(state);
  stimulusBar_->setThreshold({});
  actions_.stimulus->setChecked(state.stimulus.has_value());
  actions_.stimulus->setEnabled(state.model->kind != ModelKind::map && !state.model->parameters.empty());
  if (state.stimulus) return askResponse();
  responseLane_->drop();
  response_.reset();
  time_->setResponse(nullptr);
  if (picture_.figure) showFigure();
}

void MainWindow::askResponse() {
  const SessionState& state = session_.state();
  if (!state.stimulus || !picture_.portrait || picture_.portrait->problem.model != state.model) return;
  if (const Equilibrium* rest = kickedEquilibrium()) responseLane_->ask({picture_.portrait->problem, rest->state, *state.stimulus});
}

}  // namespace separatrix
