#include "ui/panels/parameters_panel.hpp"

#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/panels/parameter_row.hpp"

namespace separatrix {
namespace {

constexpr int kMargin = 10;

}  // namespace

ParametersPanel::ParametersPanel(QWidget* parent) : QWidget(parent), layout_(new QVBoxLayout(this)) {
  layout_->setContentsMargins(0, 0, 0, 0);
  layout_->setSpacing(0);
}

bool ParametersPanel::isFirst(int parameter) const {
  return model_->sliders.empty() ? parameter < 4 : std::ranges::count(model_->sliders, parameter) > 0;
}

void ParametersPanel::setState(const SessionState& state) {
  if (model_ != state.model) {
    model_ = state.model;
    rebuild(*model_);
  }
  for (std::size_t k = 0; k < rows_.size(); ++k) {
    rows_[k]->setRange(state.parameterRanges[k]);
    rows_[k]->setNumber(state.parameters[k]);
  }
  sayMore(state);
}

void ParametersPanel::rebuild(const Model& model) {
  delete content_;
  rows_.clear();
  content_ = new QWidget(this);
  layout_->addWidget(content_);
  auto* column = new QVBoxLayout(content_);
  column->setContentsMargins(0, 4, 0, 0);
  column->setSpacing(0);
  auto* first = new QVBoxLayout;
  first->setContentsMargins(kMargin, 0, kMargin, 2);
  first->setSpacing(2);
  column->addLayout(first);

  auto* scroll = new QScrollArea(content_);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidgetResizable(true);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* inner = new QWidget(scroll);
  auto* rest = new QVBoxLayout(inner);
  rest->setContentsMargins(kMargin, 0, kMargin, 4);
  rest->setSpacing(2);

  int widest = 20;
  for (int k = 0; k < static_cast<int>(model.parameters.size()); ++k) {
    auto* row = new ParameterRow(model.parameters[static_cast<std::size_t>(k)], k, content_);
    widest = std::max(widest, row->nameWidth());
    rows_.push_back(row);
    connect(row, &ParameterRow::moved, this, &ParametersPanel::moved);
    connect(row, &ParameterRow::released, this, &ParametersPanel::released);
    connect(row, &ParameterRow::edited, this, &ParametersPanel::edited);
    connect(row, &ParameterRow::rangeEdited, this, &ParametersPanel::rangeEdited);
    connect(row, &ParameterRow::defaultWanted, this, &ParametersPanel::defaultWanted);
  }
  for (ParameterRow* row : rows_) row->setNameWidth(std::min(widest, 90));
  for (const int k : model.sliders) first->addWidget(rows_[static_cast<std::size_t>(k)]);
  for (int k = 0; k < rowCount(); ++k) {
    if (!isFirst(k)) rest->addWidget(row(k));
    else if (model.sliders.empty()) first->addWidget(row(k));
  }
  rest->addStretch();
  scroll->setWidget(inner);

  more_ = new QToolButton(content_);
  more_->setObjectName(QStringLiteral("param.more"));
  more_->setAutoRaise(true);
  more_->setCheckable(true);
  more_->setChecked(unfolded_);
  more_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  others_ = scroll;
  connect(more_, &QToolButton::toggled, this, [this](bool on) {
    unfolded_ = on;
    others_->setVisible(on);
    more_->setArrowType(on ? Qt::DownArrow : Qt::RightArrow);
  });
  more_->setArrowType(unfolded_ ? Qt::DownArrow : Qt::RightArrow);
  auto* line = new QHBoxLayout;
  line->setContentsMargins(kMargin - 4, 0, kMargin, 2);
  line->addWidget(more_);
  line->addStretch();
  column->addLayout(line);
  column->addWidget(scroll, 1);
  scroll->setMinimumHeight(120);
  scroll->setVisible(unfolded_);
  column->addStretch(0);
  content_->show();
}

void ParametersPanel::sayMore(const SessionState& state) {
  int others = 0, moved = 0;
  for (int k = 0; k < rowCount(); ++k) {
    if (isFirst(k)) continue;
    const auto i = static_cast<std::size_t>(k);
    ++others;
    if (state.parameters[i] != model_->parameters[i].value) ++moved;
  }
  more_->setVisible(others > 0);
  const QString tail = moved == 0 ? tr("all at default") : tr("%1 changed").arg(moved);
  const QString text = tr("%1 more (%2)").arg(others).arg(tail);
  if (more_->text() != text) more_->setText(text);
}

}  // namespace separatrix
