#include "ui/views/hints_overlay.hpp"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/canvas/figure_canvas.hpp"

namespace separatrix {
namespace {

QString words(HintsOverlay::Hint hint) {
  switch (hint) {
    case HintsOverlay::Hint::start: return QObject::tr("<b>Click anywhere:</b> an orbit starts");
    case HintsOverlay::Hint::parameter: return QObject::tr("<b>Drag</b> a slider or the puck on the pad");
    case HintsOverlay::Hint::present: return QObject::tr("<b>PgDn</b> shows the next step of the story");
    case HintsOverlay::Hint::exportFigure: return QObject::tr("<b>Ctrl+Shift+E</b> exports the figure");
  }
  return {};
}

constexpr const char* kNames[] = {"hint.start", "hint.parameter", "hint.story", "hint.export"};

}  // namespace

HintsOverlay::HintsOverlay(QWidget* over) : QWidget(over) {
  setObjectName(QStringLiteral("hints"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(5);
  over->installEventFilter(this);
  hide();
}

QWidget* HintsOverlay::makeChip(Hint hint) {
  auto* chip = new QFrame(this);
  chip->setObjectName(QLatin1String(kNames[static_cast<int>(hint)]));
  chip->setProperty("chip", true);
  auto* row = new QHBoxLayout(chip);
  row->setContentsMargins(10, 3, 3, 3);
  row->setSpacing(6);
  auto* text = new QLabel(words(hint), chip);
  row->addWidget(text, 1);
  auto* close = new QToolButton(chip);
  close->setObjectName(chip->objectName() + QStringLiteral(".close"));
  close->setText(QStringLiteral("×"));
  close->setAutoRaise(true);
  close->setToolTip(tr("Dismiss"));
  close->setCursor(Qt::ArrowCursor);
  row->addWidget(close);
  connect(close, &QToolButton::clicked, this, [this, hint] { done(hint); });
  return chip;
}

void HintsOverlay::showAll() {
  for (const auto& [hint, chip] : chips_) delete chip;
  chips_.clear();
  for (const Hint hint : {Hint::start, Hint::parameter, Hint::present, Hint::exportFigure}) {
    chips_.emplace_back(hint, makeChip(hint));
    layout()->addWidget(chips_.back().second);
  }
  show();
  place();
}

void HintsOverlay::done(Hint hint) {
  const auto found = std::ranges::find(chips_, hint, &std::pair<Hint, QWidget*>::first);
  if (found == chips_.end()) return;
  found->second->hide();
  found->second->deleteLater();
  chips_.erase(found);
  if (chips_.empty()) hide();
  else place();
}

int HintsOverlay::count() const { return isVisible() ? static_cast<int>(chips_.size()) : 0; }

void HintsOverlay::place() {
  const QSize size = sizeHint();
  QRectF box = parentWidget()->rect();
  if (const auto* canvas = qobject_cast<const FigureCanvas*>(parentWidget())) box = canvas->plotRect();
  setGeometry(QRect(QPoint(static_cast<int>(box.right()) - size.width() - 10, static_cast<int>(box.top()) + 10), size));
  raise();
}

bool HintsOverlay::eventFilter(QObject* watched, QEvent* event) {
  const bool moved = event->type() == QEvent::Resize || event->type() == QEvent::Show;
  if (watched == parentWidget() && moved && isVisible())
    QMetaObject::invokeMethod(this, [this] { place(); }, Qt::QueuedConnection);  // after the plot has laid itself out
  return QWidget::eventFilter(watched, event);
}

}  // namespace separatrix
