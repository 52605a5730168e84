#include "ui/canvas/figure_changes.hpp"

#include <algorithm>

namespace separatrix {
namespace {

// The items of one layer, in order, are equal in both lists.
template <class Item>
bool sameIn(Layer layer, const std::vector<Item>& a, const std::vector<Item>& b) {
  auto i = a.begin();
  auto j = b.begin();
  const auto other = [layer](const Item& item) { return item.layer != layer; };
  while (true) {
    i = std::find_if_not(i, a.end(), other);
    j = std::find_if_not(j, b.end(), other);
    if (i == a.end() || j == b.end()) return i == a.end() && j == b.end();
    if (!(*i++ == *j++)) return false;
  }
}

// Curves of later layers end at equilibria: a moved or hidden equilibrium changes them too.
bool dependsOnEquilibria(Layer layer) { return layer > Layer::equilibria; }

}  // namespace

LayerChanges changedLayers(const Figure* before, const Figure* after) {
  static const Figure none;
  const Figure& a = before != nullptr ? *before : none;
  const Figure& b = after != nullptr ? *after : none;
  LayerChanges changes;
  changes.axes = a.title != b.title || a.x.label != b.x.label || a.x.unit != b.x.unit || a.y.label != b.y.label ||
                 a.y.unit != b.y.unit || a.shows(Layer::axes) != b.shows(Layer::axes);
  for (const Layer layer : kLayers) {
    const bool same = a.shows(layer) == b.shows(layer) && sameIn(layer, a.arrows, b.arrows) && sameIn(layer, a.lines, b.lines) &&
                      sameIn(layer, a.markers, b.markers) && sameIn(layer, a.texts, b.texts) && sameIn(layer, a.labels, b.labels) &&
                      sameIn(layer, a.cells, b.cells) &&
                      (layer != Layer::nullclines || a.undefined == b.undefined);
    changes.layers[static_cast<std::size_t>(layer)] = !same;
  }
  if (changes.layers[static_cast<std::size_t>(Layer::equilibria)])
    for (const Layer layer : kLayers)
      if (dependsOnEquilibria(layer)) changes.layers[static_cast<std::size_t>(layer)] = true;
  return changes;
}

}  // namespace separatrix
