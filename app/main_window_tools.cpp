#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QMenu>
#include <cmath>

#include "app/equilibrium_id.hpp"
#include "app/main_window.hpp"
#include "core/base/number.hpp"
#include "core/figure/cycle_marks.hpp"
#include "core/figure/eigenvector_marks.hpp"
#include "core/figure/orbit_marks.hpp"
#include "core/figure/phase_line_figure.hpp"
#include "ui/panels/inspector_text.hpp"
#include "ui/panels/kick_bar.hpp"
#include "ui/views/plane_view.hpp"
#include "ui/views/time_view.hpp"
#include "ui/views/trace_determinant_view.hpp"

namespace separatrix {
namespace {

constexpr double kDefaultTime = 200;

// 1, 2 or 5 times a power of ten next to `value`, as its short decimal spells it.
double roundNumber(double value) { return gridStep({0, value * 1200 / 1.3}); }

}  // namespace

void MainWindow::connectTools() {
  connect(actions_.tools, &QActionGroup::triggered, this, [this](QAction* action) { chooseTool(action->data().toInt()); });
  connect(plane_, &PlaneView::kickBegan, this, [this](const QString& id) {
    if (const auto k = equilibriumNamed(id, picture_.portrait)) edits_.beginKick(picture_.portrait->equilibria[*k].state);
  });
  connect(plane_, &PlaneView::kickMoved, this, [this](QPointF at, bool alongX) {
    edits_.moveKick(at, alongX);
    if (session_.state().kick) select(QStringLiteral("o%1").arg(session_.state().kick->trajectory + 1));
  });
}

void MainWindow::chooseTool(int tool) {
  actions_.tools->actions()[tool]->setChecked(true);
  plane_->setTool(static_cast<PlaneTool>(tool));
  kickBar_->setVisible(plane_->tool() == PlaneTool::kick);
  showKick();
  emit refreshed();
}

void MainWindow::connectTrace() {
  connect(trace_, &TraceDeterminantView::moved, &edits_, &WindowEdits::moveMatrix);
  connect(trace_, &TraceDeterminantView::released, &edits_, &WindowEdits::endGesture);
  connect(trace_, &TraceDeterminantView::cancelled, &edits_, &WindowEdits::cancelGesture);
  connect(trace_, &TraceDeterminantView::objectClicked, this, [this](const QString& id) { select(id); emit refreshed(); });
  connect(traceDock_, &QDockWidget::visibilityChanged, this, [this](bool visible) {
    if (visible && picture_.portrait) trace_->setPortrait(picture_.portrait);
    emit refreshed();
  });
}

// The figure of the portrait, and what the person's own doing adds to it: the eigenvectors of the equilibrium
// chosen, the arrow of a kick.
void MainWindow::showFigure() {
  const auto chosen = equilibriumNamed(selected_, picture_.portrait);
  const SessionState& state = session_.state();
  if (isPhaseLine(picture_.portrait->problem)) {
    rate_ = rateRange(*picture_.portrait, rate_);
    plane_->setAxes(plane_->axes().first, rate_);
  }
  const bool kicked = state.kick && static_cast<std::size_t>(state.kick->trajectory) < picture_.portrait->options.trajectories.size();
  const bool responds = response_ && state.stimulus && response_->problem.model == state.model;
  if (!chosen && !kicked && !responds && !basinsFit() && !state.dotsEvery) return plane_->setFigure(picture_.figure);
  auto figure = std::make_shared<Figure>(*picture_.figure);
  if (basinsFit()) paintBasins(*figure);
  if (state.dotsEvery) setEqualTimeDots(*figure, *picture_.portrait, *state.dotsEvery);
  if (chosen) addEigenvectors(*figure, *picture_.portrait, *chosen);
  if (kicked) {
    const View view(picture_.portrait->problem.plane);
    const auto [x0, y0] = view.at(state.kick->from);
    const auto [x1, y1] = view.at(picture_.portrait->options.trajectories[static_cast<std::size_t>(state.kick->trajectory)].state);
    Curve arrow;
    arrow.append({x0, y0});
    arrow.append({x1, y1});
    figure->lines.push_back({Layer::notes, Role::note, std::move(arrow), {0.7}, false, "kick"});
  }
  if (responds) {
    const View view(response_->problem.plane);
    figure->lines.push_back({Layer::orbits, Role::orbit, view.curve(response_->trajectory.states), {1.0 / 6, 1.0 / 2}, false, "stimulus"});
  }
  plane_->setFigure(std::move(figure));
}

void MainWindow::equilibriumMenu(QMenu& menu, const QString& id) {
  const auto chosen = equilibriumNamed(id, picture_.portrait);
  if (!chosen) return;
  const Equilibrium e = picture_.portrait->equilibria[*chosen];
  const Problem problem = picture_.portrait->problem;
  const auto add = [&](const char* name, const QString& text, auto&& what) {
    menu.addAction(text, this, what)->setObjectName(QStringLiteral("action.") + QLatin1String(name));
  };
  add("eigenvectors", tr("&Eigenvectors"), [this, id] { select(id); emit refreshed(); });
  add("kick-from-here", tr("&Kick from Here…"), [this, id] { select(id); chooseTool(static_cast<int>(PlaneTool::kick)); kickBar_->setFocus(); });
  add("copy-latex", tr("Copy as &LaTeX"), [e, problem] { QApplication::clipboard()->setText(equilibriumLatex(problem, e)); });
  menu.addSeparator();
}

void MainWindow::cycleMenu(QMenu& menu, const QString& id) {
  select(id);
  const int k = id.mid(1).toInt() - 1;
  if (!picture_.portrait || k < 0 || static_cast<std::size_t>(k) >= picture_.portrait->cycles.size()) return;
  QMenu* dots = menu.addMenu(tr("Equal-time &Dots"));
  dots->setObjectName(QStringLiteral("menu.dots"));
  const auto every = session_.state().dotsEvery;
  const auto add = [&](const QString& name, const QString& text, std::optional<double> value) {
    QAction* action = dots->addAction(text, this, [this, value] { edits_.setDots(value); });
    action->setObjectName(QStringLiteral("action.dots.") + name);
    action->setCheckable(true);
    action->setChecked(every == value);
  };
  add(QStringLiteral("auto"), tr("&Chosen by the period"), std::nullopt);
  add(QStringLiteral("none"), tr("&None"), 0.0);
  const double usual = equalTimeStep(picture_.portrait->cycles[static_cast<std::size_t>(k)].period);
  for (const double factor : {0.2, 0.5, 1.0, 2.0, 5.0}) {
    const double step = roundNumber(factor * usual);
    const QString text = QString::fromStdString(formatNumber(step, 3));
    add(text, tr("Every %1").arg(text), step);
  }
  menu.addSeparator();
}

void MainWindow::orbitMenu(QMenu& menu, const QString& id) {
  select(id);
  const int k = id.mid(1).toInt() - 1;
  const auto add = [&](const char* name, const QString& text, auto&& what) {
    menu.addAction(text, this, what)->setObjectName(QStringLiteral("action.") + QLatin1String(name));
  };
  add("delete-orbit", tr("&Delete Orbit"), [this, k] { edits_.removeTrajectory(k); select({}); });
  add("extend-orbit", tr("E&xtend: Twice as Long"), [this, k] {
    if (!picture_.portrait || static_cast<std::size_t>(k) >= picture_.portrait->options.trajectories.size()) return;
    const double set = picture_.portrait->options.trajectories[static_cast<std::size_t>(k)].time;
    double ran = 0;
    for (const Trajectory* run : trajectoriesOf(*picture_.portrait, static_cast<std::size_t>(k)))
      if (!run->t.empty()) ran = std::max(ran, std::fabs(run->t.back()));
    edits_.extendTrajectory(k, 2 * (set > 0 ? set : std::max(ran, kDefaultTime)));
  });
  add("duplicate-orbit", tr("D&uplicate"), [this, k] { edits_.duplicateTrajectory(k); });
  menu.addSeparator();
}

}  // namespace separatrix
