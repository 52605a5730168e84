#include "ui/views/region_card.hpp"

#include <QEvent>
#include <QLabel>
#include <QScreen>
#include <QVBoxLayout>
#include <algorithm>

namespace separatrix {

RegionCard::RegionCard(QWidget* owner)
    : QFrame(owner, Qt::ToolTip), picture_(new QLabel(this)), sentence_(new QLabel(this)) {
  setObjectName(QStringLiteral("pad.card"));
  setFrameShape(QFrame::StyledPanel);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(6, 6, 6, 6);
  column->addWidget(picture_);
  column->addWidget(sentence_);
  sentence_->setObjectName(QStringLiteral("pad.card.text"));
  sentence_->setWordWrap(true);
  sentence_->setFixedWidth(220);
  owner->installEventFilter(this);
}

void RegionCard::showAt(QPoint global, const QString& sentence) {
  at_ = global;
  sentence_->setText(sentence);
  picture_->hide();
  show();
  keepOnScreen();
}

void RegionCard::setPicture(const QPixmap& picture) {
  if (!isVisible()) return;
  picture_->setPixmap(picture);
  picture_->show();
  keepOnScreen();
}

void RegionCard::keepOnScreen() {
  adjustSize();
  const QRect room = screen()->availableGeometry();
  QPoint to = at_ + QPoint(14, 18);
  if (to.x() + width() > room.right()) to.setX(at_.x() - width() - 10);
  if (to.y() + height() > room.bottom()) to.setY(at_.y() - height() - 10);
  move(std::max(to.x(), room.left()), std::max(to.y(), room.top()));
}

bool RegionCard::eventFilter(QObject* watched, QEvent* event) {
  const auto type = event->type();
  if (type == QEvent::MouseMove || type == QEvent::Leave || type == QEvent::MouseButtonPress || type == QEvent::KeyPress) hide();
  return QFrame::eventFilter(watched, event);
}

}  // namespace separatrix
