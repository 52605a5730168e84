#pragma once

#include <QFrame>

class QLabel;

namespace separatrix {

/// A card beside the pointer that says which kind of portrait a region of an atlas has, with a small picture of one.
/// Goes away with the next movement.
class RegionCard : public QFrame {
  Q_OBJECT

 public:
  explicit RegionCard(QWidget* owner);

  void showAt(QPoint global, const QString& sentence);
  void setPicture(const QPixmap& picture);  ///< of the region shown; it may come later

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void keepOnScreen();

  QLabel *picture_, *sentence_;
  QPoint at_;
};

}  // namespace separatrix
