#pragma once

#include <QLineEdit>
#include <optional>

#include "core/scalar/interval.hpp"

namespace separatrix {

/// A field for one number. Shows a few digits, keeps the exact double; a change counts when Enter is
/// pressed or the focus leaves, Esc takes it back. Understands a decimal comma when typed. Arrows step by
/// `step` (Ctrl ten times, Shift a tenth, Page keys ten times); the wheel only while focused.
class NumberField : public QLineEdit {
  Q_OBJECT

 public:
  explicit NumberField(QWidget* parent = nullptr);

  void setNumber(double value);  ///< shows it without announcing; not while it is being typed over
  double number() const { return number_; }
  void setStep(double step) { step_ = step; }
  void setDigits(int digits) { digits_ = digits; }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void edited(double value);   ///< a person entered another number
  void stepped(double value);  ///< a person stepped by keys or wheel
  void steppingEnded();

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void commit();
  void show(double value);
  void stepBy(double steps, Qt::KeyboardModifiers modifiers);
  void markInvalid(bool invalid);

  double number_ = 0;
  double step_ = 0.1;
  int digits_ = 6;
};

/// The number a person typed: surrounding blanks and a decimal comma or typographic minus are understood.
/// Empty when it is not one finite number.
std::optional<double> numberTyped(const QString& text);

}  // namespace separatrix
