#include "core/continuation/cycle_start.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <type_traits>

#include "core/cycles/collocation_gauss.hpp"
#include "core/equilibria/eigenpairs.hpp"

namespace separatrix {
namespace {

constexpr double kTurn = 2 * std::numbers::pi;

// Fills mesh and Gauss points of u with value(t, i).
template <class F>
void fill(CollocatedOrbit& orbit, std::vector<double>& u, F value) {
  const CollocationShape& shape = orbit.shape;
  for (int j = 0; j < shape.intervals; ++j) {
    const double t = orbit.mesh[static_cast<std::size_t>(j)], h = orbit.mesh[static_cast<std::size_t>(j) + 1] - t;
    for (int i = 0; i < shape.n; ++i) {
      u[shape.mesh(j, i)] = value(t, i);
      for (int s = 0; s < 4; ++s)
        u[shape.stage(j, s, i)] = value(t + h * gaussPoints().c[static_cast<std::size_t>(s)], i);
    }
  }
}

CollocatedOrbit emptyOrbit(int n, int intervals) {
  CollocatedOrbit orbit{{n, intervals, 1}, uniformMesh(intervals), {}};
  orbit.u.assign(orbit.shape.size(), 0.0);
  return orbit;
}

bool normalize(const CycleSolver& solver, CyclePoint& point) {
  const std::vector<double> weights = solver.innerProduct(point.orbit, point.tangent);
  const double square = std::inner_product(weights.begin(), weights.end(), point.tangent.begin(), 0.0);
  if (!(square > 0) || !std::isfinite(square)) return false;
  for (double& value : point.tangent) value /= std::sqrt(square);
  return true;
}

}  // namespace

std::optional<CycleStart> startAtHopf(const Problem& problem, int parameter, const CycleSolver& solver,
                                      const SpecialPoint& hopf) {
  const int n = solver.dimension();
  if (!hopf.frequency || !(*hopf.frequency > 0) || static_cast<int>(hopf.state.size()) != n) return std::nullopt;
  Problem there = problem;
  there.parameters[static_cast<std::size_t>(parameter)] = hopf.parameter;
  std::vector<double> out(static_cast<std::size_t>(n + n * n));
  there.field().withJacobian()(hopf.state.data(), out.data());
  const Eigenpairs pairs = eigenpairs(std::span(out).subspan(static_cast<std::size_t>(n)), n);
  const auto distance = [&](std::complex<double> value) {
    return std::abs(value - std::complex(0.0, *hopf.frequency));
  };
  const auto which = std::ranges::min_element(pairs.values, {}, distance);
  if (which == pairs.values.end() || !(distance(*which) < 0.1 * *hopf.frequency)) return std::nullopt;
  const auto& q = pairs.vectors[static_cast<std::size_t>(which - pairs.values.begin())];

  constexpr int kIntervals = 16;
  CycleStart start;
  CollocatedOrbit& orbit = start.point.orbit = emptyOrbit(n, kIntervals);
  start.point.tangent = orbit.u;
  const auto scaled = [&](double value, int i) { return value / solver.scale()[static_cast<std::size_t>(i)]; };
  fill(orbit, orbit.u, [&](double, int i) { return scaled(hopf.state[static_cast<std::size_t>(i)], i); });
  fill(orbit, start.point.tangent, [&](double t, int i) {
    return scaled((q[static_cast<std::size_t>(i)] * std::polar(1.0, kTurn * t)).real(), i);
  });
  orbit.u[orbit.shape.period()] = std::log(kTurn / *hopf.frequency);
  orbit.u[orbit.shape.parameter(0)] = hopf.parameter / solver.unit();
  if (!normalize(solver, start.point)) return std::nullopt;

  BranchPoint& point = start.described;
  point.parameter = hopf.parameter;
  point.period = kTurn / *hopf.frequency;
  point.state = point.mean = hopf.state;
  for (const double value : hopf.state) point.extrema.emplace_back(value, value);
  const auto nearest = static_cast<std::size_t>(which - pairs.values.begin());
  bool isSkipped = false;  // the conjugate of the eigenvalue i omega is the trivial multiplier
  for (std::size_t k = 0; k < pairs.values.size(); ++k) {
    const std::complex<double> value = pairs.values[k];
    if (k == nearest) {
      point.multipliers.push_back(1.0);
      continue;
    }
    if (!isSkipped && value == std::conj(pairs.values[nearest])) {
      isSkipped = true;
      continue;
    }
    point.multipliers.push_back(std::exp(std::min(point.period * value.real(), 709.0)) *
                                std::polar(1.0, point.period * value.imag()));
    if (value.real() > 0) ++point.unstableDimension;
  }
  point.stability = Stability::nonhyperbolic;
  return start;
}

std::optional<CycleStart> startAtCycle(const Problem& problem, int parameter, CycleSolver& solver, const Cycle& known) {
  constexpr int kIntervals = 60;
  if (known.times.size() < 3 || known.times.size() != known.orbit.size() || !(known.period > 0)) return std::nullopt;
  CollocatedOrbit orbit = emptyOrbit(solver.dimension(), kIntervals);
  fill(orbit, orbit.u, [&](double t, int i) {
    const double time = t * known.period;
    const auto after = std::ranges::upper_bound(known.times, time) - known.times.begin();
    const auto k = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(after, 1, std::ssize(known.times) - 1));
    const double width = known.times[k] - known.times[k - 1];
    const double part = width > 0 ? (time - known.times[k - 1]) / width : 0;
    const auto c = static_cast<std::size_t>(i);
    return ((1 - part) * known.orbit[k - 1][c] + part * known.orbit[k][c]) / solver.scale()[c];
  });
  const double value = problem.parameters[static_cast<std::size_t>(parameter)];
  orbit.u[orbit.shape.period()] = std::log(known.period);
  orbit.u[orbit.shape.parameter(0)] = value / solver.unit();
  const std::vector<double> signs(solver.scale().size(), 1.0);
  std::optional<CyclePoint> point;
  for (int round = 0; round < 2; ++round) {
    const std::vector<double> mesh = adaptMesh(orbit, signs, kIntervals).mesh;
    orbit.u = onMesh(orbit, orbit.u, mesh);
    orbit.mesh = mesh;
    point = solver.correct(orbit, solver.conditions(orbit), solver.parameterRow(orbit, value), round == 1);
    if (!point) return std::nullopt;
    orbit = point->orbit;
  }
  CycleStart start{*point, solver.describe(*point)};
  return start;
}

