#include "core/continuation/name_specials.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "core/base/number.hpp"

namespace separatrix {
namespace {

// As in pictures, but for folds: F1, not LP1.
std::string letters(SpecialKind kind) { return kind == SpecialKind::fold ? "F" : std::string(label(kind)); }

}  // namespace

void renumberSpecials(std::vector<Branch>& branches, std::span<const int> place) {
  for (Branch& branch : branches)
    for (BranchEnd* end : {&branch.begin, &branch.end})
      if (end->special >= 0) end->special = place[static_cast<std::size_t>(end->special)];
}

void nameSpecials(EquilibriumBranches& result) {
  std::vector<std::size_t> order(result.specials.size());
  for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    const SpecialPoint &p = result.specials[a].point, &q = result.specials[b].point;
    return std::pair(p.parameter, p.state) < std::pair(q.parameter, q.state);
  });
  std::vector<int> place(order.size());
  std::vector<FoundSpecial> sorted;
  std::array<int, 16> count{};
  for (const std::size_t k : order) {
    place[k] = static_cast<int>(sorted.size());
    sorted.push_back(std::move(result.specials[k]));
    SpecialPoint& point = sorted.back().point;
    point.id = letters(point.kind) + std::to_string(++count[static_cast<std::size_t>(point.kind)]);
  }
  result.specials = std::move(sorted);
  renumberSpecials(result.branches, place);
  for (std::size_t b = 0; b < result.branches.size(); ++b) {
    Branch& branch = result.branches[b];
    branch.id = "b" + std::to_string(b + 1);
    if (branch.from.starts_with('#')) {
      const auto index = static_cast<std::size_t>(parseNumber(branch.from.substr(1)).value_or(0));
      branch.from = result.specials[static_cast<std::size_t>(place[index])].point.id;
    }
  }
}

}  // namespace separatrix
