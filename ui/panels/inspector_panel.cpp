#include "ui/panels/inspector_panel.hpp"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <array>

#include "ui/panels/number_field.hpp"
#include "ui/panels/role_icon.hpp"

namespace separatrix {
namespace {

constexpr int kIdRole = Qt::UserRole;
constexpr int kRoleRole = Qt::UserRole + 1;
constexpr int kRegionLook = 1000;  // legends of tints, numbered after the roles
constexpr int kFieldRows = 24;  // orbits beyond show their starts, without fields to type in: widgets are dear

void put(QTreeWidgetItem* item, int column, const QString& text) {
  if (item->text(column) != text) item->setText(column, text);
}

void fitChildren(QTreeWidgetItem* item, int count) {
  while (item->childCount() > count) delete item->takeChild(item->childCount() - 1);
  while (item->childCount() < count) item->addChild(new QTreeWidgetItem);
}

void setDetails(QTreeWidgetItem* item, const std::vector<std::pair<QString, QString>>& details) {
  fitChildren(item, static_cast<int>(details.size()));
  for (int k = 0; k < item->childCount(); ++k) {
    QTreeWidgetItem* line = item->child(k);
    put(line, 0, details[static_cast<std::size_t>(k)].first);
    put(line, 1, details[static_cast<std::size_t>(k)].second);
    line->setFirstColumnSpanned(false);
  }
}

}  // namespace

InspectorPanel::InspectorPanel(QWidget* parent) : QWidget(parent), tree_(new QTreeWidget(this)) {
  tree_->setObjectName(QStringLiteral("inspector"));
  tree_->setColumnCount(3);
  tree_->setFrameShape(QFrame::NoFrame);
  tree_->setIndentation(12);
  tree_->setUniformRowHeights(false);
  tree_->setRootIsDecorated(true);
  tree_->setIconSize({14, 14});
  tree_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
  tree_->header()->setSectionResizeMode(1, QHeaderView::Fixed);
  tree_->header()->setSectionResizeMode(2, QHeaderView::Fixed);
  tree_->header()->setStretchLastSection(false);
  tree_->header()->setMinimumSectionSize(40);
  tree_->setColumnWidth(1, 82);
  tree_->setColumnWidth(2, 82);
  tree_->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  equilibria_ = addHeading();
  cycles_ = addHeading();
  basins_ = addHeading();
  basins_->setHidden(true);
  orbits_ = addHeading();

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(tree_, 1);
  column->addWidget(makeTypedStart());
  connect(tree_, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
    if (selecting_ || !item) return;
    if (item->data(0, kIdRole).isNull() && item->parent()) item = item->parent();
    emit selected(item->data(0, kIdRole).toString());
  });
}

QTreeWidgetItem* InspectorPanel::addHeading() {
  auto* heading = new QTreeWidgetItem(tree_);
  QFont bold = font();
  bold.setBold(true);
  heading->setFont(0, bold);
  heading->setFlags(Qt::ItemIsEnabled);
  heading->setFirstColumnSpanned(true);
  heading->setExpanded(true);
  return heading;
}

QWidget* InspectorPanel::makeTypedStart() {
  auto* bar = new QWidget(this);
  auto* row = new QHBoxLayout(bar);
  row->setContentsMargins(10, 4, 10, 6);
  row->setSpacing(5);
  auto* label = new QLabel(tr("Start at"), bar);
  row->addWidget(label);
  row->addStretch();
  for (const char* suffix : {"x", "y"}) {
    auto* field = new NumberField(bar);
    field->setObjectName(QStringLiteral("start.") + QLatin1String(suffix));
    row->addWidget(field);
    typed_.push_back(field);
  }
  auto* add = new QPushButton(tr("Start"), bar);
  add->setObjectName(QStringLiteral("start.add"));
  add->setToolTip(tr("A trajectory from this initial condition"));
  add->setMaximumWidth(add->fontMetrics().horizontalAdvance(add->text()) + 26);
  row->addWidget(add);
  connect(add, &QPushButton::clicked, this, &InspectorPanel::announceTyped);
  return bar;
}

