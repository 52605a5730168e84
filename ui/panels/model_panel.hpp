#pragma once

#include <QWidget>
#include <string>

#include "core/model/model.hpp"

class QLabel;
class QPushButton;

namespace separatrix {

/// The lines of a model text that say what moves and how: equations, functions, named quantities;
/// without parameters, options and comments.
std::string equationsOf(const std::string& text);

/// What the model is: title, one sentence, its equations; and the way to its text.
class ModelPanel : public QWidget {
  Q_OBJECT

 public:
  explicit ModelPanel(QWidget* parent = nullptr);

  void setModel(const Model& model);

 signals:
  void editWanted();

 private:
  QLabel *title_, *about_, *equations_;
};

}  // namespace separatrix
