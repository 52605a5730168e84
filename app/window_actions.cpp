#include "app/window_actions.hpp"

#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

#include "core/figure/style.hpp"
#include "core/flow/trajectory.hpp"
#include "ui/panels/layers_panel.hpp"
#include "ui/panels/role_icon.hpp"
#include "ui/views/plane_view.hpp"

namespace separatrix {
namespace {

QString tr(const char* text) { return QObject::tr(text); }

}  // namespace

QAction* WindowActions::make(QMainWindow& window, const char* name, const QString& text, const QKeySequence& key) {
  auto* action = new QAction(text, &window);
  action->setObjectName(QStringLiteral("action.") + QLatin1String(name));
  if (!key.isEmpty()) {
    action->setShortcut(key);
    QString plain = text;
    action->setToolTip(QStringLiteral("%1 (%2)").arg(plain.remove(QLatin1Char('&')).remove(QStringLiteral("…")), key.toString(QKeySequence::NativeText)));
  }
  window.addAction(action);
  return action;
}

WindowActions::WindowActions(QMainWindow& window) {
  newModel = make(window, "new", tr("&New Model"), QKeySequence::New);
  open = make(window, "open", tr("&Open…"), QKeySequence::Open);
  gallery = make(window, "gallery", tr("&Gallery…"), Qt::CTRL | Qt::Key_G);
  saveModel = make(window, "save-model", tr("&Save Model Text As…"), Qt::CTRL | Qt::SHIFT | Qt::Key_S);
  exportFigure = make(window, "export", tr("&Export Figure…"), Qt::CTRL | Qt::SHIFT | Qt::Key_E);
  quit = make(window, "quit", tr("&Quit"), Qt::CTRL | Qt::Key_Q);
  undo = make(window, "undo", tr("&Undo"), QKeySequence(Qt::CTRL | Qt::Key_Z));
  redo = make(window, "redo", tr("&Redo"));
  redo->setShortcuts({Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Y});
  fit = make(window, "fit", tr("&Fit to Declared Ranges"));
  zoomIn = make(window, "zoom-in", tr("Zoom &In"), QKeySequence::ZoomIn);
  zoomOut = make(window, "zoom-out", tr("Zoom &Out"), QKeySequence::ZoomOut);
  fullScreen = make(window, "full-screen", tr("F&ull Screen"), Qt::Key_F11);
  fullScreen->setCheckable(true);
  for (int k = 0; k < kLayerCount; ++k) {
    const auto layer = static_cast<Layer>(k);
    const QByteArray id = QByteArray("layer.") + name(layer).data();
    QAction* action = make(window, id.constData(), layerTitle(layer), QKeySequence(static_cast<int>(Qt::ALT) | (Qt::Key_1 + k)));
    action->setCheckable(true);
    layers[static_cast<std::size_t>(k)] = action;
  }
  styles = new QActionGroup(&window);
  for (const auto& [style, id, text] : {std::tuple(StyleName::light, "style.light", tr("&Light")),
                                        {StyleName::dark, "style.dark", tr("&Dark")}, {StyleName::print, "style.print", tr("&Print")}}) {
    QAction* action = make(window, id, text);
    action->setCheckable(true);
    action->setData(static_cast<int>(style));
    styles->addAction(action);
  }
  editModel = make(window, "edit-model", tr("&Edit Text…"), Qt::CTRL | Qt::Key_E);
  editModel->setCheckable(true);
  applyModel = make(window, "apply-model", tr("&Apply Text Now"), Qt::CTRL | Qt::Key_Return);
  defaults = make(window, "defaults", tr("&Default Parameters"));
  directions = new QActionGroup(&window);
  for (const auto& [direction, id, text] : {std::tuple(Direction::forward, "forward", tr("&Forward (F)")),
                                            {Direction::backward, "backward", tr("&Backward (B)")}, {Direction::both, "both", tr("Bo&th Ways (T)")}}) {
    QAction* action = make(window, id, text);
    action->setCheckable(true);
    action->setData(static_cast<int>(direction));
    action->setToolTip(tr("A click starts an orbit: ") + QString(text).remove(QLatin1Char('&')));
    directions->addAction(action);
  }
  directions->actions().first()->setChecked(true);
  tools = new QActionGroup(&window);
  for (const auto& [tool, id, text, what] :
       {std::tuple(PlaneTool::orbit, "tool.orbit", tr("&Orbit (O)"), tr("a click starts an orbit")),
        {PlaneTool::move, "tool.move", tr("&Move (M)"), tr("drag the start of an orbit, Shift keeps the second variable")},
        {PlaneTool::pan, "tool.pan", tr("Pan &Hand (H)"), tr("drag the plane")},
        {PlaneTool::zoom, "tool.zoom", tr("&Zoom (Z)"), tr("drag a rectangle, click to come nearer, Shift+click to go away")},
        {PlaneTool::kick, "tool.kick", tr("&Kick (K)"), tr("drag from an equilibrium: an instantaneous displacement, Shift leaves the first variable")}}) {
    QAction* action = make(window, id, text);
    action->setCheckable(true);
    action->setData(static_cast<int>(tool));
    action->setToolTip(QStringLiteral("%1: %2").arg(QString(text).remove(QLatin1Char('&')), what));
    tools->addAction(action);
  }
  tools->actions().first()->setChecked(true);
  basins = make(window, "basins", tr("Basins of &Attraction"));
  basins->setCheckable(true);
  stimulus = make(window, "stimulus", tr("&Stimulus"));
  stimulus->setCheckable(true);
  stimulus->setToolTip(tr("A pulse or a step on a parameter, given to the resting state"));
  clear = make(window, "clear", tr("&Clear Orbits"), Qt::CTRL | Qt::Key_Backspace);
  pause = make(window, "pause", tr("&Pause Live Updates"), Qt::Key_F8);
  pause->setCheckable(true);
  diagram = make(window, "diagram", tr("Bifurcation &Diagram"), Qt::CTRL | Qt::Key_D);
  diagramPlane = make(window, "diagram-plane", tr("Diagram in T&wo Parameters"), Qt::CTRL | Qt::SHIFT | Qt::Key_D);
  atlas = make(window, "atlas", tr("&Atlas of the Parameter Plane"));
  atlas->setCheckable(true);
  previousStep = make(window, "previous-step", tr("&Previous Step"));
  nextStep = make(window, "next-step", tr("&Next Step"));
  shortcuts = make(window, "shortcuts", tr("&Shortcuts"), QKeySequence(QStringLiteral("Ctrl+?")));
  hints = make(window, "hints", tr("Show &Hints"));
  about = make(window, "about", tr("&About Separatrix"));
  gallery->setIconText(tr("Gallery"));
  atlas->setIconText(tr("Atlas"));
  exportFigure->setIconText(tr("Export…"));
  pause->setIconText(tr("Live"));
}

void WindowActions::makeMenus(QMainWindow& window) {
  const auto menu = [&window](const char* id, const QString& title) {
    QMenu* made = window.menuBar()->addMenu(title);
    made->setObjectName(QStringLiteral("menu.") + QLatin1String(id));
    return made;
  };
  QMenu* file = menu("file", tr("&File"));
  file->addActions({newModel, open, gallery});
  file->addSeparator();
  file->addActions({saveModel, exportFigure});
  file->addSeparator();
  file->addAction(quit);
  menu("edit", tr("&Edit"))->addActions({undo, redo, clear});
  QMenu* view = menu("view", tr("&View"));
  view->addActions({fit, zoomIn, zoomOut});
  view->addSeparator();
  QMenu* layerMenu = view->addMenu(tr("&Layers"));
  for (QAction* layer : layers) layerMenu->addAction(layer);
  layerMenu->addAction(basins);
  planeMenu = view->addMenu(tr("&Plane"));
  QMenu* styleMenu = view->addMenu(tr("&Style"));
  styleMenu->addActions(styles->actions());
  panelsMenu = view->addMenu(tr("P&anels"));
  view->addSeparator();
  view->addAction(fullScreen);
  QMenu* model = menu("model", tr("&Model"));
  model->addActions({editModel, applyModel});
  model->addSeparator();
  setsMenu = model->addMenu(tr("Parameter &Sets"));
  model->addAction(defaults);
  QMenu* analysis = menu("analysis", tr("&Analysis"));
  QMenu* toolMenu = analysis->addMenu(tr("&Tool"));
  toolMenu->setObjectName(QStringLiteral("menu.tool"));
  toolMenu->addActions(tools->actions());
  analysis->addSeparator();
  analysis->addActions(directions->actions());
  analysis->addSeparator();
  analysis->addActions({diagram, diagramPlane, atlas});
  analysis->addActions({stimulus, basins});
  analysis->addSeparator();
  analysis->addActions({clear, pause});
  stepsMenu = menu("story", tr("&Story"));
  menu("help", tr("&Help"))->addActions({shortcuts, hints, about});
  for (QMenu* sub : {layerMenu, planeMenu, styleMenu, panelsMenu, setsMenu}) sub->setObjectName(QStringLiteral("menu.") + sub->title().remove(QLatin1Char('&')).toLower());
}

QToolBar* WindowActions::makeToolBar(QMainWindow& window) {
  auto* bar = new QToolBar(tr("Tools"), &window);
  bar->setObjectName(QStringLiteral("bar.tools"));
  bar->setMovable(false);
  bar->setIconSize({16, 16});
  bar->addActions({gallery, open, editModel});
  bar->addSeparator();
  bar->addActions({undo, redo});
  bar->addSeparator();
  bar->addActions(tools->actions());
  bar->addAction(stimulus);
  bar->addSeparator();
  bar->addActions(directions->actions());
  bar->addActions({clear, fit});
  bar->addSeparator();
  bar->addAction(pause);
  auto* gap = new QWidget(bar);
  gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  bar->addWidget(gap);
  bar->addAction(exportFigure);
  for (QAction* action : {gallery, exportFigure, pause})
    if (auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(action))) button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  window.addToolBar(Qt::TopToolBarArea, bar);
  return bar;
}