std::optional<std::vector<double>> flippedDirection(const CollocationProblem& problem, const CollocatedOrbit& orbit) {
  CollocationProblem twisted = problem;
  twisted.signs.assign(twisted.scale.size(), -1.0);
  Collocation linear(std::move(twisted));
  const CollocationShape& shape = orbit.shape;
  std::vector<double> v = slopes(orbit);
  for (std::size_t k = 0; k < v.size(); ++k) v[k] += 0.1;  // any direction that is not orthogonal to the answer
  for (int round = 0; round < 3; ++round) {
    CollocationRow period{std::vector<double>(shape.size(), 0.0), 0}, size{integralWeights(orbit, v), 1};
    period.weights[shape.period()] = 1;
    const CollocationRow rows[] = {period, size};
    if (!linear.linearize(orbit.mesh, orbit.u, rows)) return std::nullopt;
    linear.nullVector(v);
    double largest = 0;
    for (std::size_t k = 0; k < shape.period(); ++k) largest = std::max(largest, std::fabs(v[k]));
    if (!(largest > 0) || !std::isfinite(largest)) return std::nullopt;
    for (double& value : v) value /= largest;
  }
  return v;
}

std::optional<TurningDirection> turningDirection(const CollocationProblem& problem, const CollocatedOrbit& orbit) {
  using Complex = std::complex<double>;
  const CollocationShape& shape = orbit.shape;
  const auto n = static_cast<std::size_t>(shape.n);
  Collocation linear(problem);
  CollocationRow held{std::vector<double>(shape.size(), 0.0), 0};
  held.weights[shape.parameter(0)] = 1;
  const CollocationRow rows[] = {phaseRow(orbit), held};
  if (!linear.linearize(orbit.mesh, orbit.u, rows)) return std::nullopt;
  const auto times = [&](const std::vector<double>& W, const auto& x, std::size_t stride, std::size_t column) {
    std::vector<typename std::decay_t<decltype(x)>::value_type> y(n);
    for (std::size_t a = 0; a < n; ++a)
      for (std::size_t b = 0; b < n; ++b) y[a] += W[a * n + b] * x[b * stride + column];
    return y;
  };
  std::vector<double> M(n * n, 0.0);
  for (std::size_t a = 0; a < n; ++a) M[a * n + a] = 1;
  for (const std::vector<double>& W : linear.factors()) {
    std::vector<double> next(n * n);
    for (std::size_t c = 0; c < n; ++c) {
      const std::vector<double> column = times(W, M, n, c);
      for (std::size_t a = 0; a < n; ++a) next[a * n + c] = column[a];
    }
    M = next;
  }
  const Eigenpairs pairs = eigenpairs(M, shape.n);
  std::optional<std::size_t> best;
  for (std::size_t k = 0; k < pairs.values.size(); ++k)
    if (pairs.values[k].imag() > 0 &&
        (!best || std::fabs(std::abs(pairs.values[k]) - 1) < std::fabs(std::abs(pairs.values[*best]) - 1)))
      best = k;
  if (!best) return std::nullopt;
  const double angle = std::arg(pairs.values[*best]);

  TurningDirection result{std::vector<double>(shape.size(), 0.0), std::vector<double>(shape.size(), 0.0),
                          angle / std::exp(orbit.u[shape.period()])};
  std::vector<Complex> w = pairs.vectors[*best];
  for (int j = 0; j < shape.intervals; ++j) {
    const std::vector<Complex> next = times(linear.factors()[static_cast<std::size_t>(j)], w, 1, 0);
    const double t = orbit.mesh[static_cast<std::size_t>(j)], h = orbit.mesh[static_cast<std::size_t>(j) + 1] - t;
    const auto put = [&](std::size_t to, double theta, std::size_t i) {  // between mesh points on a line
      const Complex value = ((1 - theta) * w[i] + theta * next[i]) * std::polar(1.0, -angle * (t + theta * h));
      result.real[to] = value.real();
      result.imaginary[to] = value.imag();
    };
    for (std::size_t i = 0; i < n; ++i) {
      put(shape.mesh(j, static_cast<int>(i)), 0, i);
      for (int s = 0; s < 4; ++s)
        put(shape.stage(j, s, static_cast<int>(i)), gaussPoints().c[static_cast<std::size_t>(s)], i);
    }
    w = next;
  }
  return result;
}

