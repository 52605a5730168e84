#include "ui/panels/layers_panel.hpp"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>

#include "ui/panels/role_icon.hpp"

namespace separatrix {

std::array<int, kLayerCount> layerCounts(const Portrait& portrait) {
  const auto count = [](const auto& list) { return static_cast<int>(list.size()); };
  const Nullclines& lines = portrait.nullclines;
  return {-1, -1, (lines.first.empty() ? 0 : 1) + (lines.second.empty() ? 0 : 1),
          count(portrait.equilibria) + count(portrait.fixedPoints), count(portrait.manifolds),
          count(portrait.options.trajectories), count(portrait.cycles), 0};
}

QString layerTitle(Layer layer) {
  switch (layer) {
    case Layer::axes: return QObject::tr("Axes");
    case Layer::field: return QObject::tr("Vector field");
    case Layer::nullclines: return QObject::tr("Nullclines");
    case Layer::equilibria: return QObject::tr("Equilibria");
    case Layer::manifolds: return QObject::tr("Manifolds");
    case Layer::orbits: return QObject::tr("Orbits");
    case Layer::cycles: return QObject::tr("Cycles");
    case Layer::notes: return QObject::tr("Notes");
  }
  return {};
}

LayersPanel::LayersPanel(QWidget* parent) : QWidget(parent) {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(10, 4, 10, 8);
  grid->setHorizontalSpacing(8);
  grid->setVerticalSpacing(0);
  grid->setColumnStretch(1, 1);
  for (int k = 0; k < kLayerCount; ++k) {
    const auto i = static_cast<std::size_t>(k);
    const auto layer = static_cast<Layer>(k);
    swatches_[i] = new QLabel(this);
    boxes_[i] = new QCheckBox(layerTitle(layer), this);
    boxes_[i]->setObjectName(QStringLiteral("layer.") + QString::fromUtf8(name(layer).data()));
    boxes_[i]->setMinimumHeight(25);
    boxes_[i]->setToolTip(tr("Alt+%1").arg(k + 1));
    counts_[i] = new QLabel(this);
    counts_[i]->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    counts_[i]->setForegroundRole(QPalette::PlaceholderText);
    grid->addWidget(swatches_[i], k, 0);
    grid->addWidget(boxes_[i], k, 1, Qt::AlignLeft);  // no wider than what can be clicked
    grid->addWidget(counts_[i], k, 2);
    connect(boxes_[i], &QCheckBox::clicked, this, [this, k](bool on) { emit toggled(k, on); });
  }
  basinsSwatch_ = new QLabel(this);
  basins_ = new QCheckBox(tr("Basins"), this);
  basins_->setObjectName(QStringLiteral("layer.basins"));
  basins_->setMinimumHeight(25);
  basins_->setToolTip(tr("Where each start ends, painted beneath everything"));
  grid->addWidget(basinsSwatch_, kLayerCount, 0);
  grid->addWidget(basins_, kLayerCount, 1, Qt::AlignLeft);
  connect(basins_, &QCheckBox::clicked, this, &LayersPanel::basinsToggled);
  grid->setRowStretch(kLayerCount + 1, 1);
  setStyleName(StyleName::light);
}

void LayersPanel::setShown(const std::array<bool, kLayerCount>& shown) {
  for (std::size_t i = 0; i < shown.size(); ++i) boxes_[i]->setChecked(shown[i]);
}

void LayersPanel::setBasins(bool shown, bool possible) {
  basins_->setChecked(shown);
  basins_->setEnabled(possible);
}

void LayersPanel::setCounts(const std::array<int, kLayerCount>& counts) {
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const QString text = counts[i] < 0 ? QString() : QString::number(counts[i]);
    if (counts_[i]->text() != text) counts_[i]->setText(text);
  }
}

void LayersPanel::setStyleName(StyleName name) {
  const bool paperIsDark = separatrix::style(name).background.green < 128;
  const bool panelIsDark = palette().color(QPalette::Window).lightness() < 128;
  const Style legend = paperIsDark == panelIsDark ? separatrix::style(name) : separatrix::style(panelIsDark ? StyleName::dark : StyleName::light);
  for (int k = 0; k < kLayerCount; ++k)
    swatches_[static_cast<std::size_t>(k)]->setPixmap(
        layerSwatch(static_cast<Layer>(k), legend, {26, 16}, devicePixelRatioF()));
  QPixmap tints(QSize(26, 16) * devicePixelRatioF());
  tints.setDevicePixelRatio(devicePixelRatioF());
  tints.fill(Qt::transparent);
  QPainter painter(&tints);
  painter.drawPixmap(1, 1, regionSwatch(0, legend, {12, 14}, devicePixelRatioF()));
  painter.drawPixmap(13, 1, regionSwatch(1, legend, {12, 14}, devicePixelRatioF()));
  basinsSwatch_->setPixmap(tints);
}

}  // namespace separatrix
