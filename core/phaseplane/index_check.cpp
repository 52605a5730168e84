#include "core/phaseplane/index_check.hpp"

#include <algorithm>
#include <cmath>

#include "core/equilibria/winding_number.hpp"
#include "core/phaseplane/plane_field.hpp"

namespace separatrix {
namespace {

constexpr int kDeepestQuartering = 5;
constexpr double kInside[] = {0, 1e-4, 1e-3, 1e-2};  // of the window: where the border is walked

// Is the field continuous on the rectangle? Proved by bounded enclosures without jumps on parts of it.
bool isContinuous(PlaneField& field, const Interval& x, const Interval& y, int depth = 0) {
  Interval f[2];
  field.enclose(x, y, f);
  if (f[0].isBounded() && f[1].isBounded() && !field.mayJump(x, y)) return true;
  if (depth == kDeepestQuartering) return false;
  const double cx = x.middle(), cy = y.middle();
  for (const Interval& part : {Interval(x.lo, cx), Interval(cx, x.hi)})
    for (const Interval& other : {Interval(y.lo, cy), Interval(cy, y.hi)})
      if (!isContinuous(field, part, other, depth + 1)) return false;
  return true;
}

std::optional<int> indexOf(const Equilibrium& e) {
  if (e.index) return e.index;
  const auto& J = e.jacobian;
  const double plus = J[0] * J[3], minus = J[1] * J[2], determinant = plus - minus;
  const bool isSingular = std::fabs(determinant) <= 1e-9 * (std::fabs(plus) + std::fabs(minus));
  if (isSingular && e.evidence != Evidence::proved) return std::nullopt;
  return determinant > 0 ? 1 : -1;
}

Interval inside(const Interval& side, double fraction) {
  return {side.lo + fraction * side.width(), side.hi - fraction * side.width()};
}

enum class Place { inside, outside, across };
Place placeOf(const Interval& x, const Interval& y, const Interval& ofX, const Interval& ofY) {
  if (x.containsInInterior(ofX) && y.containsInInterior(ofY)) return Place::inside;
  return x.meets(ofX) && y.meets(ofY) ? Place::across : Place::outside;
}

// What the indices inside the rectangle sum to; empty where one is not known or lies across the border.
std::optional<int> sumInside(const Problem& problem, const std::vector<Equilibrium>& equilibria, const Completeness& completeness,
                             const Interval& x, const Interval& y) {
  const auto i = static_cast<std::size_t>(problem.plane.i), j = static_cast<std::size_t>(problem.plane.j);
  int sum = 0;
  const auto add = [&](const Interval& ofX, const Interval& ofY, const std::optional<int>& index) {
    const Place place = placeOf(x, y, ofX, ofY);
    if (place == Place::across || (place == Place::inside && !index)) return false;
    sum += place == Place::inside ? *index : 0;
    return true;
  };
  for (const Equilibrium& e : equilibria) {
    if (e.evidence != Evidence::proved && !completeness.undecided.empty()) continue;  // its region counts
    const Box at = e.enclosure ? *e.enclosure : Box{e.state[0], e.state[1]};
    if (!add(at[i], at[j], indexOf(e))) return std::nullopt;
  }
  for (std::size_t k = 0; k < completeness.undecided.size(); ++k) {
    const Box& region = completeness.undecided[k];
    if (!add(region[i], region[j], k < completeness.indices.size() ? completeness.indices[k] : std::nullopt)) return std::nullopt;
  }
  return sum;
}

}  // namespace

std::expected<IndexCheck, std::string> checkIndex(const Problem& problem, const std::vector<Equilibrium>& equilibria,
                                                  const Completeness& completeness) {
  if (problem.model->kind == ModelKind::map || problem.field().dimension() != 2 || problem.plane.i == problem.plane.j)
    return std::unexpected(std::string());
  const Interval X = problem.box[static_cast<std::size_t>(problem.plane.i)], Y = problem.box[static_cast<std::size_t>(problem.plane.j)];
  PlaneField field(problem);
  if (!isContinuous(field, X, Y)) return std::unexpected("The index check is left out: the field is not continuous everywhere in the window.");
  const auto enclose = [&field](const Interval& x, const Interval& y, Interval f[2]) { field.enclose(x, y, f); };
  const char* why = "the field vanishes, or nearly, along the window's border";
  for (const double fraction : kInside) {
    const Interval x = inside(X, fraction), y = inside(Y, fraction);
    const std::optional<int> winding = windingNumber(enclose, x, y, fraction == 0 ? 20'000 : 2000);
    if (!winding) continue;
    const std::optional<int> sum = sumInside(problem, equilibria, completeness, x, y);
    if (sum) return IndexCheck{*winding == *sum, *winding, *sum};
    why = "the index of a region that is undecided, or of a degenerate equilibrium, is not known";
  }
  return std::unexpected("The index check is left out: " + std::string(why) + ".");
}

}  // namespace separatrix
