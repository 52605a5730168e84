// separatrix_drag_bench: drags a real slider of the real window and measures how long each step
// takes to become a painted frame.
#include <CLI/CLI.hpp>
#include <QAbstractButton>
#include <QApplication>
#include <QMouseEvent>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "app/diagram_desk.hpp"
#include "app/main_window.hpp"
#include "core/io/json_values.hpp"
#include "core/model/library.hpp"
#include "core/model/read_ode.hpp"
#include "ui/panels/layers_panel.hpp"
#include "ui/panels/value_slider.hpp"
#include "ui/views/plane_view.hpp"

namespace separatrix {
namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kEventEvery = std::chrono::milliseconds(8);

// Processor time of this thread: on a busy machine the part of a block that is ours.
double ownMilliseconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) * 1e-6;
}

double milliseconds(Clock::duration d) { return std::chrono::duration<double, std::milli>(d).count(); }

// The longest time the UI thread spends in one event, once watching has begun.
class WatchedApplication : public QApplication {
 public:
  using QApplication::QApplication;

  bool notify(QObject* receiver, QEvent* event) override {
    if (!watching || depth_ > 0) return QApplication::notify(receiver, event);
    ++depth_;
    const char* name = receiver->metaObject()->className();  // both may be gone afterwards
    const int type = event->type();
    const auto begin = Clock::now();
    const double ownBegin = ownMilliseconds();
    const bool done = QApplication::notify(receiver, event);
    longest = std::max(longest, milliseconds(Clock::now() - begin));
    const double own = ownMilliseconds() - ownBegin;
    if (own > longestOwn) {
      longestOwn = own;
      longestIn = std::string(name) + " " + std::to_string(type);
    }
    total += own;
    --depth_;
    return done;
  }

  bool watching = false;
  std::string longestIn;  // whose event it was, and its type
  double longest = 0, longestOwn = 0, total = 0;  // ms; wall clock, processor time of the worst event and of all

 private:
  int depth_ = 0;
};

struct Arguments {
  std::string model = "morris-lecar", parameter;
  int steps = 300, trajectories = 12;
  bool json = false, diagram = false;
};

// `count` starts spread over the plane on a grid that avoids its edges.
std::vector<TrajectoryStart> spread(const SessionState& state, int count) {
  std::vector<TrajectoryStart> starts;
  const int columns = std::max(1, static_cast<int>(std::ceil(std::sqrt(count * 1.6))));
  const int rows = (count + columns - 1) / columns;
  const auto i = static_cast<std::size_t>(state.plane.i), j = static_cast<std::size_t>(state.plane.j);
  for (int k = 0; k < count; ++k) {
    std::vector<double> at = state.plane.held;
    at[j] = state.box[j].lo + (k / columns + 0.5) / rows * state.box[j].width();
    at[i] = state.box[i].lo + (k % columns + 0.5) / columns * state.box[i].width();
    starts.push_back({at, Direction::forward, 0});
  }
  return starts;
}

struct Step {
  Clock::time_point sent;
  double value = 0;
  std::uint64_t generation = 0;  // the question this step asked, or the one that stood when it asked none
  double latency = -1;
  std::uint64_t diagramGeneration = 0;
  double diagramLatency = -1;  // to the first painted complete diagram that answers it or a later step
};

class Drag : public QObject {
 public:
  Drag(WatchedApplication& application, MainWindow& window, ValueSlider& slider, int parameter, int steps)
      : application_(application), window_(window), slider_(slider), parameter_(static_cast<std::size_t>(parameter)),
        steps_(static_cast<std::size_t>(steps)) {
    slider.installEventFilter(this);
    connect(&window, &MainWindow::framePainted, this, [this](const Picture& picture) { painted(picture); });
    connect(&window.desk().view(), &FigureCanvas::painted, this, [this] { diagramPainted(); });
  }

  void run() {
    press(QEvent::MouseButtonPress, xOf(0));
    application_.watching = true;
    std::thread hand([this] { play(); });
    while ((answered_ < steps_ || (window_.desk().open() && diagramsAnswered_ < steps_)) && Clock::now() - begin_.load() < std::chrono::seconds(60)) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    hand.join();
    application_.watching = false;
    press(QEvent::MouseButtonRelease, xOf(steps_));
  }

  std::vector<double> latencies(double Step::*latency = &Step::latency) const {
    std::vector<double> all;
    for (const Step& step : steps_seen_)
      if (step.*latency >= 0) all.push_back(step.*latency);
    std::ranges::sort(all);
    return all;
  }
  std::size_t diagramFrames() const { return diagramFrames_; }
  std::size_t frames() const { return frames_; }
  std::size_t mismatches() const { return mismatches_; }
  const Picture& last() const { return last_; }

