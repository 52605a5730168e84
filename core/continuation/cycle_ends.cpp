#include "core/continuation/cycle_ends.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>

#include "core/equilibria/eigenpairs.hpp"
#include "core/equilibria/polish_zero.hpp"
#include "core/model/field.hpp"

namespace separatrix {
namespace {

using Vector = std::vector<double>;

// f, Df and f_p of the states and the free parameter alike.
class Family {
 public:
  explicit Family(const CollocationProblem& problem)
      : n_(problem.n()),
        parameters_(problem.values),
        scale_(problem.scale),
        unit_(problem.parameterScale[0]),
        program_(problem.program) {}
  int n() const { return n_; }
  const Vector& scale() const { return scale_; }
  double unit() const { return unit_; }

  // (f, n x (n + 1) derivatives) at (x, p)
  Vector operator()(const Vector& x, double p) const {
    Vector point = x, out(static_cast<std::size_t>(n_ + n_ * (n_ + 1)));
    point.push_back(p);
    Field(program_, parameters_).withJacobian()(point.data(), out.data());
    return out;
  }
  Vector jacobian(const Vector& x, double p) const {
    const Vector out = (*this)(x, p);
    Vector J(static_cast<std::size_t>(n_ * n_));
    for (int i = 0; i < n_; ++i)
      for (int j = 0; j < n_; ++j)
        J[static_cast<std::size_t>(i * n_ + j)] = out[static_cast<std::size_t>(n_ + i * (n_ + 1) + j)];
    return J;
  }

 private:
  int n_;
  Vector parameters_, scale_;
  double unit_;
  std::shared_ptr<const Program> program_;
};

double distance(const Vector& a, const Vector& b, const Vector& scale) {
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::fabs(a[i] - b[i]) / scale[i]);
  return largest;
}

std::optional<Vector> equilibriumNear(const Family& family, const Vector& x, double p) {
  const auto n = static_cast<std::size_t>(family.n());
  const PolishedZero zero = polishZero(
      [&](const double* y, double* f, double* J) {
        const Vector point(y, y + n);
        const Vector out = family(point, p), df = family.jacobian(point, p);
        std::copy_n(out.begin(), n, f);
        std::ranges::copy(df, J);
      },
      x, family.scale());
  if (!zero.converged) return std::nullopt;
  return zero.state;
}

// A fold of equilibria: null vectors q (right) and w (left), <w, q> = 1.
struct FoldPoint {
  Vector x, q, w;
  double p = 0, error = 0;
};

// [J b; c^T 0] (v, g) = (0, 1): v -> null vector and g -> 0 at a fold; b, c the last ones found.
bool border(const Vector& J, const Vector& b, const Vector& c, bool transposed, Vector& v, double& g) {
  const std::size_t n = b.size();
  Vector M((n + 1) * (n + 1), 0.0), right(n + 1, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) M[i * (n + 1) + j] = transposed ? J[j * n + i] : J[i * n + j];
    M[i * (n + 1) + n] = transposed ? c[i] : b[i];
    M[n * (n + 1) + i] = transposed ? b[i] : c[i];
  }
  right[n] = 1;
  if (!solveInPlace(M, right)) return false;
  g = right[n];
  v.assign(right.begin(), right.end() - 1);
  return true;
}

void makeUnit(Vector& v) {
  double square = 0;
  for (const double value : v) square += value * value;
  if (square > 0)
    for (double& value : v) value /= std::sqrt(square);
}

