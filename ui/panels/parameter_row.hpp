#pragma once

#include <QWidget>

#include "core/model/model.hpp"

class QLabel;

namespace separatrix {

class NumberField;
class ValueSlider;

/// One parameter: its symbol, a number field and a slider, and, when asked for, the slider's range.
/// Echoes what it is given; announces what a person does.
class ParameterRow : public QWidget {
  Q_OBJECT

 public:
  ParameterRow(const Parameter& parameter, int index, QWidget* parent = nullptr);

  void setNumber(double value);
  void setRange(const Interval& range);
  void setNameWidth(int width);
  int nameWidth() const;
  ValueSlider* slider() const { return slider_; }
  NumberField* field() const { return field_; }

 signals:
  void moved(int parameter, double value);    ///< part of a gesture that ends with released
  void released();
  void edited(int parameter, double value);   ///< a gesture of its own
  void rangeEdited(int parameter, const separatrix::Interval& range);
  void defaultWanted(int parameter);

 protected:
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  QWidget* makeRangeEditor(const QString& base);
  void showRangeEditor();
  void announceRange();

  int index_;
  QLabel* name_;
  NumberField* field_;
  ValueSlider* slider_;
  QWidget* rangeEditor_;
  NumberField *low_, *high_;
};

}  // namespace separatrix
