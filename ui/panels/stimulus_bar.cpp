#include "ui/panels/stimulus_bar.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/panels/number_field.hpp"

namespace separatrix {

StimulusBar::StimulusBar(QWidget* parent)
    : QWidget(parent), parameter_(new QComboBox(this)), kind_(new QComboBox(this)), find_(new QPushButton(tr("T&hreshold"), this)) {
  setObjectName(QStringLiteral("bar.stimulus"));
  words_ = new QLabel(this);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(10, 3, 10, 3);
  row->setSpacing(6);
  kind_->addItems({tr("Pulse"), tr("Step")});
  kind_->setObjectName(QStringLiteral("stimulus.kind"));
  parameter_->setObjectName(QStringLiteral("stimulus.parameter"));
  parameter_->setToolTip(tr("The parameter that is raised"));
  parameter_->setMaximumWidth(88);
  words_->setObjectName(QStringLiteral("stimulus.verdict"));
  find_->setObjectName(QStringLiteral("stimulus.threshold"));
  find_->setToolTip(tr("The weakest stimulus of this duration with another outcome"));
  row->addWidget(kind_);
  row->addWidget(new QLabel(tr("on"), this));
  row->addWidget(parameter_);
  amplitude_ = addField("stimulus.amplitude", tr("by"), tr("How much is added to the parameter"));
  onset_ = addField("stimulus.onset", tr("at"), tr("When it begins"));
  duration_ = addField("stimulus.duration", tr("for"), tr("How long it lasts"));
  words_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  row->addWidget(words_, 1);
  row->addWidget(find_);
  connect(kind_, &QComboBox::activated, this, [this] { emit edited(typed()); });
  connect(parameter_, &QComboBox::activated, this, [this] { emit edited(typed()); });
  connect(find_, &QPushButton::clicked, this, &StimulusBar::thresholdWanted);
}

NumberField* StimulusBar::addField(const char* name, const QString& label, const QString& tip) {
  auto* words = new QLabel(label, this);
  auto* field = new NumberField(this);
  field->setObjectName(QLatin1String(name));
  field->setToolTip(tip);
  field->setAccessibleName(tip);
  field->setMaximumWidth(54);
  layout()->addWidget(words);
  layout()->addWidget(field);
  if (qstrcmp(name, "stimulus.duration") == 0) durationLabel_ = words;
  connect(field, &NumberField::edited, this, [this] { emit edited(typed()); });
  connect(field, &NumberField::stepped, this, [this] { emit stepped(typed()); });
  connect(field, &NumberField::steppingEnded, this, &StimulusBar::released);
  return field;
}

Stimulus StimulusBar::typed() const {
  Stimulus stimulus = stimulus_;
  stimulus.parameter = std::max(0, parameter_->currentIndex());
  stimulus.amplitude = amplitude_->number();
  stimulus.onset = std::max(0.0, onset_->number());
  const double usual = std::isfinite(stimulus_.duration) ? stimulus_.duration : std::max(1.0, stimulus_.onset);
  stimulus.duration = kind_->currentIndex() == 1 ? std::numeric_limits<double>::infinity()
                      : duration_->isVisible()   ? std::max(0.0, duration_->number())
                                                 : usual;
  return stimulus;
}

void StimulusBar::setState(const SessionState& state) {
  setVisible(state.stimulus.has_value());
  if (!state.stimulus) return;
  if (model_ != state.model) {
    model_ = state.model;
    parameter_->clear();
    for (const Parameter& parameter : model_->parameters) parameter_->addItem(QString::fromStdString(parameter.name));
  }
  stimulus_ = *state.stimulus;
  const auto k = static_cast<std::size_t>(stimulus_.parameter);
  const bool isPulse = std::isfinite(stimulus_.duration);
  parameter_->setCurrentIndex(stimulus_.parameter);
  kind_->setCurrentIndex(isPulse ? 0 : 1);
  amplitude_->setNumber(stimulus_.amplitude);
  if (k < state.parameterRanges.size()) amplitude_->setStep(gridStep({0, state.parameterRanges[k].width()}));
  onset_->setNumber(stimulus_.onset);
  duration_->setVisible(isPulse);
  durationLabel_->setVisible(isPulse);
  if (isPulse) duration_->setNumber(stimulus_.duration);
  showWords();
}

void StimulusBar::showWords() {
  const QString all = threshold_.isEmpty() ? verdict_ : QStringLiteral("%1 · %2").arg(verdict_, threshold_);
  words_->setText(all);
  words_->setToolTip(all);
}

void StimulusBar::setVerdict(const QString& words) {
  verdict_ = words;
  showWords();
}

void StimulusBar::setThreshold(const QString& words) {
  threshold_ = words;
  showWords();
}

void StimulusBar::setBusy(bool busy) {
  find_->setEnabled(!busy);
  if (busy) setThreshold(tr("searching…"));
}

}  // namespace separatrix
