#include <QDockWidget>
#include <QLayout>
#include <QToolButton>

#include "app/diagram_desk.hpp"
#include "app/main_window.hpp"
#include "ui/panels/diagram_panel.hpp"
#include "ui/panels/status_line.hpp"
#include "ui/views/parameter_pad.hpp"
#include "ui/views/rich_name.hpp"

namespace separatrix {
namespace {

constexpr int kDiagramRow = 250;  // the bottom row's height once a diagram stands in it

}  // namespace

void MainWindow::connectDiagrams() {
  desk_ = std::make_unique<DiagramDesk>(session_, edits_, *diagramPanel_, *pad_, nullptr);
  auto* button = new QToolButton(padDock_);
  button->setObjectName(QStringLiteral("pad.atlas"));
  button->setDefaultAction(actions_.atlas);
  button->setAutoRaise(true);
  auto* heading = qobject_cast<QBoxLayout*>(padDock_->titleBarWidget()->layout());
  heading->insertWidget(heading->count() - 1, button);  // before the close button
  connect(actions_.diagram, &QAction::triggered, desk_.get(), &DiagramDesk::openDiagram);
  connect(actions_.diagramPlane, &QAction::triggered, desk_.get(), &DiagramDesk::openPlane);
  connect(actions_.atlas, &QAction::triggered, &edits_, &WindowEdits::showAtlas);
  connect(actions_.pause, &QAction::toggled, desk_.get(), &DiagramDesk::setPaused);
  connect(desk_.get(), &DiagramDesk::refreshed, this, &MainWindow::refreshed);
  connect(desk_.get(), &DiagramDesk::said, status_, &StatusLine::say);
  connect(desk_.get(), &DiagramDesk::opened, this, [this] {
    diagramDock_->show();
    diagramDock_->raise();
    if (diagramDock_->height() < kDiagramRow) resizeDocks({diagramDock_}, {kDiagramRow}, Qt::Vertical);
  });
}

void MainWindow::nameDiagrams() {
  const Model& model = *session_.state().model;
  const auto nameOf = [&](int k) {
    const Parameter& p = model.parameters[static_cast<std::size_t>(k)];
    return plainName(p.name, p.label);
  };
  pad_->setState(session_.state());
  const auto pair = pad_->parameters();
  const int first = model.sliders.empty() ? 0 : model.sliders.front();
  actions_.diagram->setEnabled(!model.parameters.empty());
  actions_.diagram->setText(model.parameters.empty() ? tr("&Diagram") : tr("&Diagram in %1").arg(nameOf(first)));
  actions_.diagramPlane->setEnabled(pair.has_value());
  actions_.diagramPlane->setText(pair ? tr("Diagram &in (%1, %2)").arg(nameOf(pair->first), nameOf(pair->second)) : tr("Diagram &in Two Parameters"));
  actions_.atlas->setEnabled(pair.has_value());
}

}  // namespace separatrix
