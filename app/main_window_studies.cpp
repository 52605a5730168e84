#include <QDockWidget>
#include <algorithm>
#include <utility>

#include "app/main_window.hpp"
#include "core/figure/basin_cells.hpp"
#include "ui/panels/inspector_panel.hpp"
#include "ui/panels/inspector_text.hpp"
#include "ui/panels/kick_bar.hpp"
#include "ui/panels/layers_panel.hpp"
#include "ui/panels/status_line.hpp"
#include "ui/panels/verdicts_panel.hpp"
#include "ui/views/plane_view.hpp"

namespace separatrix {
namespace {

// Everything a basin depends on: not the trajectories a person adds.
bool sameQuestion(const Portrait& a, const Portrait& b) { return a.problem == b.problem; }

constexpr int kEventsKept = 50;

bool hasBasins(const Model& model) { return model.kind == ModelKind::flow; }

// Beneath everything: in the lowest layer that is shown.
Layer lowestShown(const LayerSet& shown) {
  for (const Layer layer : kLayers)
    if (layer != Layer::axes && shown[static_cast<std::size_t>(layer)]) return layer;
  return Layer::field;
}

}  // namespace

void MainWindow::startStudies() {
  basinLane_ = std::make_unique<BasinLane>(
      WhenSuperseded::abandon,
      [](const PortraitPtr& portrait, const BasinLane::Publish& publish, const std::stop_token& stop) {
        const auto shown = [&](const Basins& basins) { publish({portrait, std::make_shared<const Basins>(basins)}); };
        if (auto made = computeBasins(*portrait, {}, shown, stop)) shown(*made);
      },
      [this](const PaintedBasins& painted) {
        basins_ = painted;
        showBasins();
      });
  basinLane_->ended = [this] { showStage(); emit refreshed(); };
  verdictLane_ = std::make_unique<VerdictLane>(
      WhenSuperseded::finish,
      [](const PortraitPtr& portrait, const VerdictLane::Publish& publish, const std::stop_token&) { publish(verdictsOf(*portrait)); },
      [this](const std::vector<Verdict>& verdicts) {
        verdicts_->setVerdicts(verdicts);
        emit refreshed();
      });
  eventLane_ = std::make_unique<EventLane>(
      WhenSuperseded::abandon,
      [](const Passage& passage, const EventLane::Publish& publish, const std::stop_token& stop) {
        const auto k = static_cast<std::size_t>(passage.parameter);
        LocateEventsOptions options;
        options.before = passage.before.get();
        options.after = passage.after.get();
        const Problem& from = passage.before->problem;
        auto events = locateEvents(from, passage.parameter, from.parameters[k], passage.after->problem.parameters[k], options, stop);
        if (events) publish(std::move(*events));
      },
      [this](const std::vector<PortraitEvent>& events) {
        for (const PortraitEvent& event : events) {
          const QString sentence = QString::fromStdString(event.sentence);
          events_.removeAll(sentence);
          events_ << sentence;
          if (event.isBifurcation) news_ = sentence;
        }
        while (events_.size() > kEventsKept) events_.removeFirst();
        showMessages();
        emit refreshed();
      });
  connect(layers_, &LayersPanel::basinsToggled, &edits_, &WindowEdits::showBasins);
  connect(actions_.basins, &QAction::triggered, &edits_, &WindowEdits::showBasins);
  connect(verdicts_, &VerdictsPanel::selected, this, [this](const QString& id) { select(id); emit refreshed(); });
}

// What is worked out beside the picture once it has settled.
void MainWindow::studyPicture() {
  if (!picture_.portrait || !service_->settled()) return;
  verdictLane_->ask(picture_.portrait);
  studyEvents();
  studyBasins();
  if (!kickBar_->isHidden()) askThreshold(ThresholdQuestion::Kind::kick, false);
}

// One parameter moved and the portrait is of another kind: what happened on the way, and where.
void MainWindow::studyEvents() {
  const PortraitPtr before = std::exchange(settledBefore_, picture_.portrait);
  const PortraitPtr& after = settledBefore_;
  if (!before || before->signature == after->signature || before->problem.model->kind == ModelKind::map) return;
  Problem there = before->problem;
  std::vector<int> moved;
  for (std::size_t k = 0; k < there.parameters.size(); ++k)
    if (there.parameters[k] != after->problem.parameters[k]) moved.push_back(static_cast<int>(k));
  there.parameters = after->problem.parameters;
  if (moved.size() == 1 && there == after->problem) eventLane_->ask({before, after, moved.front()});
}

void MainWindow::studyBasins() {
  const SessionState& state = session_.state();
  layers_->setBasins(state.basins, hasBasins(*state.model));
  actions_.basins->setChecked(state.basins);
  actions_.basins->setEnabled(hasBasins(*state.model));
  if (!state.basins || !hasBasins(*state.model)) {
    basinLane_->drop();
    basins_ = {};
    return showBasins();
  }
  if (!picture_.portrait || !service_->settled()) return;
  if (basins_.portrait && sameQuestion(*basins_.portrait, *picture_.portrait) && (basins_.basins->finished || basinLane_->busy())) return;
  basinLane_->ask(picture_.portrait);
  showStage();
}

// Basins of another question are not shown: under curves that have moved on they would lie.
bool MainWindow::basinsFit() const {
  return basins_.portrait && picture_.portrait && sameQuestion(*basins_.portrait, *picture_.portrait);
}

std::shared_ptr<const Basins> MainWindow::basins() const { return basinsFit() ? basins_.basins : nullptr; }

void MainWindow::showBasins() {
  if (basinsFit()) {
    const InspectorSection section = basinsSection(*basins_.portrait, *basins_.basins);
    inspector_->setBasins(&section);
  } else {
    inspector_->setBasins(nullptr);
  }
  if (picture_.figure) showFigure();
  emit refreshed();
}

void MainWindow::paintBasins(Figure& figure) const {
  addBasins(figure, basins_.portrait->problem, *basins_.basins);
  if (!figure.cells.empty()) figure.cells.front().layer = lowestShown(session_.state().layers);
}

}  // namespace separatrix
