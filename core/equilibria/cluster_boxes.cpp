#include "core/equilibria/cluster_boxes.hpp"

#include <cmath>
#include <map>

namespace separatrix {
namespace {

constexpr std::size_t kFewBoxes = 400;

void enlarge(Box& box, const Box& other) {
  for (std::size_t i = 0; i < box.size(); ++i) box[i] = hull(box[i], other[i]);
}

bool touch(const Box& a, const Box& b) {
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double slack = 0.25 * (a[i].width() + b[i].width()) + 1e-15 * (a[i].magnitude() + b[i].magnitude());
    if (!Interval(a[i].lo - slack, a[i].hi + slack).meets(b[i])) return false;
  }
  return true;
}

// One hull per occupied cell of a grid with `cells` cells along each side of the window.
std::vector<Box> gather(const std::vector<Box>& boxes, const Box& window, int cells) {
  std::map<std::vector<int>, Box> occupied;
  for (const Box& box : boxes) {
    std::vector<int> cell(box.size());
    for (std::size_t i = 0; i < box.size(); ++i) {
      const double width = window[i].width();
      cell[i] = width > 0 ? static_cast<int>(std::floor(cells * (box[i].middle() - window[i].lo) / width)) : 0;
    }
    const auto [place, isNew] = occupied.try_emplace(std::move(cell), box);
    if (!isNew) enlarge(place->second, box);
  }
  std::vector<Box> hulls;
  for (auto& [cell, box] : occupied) hulls.push_back(std::move(box));
  return hulls;
}

}  // namespace

std::vector<Box> clusterBoxes(std::vector<Box> boxes, const Box& window) {
  for (int cells = 64; boxes.size() > kFewBoxes && cells >= 1; cells /= 2) boxes = gather(boxes, window, cells);
  bool merged = true;
  while (merged) {
    merged = false;
    std::vector<Box> clusters;
    for (const Box& box : boxes) {
      std::size_t k = 0;
      while (k < clusters.size() && !touch(clusters[k], box)) ++k;
      if (k == clusters.size()) {
        clusters.push_back(box);
      } else {
        enlarge(clusters[k], box);
        merged = true;
      }
    }
    boxes = std::move(clusters);
  }
  return boxes;
}

}  // namespace separatrix
