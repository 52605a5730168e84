#include "ui/panels/diagram_settings.hpp"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>

#include "ui/panels/number_field.hpp"
#include "ui/views/rich_name.hpp"

namespace separatrix {

DiagramSettings::DiagramSettings(const SessionState& state, QWidget* parent) : QFrame(parent, Qt::Popup), choice_(*state.diagram) {
  setObjectName(QStringLiteral("diagram.settings-popup"));
  setFrameShape(QFrame::StyledPanel);
  auto* form = new QFormLayout(this);
  const auto field = [this](const char* name, double value) {
    auto* made = new NumberField(this);
    made->setObjectName(QLatin1String(name));
    made->setNumber(value);
    return made;
  };
  const auto addRange = [&](int parameter, std::optional<Interval> DiagramChoice::*range, const char* low, const char* high) {
    const Parameter& p = state.model->parameters[static_cast<std::size_t>(parameter)];
    const Interval present = (choice_.*range).value_or(state.parameterRanges[static_cast<std::size_t>(parameter)]);
    NumberField *from = field(low, present.lo), *to = field(high, present.hi);
    auto* row = new QHBoxLayout;
    row->addWidget(from);
    row->addWidget(new QLabel(QStringLiteral("…"), this));
    row->addWidget(to);
    form->addRow(new QLabel(richName(p.name, p.label), this), row);
    const auto take = [this, from, to, range] {
      if (from->number() < to->number()) change([&](DiagramChoice& c) { c.*range = Interval(from->number(), to->number()); });
    };
    connect(from, &NumberField::edited, this, take);
    connect(to, &NumberField::edited, this, take);
  };
  addRange(choice_.parameter, &DiagramChoice::range, "diagram.from", "diagram.to");
  if (choice_.second) addRange(*choice_.second, &DiagramChoice::secondRange, "diagram.second-from", "diagram.second-to");
  auto* cycles = new QCheckBox(tr("follow limit cycles"), this);
  cycles->setObjectName(QStringLiteral("diagram.cycles"));
  cycles->setChecked(choice_.cycles);
  connect(cycles, &QCheckBox::toggled, this, [this](bool on) { change([on](DiagramChoice& c) { c.cycles = on; }); });
  form->addRow(cycles);
  auto* period = field("diagram.period", choice_.maximalPeriod);
  period->setToolTip(tr("0: as far as they go"));
  form->addRow(tr("longest period"), period);
  connect(period, &NumberField::edited, this, [this](double value) {
    if (value >= 0) change([value](DiagramChoice& c) { c.maximalPeriod = value; });
  });
}

void DiagramSettings::change(const std::function<void(DiagramChoice&)>& edit) {
  edit(choice_);
  emit edited(choice_);
}

}  // namespace separatrix
