#pragma once

#include <QWidget>
#include <optional>

#include "ui/session/session_state.hpp"

class QComboBox;
class QLabel;
class QPushButton;
class QStackedLayout;
class QToolButton;

namespace separatrix {

class DiagramView;

/// The dock of bifurcation diagrams: one button that asks nothing, and when one is open its plot with what it varies
/// and what it shows. Changes nothing itself.
class DiagramPanel : public QWidget {
  Q_OBJECT

 public:
  explicit DiagramPanel(QWidget* parent = nullptr);

  DiagramView* view() const { return view_; }
  void setState(const SessionState& state, std::optional<std::pair<int, int>> pad);  ///< pad: the two parameters offered for curves
  void setProgress(const QString& text);  ///< what is being worked out; empty: nothing
  QSize sizeHint() const override { return {560, 240}; }

 signals:
  void diagramWanted();                                            ///< in the first parameter
  void planeWanted();                                              ///< in the pad's two parameters
  void choiceEdited(const separatrix::DiagramChoice& choice);
  void closeWanted();

 private:
  QWidget* makeEmptyPage();
  QWidget* makeColumn();
  void fillParameters(const Model& model);
  void fillQuantities(const SessionState& state);
  void showPresent();
  void chooseQuantity(int index);
  void openSettings();

  SessionState state_;
  std::shared_ptr<const Model> model_;
  QStackedLayout* pages_;
  DiagramView* view_;
  QPushButton *one_ = nullptr, *two_ = nullptr;
  QComboBox *parameter_ = nullptr, *quantity_ = nullptr;
  QToolButton* settings_ = nullptr;
  QLabel* progress_ = nullptr;
};

}  // namespace separatrix
