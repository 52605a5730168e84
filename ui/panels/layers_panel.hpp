#pragma once

#include <QWidget>
#include <array>

#include "core/figure/style.hpp"
#include "core/phaseplane/portrait.hpp"

class QCheckBox;
class QLabel;

namespace separatrix {

/// How many things each layer of a portrait shows; -1 where counting says nothing (axes, field).
std::array<int, kLayerCount> layerCounts(const Portrait& portrait);

/// "Vector field", the words of menus and lists.
QString layerTitle(Layer layer);

/// The checklist of layers, each with its legend and its count.
class LayersPanel : public QWidget {
  Q_OBJECT

 public:
  explicit LayersPanel(QWidget* parent = nullptr);

  void setShown(const std::array<bool, kLayerCount>& shown);
  void setCounts(const std::array<int, kLayerCount>& counts);
  void setBasins(bool shown, bool possible);
  void setStyleName(StyleName name);

 signals:
  void toggled(int layer, bool shown);
  void basinsToggled(bool shown);

 private:
  std::array<QCheckBox*, kLayerCount> boxes_{};
  std::array<QLabel*, kLayerCount> swatches_{}, counts_{};
  QCheckBox* basins_;
  QLabel* basinsSwatch_;
};

}  // namespace separatrix