// Newton's method on f = 0, g = 0; the gradient of g, -w^T J' v, by differences of the Jacobian.
std::optional<FoldPoint> foldNear(const Family& family, const Vector& x0, double p0) {
  const auto n = static_cast<std::size_t>(family.n());
  const Eigenpairs pairs = eigenpairs(family.jacobian(x0, p0), family.n());
  if (pairs.values.empty()) return std::nullopt;
  const auto nearest = static_cast<std::size_t>(
      std::ranges::min_element(pairs.values, {}, [](auto z) { return std::abs(z); }) - pairs.values.begin());
  FoldPoint fold{x0, Vector(n), Vector(n), p0, 0};
  for (std::size_t i = 0; i < n; ++i) fold.q[i] = pairs.vectors[nearest][i].real();
  fold.w = fold.q;
  const double unit = family.unit();
  for (int k = 0; k < 30; ++k) {
    const Vector out = family(fold.x, fold.p), J = family.jacobian(fold.x, fold.p);
    Vector v, w;
    double g = 0, ignored = 0;
    if (!border(J, fold.w, fold.q, false, v, g) || !border(J, fold.w, fold.q, true, w, ignored)) return std::nullopt;
    const auto shifted = [&](std::size_t j, double h) {
      Vector y = fold.x;
      double p = fold.p;
      (j < n ? y[j] : p) += h;
      const Vector moved = family.jacobian(y, p);
      double sum = 0;
      for (std::size_t a = 0; a < n; ++a)
        for (std::size_t b = 0; b < n; ++b) sum += w[a] * moved[a * n + b] * v[b];
      return sum;
    };
    Vector M((n + 1) * (n + 1)), right(n + 1);
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j <= n; ++j) M[i * (n + 1) + j] = out[n + i * (n + 1) + j];
      right[i] = -out[i];
    }
    for (std::size_t j = 0; j <= n; ++j) {
      const double h = 1e-5 * (j < n ? family.scale()[j] : unit);
      M[n * (n + 1) + j] = -(shifted(j, h) - shifted(j, -h)) / (2 * h);
    }
    right[n] = -g;
    if (!solveInPlace(M, right)) return std::nullopt;
    double size = std::fabs(right[n]) / unit;
    for (std::size_t i = 0; i < n; ++i) size = std::max(size, std::fabs(right[i]) / family.scale()[i]);
    if (!(size < 1)) return std::nullopt;
    for (std::size_t i = 0; i < n; ++i) fold.x[i] += right[i];
    fold.p += right[n];
    fold.q = v;
    fold.w = w;
    makeUnit(fold.q);
    makeUnit(fold.w);
    fold.error = std::fabs(right[n]) + 1e-14 * unit;
    if (size < 1e-13 || (k > 6 && size < 1e-10)) return fold;
  }
  return std::nullopt;
}

// pi / sqrt(a c): the coefficient of |p - p*|^(-1/2) in the time to pass where the fold was, signed by the side of
// p* on which there are no equilibria. a = <w, B(q, q)>/2, c = <w, f_p>, <w, q> = 1.
double passageCoefficient(const Family& family, const FoldPoint& fold) {
  const auto n = static_cast<std::size_t>(family.n());
  Vector forward = fold.x, backward = fold.x;
  double h = HUGE_VAL, product = 0;
  for (std::size_t i = 0; i < n; ++i) {
    product += fold.w[i] * fold.q[i];
    if (fold.q[i] != 0) h = std::min(h, 1e-4 * family.scale()[i] / std::fabs(fold.q[i]));
  }
  for (std::size_t i = 0; i < n; ++i) {
    forward[i] += h * fold.q[i];
    backward[i] -= h * fold.q[i];
  }
  const Vector J1 = family.jacobian(forward, fold.p), J0 = family.jacobian(backward, fold.p),
               out = family(fold.x, fold.p);
  double a = 0, c = 0;
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) a += fold.w[i] * (J1[i * n + j] - J0[i * n + j]) * fold.q[j];
    c += fold.w[i] * out[n + i * (n + 1) + n];
  }
  a /= 4 * h * product;
  c /= product;
  if (a * c == 0 || product == 0) return 0;
  return std::copysign(std::numbers::pi / std::sqrt(std::fabs(a * c)), a * c);
}

std::optional<SpecialPoint> saddleNodeEnd(const Family& family, std::span<const LongCycle> last) {
  const LongCycle &now = last.back(), &before = last[last.size() - 2];
  const std::optional<FoldPoint> fold = foldNear(family, now.slowest, now.parameter);
  if (!fold || distance(fold->x, now.slowest, family.scale()) > 0.15 * now.extent) return std::nullopt;
  const double coefficient = passageCoefficient(family, *fold), d1 = now.parameter - fold->p,
               d0 = before.parameter - fold->p;
  if (!(coefficient * d1 > 0 && coefficient * d0 > 0)) return std::nullopt;
  const double passage1 = std::fabs(coefficient) / std::sqrt(std::fabs(d1)),
               passage0 = std::fabs(coefficient) / std::sqrt(std::fabs(d0));
  const double ratio = (now.period - before.period) / (passage1 - passage0);
  if (!(std::fabs(ratio - 1) < 0.03) || passage1 < 0.8 * now.period) return std::nullopt;
  if (std::fabs(d1) > 3e-4 * family.unit()) return std::nullopt;  // a picture is to show the branch arrive
  SpecialPoint end;
  end.kind = SpecialKind::snic;
  end.parameter = fold->p;
  end.error = fold->error;
  end.state = fold->x;
  return end;
}

