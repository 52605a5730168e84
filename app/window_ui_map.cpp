#include "app/window_ui_map.hpp"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QToolBar>
#include <QToolButton>
#include <QWindow>
#include <algorithm>

#include "app/diagram_desk.hpp"
#include "app/main_window.hpp"
#include "core/figure/diagram_figure.hpp"
#include "core/io/portrait_json.hpp"
#include "core/io/text_file.hpp"
#include "ui/panels/layers_panel.hpp"
#include "ui/panels/number_field.hpp"
#include "ui/panels/value_slider.hpp"
#include "ui/views/parameter_pad.hpp"
#include "ui/views/plane_view.hpp"
#include "ui/views/time_view.hpp"
#include "ui/views/trace_determinant_view.hpp"

namespace separatrix {
namespace {

constexpr int kCoalesceMilliseconds = 30;

Json rectJson(const QWidget& widget, const QRectF& local) {
  const double ratio = widget.devicePixelRatioF();
  const QPointF at = widget.mapToGlobal(local.topLeft()) * ratio;
  return Json::array({std::lround(at.x()), std::lround(at.y()), std::lround(local.width() * ratio), std::lround(local.height() * ratio)});
}

// Shown, and not behind another tab.
bool isSeen(const QWidget& widget) { return widget.isVisible() && (widget.isWindow() || !widget.visibleRegion().isEmpty()); }

struct Appearance {
  const char* role;
  QString text;
  Json value;
};

Appearance appearance(const QWidget& widget) {
  if (const auto* slider = qobject_cast<const ValueSlider*>(&widget)) return {"slider", slider->accessibleName(), jsonNumber(slider->number())};
  if (const auto* field = qobject_cast<const NumberField*>(&widget)) return {"field", field->text(), jsonNumber(field->number())};
  if (const auto* line = qobject_cast<const QLineEdit*>(&widget)) return {"field", line->text(), line->text().toStdString()};
  if (const auto* spin = qobject_cast<const QDoubleSpinBox*>(&widget)) return {"field", spin->text(), jsonNumber(spin->value())};
  if (const auto* spin = qobject_cast<const QSpinBox*>(&widget)) return {"field", spin->text(), spin->value()};
  if (const auto* combo = qobject_cast<const QComboBox*>(&widget)) return {"choice", combo->currentText(), combo->currentIndex()};
  if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
    return {button->isCheckable() ? "check" : "button", button->text(), button->isCheckable() ? Json(button->isChecked()) : Json()};
  if (const auto* edit = qobject_cast<const QPlainTextEdit*>(&widget)) return {"text", QString(), edit->toPlainText().toStdString()};
  if (const auto* label = qobject_cast<const QLabel*>(&widget)) return {"label", label->text(), Json()};
  if (const auto* list = qobject_cast<const QListWidget*>(&widget)) return {"list", QString(), list->count()};
  if (qobject_cast<const QDialog*>(&widget)) return {"dialog", widget.windowTitle(), Json()};
  if (qobject_cast<const QDockWidget*>(&widget)) return {"panel", widget.windowTitle(), Json()};
  if (qobject_cast<const FigureCanvas*>(&widget)) return {"plot", widget.accessibleDescription(), Json()};
  if (qobject_cast<const ParameterPad*>(&widget)) return {"plot", widget.accessibleName(), Json()};
  return {"group", widget.windowTitle(), Json()};
}

Json entry(const QString& name, const char* role, Json rect, const QString& text, Json value, bool enabled, bool visible) {
  Json made{{"name", name.toStdString()}, {"role", role}, {"rect", std::move(rect)}, {"text", text.toStdString()}};
  if (!value.is_null()) made["value"] = std::move(value);
  made["enabled"] = enabled;
  made["visible"] = visible;
  return made;
}

void addMenuItems(const QMenu& menu, Json& widgets) {
  for (QAction* action : menu.actions()) {
    if (action->isSeparator()) continue;
    const QString name = action->menu() ? action->menu()->objectName() : action->objectName();
    const QString text = action->text().remove(QLatin1Char('&'));
    const Json value = action->isCheckable() ? Json(action->isChecked()) : Json();
    widgets.push_back(entry(name.isEmpty() ? QStringLiteral("item.") + text : name, "menuitem", rectJson(menu, menu.actionGeometry(action)), text,
                            value, action->isEnabled(), true));
  }
}

void addActions(const QMainWindow& window, Json& widgets) {
  for (QAction* action : window.actions()) {
    const QWidget* button = nullptr;
    for (const QObject* object : action->associatedObjects())
      if (const auto* bar = qobject_cast<const QToolBar*>(object); bar && bar->isVisible()) button = bar->widgetForAction(action);
    const Json value = action->isCheckable() ? Json(action->isChecked()) : Json();
    widgets.push_back(entry(action->objectName(), "action", button ? rectJson(*button, button->rect()) : Json::array({0, 0, 0, 0}),
                            action->text().remove(QLatin1Char('&')), value, action->isEnabled(), button && button->isVisible()));
  }
  for (QAction* action : window.menuBar()->actions())
    if (action->menu())
      widgets.push_back(entry(action->menu()->objectName(), "menu", rectJson(*window.menuBar(), window.menuBar()->actionGeometry(action)),
                              action->text().remove(QLatin1Char('&')), Json(), action->isEnabled(), window.menuBar()->isVisible()));
}

Json axisJson(double from, double to, double px0, double px1) {
  return {{"from", jsonNumber(from)}, {"to", jsonNumber(to)}, {"px0", std::lround(px0)}, {"px1", std::lround(px1)}};
}

Json plotJson(const QWidget& widget, const QRectF& box, const Interval& x, const Interval& y) {
  const double ratio = widget.devicePixelRatioF();
  const QPointF low = widget.mapToGlobal(box.bottomLeft()) * ratio, high = widget.mapToGlobal(box.topRight()) * ratio;
  return {{"name", widget.objectName().toStdString()}, {"rect", rectJson(widget, widget.rect())},
          {"x", axisJson(x.lo, x.hi, low.x(), high.x())}, {"y", axisJson(y.lo, y.hi, low.y(), high.y())}, {"visible", isSeen(widget)}};
}

Json plotsJson(const MainWindow& window) {
  Json plots = Json::array();
  for (const FigureCanvas* canvas : {static_cast<const FigureCanvas*>(window.plane()), static_cast<const FigureCanvas*>(window.time()->canvas()),
                                     static_cast<const FigureCanvas*>(window.trace()), static_cast<const FigureCanvas*>(&window.desk().view())})
    plots.push_back(plotJson(*canvas, canvas->plotRect(), canvas->axes().first, canvas->axes().second));
  const ParameterPad& pad = *window.pad();
  if (pad.parameters()) plots.push_back(plotJson(pad, pad.plotRect(), pad.xRange(), pad.yRange()));
  return plots;
}

// What stands in the diagram's plot, so that a hand finds the points on the screen.
Json diagramJson(const DiagramDesk& desk) {
  const DiagramView& view = desk.view();
  Json made{{"open", desk.open()}, {"settled", desk.settled()}, {"generation", desk.service().generation()}, {"stale", view.stale()}};
  const DiagramPtr diagram = desk.open() ? view.diagram() : nullptr;
  if (diagram) {
    const auto& parameters = diagram->problem.model->parameters;
    made["parameter"] = parameters[static_cast<std::size_t>(diagram->options.parameter)].name;
    made["parameters"] = jsonParameters(*diagram->problem.model, diagram->problem.parameters);
    made["branches"] = Json::array();
    for (const Branch& branch : diagram->branches)
      made["branches"].push_back({{"id", branch.id}, {"kind", branch.kind == Branch::Kind::cycles ? "cycles" : "equilibria"}, {"points", branch.points.size()}});
    made["special_points"] = Json::array();
    for (const SpecialPoint& special : diagram->specialPoints) {
      Json point{{"id", special.id}, {"kind", name(special.kind)}, {"label", labelOf(special)}, {"parameter", jsonNumber(special.parameter)}};
      if (const auto height = view.heightOf(special)) point["y"] = jsonNumber(*height);
      made["special_points"].push_back(std::move(point));
    }
    made["curves"] = diagram->curves.size();
    made["remarks"] = diagram->remarks;
  }
  if (desk.atlas()) made["atlas"] = {{"portraits", desk.atlas()->portraits.size()}, {"computed", desk.atlas()->computed}};
  return made;
}

Json orbitsJson(const Portrait& portrait) {
  Json orbits = Json::array();
  std::size_t at = 0;
  const Model& model = *portrait.problem.model;
  for (std::size_t k = 0; k < portrait.options.trajectories.size(); ++k) {
    const TrajectoryStart& start = portrait.options.trajectories[k];
    Json orbit{{"id", "o" + std::to_string(k + 1)}, {"from", jsonState(model, start.state)}};
    const std::size_t branches = start.direction == Direction::both ? 2 : 1;
    for (std::size_t b = 0; b < branches && at < portrait.trajectories.size(); ++b, ++at) {
      const Trajectory& trajectory = portrait.trajectories[at];
      if (b > 0 || trajectory.states.empty()) continue;
      orbit["end"] = std::string(name(trajectory.end));
      orbit["at"] = jsonState(model, trajectory.states.back());
      Json extrema = Json::object();
      for (std::size_t i = 0; i < model.variables.size(); ++i) {
        Interval extent(trajectory.states[0][i]);
        for (std::size_t s = 0; s < trajectory.states.size(); ++s)
          if (std::isfinite(trajectory.states[s][i])) extent = hull(extent, trajectory.states[s][i]);
        extrema[model.variables[i].name] = jsonInterval(extent);
      }
      orbit["extrema"] = std::move(extrema);
    }
    orbits.push_back(std::move(orbit));
  }
  return orbits;
}

// The part of the window that goes to each equilibrium and cycle, and to where else.
Json basinsJson(const Basins& basins) {
  Json fractions = Json::object();
  for (std::size_t k = 0; k < basins.attractors.size(); ++k) {
    const BranchDestination& to = basins.attractors[k];
    const auto count = static_cast<double>(std::ranges::count(basins.cells, static_cast<int>(k)));
    const char* letter = to.kind == BranchDestination::Kind::equilibrium ? "e" : to.kind == BranchDestination::Kind::cycle ? "c" : "other";
    const std::string name = *letter == 'o' ? std::string(letter) : letter + std::to_string(to.index + 1);
    if (count > 0) fractions[name] = fractions.value(name, 0.0) + count / static_cast<double>(basins.cells.size());
  }
  return {{"finished", basins.finished}, {"fractions", std::move(fractions)}};
}

Json layersJson(const Portrait& portrait) {
  Json layers = Json::object();
  const auto counts = layerCounts(portrait);
  for (int k = 0; k < kLayerCount; ++k) {
    const int count = counts[static_cast<std::size_t>(k)];
    layers[std::string(name(static_cast<Layer>(k)))] = count >= 0 ? count : k == static_cast<int>(Layer::field) ? static_cast<int>(portrait.directions.x.size()) : 1;
  }
  return layers;
}

}  // namespace

Json widgetsJson() {
  Json widgets = Json::array();
  for (const QWidget* top : QApplication::topLevelWidgets()) {
    if (const auto* menu = qobject_cast<const QMenu*>(top)) {
      if (menu->isVisible()) addMenuItems(*menu, widgets);
      continue;
    }
    if (const auto* window = qobject_cast<const QMainWindow*>(top)) addActions(*window, widgets);
    if (!top->isVisible() && !qobject_cast<const QMainWindow*>(top)) continue;
    QList<const QWidget*> all{top};
    for (const QWidget* child : top->findChildren<QWidget*>()) all << child;
    for (const QWidget* widget : all) {
      const QString name = widget->objectName();
      if (name.isEmpty() || name.startsWith(QLatin1String("qt_")) || name == QLatin1String("heading")) continue;
      const Appearance seen = appearance(*widget);
      widgets.push_back(entry(name, seen.role, rectJson(*widget, widget->rect()), seen.text, seen.value, widget->isEnabled(), isSeen(*widget)));
    }
  }
  return widgets;
}

UiMapWriter::UiMapWriter(MainWindow& window, std::string path)
    : window_(window),
      worker_(
          WhenSuperseded::finish,
          [path = std::move(path)](const Page& page, const std::stop_token&) {
            Json document = page.body;
            if (page.portrait) {
              document["portrait"] = Json::parse(portraitJson(*page.portrait, false), nullptr, false);
              document["orbits"] = orbitsJson(*page.portrait);
              document["layers"] = layersJson(*page.portrait);
            }
            return writeFileAtomically(path, jsonText(document)).has_value();
          },
          [](std::uint64_t, bool) {}) {
  turn_.setSingleShot(true);
  turn_.setInterval(kCoalesceMilliseconds);
  connect(&turn_, &QTimer::timeout, this, &UiMapWriter::write);
  connect(&window, &MainWindow::framePainted, &turn_, qOverload<>(&QTimer::start));
  connect(&window, &MainWindow::refreshed, this, [this] {
    if (window_.service().settled()) return turn_.start();
    if (saidSettled_) write();  // at once: from now on the old picture is no answer
  });
  qApp->installEventFilter(this);
}

// Dialogs and menus come and go without a new picture.
bool UiMapWriter::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Show || event->type() == QEvent::Hide || event->type() == QEvent::FocusIn || event->type() == QEvent::Move)
    if (watched->isWidgetType()) turn_.start();
  return QObject::eventFilter(watched, event);
}

