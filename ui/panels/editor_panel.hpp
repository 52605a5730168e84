#pragma once

#include <QWidget>
#include <string>
#include <vector>

#include "core/model/read_ode.hpp"

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QTimer;

namespace separatrix {

/// The model's text with what is wrong with it: squiggles in the text, a list below, a click goes
/// to the place. Asks for a check shortly after typing; never reads the text itself.
class EditorPanel : public QWidget {
  Q_OBJECT

 public:
  explicit EditorPanel(QWidget* parent = nullptr);

  void setText(const std::string& text);  ///< nothing happens when it is the same
  std::string text() const;
  void setDiagnostics(const std::vector<Diagnostic>& diagnostics);
  void focusText();

 signals:
  void checkWanted(const std::string& text);  ///< 250 ms after the last key
  void applyWanted(const std::string& text);  ///< now, as a step of its own

 private:
  void markPlaces();
  void goTo(int row);
  void mend(int row);

  QPlainTextEdit* edit_;
  QListWidget* list_;
  QLabel* verdict_;
  QPushButton *apply_, *fix_;
  QTimer* pause_;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace separatrix