// Of a saddle: the smaller of the real parts' moduli nearest to zero on either side.
std::optional<double> slowestRate(const Family& family, const Vector& saddle, double p) {
  double unstable = HUGE_VAL, stable = HUGE_VAL;
  for (const std::complex<double> value : eigenpairs(family.jacobian(saddle, p), family.n()).values)
    (value.real() > 0 ? unstable : stable) = std::min(value.real() > 0 ? unstable : stable, std::fabs(value.real()));
  if (!std::isfinite(unstable) || !std::isfinite(stable)) return std::nullopt;
  return std::min(unstable, stable);
}

std::optional<SpecialPoint> homoclinicEnd(const Family& family, std::span<const LongCycle> last, const Vector& saddle) {
  const LongCycle &now = last.back(), &before = last[last.size() - 2], &earlier = last[last.size() - 3];
  if (distance(saddle, now.slowest, family.scale()) > 0.02 * now.extent) return std::nullopt;
  const std::optional<double> found = slowestRate(family, saddle, now.parameter);
  if (!found) return std::nullopt;
  const double rate = *found;
  const auto extrapolated = [&](const LongCycle& a, const LongCycle& b) {
    const double shrink = std::exp(-rate * (b.period - a.period));
    return b.parameter + (b.parameter - a.parameter) * shrink / (1 - shrink);
  };
  if (!(now.period > before.period && before.period > earlier.period)) return std::nullopt;
  const double p = extrapolated(before, now), previous = extrapolated(earlier, before);
  const double error = std::fabs(p - now.parameter) + std::fabs(p - previous);
  if (!(error < 1e-8 * family.unit())) return std::nullopt;
  SpecialPoint end;
  end.kind = SpecialKind::homoclinic;
  end.parameter = p;
  end.error = error + 1e-12 * family.unit();
  end.state = saddle;
  return end;
}

}  // namespace

LongCycle longCycle(const CollocatedOrbit& orbit, const CollocationProblem& problem, int variables) {
  const CollocationShape& shape = orbit.shape;
  const std::vector<double> slope = slopes(orbit);
  LongCycle cycle{problem.parameterScale[0] * orbit.u[shape.parameter(0)], std::exp(orbit.u[shape.period()]), {}, 0};
  double slowest = HUGE_VAL;
  std::vector<Interval> extent(static_cast<std::size_t>(variables), Interval{HUGE_VAL, -HUGE_VAL});
  for (int j = 0; j < shape.intervals; ++j)
    for (int s = 0; s < 4; ++s) {
      double speed = 0;
      for (int i = 0; i < variables; ++i) {
        const std::size_t k = shape.stage(j, s, i);
        Interval& side = extent[static_cast<std::size_t>(i)];
        side = {std::min(side.lo, orbit.u[k]), std::max(side.hi, orbit.u[k])};
        speed = std::max(speed, std::fabs(slope[k]));
      }
      if (!(speed < slowest)) continue;
      slowest = speed;
      cycle.slowest.clear();
      for (int i = 0; i < variables; ++i)
        cycle.slowest.push_back(orbit.u[shape.stage(j, s, i)] * problem.scale[static_cast<std::size_t>(i)]);
    }
  for (const Interval& side : extent) cycle.extent = std::max(cycle.extent, side.width());
  return cycle;
}

std::optional<SlowPlace> slowPlace(const CollocationProblem& problem, const LongCycle& cycle) {
  const Family family(problem);
  SlowPlace place;
  if (const auto equilibrium = equilibriumNear(family, cycle.slowest, cycle.parameter);
      equilibrium && distance(*equilibrium, cycle.slowest, family.scale()) < 0.1 * cycle.extent) {
    const std::optional<double> rate = slowestRate(family, *equilibrium, cycle.parameter);
    if (!rate) return std::nullopt;
    return SlowPlace{true, *rate, cycle.parameter, distance(*equilibrium, cycle.slowest, family.scale()) / cycle.extent,
                     *equilibrium};
  }
  const std::optional<FoldPoint> fold = foldNear(family, cycle.slowest, cycle.parameter);
  if (!fold) return std::nullopt;
  return SlowPlace{false, 0, fold->p, distance(fold->x, cycle.slowest, family.scale()) / cycle.extent, fold->x};
}

std::optional<SpecialPoint> recognizeLongEnd(const CollocationProblem& problem, std::span<const LongCycle> last) {
  if (last.size() < 3) return std::nullopt;
  const Family family(problem);
  const LongCycle& now = last.back();
  const std::optional<Vector> equilibrium = equilibriumNear(family, now.slowest, now.parameter);
  if (equilibrium && distance(*equilibrium, now.slowest, family.scale()) < 0.1 * now.extent)
    return homoclinicEnd(family, last, *equilibrium);
  return saddleNodeEnd(family, last);
}

}  // namespace separatrix
