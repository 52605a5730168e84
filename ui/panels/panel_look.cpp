#include "ui/panels/panel_look.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

namespace separatrix {
namespace {

QString css(const QColor& c) { return QStringLiteral("rgba(%1,%2,%3,%4)").arg(c.red()).arg(c.green()).arg(c.blue()).arg(c.alpha()); }

QColor faded(QColor color, double alpha) {
  color.setAlphaF(static_cast<float>(alpha));
  return color;
}

}  // namespace

QString windowStyleSheet(const QPalette& palette) {
  const QColor ink = palette.color(QPalette::WindowText), accent = palette.color(QPalette::Highlight);
  const QString sheet = QStringLiteral(R"(
    QMainWindow::separator { background: %line%; width: 1px; height: 1px; }
    QMainWindow::separator:hover { background: %accent%; }
    QToolBar { border: 0; border-bottom: 1px solid %line%; padding: 3px 6px; spacing: 2px; }
    QToolBar#bar\.story { border-bottom: 0; border-top: 1px solid %line%; padding: 4px 6px; spacing: 6px; }
    QToolBar#bar\.layers { border-bottom: 0; border-right: 1px solid %line%; padding: 6px 3px; spacing: 2px; }
    QToolBar QToolButton { padding: 4px 6px; border: 1px solid transparent; border-radius: 5px; }
    QToolBar QToolButton:hover { background: %hover%; }
    QToolBar QToolButton:checked { background: %chosen%; border-color: %accentline%; }
    QToolBar QToolButton:pressed { background: %chosen%; }
    QStatusBar { border-top: 1px solid %line%; }
    QStatusBar::item { border: 0; }
    QLabel#heading { color: %quiet%; font-weight: 600; }
    QPushButton[step="true"] { padding: 4px 12px; border: 1px solid %line%; border-radius: 5px; background: %base%; }
    QPushButton[step="true"]:hover { border-color: %accent%; }
    QPushButton[step="true"]:checked { background: %accent%; color: %accenttext%; border-color: %accent%; }
    QPushButton[step="true"]:focus { border: 1px solid %accent%; }
    QFrame[chip="true"] { background: %chip%; border: 1px solid %line%; border-left: 3px solid %accent%; border-radius: 4px; }
    QToolButton[amber="true"] { background: #F0B429; color: black; border: 0; border-radius: 4px; padding: 1px 8px; }
    QTreeWidget#inspector { background: transparent; }
    QTreeWidget#inspector::item { padding: 2px 0; }
    QLineEdit[quiet="true"] { background: transparent; border: 1px solid transparent; border-radius: 3px; padding: 0; margin: 0; }
    QLineEdit[quiet="true"]:hover { border-color: %line%; }
    QLineEdit[quiet="true"]:focus { border-color: %accent%; background: %base%; }
    QHeaderView::section { background: transparent; border: 0; border-bottom: 1px solid %line%; padding: 2px 4px; color: %quiet%; }
    QTabBar::tab { padding: 4px 12px; border: 0; border-bottom: 2px solid transparent; color: %quiet%; background: transparent; }
    QTabBar::tab:selected { color: %ink%; border-bottom: 2px solid %accent%; }
    QTabBar::tab:hover { color: %ink%; }
  )");
  QString filled = sheet;
  const std::pair<const char*, QColor> colors[] = {
      {"%line%", faded(ink, 0.16)}, {"%accent%", accent}, {"%accentline%", faded(accent, 0.5)},
      {"%accenttext%", palette.color(QPalette::HighlightedText)}, {"%hover%", faded(ink, 0.07)},
      {"%chosen%", faded(accent, 0.18)}, {"%quiet%", faded(ink, 0.62)}, {"%ink%", ink},
      {"%base%", palette.color(QPalette::Base)}, {"%chip%", faded(palette.color(QPalette::Base), 0.95)}};
  for (const auto& [name, color] : colors) filled.replace(QLatin1String(name), css(color));
  return filled;
}

QWidget* makeHeading(const QString& title, QWidget* parent) {
  auto* bar = new QWidget(parent);
  auto* row = new QHBoxLayout(bar);
  row->setContentsMargins(10, 5, 4, 3);
  row->setSpacing(4);
  auto* label = new QLabel(title.toUpper(), bar);
  label->setObjectName(QStringLiteral("heading"));
  QFont small = label->font();
  small.setPointSizeF(small.pointSizeF() * 0.86);
  small.setLetterSpacing(QFont::PercentageSpacing, 106);
  label->setFont(small);
  row->addWidget(label);
  row->addStretch();
  return bar;
}

QDockWidget* makeDock(const QString& title, const char* objectName, QWidget* content, QWidget* parent) {
  auto* dock = new QDockWidget(title, parent);
  dock->setObjectName(QLatin1String(objectName));
  dock->setWidget(content);
  QWidget* heading = makeHeading(title, dock);
  auto* close = new QToolButton(heading);
  close->setText(QStringLiteral("×"));
  close->setAutoRaise(true);
  close->setFixedSize(18, 18);
  close->setToolTip(QObject::tr("Close (View ▸ Panels brings it back)"));
  close->setFocusPolicy(Qt::NoFocus);
  QObject::connect(close, &QToolButton::clicked, dock, &QWidget::hide);
  heading->layout()->addWidget(close);
  dock->setTitleBarWidget(heading);
  return dock;
}

}  // namespace separatrix
