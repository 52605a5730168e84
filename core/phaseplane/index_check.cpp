#include "core/phaseplane/index_check.hpp"

#include <array>
#include <cmath>

#include "core/phaseplane/plane_field.hpp"

namespace separatrix {
namespace {

constexpr int kDeepestBisection = 40;
constexpr int kDeepestQuartering = 5;
constexpr int kMaximalPieces = 20'000;

// Quarter planes of values that one component's sign decides, counterclockwise: f > 0, g > 0, f < 0, g < 0.
// Along a piece that stays in one of them the field turns by less than half a turn.
enum class Side { right, up, left, down, none };

Side sideOf(const Interval f[2]) {
  if (f[0].lo > 0) return Side::right;
  if (f[1].lo > 0) return Side::up;
  if (f[0].hi < 0) return Side::left;
  if (f[1].hi < 0) return Side::down;
  return Side::none;
}

// Counts quarter turns of the field along the border: a sequence of half planes in which the field
// stays on consecutive pieces; two neighbors share a point, so they are never opposite.
class Border {
 public:
  explicit Border(PlaneField& field) : field_(field) {}

  // The piece from (x, y).lo to .hi, or back when `reversed`.
  bool walk(const Interval& x, const Interval& y, bool reversed, int depth = 0) {
    Interval f[2];
    field_.enclose(x, y, f);
    const Side side = sideOf(f);
    if (side != Side::none) {
      if (!sides_.empty() && (static_cast<int>(side) - static_cast<int>(sides_.back()) + 4) % 4 == 2) return false;
      sides_.push_back(side);
      return true;
    }
    if (depth == kDeepestBisection || ++pieces_ > kMaximalPieces) return false;
    const bool along = x.lo < x.hi;
    const double middle = along ? x.middle() : y.middle();
    std::array<Interval, 2> half = {Interval(along ? x.lo : y.lo, middle), Interval(middle, along ? x.hi : y.hi)};
    if (reversed) std::swap(half[0], half[1]);
    for (const Interval& part : half)
      if (!walk(along ? part : x, along ? y : part, reversed, depth + 1)) return false;
    return true;
  }

  std::optional<int> windingNumber() const {
    int quarters = 0;
    for (std::size_t k = 0; k < sides_.size(); ++k) {
      const Side next = sides_[(k + 1) % sides_.size()];
      const int step = (static_cast<int>(next) - static_cast<int>(sides_[k]) + 4) % 4;
      if (step == 2) return std::nullopt;
      quarters += step == 3 ? -1 : step;
    }
    return quarters / 4;
  }

 private:
  PlaneField& field_;
  std::vector<Side> sides_;
  int pieces_ = 0;
};

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
  const auto& J = e.jacobian;
  const double plus = J[0] * J[3], minus = J[1] * J[2], determinant = plus - minus;
  if (std::fabs(determinant) <= 1e-9 * (std::fabs(plus) + std::fabs(minus))) return std::nullopt;
  return determinant > 0 ? 1 : -1;
}

}  // namespace

std::optional<IndexCheck> checkIndex(const Problem& problem, const std::vector<Equilibrium>& equilibria) {
  if (problem.model->kind == ModelKind::map || problem.field().dimension() != 2 || problem.plane.i == problem.plane.j) return std::nullopt;
  const Interval x = problem.box[static_cast<std::size_t>(problem.plane.i)], y = problem.box[static_cast<std::size_t>(problem.plane.j)];
  PlaneField field(problem);
  if (!isContinuous(field, x, y)) return std::nullopt;
  Border border(field);
  if (!border.walk(x, y.lo, false) || !border.walk(x.hi, y, false) || !border.walk(x, y.hi, true) || !border.walk(x.lo, y, true))
    return std::nullopt;
  const std::optional<int> winding = border.windingNumber();
  if (!winding) return std::nullopt;
  IndexCheck check;
  check.alongBorder = *winding;
  for (const Equilibrium& e : equilibria) {
    const std::optional<int> index = indexOf(e);
    if (!index) return std::nullopt;
    check.sumFound += *index;
  }
  check.consistent = check.alongBorder == check.sumFound;
  return check;
}

}  // namespace separatrix
