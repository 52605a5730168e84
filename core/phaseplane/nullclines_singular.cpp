#include "core/phaseplane/nullclines_singular.hpp"

#include <array>
#include <cmath>

namespace separatrix {
namespace {

constexpr int kSteps = 60;
constexpr double kVanishing = 1e-6;  // of the values around
constexpr double kDifference = 0.02; // pixels

// Positions in pixels from the middle of the region; g = grad f and its derivatives H per pixel.
class Descent {
 public:
  Descent(PlaneField& field, int component, const Lattice& lattice, const Interval& x, const Interval& y)
      : field_(field), component_(component), sx_(1 / lattice.pixelsPerX), sy_(1 / lattice.pixelsPerY), x_(x), y_(y) {}

  std::optional<PlanePoint> run() {
    const double around = largestAround();
    if (!(around > 0)) return std::nullopt;
    const double rx = x_.width() / 2 / sx_, ry = y_.width() / 2 / sy_;
    for (const std::array<double, 2> start : {std::array{0.03, 0.02}, {0.5, 0.5}, {-0.5, 0.5}, {-0.5, -0.5}, {0.5, -0.5}}) {
      double u = start[0] * rx, v = start[1] * ry;
      if (!settle(u, v) || std::fabs(u) > rx || std::fabs(v) > ry) continue;
      const PlanePoint p = at(u, v);
      double f = 0, fx = 0, fy = 0;
      field_.valuesAndSlopes({&p, 1}, component_, &f, &fx, &fy);
      if (std::fabs(f) <= kVanishing * around && std::hypot(fx * sx_, fy * sy_) <= 1e-3 * around) return p;
    }
    return std::nullopt;
  }

 private:
  PlanePoint at(double u, double v) const { return {x_.middle() + u * sx_, y_.middle() + v * sy_}; }

  double largestAround() {
    const std::array<PlanePoint, 4> corners = {PlanePoint{x_.lo, y_.lo}, {x_.hi, y_.lo}, {x_.hi, y_.hi}, {x_.lo, y_.hi}};
    std::array<double, 4> values[2];
    field_.values(corners, values[0].data(), values[1].data());
    double largest = 0;
    for (const double value : values[component_]) largest = std::max(largest, std::isfinite(value) ? std::fabs(value) : 0.0);
    return largest;
  }

  //   (H' H + mu) d = H' g
  bool settle(double& u, double& v) {
    for (int step = 0; step < kSteps; ++step) {
      const double h = kDifference;
      const std::array<PlanePoint, 5> points = {at(u, v), at(u + h, v), at(u - h, v), at(u, v + h), at(u, v - h)};
      std::array<double, 5> f, fx, fy;
      field_.valuesAndSlopes(points, component_, f.data(), fx.data(), fy.data());
      const double g0 = fx[0] * sx_, g1 = fy[0] * sy_;
      const double a = (fx[1] - fx[2]) * sx_ / (2 * h), d = (fy[3] - fy[4]) * sy_ / (2 * h);
      const double b = ((fx[3] - fx[4]) * sx_ + (fy[1] - fy[2]) * sy_) / (4 * h);
      const double mu = 1e-10 * (a * a + 2 * b * b + d * d) + 1e-300;
      const double p = a * a + b * b + mu, q = b * (a + d), r = b * b + d * d + mu, determinant = p * r - q * q;
      const double s = a * g0 + b * g1, t = b * g0 + d * g1;
      const double du = (r * s - q * t) / determinant, dv = (p * t - q * s) / determinant;
      if (!std::isfinite(du) || !std::isfinite(dv)) return g0 == 0 && g1 == 0;
      u -= du;
      v -= dv;
      if (std::hypot(du, dv) < 1e-7) return true;
      if (std::hypot(u, v) > 1e4) return false;
    }
    return true;
  }

  PlaneField& field_;
  int component_;
  double sx_, sy_;
  const Interval x_, y_;
};

}  // namespace

std::optional<PlanePoint> findSingularPoint(PlaneField& field, int component, const Lattice& lattice, const Interval& x, const Interval& y) {
  if (field.mayJump(x, y)) return std::nullopt;
  return Descent(field, component, lattice, x, y).run();
}

//   f(p) = 0,  d f / d n (p) = 0,  n across `direction`; derivatives of the second by differences
std::optional<PlanePoint> findTurningPoint(PlaneField& field, int component, const Lattice& lattice, const Interval& x, const Interval& y,
                                           const PlanePoint& direction) {
  if (field.mayJump(x, y)) return std::nullopt;
  const double sx = 1 / lattice.pixelsPerX, sy = 1 / lattice.pixelsPerY, h = kDifference, nx = -direction.y, ny = direction.x;
  PlanePoint p{x.middle(), y.middle()};
  for (int step = 0; step < kSteps; ++step) {
    const std::array<PlanePoint, 5> points = {p, PlanePoint{p.x + h * sx, p.y}, {p.x - h * sx, p.y}, {p.x, p.y + h * sy}, {p.x, p.y - h * sy}};
    std::array<double, 5> f, fx, fy, across;
    field.valuesAndSlopes(points, component, f.data(), fx.data(), fy.data());
    for (std::size_t k = 0; k < 5; ++k) across[k] = fx[k] * sx * nx + fy[k] * sy * ny;
    const double a = fx[0] * sx, b = fy[0] * sy, c = (across[1] - across[2]) / (2 * h), d = (across[3] - across[4]) / (2 * h);
    const double determinant = a * d - b * c;
    const double du = (d * f[0] - b * across[0]) / determinant, dv = (a * across[0] - c * f[0]) / determinant;
    if (!std::isfinite(du) || !std::isfinite(dv)) return std::nullopt;
    p = {p.x - du * sx, p.y - dv * sy};
    if (std::hypot(du, dv) < 1e-6) return x.contains(p.x) && y.contains(p.y) ? std::optional(p) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace separatrix