QToolBar* WindowActions::makeLayerStrip(QMainWindow& window) {
  auto* bar = new QToolBar(tr("Layers"), &window);
  bar->setObjectName(QStringLiteral("bar.layers"));
  bar->setMovable(false);
  bar->setIconSize({24, 18});
  for (QAction* layer : layers) bar->addAction(layer);
  window.addToolBar(Qt::LeftToolBarArea, bar);
  bar->hide();
  return bar;
}

void WindowActions::refreshIcons(const QPalette& palette) {
  const std::pair<QAction*, Glyph> drawn[] = {
      {gallery, Glyph::gallery}, {open, Glyph::open}, {editModel, Glyph::edit}, {undo, Glyph::undo}, {redo, Glyph::redo},
      {clear, Glyph::clear}, {fit, Glyph::fit}, {pause, Glyph::pause}, {exportFigure, Glyph::exportFigure},
      {tools->actions()[0], Glyph::orbit}, {tools->actions()[1], Glyph::move}, {tools->actions()[2], Glyph::hand},
      {tools->actions()[3], Glyph::zoom}, {tools->actions()[4], Glyph::kick}, {stimulus, Glyph::stimulus},
      {directions->actions()[0], Glyph::forward}, {directions->actions()[1], Glyph::backward}, {directions->actions()[2], Glyph::both}};
  for (const auto& [action, glyph] : drawn) action->setIcon(glyphIcon(glyph, palette));
  const Style legend = style(palette.color(QPalette::Window).lightness() < 128 ? StyleName::dark : StyleName::light);
  for (int k = 0; k < kLayerCount; ++k)
    layers[static_cast<std::size_t>(k)]->setIcon(QIcon(layerSwatch(static_cast<Layer>(k), legend, {24, 18}, 2)));
}

}  // namespace separatrix
