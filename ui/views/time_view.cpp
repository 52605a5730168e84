#include "ui/views/time_view.hpp"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/figure/portrait_figure.hpp"
#include "core/figure/stimulus_strip.hpp"

namespace separatrix {
namespace {

// The portrait of one start alone: what the time course shows.
Portrait only(const Portrait& portrait, std::size_t start) {
  Portrait one;
  one.problem = portrait.problem;
  one.options = portrait.options;
  one.options.trajectories = {portrait.options.trajectories[start]};
  std::size_t at = 0;
  for (std::size_t k = 0; k < start; ++k) at += portrait.options.trajectories[k].direction == Direction::both ? 2 : 1;
  const std::size_t count = portrait.options.trajectories[start].direction == Direction::both ? 2 : 1;
  for (std::size_t k = at; k < std::min(at + count, portrait.trajectories.size()); ++k)
    one.trajectories.push_back(portrait.trajectories[k]);
  return one;
}

Portrait only(const StimulusResponse& response) {
  Portrait one;
  one.problem = response.problem;
  one.options.trajectories.emplace_back();
  one.trajectories = {response.trajectory};
  return one;
}

}  // namespace

TimeView::TimeView(QWidget* parent)
    : QWidget(parent), canvas_(new FigureCanvas(this)), variable_(new QComboBox(this)),
      empty_(new QLabel(tr("Select or start an orbit."), this)) {
  canvas_->setObjectName(QStringLiteral("plot.time"));
  canvas_->setMinimumHeight(90);
  variable_->setObjectName(QStringLiteral("time.variable"));
  variable_->setToolTip(tr("The variable shown against time"));
  variable_->setFocusPolicy(Qt::TabFocus);
  variable_->setMaximumWidth(62);
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setForegroundRole(QPalette::PlaceholderText);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(4, 2, 2, 2);
  row->setSpacing(2);
  auto* left = new QVBoxLayout;
  left->addWidget(variable_);
  left->addStretch();
  row->addLayout(left);
  row->addWidget(canvas_, 1);
  row->addWidget(empty_, 1);
  canvas_->hide();
  connect(variable_, &QComboBox::currentIndexChanged, this, &TimeView::refresh);
}

void TimeView::fillVariables(const Model& model) {
  const QSignalBlocker quiet(variable_);
  variable_->clear();
  for (const Variable& variable : model.variables) variable_->addItem(QString::fromStdString(variable.name));
  variable_->setCurrentIndex(model.plane.first);
}

void TimeView::setPortrait(const PortraitPtr& portrait) {
  portrait_ = portrait;
  if (model_ != portrait->problem.model) {
    model_ = portrait->problem.model;
    fillVariables(*model_);
  }
  refresh();
}

void TimeView::setTrajectory(int start) {
  if (start_ == start) return;
  start_ = start;
  refresh();
}

void TimeView::setResponse(std::shared_ptr<const StimulusResponse> response) {
  if (response == response_) return;
  response_ = std::move(response);
  refresh();
}

void TimeView::setStyleName(StyleName name) { canvas_->setStyleName(name); }

void TimeView::refresh() {
  const bool responds = response_ && portrait_ && response_->problem.model == portrait_->problem.model;
  const bool shows = portrait_ && (responds || !portrait_->trajectories.empty()) && variable_->currentIndex() >= 0;
  canvas_->setVisible(shows);
  empty_->setVisible(!shows);
  if (!shows || !isVisible()) return;
  const auto starts = static_cast<int>(portrait_->options.trajectories.size());
  const int chosen = start_ >= 0 && start_ < starts ? start_ : starts - 1;
  auto figure = timeCourseFigure(responds ? only(*response_) : only(*portrait_, static_cast<std::size_t>(chosen)), variable_->currentIndex());
  if (responds) addStimulusStrip(figure, *portrait_->problem.model, response_->parameter, response_->course);
  figure.title.clear();
  const Interval x = figure.x.range, y = figure.y.range;
  canvas_->setFigure(std::make_shared<const Figure>(std::move(figure)));
  canvas_->setAxes(x, y);
}

}  // namespace separatrix