std::optional<CycleStart> startDoubled(CycleSolver& solver, const CyclePoint& point) {
  const CollocatedOrbit& orbit = point.orbit;
  const CollocationShape& shape = orbit.shape;
  const std::optional<std::vector<double>> direction = flippedDirection(solver.collocationProblem(), orbit);
  if (!direction) return std::nullopt;
  const std::vector<double>& v = *direction;
  CycleStart start;
  CollocatedOrbit& twice = start.point.orbit = emptyOrbit(shape.n, 2 * shape.intervals);
  start.point.tangent = twice.u;
  for (int j = 0; j < 2 * shape.intervals; ++j) {
    const bool second = j >= shape.intervals;
    const int from = second ? j - shape.intervals : j;
    twice.mesh[static_cast<std::size_t>(j)] = 0.5 * orbit.mesh[static_cast<std::size_t>(from)] + (second ? 0.5 : 0);
    const auto copy = [&](std::size_t to, std::size_t source) {
      twice.u[to] = orbit.u[source];
      start.point.tangent[to] = second ? -v[source] : v[source];
    };
    for (int i = 0; i < shape.n; ++i) {
      copy(twice.shape.mesh(j, i), shape.mesh(from, i));
      for (int s = 0; s < 4; ++s) copy(twice.shape.stage(j, s, i), shape.stage(from, s, i));
    }
  }
  twice.u[twice.shape.period()] = orbit.u[shape.period()] + std::log(2.0);
  twice.u[twice.shape.parameter(0)] = orbit.u[shape.parameter(0)];
  if (!normalize(solver, start.point)) return std::nullopt;
  start.described = solver.describe(point);
  start.described.period *= 2;
  for (std::complex<double>& multiplier : start.described.multipliers) multiplier *= multiplier;
  start.described.stability = Stability::nonhyperbolic;
  return start;
}

}  // namespace separatrix
