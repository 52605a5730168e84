#pragma once

#include <QWidget>
#include <vector>

class QVBoxLayout;

namespace separatrix {

/// The first start's advice, lying on the plane: each hint goes when its cross is clicked or when
/// the person has done what it says.
class HintsOverlay : public QWidget {
  Q_OBJECT

 public:
  enum class Hint { start, parameter, present, exportFigure };

  explicit HintsOverlay(QWidget* over);

  void showAll();
  void done(Hint hint);
  int count() const;  ///< of hints still shown

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void place();
  QWidget* makeChip(Hint hint);

  std::vector<std::pair<Hint, QWidget*>> chips_;
};

}  // namespace separatrix
