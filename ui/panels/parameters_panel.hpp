#pragma once

#include <QWidget>
#include <vector>

#include "ui/session/session_state.hpp"

class QToolButton;
class QVBoxLayout;

namespace separatrix {

class ParameterRow;

/// A row for every parameter: those the model's text names as sliders first and always in sight,
/// the others folded away under "11 more", which says how many differ from their default.
class ParametersPanel : public QWidget {
  Q_OBJECT

 public:
  explicit ParametersPanel(QWidget* parent = nullptr);

  void setState(const SessionState& state);
  ParameterRow* row(int parameter) const { return rows_[static_cast<std::size_t>(parameter)]; }
  int rowCount() const { return static_cast<int>(rows_.size()); }

 signals:
  void moved(int parameter, double value);
  void released();
  void edited(int parameter, double value);
  void rangeEdited(int parameter, const separatrix::Interval& range);
  void defaultWanted(int parameter);

 private:
  void rebuild(const Model& model);
  void sayMore(const SessionState& state);
  bool isFirst(int parameter) const;

  std::shared_ptr<const Model> model_;
  std::vector<ParameterRow*> rows_;  ///< by parameter index
  QVBoxLayout* layout_;
  QWidget* content_ = nullptr;
  QToolButton* more_ = nullptr;
  QWidget* others_ = nullptr;
  bool unfolded_ = false;
};

}  // namespace separatrix
