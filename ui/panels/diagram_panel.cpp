#include "ui/panels/diagram_panel.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/panels/diagram_settings.hpp"
#include "ui/views/diagram_view.hpp"
#include "ui/views/rich_name.hpp"

namespace separatrix {
namespace {

using Kind = DiagramQuantity::Kind;

constexpr int kColumn = 132;  // pixels, of the controls beside the plot

QString parameterName(const Model& model, int parameter) {
  const Parameter& p = model.parameters[static_cast<std::size_t>(parameter)];
  return plainName(p.name, p.label);
}

// A quantity and its place in the chooser: the variables' extrema, their means, period, frequency, curves.
int indexOf(const DiagramChoice& choice, int dimension) {
  if (choice.curves) return 2 * dimension + 2;
  switch (choice.quantity.kind) {
    case Kind::extrema: return choice.quantity.variable;
    case Kind::mean: return dimension + choice.quantity.variable;
    case Kind::period: return 2 * dimension;
    case Kind::frequency: return 2 * dimension + 1;
  }
  return 0;
}

}  // namespace

DiagramPanel::DiagramPanel(QWidget* parent) : QWidget(parent), pages_(new QStackedLayout(this)), view_(new DiagramView(this)) {
  setObjectName(QStringLiteral("diagram"));
  pages_->addWidget(makeEmptyPage());
  auto* page = new QWidget(this);
  auto* row = new QHBoxLayout(page);
  row->setContentsMargins(4, 2, 2, 2);
  row->setSpacing(4);
  row->addWidget(makeColumn());
  row->addWidget(view_, 1);
  pages_->addWidget(page);
}

QWidget* DiagramPanel::makeEmptyPage() {
  auto* page = new QWidget(this);
  auto* column = new QVBoxLayout(page);
  auto* row = new QHBoxLayout;
  one_ = new QPushButton(page);
  one_->setObjectName(QStringLiteral("diagram.open"));
  two_ = new QPushButton(page);
  two_->setObjectName(QStringLiteral("diagram.open-plane"));
  row->addStretch();
  row->addWidget(one_);
  row->addWidget(two_);
  row->addStretch();
  column->addStretch();
  column->addLayout(row);
  column->addStretch();
  connect(one_, &QPushButton::clicked, this, &DiagramPanel::diagramWanted);
  connect(two_, &QPushButton::clicked, this, &DiagramPanel::planeWanted);
  return page;
}

QWidget* DiagramPanel::makeColumn() {
  auto* controls = new QWidget(this);
  controls->setFixedWidth(kColumn);
  auto* column = new QVBoxLayout(controls);
  column->setContentsMargins(0, 2, 0, 2);
  column->setSpacing(3);
  const auto choice = [&](const char* name, const QString& tip) {
    auto* box = new QComboBox(controls);
    box->setObjectName(QLatin1String(name));
    box->setToolTip(tip);
    box->setAccessibleName(tip);
    box->setFocusPolicy(Qt::TabFocus);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    column->addWidget(box);
    return box;
  };
  parameter_ = choice("diagram.parameter", tr("The parameter that varies"));
  quantity_ = choice("diagram.quantity", tr("What is shown upward"));
  auto* row = new QHBoxLayout;
  row->setSpacing(2);
  const auto button = [&](const char* name, const QString& text, const QString& tip) {
    auto* made = new QToolButton(controls);
    made->setObjectName(QLatin1String(name));
    made->setText(text);
    made->setToolTip(tip);
    made->setAutoRaise(true);
    made->setMinimumSize(24, 24);
    row->addWidget(made);
    return made;
  };
  settings_ = button("diagram.settings", tr("Settings…"), tr("Range, longest period, cycles"));
  row->addStretch();
  auto* close = button("diagram.close", QStringLiteral("×"), tr("Close the diagram"));
  column->addLayout(row);
  progress_ = new QLabel(controls);
  progress_->setObjectName(QStringLiteral("diagram.progress"));
  progress_->setWordWrap(true);
  progress_->setForegroundRole(QPalette::PlaceholderText);
  column->addWidget(progress_, 1, Qt::AlignTop);
  connect(close, &QToolButton::clicked, this, &DiagramPanel::closeWanted);
  connect(settings_, &QToolButton::clicked, this, &DiagramPanel::openSettings);
  connect(quantity_, &QComboBox::activated, this, &DiagramPanel::chooseQuantity);
  connect(parameter_, &QComboBox::activated, this, [this](int index) {
    if (!state_.diagram) return;
    DiagramChoice next = *state_.diagram;
    next.parameter = index;
    next.range.reset();
    next.curves = false;
    next.second.reset();
    emit choiceEdited(next);
  });
  return controls;
}

void DiagramPanel::setState(const SessionState& state, std::optional<std::pair<int, int>> pad) {
  const bool same = model_ == state.model && state_.diagram == state.diagram;
  state_ = state;
  if (same) return showPresent();
  const Model& model = *state.model;
  if (model_ != state.model) fillParameters(model);
  const int first = pad ? pad->first : 0;
  one_->setEnabled(!model.parameters.empty());
  one_->setText(model.parameters.empty() ? tr("A diagram needs a parameter") : tr("Diagram in %1").arg(parameterName(model, first)));
  two_->setVisible(pad.has_value());
  if (pad) two_->setText(tr("Diagram in (%1, %2)").arg(parameterName(model, pad->first), parameterName(model, pad->second)));
  pages_->setCurrentIndex(state.diagram ? 1 : 0);
  if (!state.diagram) return;
  fillQuantities(state);
  const QSignalBlocker quiet(parameter_);
  parameter_->setCurrentIndex(state.diagram->parameter);
  view_->setQuantity(state.diagram->quantity, state.diagram->curves);
  showPresent();
}

void DiagramPanel::showPresent() {
  if (!state_.diagram) return;
  const auto value = [this](int parameter) { return state_.parameters[static_cast<std::size_t>(parameter)]; };
  view_->setPresent(value(state_.diagram->parameter), state_.diagram->second ? value(*state_.diagram->second) : 0);
}

void DiagramPanel::fillParameters(const Model& model) {
  const QSignalBlocker quiet(parameter_);
  model_ = state_.model;
  parameter_->clear();
  quantity_->clear();
  for (int k = 0; k < static_cast<int>(model.parameters.size()); ++k) parameter_->addItem(parameterName(model, k));
}

void DiagramPanel::fillQuantities(const SessionState& state) {
  const QSignalBlocker quiet(quantity_);
  const Model& model = *state.model;
  const int n = model.dimension(), wanted = 2 * n + 2 + (state.diagram->second ? 1 : 0);
  if (quantity_->count() != wanted || state.diagram->second) {
    quantity_->clear();
    for (const Variable& variable : model.variables) quantity_->addItem(tr("%1").arg(plainName(variable.name, variable.label)));
    for (const Variable& variable : model.variables) quantity_->addItem(tr("mean %1").arg(plainName(variable.name, variable.label)));
    quantity_->addItem(tr("period"));
    quantity_->addItem(tr("frequency"));
    if (state.diagram->second) quantity_->addItem(tr("%1 (curves)").arg(parameterName(model, *state.diagram->second)));
  }
  quantity_->setCurrentIndex(indexOf(*state.diagram, n));
}

void DiagramPanel::chooseQuantity(int index) {
  if (!state_.diagram) return;
  DiagramChoice next = *state_.diagram;
  const int n = state_.model->dimension();
  next.curves = index == 2 * n + 2;
  if (index < n) next.quantity = {Kind::extrema, index};
  else if (index < 2 * n) next.quantity = {Kind::mean, index - n};
  else if (!next.curves) next.quantity.kind = index == 2 * n ? Kind::period : Kind::frequency;
  emit choiceEdited(next);
}

void DiagramPanel::openSettings() {
  if (!state_.diagram) return;
  auto* popup = new DiagramSettings(state_, this);
  connect(popup, &DiagramSettings::edited, this, &DiagramPanel::choiceEdited);
  popup->setAttribute(Qt::WA_DeleteOnClose);
  popup->adjustSize();
  popup->move(settings_->mapToGlobal(QPoint(0, -popup->height() - 4)));
  popup->show();
}

void DiagramPanel::setProgress(const QString& text) { progress_->setText(text); }

}  // namespace separatrix
