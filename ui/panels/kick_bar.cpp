#include "ui/panels/kick_bar.hpp"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include "ui/panels/number_field.hpp"
#include "ui/views/rich_name.hpp"

namespace separatrix {

KickBar::KickBar(QWidget* parent)
    : QWidget(parent), name_(new QLabel(this)), unit_(new QLabel(this)), verdict_(new QLabel(this)), threshold_(new QLabel(this)),
      size_(new NumberField(this)), find_(new QPushButton(tr("Find &threshold"), this)) {
  setObjectName(QStringLiteral("bar.kick"));
  size_->setObjectName(QStringLiteral("kick.value"));
  verdict_->setObjectName(QStringLiteral("kick.verdict"));
  threshold_->setObjectName(QStringLiteral("kick.result"));
  find_->setObjectName(QStringLiteral("kick.threshold"));
  name_->setTextFormat(Qt::RichText);
  size_->setAccessibleName(tr("Kick: displacement of the resting state"));
  size_->setToolTip(tr("Displace the resting state by this much and see what comes of it"));
  find_->setToolTip(tr("The smallest kick with another outcome, by bisection"));
  for (QLabel* words : {verdict_, threshold_}) words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  threshold_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(10, 3, 10, 3);
  row->setSpacing(6);
  row->addWidget(name_);
  row->addWidget(size_);
  row->addWidget(unit_);
  row->addWidget(verdict_, 3);
  row->addWidget(threshold_, 2);
  row->addWidget(find_);
  connect(size_, &NumberField::edited, this, &KickBar::kicked);
  connect(size_, &NumberField::stepped, this, &KickBar::stepped);
  connect(size_, &NumberField::steppingEnded, this, &KickBar::released);
  connect(find_, &QPushButton::clicked, this, &KickBar::thresholdWanted);
}

void KickBar::setState(const SessionState& state) {
  const auto i = static_cast<std::size_t>(state.plane.i);
  const Variable& variable = state.model->variables[i];
  name_->setText(tr("Kick Δ%1").arg(richName(variable.name, variable.label)));
  unit_->setText(QString::fromStdString(variable.unit));
  unit_->setVisible(!variable.unit.empty());
  size_->setStep(gridStep({0, state.box[i].width()}));
  double size = 0;
  if (state.kick && static_cast<std::size_t>(state.kick->trajectory) < state.trajectories.size())
    size = state.trajectories[static_cast<std::size_t>(state.kick->trajectory)].state[i] - state.kick->from[i];
  size_->setNumber(size);
}

double KickBar::displacement() const { return size_->number(); }

void KickBar::setVerdict(const QString& words) {
  verdict_->setText(words);
  verdict_->setToolTip(words);
}

void KickBar::setThreshold(const QString& words) {
  threshold_->setText(words);
  threshold_->setToolTip(words);
}

void KickBar::setBusy(bool busy) {
  find_->setEnabled(!busy);
  if (busy) threshold_->setText(tr("searching…"));
}

}  // namespace separatrix