void InspectorPanel::announceTyped() { emit startWanted({typed_[0]->number(), typed_[1]->number()}); }

void InspectorPanel::setSection(QTreeWidgetItem* heading, const InspectorSection& section) {
  put(heading, 0, section.evidence.isEmpty() ? section.title : QStringLiteral("%1  ·  %2").arg(section.title, section.evidence));
  fitChildren(heading, static_cast<int>(section.rows.size()));
  const Style legend = separatrix::style(style_);
  for (int k = 0; k < heading->childCount(); ++k) {
    const InspectorRow& row = section.rows[static_cast<std::size_t>(k)];
    QTreeWidgetItem* item = heading->child(k);
    const int look = row.region >= 0 ? kRegionLook + row.region : static_cast<int>(row.role);
    if (item->data(0, kRoleRole) != look || item->icon(0).isNull()) {
      item->setIcon(0, row.region >= 0 ? regionSwatch(row.region, legend, {14, 14}, devicePixelRatioF())
                                       : roleSwatch(row.role, legend, {14, 14}, devicePixelRatioF()));
      item->setData(0, kRoleRole, look);
    }
    item->setData(0, kIdRole, QString::fromStdString(row.id));
    put(item, 0, row.id.empty() ? row.what : QStringLiteral("%1  %2").arg(QString::fromStdString(row.id), row.what));
    put(item, 1, row.first);
    put(item, 2, row.second);
    setDetails(item, row.details);
  }
}

void InspectorPanel::setState(const SessionState& state) {
  const auto nameOf = [&](int variable) {
    return QString::fromStdString(state.model->variables[static_cast<std::size_t>(variable)].name);
  };
  const bool fresh = model_ != state.model || !(plane_ == state.plane);
  if (fresh) {
    tree_->setHeaderLabels({QString(), nameOf(state.plane.i), state.plane.i == state.plane.j ? QString() : nameOf(state.plane.j)});
    const auto initial = state.model->initialState();
    const std::array<int, 2> shownVariables = {state.plane.i, state.plane.j};
    for (std::size_t k = 0; k < typed_.size(); ++k) {
      typed_[k]->setNumber(initial[static_cast<std::size_t>(shownVariables[k])]);
      typed_[k]->setStep(gridStep({0, state.box[static_cast<std::size_t>(shownVariables[k])].width() * 10}));
      typed_[k]->setAccessibleName(tr("Initial %1").arg(nameOf(shownVariables[k])));
      typed_[k]->setToolTip(nameOf(shownVariables[k]));
    }
    typed_[1]->setVisible(state.plane.i != state.plane.j);
    fitChildren(orbits_, 0);
    starts_.clear();
  }
  model_ = state.model;
  plane_ = state.plane;
  syncStarts(state);
}

InspectorPanel::StartRow InspectorPanel::makeStartRow(int index, const SessionState& state) {
  StartRow row;
  row.item = new QTreeWidgetItem(orbits_);
  row.item->setData(0, kIdRole, QStringLiteral("o%1").arg(index + 1));
  row.item->setIcon(0, roleSwatch(Role::orbit, separatrix::style(style_), {14, 14}, devicePixelRatioF()));
  std::vector<int> variables = {state.plane.i};
  if (state.plane.j != state.plane.i) variables.push_back(state.plane.j);
  for (std::size_t k = 0; k < variables.size() && index < kFieldRows; ++k) {
    const int variable = variables[k];
    auto* field = new NumberField(tree_);
    field->setFrame(false);
    field->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    field->setDigits(5);
    field->setProperty("quiet", true);
    field->setObjectName(QStringLiteral("orbit.%1.%2").arg(index + 1).arg(QString::fromStdString(
        state.model->variables[static_cast<std::size_t>(variable)].name)));
    field->setStep(gridStep({0, state.box[static_cast<std::size_t>(variable)].width() * 10}));
    connect(field, &NumberField::edited, this, [this, index, variable](double v) { emit startEdited(index, variable, v); });
    connect(field, &NumberField::stepped, this, [this, index, variable](double v) { emit startEdited(index, variable, v); });
    tree_->setItemWidget(row.item, static_cast<int>(k) + 1, field);
    row.fields.push_back(field);
  }
  return row;
}

