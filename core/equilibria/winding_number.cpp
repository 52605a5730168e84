#include "core/equilibria/winding_number.hpp"

#include <array>
#include <utility>
#include <vector>

namespace separatrix {
namespace {

constexpr int kDeepestBisection = 40;

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
  Border(const EnclosedPlaneField& field, int maximalPieces) : field_(field), left_(maximalPieces) {}

  // The piece from (x, y).lo to .hi, or back when `reversed`.
  bool walk(const Interval& x, const Interval& y, bool reversed, int depth = 0) {
    Interval f[2];
    field_(x, y, f);
    const Side side = sideOf(f);
    if (side != Side::none) {
      if (!sides_.empty() && (static_cast<int>(side) - static_cast<int>(sides_.back()) + 4) % 4 == 2) return false;
      sides_.push_back(side);
      return true;
    }
    if (depth == kDeepestBisection || --left_ < 0) return false;
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
  const EnclosedPlaneField& field_;
  std::vector<Side> sides_;
  int left_;
};

}  // namespace

std::optional<int> windingNumber(const EnclosedPlaneField& field, const Interval& x, const Interval& y, int maximalPieces) {
  Border border(field, maximalPieces);
  if (!border.walk(x, y.lo, false) || !border.walk(x.hi, y, false) || !border.walk(x, y.hi, true) || !border.walk(x.lo, y, true))
    return std::nullopt;
  return border.windingNumber();
}

}  // namespace separatrix
