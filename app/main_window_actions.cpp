#include <QApplication>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>

#include "app/main_window.hpp"
#include "core/io/text_file.hpp"
#include "core/model/library.hpp"
#include "ui/panels/editor_panel.hpp"
#include "ui/panels/export_dialog.hpp"
#include "ui/panels/gallery_dialog.hpp"
#include "ui/panels/inspector_panel.hpp"
#include "ui/panels/layers_panel.hpp"
#include "ui/panels/model_panel.hpp"
#include "ui/panels/parameter_row.hpp"
#include "ui/panels/parameters_panel.hpp"
#include "ui/panels/status_line.hpp"
#include "ui/panels/story_bar.hpp"
#include "ui/panels/value_slider.hpp"
#include "ui/views/hints_overlay.hpp"
#include "ui/views/parameter_pad.hpp"
#include "ui/views/plane_view.hpp"
#include "ui/views/time_view.hpp"

namespace separatrix {

using Hint = HintsOverlay::Hint;

void MainWindow::connectActions() {
  const auto on = [this](QAction* action, auto&& what) { connect(action, &QAction::triggered, this, what); };
  on(actions_.newModel, [this] {
    actions_.editModel->setChecked(true);
    reading_->read({"# A new model: variables and their derivatives\nx' = y\ny' = -x - mu*y\npar mu=0.2\ninit x=1, y=0\n"
                    "#: title New model\n#: range x -3..3\n#: range y -3..3\n#: range mu -2..2\n#: slider mu\ndone\n", "new", kOpen});
  });
  on(actions_.open, [this] {
    const QString path = QFileDialog::getOpenFileName(this, tr("Open Model"), {}, tr("XPPAUT models (*.ode);;All files (*)"));
    if (!path.isEmpty()) openFile(path);
  });
  on(actions_.gallery, [this] { openGallery(); });
  on(actions_.saveModel, [this] { saveModelText(); });
  on(actions_.exportFigure, [this] { openExport(); });
  on(actions_.quit, [this] { close(); });
  on(actions_.undo, [this] { edits_.endGesture(); session_.undo(); });
  on(actions_.redo, [this] { edits_.endGesture(); session_.redo(); });
  on(actions_.fit, [this] { edits_.fitWindow(); });
  on(actions_.zoomIn, [this] { zoomBy(1 / 1.2); });
  on(actions_.zoomOut, [this] { zoomBy(1.2); });
  on(actions_.fullScreen, [this](bool full) { full ? showFullScreen() : showNormal(); });
  for (int k = 0; k < kLayerCount; ++k)
    on(actions_.layers[static_cast<std::size_t>(k)], [this, k](bool shown) { edits_.showLayer(k, shown); });
  connect(actions_.styles, &QActionGroup::triggered, this,
          [this](QAction* action) { edits_.setStyleName(static_cast<StyleName>(action->data().toInt())); });
  connect(actions_.editModel, &QAction::toggled, this, &MainWindow::showEditor);
  on(actions_.applyModel, [this] { reading_->read({editor_->text(), session_.state().model->name, kApply}); });
  on(actions_.defaults, [this] {
    SessionState next = session_.state();
    next.parameters = next.model->defaultParameters();
    next.step = matchingStep(next);
    session_.apply(tr("default parameters"), {}, std::move(next));
  });
  on(actions_.clear, [this] { edits_.clearTrajectories(); });
  connect(actions_.pause, &QAction::toggled, this, [this](bool paused) {
    service_->setPaused(paused);
    showStage();
    emit refreshed();
  });
  on(actions_.previousStep, [this] { story_->goBy(-1); });
  on(actions_.nextStep, [this] { story_->goBy(1); });
  on(actions_.shortcuts, [this] { showShortcuts(); });
  on(actions_.hints, [this] { hints_->showAll(); emit refreshed(); });
  on(actions_.about, [this] {
    QMessageBox::about(this, tr("About Separatrix"),
                       tr("<b>Separatrix %1</b><p>Phase planes of dynamical systems, live.<br>GPL-3.0-or-later</p>").arg(QApplication::applicationVersion()));
  });
}

void MainWindow::connectViews() {
  connect(parameters_, &ParametersPanel::moved, &edits_, &WindowEdits::moveParameter);
  connect(parameters_, &ParametersPanel::edited, &edits_, &WindowEdits::editParameter);
  connect(parameters_, &ParametersPanel::released, &edits_, &WindowEdits::endGesture);
  connect(parameters_, &ParametersPanel::rangeEdited, &edits_, &WindowEdits::setRange);
  connect(parameters_, &ParametersPanel::defaultWanted, &edits_, &WindowEdits::setDefault);
  connect(parameters_, &ParametersPanel::moved, this, [this] { hints_->done(Hint::parameter); });
  connect(pad_, &ParameterPad::moved, &edits_, &WindowEdits::moveParameters);
  connect(pad_, &ParameterPad::moved, this, [this] { hints_->done(Hint::parameter); });
  connect(pad_, &ParameterPad::released, &edits_, &WindowEdits::endGesture);
  connect(pad_, &ParameterPad::stepChosen, &edits_, &WindowEdits::chooseStep);
  connect(story_, &StoryBar::stepChosen, &edits_, &WindowEdits::chooseStep);
  connect(story_, &StoryBar::stepChosen, this, [this] { hints_->done(Hint::present); });
  connect(layers_, &LayersPanel::toggled, &edits_, &WindowEdits::showLayer);
  connect(modelPanel_, &ModelPanel::editWanted, this, [this] { actions_.editModel->setChecked(true); });

  connect(plane_, &PlaneView::startWanted, this, [this](QPointF at, bool both) {
    select({});
    edits_.addTrajectory(at, both ? Direction::both : direction());
    hints_->done(Hint::start);
  });
  connect(plane_, &PlaneView::liveBegan, this, [this](QPointF at) {
    select({});
    edits_.beginLive(at, direction());
    hints_->done(Hint::start);
  });
  connect(plane_, &PlaneView::liveMoved, &edits_, &WindowEdits::moveLive);
  connect(plane_, &PlaneView::startDragged, &edits_, &WindowEdits::dragStart);
  connect(plane_, &PlaneView::gestureEnded, &edits_, &WindowEdits::endGesture);
  connect(plane_, &PlaneView::gestureCancelled, &edits_, &WindowEdits::cancelGesture);
  connect(plane_, &PlaneView::windowWanted, &edits_, &WindowEdits::setWindow);
  connect(plane_, &PlaneView::fitWanted, &edits_, &WindowEdits::fitWindow);
  connect(plane_, &PlaneView::objectClicked, this, [this](const QString& id) { select(id); emit refreshed(); });
  connect(plane_, &PlaneView::menuWanted, this, &MainWindow::planeMenu);
  connect(plane_, &PlaneView::deleteWanted, this, [this] {
    if (selected_.startsWith(QLatin1Char('o'))) edits_.removeTrajectory(selected_.mid(1).toInt() - 1);
    select({});
  });
  connect(plane_, &PlaneView::hovered, this, [this] {
    const auto at = plane_->cursor();
    status_->setCursor(session_.state().problem(), at ? std::optional(std::pair(at->x(), at->y())) : std::nullopt);
  });
  connect(plane_, &PlaneView::boxResized, this, [this] { ask(); });
  connect(inspector_, &InspectorPanel::selected, this, [this](const QString& id) { select(id); emit refreshed(); });
  connect(inspector_, &InspectorPanel::startEdited, &edits_, &WindowEdits::editStart);
  connect(inspector_, &InspectorPanel::startWanted, this, [this](const std::vector<double>& point) {
    edits_.addTrajectory({point[0], point[1]}, direction());
  });
  connect(status_, &StatusLine::messagesWanted, this, [this] {
    messagesDock_->show();
    messagesDock_->raise();
  });
  connect(status_, &StatusLine::updateWanted, this, [this] {
    service_->setPaused(false);
    service_->setPaused(actions_.pause->isChecked());
  });
}

void MainWindow::connectEditor() {
  connect(editor_, &EditorPanel::checkWanted, this, [this](const std::string& text) { reading_->read({text, session_.state().model->name, kCheck}); });
  connect(editor_, &EditorPanel::applyWanted, this, [this](const std::string& text) { reading_->read({text, session_.state().model->name, kApply}); });
  connect(reading_.get(), &ReadingService::ready, this, &MainWindow::takeReading);
  connect(editorDock_, &QDockWidget::visibilityChanged, this, [this] {
    const QSignalBlocker quiet(actions_.editModel);
    actions_.editModel->setChecked(!editorDock_->isHidden());
    emit refreshed();
  });
}

void MainWindow::showEditor(bool shown) {
  editorDock_->setVisible(shown);
  if (!shown) return;
  if (width() < 1200) {
    tabifyDockWidget(timeDock_, editorDock_);
    resizeDocks({timeDock_}, {280}, Qt::Vertical);
  } else {
    tabifyDockWidget(modelDock_, editorDock_);
    resizeDocks({editorDock_}, {420}, Qt::Horizontal);
    resizeDocks({editorDock_, layersDock_}, {420, 160}, Qt::Vertical);
  }
  editorDock_->raise();
  editor_->focusText();
}

void MainWindow::refreshModelMenus() {
  actions_.setsMenu->clear();
  actions_.stepsMenu->clear();
  actions_.planeMenu->clear();
  actions_.stepsMenu->addActions({actions_.previousStep, actions_.nextStep});
  actions_.stepsMenu->addSeparator();
  const Model& model = *session_.state().model;
  for (const Preset& preset : model.presets) {
    const QString id = QString::fromStdString(preset.id), title = QString::fromStdString(preset.title);
    QMenu* menu = preset.isStep ? actions_.stepsMenu : actions_.setsMenu;
    const QString text = title.isEmpty() ? id : QStringLiteral("%1  %2").arg(id, title);
    QAction* action = menu->addAction(text, this, [this, id, isStep = preset.isStep] { isStep ? edits_.chooseStep(id) : edits_.choosePreset(id); });
    action->setObjectName(QStringLiteral("action.%1.%2").arg(preset.isStep ? QStringLiteral("step") : QStringLiteral("set"), id));
  }
  actions_.setsMenu->setEnabled(!actions_.setsMenu->isEmpty());
  const int n = std::min(model.dimension(), 6);
  for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) {
      if (i == j) continue;
      const auto nameOf = [&](int k) { return QString::fromStdString(model.variables[static_cast<std::size_t>(k)].name); };
      actions_.planeMenu->addAction(QStringLiteral("%1, %2").arg(nameOf(i), nameOf(j)), this, [this, i, j] { edits_.setPlane(i, j); });
    }
  actions_.planeMenu->setEnabled(!actions_.planeMenu->isEmpty());
}

}  // namespace separatrix
