#include "ui/panels/story_bar.hpp"

#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <algorithm>

namespace separatrix {

StoryBar::StoryBar(QWidget* parent) : QToolBar(tr("Story"), parent) {
  setObjectName(QStringLiteral("bar.story"));
  setMovable(false);
  setFloatable(false);
}

void StoryBar::rebuild(const Model& model) {
  clear();
  buttons_.clear();
  ids_.clear();
  auto* heading = new QLabel(tr("STORY"), this);
  heading->setObjectName(QStringLiteral("heading"));
  heading->setContentsMargins(6, 0, 8, 0);
  addWidget(heading);
  const auto arrow = [this](Qt::ArrowType type, const char* id, int by, const QString& tip) {
    auto* button = new QToolButton(this);
    button->setArrowType(type);
    button->setAutoRaise(true);
    button->setObjectName(QLatin1String(id));
    button->setToolTip(tip);
    connect(button, &QToolButton::clicked, this, [this, by] { goBy(by); });
    addWidget(button);
    return button;
  };
  previous_ = arrow(Qt::LeftArrow, "story.previous", -1, tr("Previous step (PgUp)"));
  for (const Preset& preset : model.presets) {
    if (!preset.isStep) continue;
    const QString id = QString::fromStdString(preset.id), title = QString::fromStdString(preset.title);
    auto* button = new QPushButton(title.isEmpty() ? QStringLiteral("(%1)").arg(id) : QStringLiteral("(%1) %2").arg(id, title), this);
    button->setObjectName(QStringLiteral("story.step.") + id);
    button->setCheckable(true);
    button->setProperty("step", true);
    button->setToolTip(QString::fromStdString(preset.caption));
    connect(button, &QPushButton::clicked, this, [this, id] { emit stepChosen(id); });
    addWidget(button);
    buttons_.push_back(button);
    ids_.push_back(id);
  }
  next_ = arrow(Qt::RightArrow, "story.next", 1, tr("Next step (PgDn)"));
  setVisible(!buttons_.empty());
}

void StoryBar::setState(const SessionState& state) {
  if (model_ != state.model) {
    model_ = state.model;
    rebuild(*model_);
  }
  present_ = QString::fromStdString(state.step);
  for (std::size_t k = 0; k < buttons_.size(); ++k) buttons_[k]->setChecked(ids_[k] == present_);
}

void StoryBar::goBy(int steps) {
  if (ids_.empty()) return;
  const auto at = std::ranges::find(ids_, present_);
  const int count = static_cast<int>(ids_.size());
  int next = at == ids_.end() ? (steps > 0 ? 0 : count - 1) : static_cast<int>(at - ids_.begin()) + steps;
  next = std::clamp(next, 0, count - 1);
  emit stepChosen(ids_[static_cast<std::size_t>(next)]);
}

}  // namespace separatrix