 private:
  // There and back over four fifths of the slider: two neighboring steps never ask for the same value.
  double xOf(std::size_t k) const {
    const double phase = 2.0 * static_cast<double>(k) / static_cast<double>(steps_);
    const double fraction = 0.1 + 0.8 * (phase <= 1 ? phase : 2 - phase);
    return 8 + fraction * (slider_.width() - 16);
  }

  QMouseEvent* event(QEvent::Type type, double x) const {
    const QPointF at(x, slider_.height() / 2.0);
    const bool down = type != QEvent::MouseButtonRelease;
    return new QMouseEvent(type, at, slider_.mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
                           down ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier);
  }

  void press(QEvent::Type type, double x) {
    const std::unique_ptr<QMouseEvent> mouse(event(type, x));
    QCoreApplication::sendEvent(&slider_, mouse.get());
  }

  // Another thread, as a hand is: an event every 8 ms whatever is painted.
  void play() {
    begin_ = Clock::now();
    for (std::size_t k = 1; k <= steps_; ++k) {
      std::this_thread::sleep_until(begin_.load() + kEventEvery * static_cast<int>(k));
      {
        const std::lock_guard lock(mutex_);
        sent_.push_back(Clock::now());
      }
      QCoreApplication::postEvent(&slider_, event(QEvent::MouseMove, xOf(k)), Qt::HighEventPriority);
    }
  }

  bool eventFilter(QObject*, QEvent* event) override {
    if (event->type() != QEvent::MouseMove || handling_) return false;
    handling_ = true;
    QCoreApplication::sendEvent(&slider_, event);  // now, so that the question it asks is known
    handling_ = false;
    const std::lock_guard lock(mutex_);
    Step step;
    step.sent = sent_[steps_seen_.size()];
    step.value = slider_.number();
    step.generation = window_.service().generation();
    step.diagramGeneration = window_.desk().service().generation();
    steps_seen_.push_back(step);
    return true;
  }

  void painted(const Picture& picture) {
    const auto now = Clock::now();
    if (!application_.watching || !picture.portrait) return;
    ++frames_;
    last_ = picture;
    for (; answered_ < steps_seen_.size() && steps_seen_[answered_].generation <= picture.generation; ++answered_) {
      Step& step = steps_seen_[answered_];
      step.latency = milliseconds(now - step.sent);
      const bool own = step.generation == picture.generation;
      if (own && picture.portrait->problem.parameters[parameter_] != step.value) ++mismatches_;
    }
  }

  void diagramPainted() {
    const auto now = Clock::now();
    const DiagramDesk& desk = window_.desk();
    if (!application_.watching || !desk.open() || !desk.view().showsWhole()) return;
    ++diagramFrames_;
    for (; diagramsAnswered_ < steps_seen_.size() && steps_seen_[diagramsAnswered_].diagramGeneration <= desk.shownGeneration(); ++diagramsAnswered_)
      steps_seen_[diagramsAnswered_].diagramLatency = milliseconds(now - steps_seen_[diagramsAnswered_].sent);
  }

  WatchedApplication& application_;
  MainWindow& window_;
  ValueSlider& slider_;
  std::size_t parameter_, steps_;
  std::atomic<Clock::time_point> begin_{Clock::now()};
  std::mutex mutex_;
  std::vector<Clock::time_point> sent_;  // guarded by mutex_
  std::vector<Step> steps_seen_;
  std::size_t diagramsAnswered_ = 0, diagramFrames_ = 0;
  std::size_t answered_ = 0, frames_ = 0, mismatches_ = 0;
  Picture last_;
  bool handling_ = false;
};

// The value that `q` of the sorted values do not exceed.
Json quantile(const std::vector<double>& values, double q) {
  if (values.empty()) return {};
  const double rank = std::ceil(q * static_cast<double>(values.size())) - 1;
  return values[static_cast<std::size_t>(std::clamp(rank, 0.0, static_cast<double>(values.size() - 1)))];
}

