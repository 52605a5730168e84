#include <QDockWidget>
#include <QLabel>
#include <QListWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/main_window.hpp"
#include "ui/panels/diagram_panel.hpp"
#include "ui/panels/editor_panel.hpp"
#include "ui/panels/inspector_panel.hpp"
#include "ui/panels/kick_bar.hpp"
#include "ui/panels/layers_panel.hpp"
#include "ui/panels/model_panel.hpp"
#include "ui/panels/panel_look.hpp"
#include "ui/panels/parameters_panel.hpp"
#include "ui/panels/role_icon.hpp"
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

constexpr int kWideFrom = 1200;     // below, the left column is a strip of icons
constexpr int kRightColumn = 334, kLeftColumn = 216, kBottomRow = 168;

}  // namespace

void MainWindow::layOut() {
  setWindowIcon(programIcon());
  setStyleSheet(windowStyleSheet(palette()));
  setDockOptions(AllowTabbedDocks | AllowNestedDocks);
  setAcceptDrops(true);
  actions_.makeMenus(*this);
  actions_.makeToolBar(*this);
  layerStrip_ = actions_.makeLayerStrip(*this);
  actions_.refreshIcons(palette());

  auto* center = new QWidget(this);
  auto* column = new QVBoxLayout(center);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  plane_ = new PlaneView(center);
  plane_->setMinimumSize(320, 220);
  kickBar_ = new KickBar(center);
  kickBar_->hide();
  column->addWidget(kickBar_);
  stimulusBar_ = new StimulusBar(center);
  stimulusBar_->hide();
  column->addWidget(stimulusBar_);
  column->addWidget(plane_, 1);
  setCentralWidget(center);
  hints_ = new HintsOverlay(plane_);

  layOutDocks();
  story_ = new StoryBar(this);
  addToolBar(Qt::BottomToolBarArea, story_);
  status_ = new StatusLine(this);
  statusBar()->addWidget(status_, 1);
  statusBar()->setSizeGripEnabled(false);
}

void MainWindow::layOutDocks() {
  setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
  setTabPosition(Qt::BottomDockWidgetArea, QTabWidget::North);

  modelPanel_ = new ModelPanel(this);
  layers_ = new LayersPanel(this);
  editor_ = new EditorPanel(this);
  parameters_ = new ParametersPanel(this);
  pad_ = new ParameterPad(this);
  inspector_ = new InspectorPanel(this);
  time_ = new TimeView(this);
  trace_ = new TraceDeterminantView(this);
  diagramPanel_ = new DiagramPanel(this);
  messageList_ = new QListWidget(this);
  messageList_->setObjectName(QStringLiteral("messages.list"));
  messageList_->setFrameShape(QFrame::NoFrame);
  messageList_->setWordWrap(true);

  modelDock_ = makeDock(tr("Model"), "dock.model", modelPanel_, this);
  layersDock_ = makeDock(tr("Objects"), "dock.objects", layers_, this);
  editorDock_ = makeDock(tr("Model text"), "dock.editor", editor_, this);
  auto* parametersDock = makeDock(tr("Parameters"), "dock.parameters", parameters_, this);
  padDock_ = makeDock(tr("Parameter plane"), "dock.pad", pad_, this);
  auto* inspectorDock = makeDock(tr("Inspector"), "dock.inspector", inspector_, this);
  timeDock_ = makeDock(tr("Time course"), "dock.time", time_, this);
  verdicts_ = new VerdictsPanel(this);
  verdictsDock_ = makeDock(tr("Why"), "dock.verdicts", verdicts_, this);
  diagramDock_ = makeDock(tr("Bifurcation diagram"), "dock.diagram", diagramPanel_, this);
  traceDock_ = makeDock(tr("Trace–determinant"), "dock.trace", trace_, this);
  messagesDock_ = makeDock(tr("Messages"), "dock.messages", messageList_, this);
  for (QDockWidget* tabbed : {timeDock_, diagramDock_, traceDock_, verdictsDock_, messagesDock_}) tabbed->setTitleBarWidget(new QWidget(tabbed));  // the tab names them

  addDockWidget(Qt::LeftDockWidgetArea, modelDock_);
  addDockWidget(Qt::LeftDockWidgetArea, layersDock_);
  addDockWidget(Qt::LeftDockWidgetArea, editorDock_);
  tabifyDockWidget(modelDock_, editorDock_);
  editorDock_->hide();
  for (QDockWidget* dock : {parametersDock, padDock_, inspectorDock}) addDockWidget(Qt::RightDockWidgetArea, dock);
  addDockWidget(Qt::BottomDockWidgetArea, timeDock_);
  tabifyDockWidget(timeDock_, diagramDock_);
  tabifyDockWidget(diagramDock_, traceDock_);
  tabifyDockWidget(traceDock_, verdictsDock_);
  tabifyDockWidget(verdictsDock_, messagesDock_);
  timeDock_->raise();
  for (QDockWidget* dock : {modelDock_, layersDock_, editorDock_, parametersDock, padDock_, inspectorDock, timeDock_, diagramDock_, traceDock_, verdictsDock_, messagesDock_})
    actions_.panelsMenu->addAction(dock->toggleViewAction());

  parameters_->setMinimumWidth(270);
  inspector_->setMinimumHeight(140);
  modelPanel_->setMinimumWidth(180);
  resizeDocks({modelDock_, parametersDock}, {kLeftColumn, kRightColumn}, Qt::Horizontal);
  resizeDocks({timeDock_}, {kBottomRow}, Qt::Vertical);
  resizeDocks({parametersDock, padDock_, inspectorDock}, {104, 190, 330}, Qt::Vertical);
  resizeDocks({modelDock_, layersDock_}, {300, 240}, Qt::Vertical);
}

// Below the reference width the plane keeps its room: the left column becomes a strip of layer icons.
void MainWindow::arrangeForWidth() {
  const bool narrow = width() < kWideFrom;
  if (narrow == narrow_) return;
  narrow_ = narrow;
  layerStrip_->setVisible(narrow);
  modelDock_->setVisible(!narrow);
  layersDock_->setVisible(!narrow);
  if (!editorDock_->isVisible()) return;
  if (narrow) tabifyDockWidget(timeDock_, editorDock_);
  else tabifyDockWidget(modelDock_, editorDock_);
  editorDock_->raise();
}

}  // namespace separatrix
