#include "ui/panels/parameter_row.hpp"

#include <QContextMenuEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>

#include "core/base/number.hpp"
#include "ui/panels/number_field.hpp"
#include "ui/views/rich_name.hpp"
#include "ui/panels/value_slider.hpp"
#include "ui/session/session_state.hpp"

namespace separatrix {
namespace {

QString tip(const Parameter& parameter) {
  QString text = QStringLiteral("<b>%1</b>").arg(QString::fromStdString(parameter.name).toHtmlEscaped());
  if (!parameter.text.empty()) text += QStringLiteral(" — ") + QString::fromStdString(parameter.text).toHtmlEscaped();
  if (!parameter.unit.empty())
    text += QStringLiteral(" (%1)").arg(QString::fromStdString(parameter.unit).toHtmlEscaped());
  return text + QObject::tr("<br>Default %1").arg(QString::fromStdString(formatNumber(parameter.value, 6)));
}

}  // namespace

ParameterRow::ParameterRow(const Parameter& parameter, int index, QWidget* parent)
    : QWidget(parent), index_(index), name_(new QLabel(this)), field_(new NumberField(this)),
      slider_(new ValueSlider(this)) {
  const QString base = QStringLiteral("param.") + QString::fromStdString(parameter.name);
  field_->setObjectName(base + QStringLiteral(".value"));
  slider_->setObjectName(base + QStringLiteral(".slider"));
  field_->setAccessibleName(tr("Value of %1").arg(QString::fromStdString(parameter.name)));
  slider_->setAccessibleName(tr("Slider of %1").arg(QString::fromStdString(parameter.name)));
  name_->setTextFormat(Qt::RichText);
  name_->setText(richName(parameter.name, parameter.label));
  name_->setToolTip(tip(parameter));
  slider_->setToolTip(tip(parameter));
  rangeEditor_ = makeRangeEditor(base);

  auto* layout = new QGridLayout(this);
  layout->setContentsMargins(0, 1, 0, 1);
  layout->setHorizontalSpacing(6);
  layout->setVerticalSpacing(2);
  layout->addWidget(name_, 0, 0);
  layout->addWidget(field_, 0, 1);
  layout->addWidget(slider_, 0, 2);
  layout->addWidget(rangeEditor_, 1, 0, 1, 3);
  layout->setColumnStretch(2, 1);

  connect(slider_, &ValueSlider::moved, this, [this](double value) { emit moved(index_, value); });
  connect(slider_, &ValueSlider::released, this, &ParameterRow::released);
  connect(field_, &NumberField::stepped, this, [this](double value) { emit moved(index_, value); });
  connect(field_, &NumberField::steppingEnded, this, &ParameterRow::released);
  connect(field_, &NumberField::edited, this, [this](double value) { emit edited(index_, value); });
}

QWidget* ParameterRow::makeRangeEditor(const QString& base) {
  auto* editor = new QWidget(this);
  auto* row = new QHBoxLayout(editor);
  row->setContentsMargins(0, 0, 0, 4);
  low_ = new NumberField(editor);
  high_ = new NumberField(editor);
  low_->setObjectName(base + QStringLiteral(".range.from"));
  high_->setObjectName(base + QStringLiteral(".range.to"));
  row->addWidget(new QLabel(tr("Range"), editor));
  row->addStretch();
  row->addWidget(low_);
  row->addWidget(new QLabel(QStringLiteral("…"), editor));
  row->addWidget(high_);
  for (NumberField* end : {low_, high_}) {
    connect(end, &NumberField::edited, this, &ParameterRow::announceRange);
    connect(end, &NumberField::stepped, this, &ParameterRow::announceRange);
  }
  editor->hide();
  return editor;
}

void ParameterRow::announceRange() {
  const double a = low_->number(), b = high_->number();
  if (a < b) emit rangeEdited(index_, {a, b});
  setRange(slider_->interval());
}

void ParameterRow::setNumber(double value) {
  field_->setNumber(value);
  slider_->setNumber(value);
}

void ParameterRow::setRange(const Interval& range) {
  if (!(slider_->interval() == range)) slider_->setInterval(range);
  const double step = gridStep({0, range.width() * 10});  // about a hundredth of the range
  field_->setStep(step);
  low_->setStep(step * 10);
  high_->setStep(step * 10);
  low_->setNumber(range.lo);
  high_->setNumber(range.hi);
}

void ParameterRow::setNameWidth(int width) { name_->setMinimumWidth(width); }
int ParameterRow::nameWidth() const { return name_->sizeHint().width(); }

void ParameterRow::showRangeEditor() {
  rangeEditor_->setVisible(!rangeEditor_->isVisible());
  if (rangeEditor_->isVisible()) low_->setFocus();
}

void ParameterRow::contextMenuEvent(QContextMenuEvent* event) {
  QMenu menu(this);
  menu.addAction(tr("&Range…"), this, &ParameterRow::showRangeEditor)->setObjectName(QStringLiteral("action.range"));
  menu.addAction(tr("&Default"), this, [this] { emit defaultWanted(index_); })
      ->setObjectName(QStringLiteral("action.default"));
  menu.exec(event->globalPos());
}

}  // namespace separatrix
