#include "core/figure/diagram_values.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace separatrix {
namespace {

using Kind = DiagramQuantity::Kind;

constexpr double kMostTimesTheMedian = 6;  // of a period that is still shown whole

std::optional<Interval> finite(double lo, double hi) {
  if (!std::isfinite(lo) || !std::isfinite(hi)) return std::nullopt;
  return Interval(std::min(lo, hi), std::max(lo, hi));
}

bool onCycles(SpecialKind kind) {
  return kind != SpecialKind::fold && kind != SpecialKind::hopf && kind != SpecialKind::branchPoint;
}

// The point of the branch next to the special point: by parameter, and by period where both have one.
const BranchPoint* nearestPoint(const Diagram& diagram, const Branch& branch, const SpecialPoint& special) {
  const BranchPoint* nearest = nullptr;
  double least = std::numeric_limits<double>::infinity();
  const double width = diagram.options.range.width();
  for (const BranchPoint& point : branch.points) {
    double away = std::fabs(point.parameter - special.parameter) / (width > 0 ? width : 1);
    if (special.period && point.period > 0) away += std::fabs(std::log(point.period / *special.period));
    if (!(away < least)) continue;
    least = away;
    nearest = &point;
  }
  return nearest;
}

std::optional<double> cycleValue(double period, const DiagramQuantity& quantity) {
  if (!(period > 0) || !std::isfinite(period)) return std::nullopt;
  return quantity.kind == Kind::period ? period : 1 / period;
}

bool isOfCyclesAlone(const DiagramQuantity& quantity) {
  return quantity.kind == Kind::period || quantity.kind == Kind::frequency;
}

Interval withAir(Interval range) {
  double air = 0.05 * range.width();
  if (!(air > 0)) air = std::max(1e-3 * range.magnitude(), 1e-6);
  return {range.lo - air, range.hi + air};
}

}  // namespace

std::optional<Interval> valueAt(const Branch& branch, const BranchPoint& point, const DiagramQuantity& quantity) {
  const auto v = static_cast<std::size_t>(quantity.variable);
  const bool cycle = branch.kind == Branch::Kind::cycles;
  if (isOfCyclesAlone(quantity)) {
    const auto value = cycle ? cycleValue(point.period, quantity) : std::nullopt;
    return value ? finite(*value, *value) : std::nullopt;
  }
  if (!cycle) return v < point.state.size() ? finite(point.state[v], point.state[v]) : std::nullopt;
  if (quantity.kind == Kind::mean) return v < point.mean.size() ? finite(point.mean[v], point.mean[v]) : std::nullopt;
  return v < point.extrema.size() ? finite(point.extrema[v].lo, point.extrema[v].hi) : std::nullopt;
}

std::optional<double> valueAt(const Diagram& diagram, const SpecialPoint& special, const DiagramQuantity& quantity) {
  const auto v = static_cast<std::size_t>(quantity.variable);
  if (isOfCyclesAlone(quantity)) {
    if (special.period) return cycleValue(*special.period, quantity);
    if (special.kind == SpecialKind::hopf && special.frequency) return cycleValue(2 * std::numbers::pi / *special.frequency, quantity);
  }
  const auto b = static_cast<std::size_t>(special.branch);
  if (special.branch >= 0 && b < diagram.branches.size() && (onCycles(special.kind) || isOfCyclesAlone(quantity)))
    if (const BranchPoint* point = nearestPoint(diagram, diagram.branches[b], special))
      if (const auto value = valueAt(diagram.branches[b], *point, quantity)) return value->hi;
  if (isOfCyclesAlone(quantity) || v >= special.state.size() || !std::isfinite(special.state[v])) return std::nullopt;
  return special.state[v];
}

std::optional<Interval> rangeOf(const Diagram& diagram, const DiagramQuantity& quantity) {
  std::vector<double> values;
  for (const Branch& branch : diagram.branches)
    for (const BranchPoint& point : branch.points) {
      if (!diagram.options.range.contains(point.parameter)) continue;
      if (const auto value = valueAt(branch, point, quantity)) values.insert(values.end(), {value->lo, value->hi});
    }
  for (const SpecialPoint& special : diagram.specialPoints)
    if (special.kind == SpecialKind::hopf && diagram.options.range.contains(special.parameter))
      if (const auto value = valueAt(diagram, special, quantity)) values.push_back(*value);
  if (values.empty()) return std::nullopt;
  std::ranges::sort(values);
  if (!isOfCyclesAlone(quantity)) return withAir({values.front(), values.back()});
  const double most = kMostTimesTheMedian * values[values.size() / 2];
  const double top = quantity.kind == Kind::period ? std::min(values.back(), most) : values.back();
  return Interval(0, 1.05 * top);
}

}  // namespace separatrix
