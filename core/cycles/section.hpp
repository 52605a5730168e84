#pragma once

#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <vector>

#include "core/model/problem.hpp"

namespace separatrix {

using PlanePoint = std::array<double, 2>;

/// A piece of a straight line in the plane on which orbits are watched to return:
/// points origin + s direction, low <= s <= high. Lengths are measured in window widths: the
/// scaled vector (direction_i / width_i) has length 1, so s = 1 crosses a whole window.
struct Section {
  PlanePoint origin{}, direction{}, width{1, 1};
  double low = 0, high = 1;
  double edge = 0.5;  ///< where a ray leaves the window
  /// A ray: a return is a full turn about the origin. Otherwise it is the next crossing in the
  /// same sense between low and high, which on a piece without tangency is the same thing.
  bool winds = true;

  PlanePoint at(double s) const { return {origin[0] + s * direction[0], origin[1] + s * direction[1]}; }
  /// Distance from the line, positive to the left of the direction.
  double side(const double* x) const { return across({x[0] - origin[0], x[1] - origin[1]}); }
  double along(const double* x) const {
    return (x[0] - origin[0]) * direction[0] / (width[0] * width[0]) +
           (x[1] - origin[1]) * direction[1] / (width[1] * width[1]);
  }
  /// The part of a vector that leads across the line.
  double across(const PlanePoint& v) const {
    return (direction[0] * v[1] - direction[1] * v[0]) / (width[0] * width[1]);
  }
};

/// A ray from `origin` on which the field keeps crossing in one sense, far from other equilibria;
/// it ends where it leaves the window grown by `reach` of its width on each side.
Section chooseRay(const Problem& problem, const PlanePoint& origin, std::span<const PlanePoint> others, double reach);

/// The segment through `point` across the field there, `half` window widths to each side.
Section transversalAt(const Problem& problem, const PlanePoint& point, double half);

/// Widths of the window, 1 where it has none.
PlanePoint windowWidths(const Problem& problem);

/// Watches one orbit that starts on a section; fed the distances from the line at both ends of
/// each step, says where in a step it has returned.
class ReturnWatch {
 public:
  /// `sense` +1 or -1: the side on which the orbit leaves the section.
  ReturnWatch(const Section& section, int sense)
      : section_(&section), sense_(sense), side_(sense), sector_(sense > 0 ? 0 : -1) {}

  /// theta in [0, 1] of the return within a step that ends at `end`; `at(theta, x)` gives states in between.
  template <class At>
  std::optional<double> afterStep(const double* end, At&& at) {
    const double v1 = section_->side(end);
    const int side = v1 > 0 ? 1 : -1;
    if (side == side_) return std::nullopt;
    const double theta = crossing(v1, at);
    side_ = side;
    PlanePoint x;
    at(theta, x.data());
    const double s = section_->along(x.data());
    if (s > 0) sector_ += side;
    const bool returned =
        section_->winds ? sector_ == 1 || sector_ == -2 : side == sense_ && section_->low <= s && s <= section_->high;
    return returned ? std::optional(theta) : std::nullopt;
  }

 private:
  // Illinois on the distance from the line. The first step starts on the line itself: its
  // distance 0 there counts as lying on the side the orbit leaves to.
  template <class At>
  double crossing(double v1, At&& at) const {
    double a = 0, b = 1, fa = -v1, fb = v1;
    PlanePoint x;
    at(0.0, x.data());
    if (const double v0 = section_->side(x.data()); v0 * v1 < 0) fa = v0;
    int kept = 0;
    for (int k = 0; k < 60 && b - a > 1e-15; ++k) {
      const double m = b - fb * (b - a) / (fb - fa);
      at(m, x.data());
      const double fm = section_->side(x.data());
      if (fm == 0 || m <= a || m >= b) return m;
      const bool replacesEnd = fm * v1 > 0;
      (replacesEnd ? b : a) = m;
      (replacesEnd ? fb : fa) = fm;
      const int now = replacesEnd ? 1 : -1;
      if (now == kept) (replacesEnd ? fa : fb) /= 2;
      kept = now;
    }
    return b;
  }

  const Section* section_;
  int sense_, side_, sector_;
};

}  // namespace separatrix