Json report(const Arguments& arguments, const WatchedApplication& application, const Drag& drag) {
  const std::vector<double> all = drag.latencies();
  const auto quantilesOf = [](const std::vector<double>& values) {
    return Json{{"p50", quantile(values, 0.5)}, {"p95", quantile(values, 0.95)}, {"max", quantile(values, 1)}};
  };
  const Portrait& seen = *drag.last().portrait;
  const auto counts = layerCounts(seen);
  const auto of = [&](Layer layer) { return counts[static_cast<std::size_t>(layer)]; };
  Json made = {{"model", arguments.model}, {"parameter", arguments.parameter}, {"platform", QGuiApplication::platformName().toStdString()},
          {"steps", arguments.steps}, {"answered", all.size()}, {"frames", drag.frames()},
          {"latency_ms", quantilesOf(all)},
          {"longest_block_ms", application.longest}, {"longest_block_cpu_ms", application.longestOwn}, {"longest_block_in", application.longestIn},
          {"ui_cpu_ms_per_frame", application.total / static_cast<double>(std::max<std::size_t>(drag.frames(), 1))},
          {"contents", {{"equilibria", of(Layer::equilibria)}, {"nullclines", of(Layer::nullclines)}, {"trajectories", seen.trajectories.size()},
                        {"manifolds", of(Layer::manifolds)}, {"cycles", of(Layer::cycles)}, {"arrows", seen.directions.x.size()}}}};
  if (arguments.diagram) {
    const std::vector<double> diagrams = drag.latencies(&Step::diagramLatency);
    made["diagram"] = {{"answered", diagrams.size()}, {"frames", drag.diagramFrames()}, {"latency_ms", quantilesOf(diagrams)}};
  }
  return made;
}

int measure(WatchedApplication& application, Arguments& arguments) {
  const auto text = builtInText(arguments.model);
  if (!text) return std::fprintf(stderr, "no built-in model %s\n", arguments.model.c_str()), 2;
  auto model = readModel(*text, arguments.model, arguments.model + ".ode");
  if (!model) return std::fprintf(stderr, "%s\n", describe(model.error()).c_str()), 3;
  SessionState state = freshState(*model);
  if (arguments.parameter.empty() && !(*model)->parameters.empty())
    arguments.parameter = (*model)->parameters[static_cast<std::size_t>((*model)->sliders.empty() ? 0 : (*model)->sliders.front())].name;
  const auto parameter = (*model)->parameterNamed(arguments.parameter);
  if (!parameter) return std::fprintf(stderr, "no parameter %s\n", arguments.parameter.c_str()), 2;
  state.trajectories = spread(state, arguments.trajectories);

  MainWindow window(std::move(state));
  window.resize(1366, 768);
  window.show();
  const auto begin = Clock::now();
  while (!window.service().settled() && Clock::now() - begin < std::chrono::seconds(30)) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
  if (arguments.diagram) {
    window.findChild<QAction*>(QStringLiteral("action.diagram"))->trigger();
    while ((!window.desk().settled() || !window.desk().view().showsWhole()) && Clock::now() - begin < std::chrono::seconds(30)) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 50);
  }
  auto* slider = window.findChild<ValueSlider*>(QStringLiteral("param.%1.slider").arg(QString::fromStdString((*model)->parameters[static_cast<std::size_t>(*parameter)].name)));
  if (auto* more = window.findChild<QAbstractButton*>(QStringLiteral("param.more")); slider && !slider->isVisible() && more) {
    more->click();
    QCoreApplication::processEvents();
  }
  if (!slider || !slider->isVisible()) return std::fprintf(stderr, "its slider is not in sight\n"), 2;
  Drag drag(application, window, *slider, *parameter, arguments.steps);
  drag.run();
  if (!drag.last().portrait) return std::fprintf(stderr, "no frame was painted\n"), 1;
  const Json result = report(arguments, application, drag);
  std::fputs(arguments.json ? jsonText(result).c_str() : (result.dump(2) + "\n").c_str(), stdout);
  if (drag.mismatches() > 0) return std::fprintf(stderr, "%zu frames showed other parameters than asked\n", drag.mismatches()), 1;
  return drag.latencies().size() == static_cast<std::size_t>(arguments.steps) ? 0 : 1;
}

}  // namespace
}  // namespace separatrix

int main(int count, char** values) {
  if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  separatrix::WatchedApplication application(count, values);
  separatrix::Arguments arguments;
  CLI::App program{"Drags a slider of the real window and measures input to painted frame."};
  program.add_option("--model", arguments.model, "A built-in model");
  program.add_option("--parameter", arguments.parameter, "Its parameter; default: its first slider");
  program.add_option("--steps", arguments.steps, "Mouse events, one every 8 ms")->check(CLI::Range(1, 100000));
  program.add_option("--trajectories", arguments.trajectories, "Trajectories in the scene")->check(CLI::Range(0, 400));
  program.add_flag("--diagram", arguments.diagram, "With the bifurcation diagram open; measures its paint too");
  program.add_flag("--json", arguments.json, "One line of JSON");
  CLI11_PARSE(program, count, values);
  return separatrix::measure(application, arguments);
}