void UiMapWriter::write() {
  saidSettled_ = window_.service().settled() && window_.picture().generation == window_.service().generation();
  worker_.submit(page());
}

UiMapWriter::Page UiMapWriter::page() const {
  const PortraitService& service = window_.service();
  const LatencyMeter& latency = window_.latency();
  const Session& session = window_.session();
  Json body;
  body["generation"] = service.generation();
  body["settled"] = service.settled();
  body["latency_ms"] = {{"last", latency.last()}, {"p50", latency.quantile(0.5)}, {"p95", latency.quantile(0.95)}};
  body["window"] = rectJson(window_, window_.rect());
  body["widgets"] = widgetsJson();
  body["plots"] = plotsJson(window_);
  body["diagram"] = diagramJson(window_.desk());
  body["portrait"] = Json();
  body["orbits"] = Json::array();
  body["layers"] = Json::object();
  Json visible = Json::object();
  for (int k = 0; k < kLayerCount; ++k) visible[std::string(name(static_cast<Layer>(k)))] = session.state().layers[static_cast<std::size_t>(k)];
  body["layers_visible"] = std::move(visible);
  body["undo"] = {{"can", session.canUndo()}, {"text", session.undoText().toStdString()}};
  body["redo"] = {{"can", session.canRedo()}, {"text", session.redoText().toStdString()}};
  body["recomputes"] = service.recomputes();
  body["messages"] = window_.messages().size();
  Json words = Json::array();
  for (const QString& message : window_.messages()) words.push_back(message.toStdString());
  body["message_texts"] = std::move(words);
  body["step"] = session.state().step;
  body["selected"] = window_.selected().toStdString();
  if (const std::shared_ptr<const Basins> basins = window_.basins()) body["basins"] = basinsJson(*basins);
  return {std::move(body), window_.picture().portrait};
}

}  // namespace separatrix