void InspectorPanel::syncStarts(const SessionState& state) {
  const auto count = state.trajectories.size();
  while (starts_.size() > count) {
    delete starts_.back().item;
    starts_.pop_back();
  }
  while (starts_.size() < count) starts_.push_back(makeStartRow(static_cast<int>(starts_.size()), state));
  put(orbits_, 0, count == 0 ? tr("No orbits  ·  click in the plane") : count == 1 ? tr("1 orbit") : tr("%1 orbits").arg(count));
  for (std::size_t k = 0; k < count; ++k) {
    const TrajectoryStart& start = state.trajectories[k];
    const QChar arrow = start.direction == Direction::forward ? QChar(0x2192) : start.direction == Direction::backward ? QChar(0x2190) : QChar(0x2194);
    put(starts_[k].item, 0, tr("orbit %1 %2").arg(k + 1).arg(arrow));
    const std::array<int, 2> variables = {state.plane.i, state.plane.j};
    for (std::size_t f = 0; f < starts_[k].fields.size(); ++f)
      starts_[k].fields[f]->setNumber(start.state[static_cast<std::size_t>(variables[f])]);
    if (!starts_[k].fields.empty()) continue;
    put(starts_[k].item, 1, shown(start.state[static_cast<std::size_t>(variables[0])]));
    if (variables[0] != variables[1]) put(starts_[k].item, 2, shown(start.state[static_cast<std::size_t>(variables[1])]));
  }
}

void InspectorPanel::setPortrait(const Portrait& portrait) {
  setSection(equilibria_, equilibriaSection(portrait));
  setSection(cycles_, cyclesSection(portrait));
  if (portrait.stage == PortraitStage::live) return;  // what became of each orbit can wait for the pause
  for (std::size_t k = 0; k < starts_.size() && k < portrait.options.trajectories.size(); ++k)
    setDetails(starts_[k].item, trajectoryDetails(portrait, k));
}

void InspectorPanel::setBasins(const InspectorSection* basins) {
  basins_->setHidden(basins == nullptr);
  if (basins != nullptr) setSection(basins_, *basins);
}

void InspectorPanel::setSelected(const std::string& id) {
  selecting_ = true;
  QTreeWidgetItem* found = nullptr;
  const QString wanted = QString::fromStdString(id);
  for (QTreeWidgetItem* heading : {equilibria_, cycles_, orbits_})
    for (int k = 0; k < heading->childCount(); ++k)
      if (!wanted.isEmpty() && heading->child(k)->data(0, kIdRole).toString() == wanted) found = heading->child(k);
  tree_->setCurrentItem(found);
  if (found) tree_->scrollToItem(found);
  selecting_ = false;
}

void InspectorPanel::setStyleName(StyleName name) {
  const bool panelIsDark = palette().color(QPalette::Base).lightness() < 128;
  const bool paperIsDark = separatrix::style(name).background.green < 128;
  style_ = paperIsDark == panelIsDark ? name : panelIsDark ? StyleName::dark : StyleName::light;
  for (QTreeWidgetItem* heading : {equilibria_, cycles_, basins_})
    for (int k = 0; k < heading->childCount(); ++k) heading->child(k)->setIcon(0, QIcon());
  for (const StartRow& row : starts_) row.item->setIcon(0, roleSwatch(Role::orbit, separatrix::style(style_), {14, 14}, devicePixelRatioF()));
}

}  // namespace separatrix
