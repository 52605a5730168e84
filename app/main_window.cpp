#include "app/main_window.hpp"

#include <QListWidget>
#include <QSettings>
#include <QStatusBar>
#include <algorithm>

#include "app/diagram_desk.hpp"
#include "core/figure/phase_line_figure.hpp"
#include "core/figure/portrait_figure.hpp"
#include "core/phaseplane/linear_entries.hpp"
#include "ui/panels/editor_panel.hpp"
#include "ui/panels/inspector_panel.hpp"
#include "ui/panels/inspector_text.hpp"
#include "ui/panels/kick_bar.hpp"
#include "ui/panels/layers_panel.hpp"
#include "ui/panels/model_panel.hpp"
#include "ui/panels/panel_look.hpp"
#include "ui/panels/parameters_panel.hpp"
#include "ui/panels/status_line.hpp"
#include "ui/panels/stimulus_bar.hpp"
#include "ui/panels/story_bar.hpp"
#include "ui/panels/verdicts_panel.hpp"
#include "ui/views/hints_overlay.hpp"
#include "ui/views/parameter_pad.hpp"
#include "ui/views/plane_view.hpp"
#include "ui/views/time_view.hpp"
#include "ui/views/trace_determinant_view.hpp"

namespace separatrix {
namespace {

// The number of the trajectory with this id ("o1" is number 0); -1 for anything else.
int trajectoryNamed(const QString& id) { return id.startsWith(QLatin1Char('o')) ? id.mid(1).toInt() - 1 : -1; }

constexpr int kPanelsEveryMilliseconds = 40;  // tables need not keep up with the picture
constexpr double kDefaultTolerance = 1e-8;

}  // namespace

MainWindow::MainWindow(SessionState initial, bool hints, QWidget* parent)
    : QMainWindow(parent), session_(std::move(initial)), edits_(session_), actions_(*this),
      reading_(std::make_unique<ReadingService>()),
      service_(std::make_unique<PortraitService>(computePortrait, portraitFigure)) {
  setObjectName(QStringLiteral("window"));
  layOut();
  connectActions();
  connectViews();
  connectTools();
  connectTrace();
  startStudies();
  connectDiagrams();
  connectExcitation();
  connectEditor();
  panelsTurn_.setSingleShot(true);
  panelsTurn_.setInterval(kPanelsEveryMilliseconds);
  connect(&panelsTurn_, &QTimer::timeout, this, &MainWindow::showPanels);
  connect(&session_, &Session::changed, this, &MainWindow::followSession);
  connect(&session_, &Session::historyChanged, this, [this] {
    actions_.undo->setEnabled(session_.canUndo());
    actions_.redo->setEnabled(session_.canRedo());
    actions_.undo->setText(session_.canUndo() ? tr("&Undo: %1").arg(session_.undoText()) : tr("&Undo"));
    actions_.redo->setText(session_.canRedo() ? tr("&Redo: %1").arg(session_.redoText()) : tr("&Redo"));
    emit refreshed();
  });
  emit session_.historyChanged();
  connect(service_.get(), &PortraitService::asked, this, [this](quint64 generation) {
    latency_.asked(generation, LatencyMeter::Clock::now());
    showStage();
    emit refreshed();
  });
  connect(service_.get(), &PortraitService::pictureReady, this, &MainWindow::showPicture);
  connect(service_.get(), &PortraitService::failed, this, [this](const Error& error) {
    failure_ = QString::fromStdString(error.sentence);
    plane_->setStale(tr("showing the last good picture: %1").arg(failure_));
    showMessages();
    emit refreshed();
  });
  connect(plane_, &FigureCanvas::painted, this, [this] {
    latency_.painted(picture_.generation, LatencyMeter::Clock::now());
    if (service_->settled()) showStage();
    emit framePainted(picture_);
  });
  if (hints) hints_->showAll();
  followSession();
  plane_->setFocus();
}

MainWindow::~MainWindow() {
  disconnect(&session_, nullptr, this, nullptr);
  desk_.reset();
  service_.reset();  // first of all: what it computes must not reach a window half gone
  basinLane_.reset();
  verdictLane_.reset();
  eventLane_.reset();
  thresholdLane_.reset();
  responseLane_.reset();
  reading_.reset();
}

Direction MainWindow::direction() const {
  return static_cast<Direction>(actions_.directions->checkedAction()->data().toInt());
}

// Stage 0: what can be shown at once, and the question for the rest. Touches only what changed: a
// drag calls this for every event.
void MainWindow::followSession() {
  const SessionState& state = session_.state();
  const SessionState before = std::exchange(shown_, state);
  const bool fresh = before.model != state.model;
  if (fresh) showModel();
  if (fresh || before.style != state.style) showStyle();
  if (fresh || before.layers != state.layers) showLayers();
  const bool moved = fresh || before.box != state.box || !(before.plane == state.plane);
  const auto i = static_cast<std::size_t>(state.plane.i), j = static_cast<std::size_t>(state.plane.j);
  if (moved) plane_->setAxes(state.box[i], i != j ? state.box[j] : isPhaseLine(state.problem()) && !fresh ? plane_->axes().second : Interval(-1, 1));
  if (fresh) {
    rate_ = {};
    events_.clear();
    settledBefore_.reset();
  }
  if (moved || before.trajectories != state.trajectories) {
    std::vector<QPointF> starts;
    for (const TrajectoryStart& start : state.trajectories) starts.emplace_back(start.state[i], i == j ? 0 : start.state[j]);
    plane_->setStarts(std::move(starts));
    inspector_->setState(state);
    actions_.clear->setEnabled(!state.trajectories.empty());
  }
  if (fresh || before.stimulus != state.stimulus) showStimulus();
  if (fresh || before.kick != state.kick || before.trajectories != state.trajectories) showKick();
  if (fresh || before.parameters != state.parameters || before.parameterRanges != state.parameterRanges) {
    parameters_->setState(state);
    pad_->setState(state);
  }
  if (!fresh && before.dotsEvery != state.dotsEvery && picture_.figure) showFigure();
  if (fresh || before.atlas != state.atlas) actions_.atlas->setChecked(state.atlas);
  desk_->followSession();
  if (fresh || before.step != state.step) story_->setState(state);
  if (!(before.problem() == state.problem())) {
    basinLane_->drop();
    news_.clear();
    kickBar_->setThreshold({});
    stimulusBar_->setThreshold({});
  }
  if (fresh || before.basins != state.basins) studyBasins();
  ask();
  emit refreshed();
}

void MainWindow::showModel() {
  const Model& model = *session_.state().model;
  modelPanel_->setModel(model);
  editor_->setText(model.text);
  trace_->setMovable(entryParameters(session_.state().problem()).has_value());
  refreshModelMenus();
  nameDiagrams();
  select({});
  setWindowTitle(tr("%1 — Separatrix").arg(QString::fromStdString(model.title.empty() ? model.name : model.title)));
}

void MainWindow::showStyle() {
  const StyleName name = session_.state().style;
  plane_->setStyleName(name);
  time_->setStyleName(name);
  trace_->setStyleName(name);
  desk_->setStyleName(name);
  inspector_->setStyleName(name);
  layers_->setStyleName(name);
  for (QAction* action : actions_.styles->actions()) action->setChecked(action->data().toInt() == static_cast<int>(name));
}

void MainWindow::showLayers() {
  const auto& shown = session_.state().layers;
  layers_->setShown(shown);
  for (int k = 0; k < kLayerCount; ++k) {
    plane_->setLayerVisible(static_cast<Layer>(k), shown[static_cast<std::size_t>(k)]);
    actions_.layers[static_cast<std::size_t>(k)]->setChecked(shown[static_cast<std::size_t>(k)]);
  }
  if (basinsFit()) showFigure();  // they lie in the lowest layer shown
}

void MainWindow::ask() {
  const SessionState& state = session_.state();
  const QRectF box = plane_->plotRect();
  if (box.width() < 8 || box.height() < 8) return;
  PortraitOptions options;
  options.trajectories = state.trajectories;
  if (const std::optional<std::size_t> shown = trajectoryInTime()) options.trajectories[*shown].toTheEnd = true;
  options.tolerance = kDefaultTolerance;
  options.pixelsWide = static_cast<int>(box.width());
  options.pixelsHigh = static_cast<int>(box.height());
  service_->request(state.problem(), options);
}

// The trajectory whose time course is shown runs for all of its time: the selected one, else the last.
std::optional<std::size_t> MainWindow::trajectoryInTime() const {
  const std::size_t count = session_.state().trajectories.size();
  if (count == 0) return std::nullopt;
  const int selected = trajectoryNamed(selected_);
  return selected >= 0 && static_cast<std::size_t>(selected) < count ? static_cast<std::size_t>(selected) : count - 1;
}

void MainWindow::showPicture(const Picture& picture) {
  picture_ = picture;
  failure_.clear();
  if (textIsValid_) plane_->setStale({});
  showFigure();
  trace_->setPortrait(picture.portrait);
  askResponse();
  if (!basinsFit()) inspector_->setBasins(nullptr);
  if (service_->settled()) {
    panelsTurn_.stop();
    showPanels();
    studyPicture();
  } else if (!panelsTurn_.isActive()) {
    panelsTurn_.start();
  }
  showStage();
}

void MainWindow::showPanels() {
  if (!picture_.portrait) return;
  inspector_->setPortrait(*picture_.portrait);
  layers_->setCounts(layerCounts(*picture_.portrait));
  time_->setPortrait(picture_.portrait);
  if (service_->settled()) {
    plane_->setAccessibleDescription(summary(*picture_.portrait));
    plane_->setTips(tips(*picture_.portrait));
    trace_->setTips(tips(*picture_.portrait));
    showKick();
    if (const QString chosen = desk_->takeChosen(*picture_.portrait); !chosen.isEmpty()) select(chosen);
  }
  showMessages();
  emit refreshed();
}

void MainWindow::showStage() {
  using Stage = StatusLine::Stage;
  const bool isPaused = service_->paused() && !service_->settled();
  const bool newest = picture_.generation == service_->generation();
  QString note;
  if (picture_.trajectoriesLeftOut > 0) {
    const auto all = static_cast<int>(session_.state().trajectories.size());
    note = tr("%1 of %2 orbits").arg(all - picture_.trajectoriesLeftOut).arg(all);
  }
  const Stage stage = isPaused ? Stage::paused : service_->settled() ? Stage::settled : newest && note.isEmpty() ? Stage::refining : Stage::draft;
  if (stage == Stage::settled && basinLane_->busy()) note = tr("◐ basins…");
  status_->setStage(stage, latency_.last(), note);
}

void MainWindow::showMessages() {
  QStringList now = readingMessages_;
  for (const std::string& remark : session_.state().model->remarks) now << QString::fromStdString(remark);
  if (picture_.portrait)
    for (const std::string& remark : picture_.portrait->remarks) now << QString::fromStdString(remark);
  if (!failure_.isEmpty()) now << failure_;
  now.removeDuplicates();
  const auto warnings = static_cast<int>(now.size());
  if (!news_.isEmpty()) status_->say(news_);
  else if (warnings > 0) status_->say(now.back());
  else if (picture_.portrait && service_->settled()) status_->say(completenessWords(*picture_.portrait));
  now << events_;
  if (now == messages_) return;
  messages_ = now;
  messageList_->clear();
  messageList_->addItems(now);
  status_->setMessages(warnings);
  messagesDock_->setWindowTitle(now.isEmpty() ? tr("Messages") : tr("Messages %1").arg(now.size()));
}

void MainWindow::select(const QString& id) {
  selected_ = id;
  plane_->setSelected(id);
  if (picture_.figure) showFigure();
  inspector_->setSelected(id.toStdString());
  verdicts_->setSelected(id.toStdString());
  time_->setTrajectory(trajectoryNamed(id));
  ask();
}

void MainWindow::resizeEvent(QResizeEvent* event) {
  QMainWindow::resizeEvent(event);
  arrangeForWidth();
}

void MainWindow::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange && status_) {
    actions_.refreshIcons(palette());
    setStyleSheet(windowStyleSheet(palette()));
  }
  QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  service_->setPaused(true);
  QMainWindow::closeEvent(event);
}

}  // namespace separatrix
