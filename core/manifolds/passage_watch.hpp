#pragma once

#include <complex>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/equilibria/equilibrium.hpp"
#include "core/manifolds/window_metric.hpp"

namespace separatrix {

/// Linear coordinates about a saddle, in fractions of the window: `entering` belongs to the directions in
/// which orbits approach it, `leaving` to those in which they go away, in the direction of time followed.
class SaddleCoordinates {
 public:
  SaddleCoordinates(const Equilibrium& saddle, const WindowMetric& metric, bool backward, double reach);

  struct Parts {
    double entering = 0, leaving = 0;  ///< moduli of the largest components
  };
  Parts at(std::span<const double> x) const;
  double reach() const { return reach_; }        ///< how far from the saddle the coordinates are of use
  double exponent() const { return exponent_; }  ///< slowest leaving rate over the slowest entering rate
  std::span<const double> center() const { return center_; }

 private:
  std::vector<double> center_;
  std::vector<std::complex<double>> rows_;  ///< inverse of the matrix of eigenvectors, row-major
  std::vector<bool> leaves_;                ///< of each row
  double reach_, exponent_ = 1;
};

/// A branch that came near a saddle and turned away, or came so near that no difference can be seen.
struct Passage {
  int saddle = -1;
  double estimate = 0;    ///< by how much it missed the saddle's other manifold where it came within reach
  std::size_t point = 0;  ///< points of the curve up to the closest approach
  bool isDeep = false;    ///< nearer than anything computed can tell
};

/// Watches a branch near one saddle. On the hyperbola of the linear flow with rates mu (leaving) and -nu
///   a(t) = g e^(mu t),  b(t) = R e^(-nu t),  so  a (b/R)^(mu/nu) = g,
/// the miss g at distance R; it is read off where the branch turns away, a >= b.
class PassageWatch {
 public:
  explicit PassageWatch(const SaddleCoordinates& saddle) : saddle_(&saddle) {}

  /// After a step that ended at x, when the curve has `points` points. A passage has been completed.
  std::optional<Passage> note(std::span<const double> x, const WindowMetric& metric, std::size_t points);

 private:
  const SaddleCoordinates* saddle_;
  bool isEntering_ = false;
  double nearest_ = 0;
  std::size_t point_ = 0;
};

}  // namespace separatrix
