#include "core/continuation/cycle_solver.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "core/continuation/cycle_variational.hpp"
#include "core/model/unfold.hpp"

namespace separatrix {
namespace {

constexpr double kPeriodWeight = 0.01;
constexpr int kIterations = 9;
constexpr double kTolerance = 1e-11;

double largest(const std::vector<double>& v) {
  double size = 0;
  for (const double value : v) size = std::max(size, std::fabs(value));
  return size;
}

}  // namespace

CycleSystem cycleSystem(const Problem& problem, CycleSystem::Kind kind, const std::vector<int>& parameters,
                        const std::vector<Interval>& ranges) {
  CycleSystem system;
  system.kind = kind;
  system.variables = problem.model->dimension();
  system.plane = static_cast<int>(parameters.size());
  CollocationProblem& own = system.problem;
  own.values = problem.parameters;
  for (const Interval& side : problem.box)
    own.scale.push_back(std::isfinite(side.width()) && side.width() > 0 ? side.width() : 1);
  for (const Interval& range : ranges) own.parameterScale.push_back(range.width() > 0 ? range.width() : 1);
  const Program& program = *problem.model->program;
  own.signs.assign(own.scale.size(), 1.0);
  using Kind = CycleSystem::Kind;
  if (kind == Kind::cycle || kind == Kind::fixedPeriod) {
    own.program = unfold(program, parameters);
    return system;
  }
  own.program = withDirection(program, parameters,
                              kind == Kind::fold       ? DirectionLaw::withFlow
                              : kind == Kind::doubling ? DirectionLaw::linear
                                                       : DirectionLaw::rotating);
  const std::vector<double> scale = own.scale;
  for (int copies = kind == Kind::torus ? 2 : 1; copies > 0; --copies) {
    own.scale.insert(own.scale.end(), scale.begin(), scale.end());
    own.signs.insert(own.signs.end(), scale.size(), kind == Kind::doubling ? -1.0 : 1.0);
  }
  if (kind != Kind::doubling) own.parameterScale.push_back(1);
  return system;
}

CycleSolver::CycleSolver(CycleSystem system) : system_(std::move(system)) {
  if (isReady()) collocation_.emplace(system_.problem);
}

std::vector<CollocationRow> CycleSolver::conditions(const CollocatedOrbit& reference) const {
  const int n = system_.variables;
  const CollocationShape& shape = reference.shape;
  const std::vector<double> slope = slopes(reference);
  CollocationRow phase{integralWeights(reference, slope, n), 0};
  for (std::size_t k = 0; k < reference.u.size(); ++k) phase.target += phase.weights[k] * reference.u[k];
  std::vector<CollocationRow> rows{std::move(phase)};
  if (system_.kind == CycleSystem::Kind::fixedPeriod) rows.push_back(periodRow(reference, system_.period));
  if (shape.n == n) return rows;
  // v in its place; what it must be orthogonal to: x' at folds, i v where it may turn.
  std::vector<double> v(shape.size(), 0.0), across(shape.size(), 0.0);
  for (int j = 0; j < shape.intervals; ++j)
    for (int s = 0; s < 4; ++s)
      for (int i = 0; i < n; ++i) {
        for (int part = n; part < shape.n; part += n)
          v[shape.stage(j, s, part + i)] = reference.u[shape.stage(j, s, part + i)];
        if (system_.kind == CycleSystem::Kind::fold) across[shape.stage(j, s, n + i)] = slope[shape.stage(j, s, i)];
        if (system_.kind == CycleSystem::Kind::torus) {
          across[shape.stage(j, s, n + i)] = -reference.u[shape.stage(j, s, 2 * n + i)];
          across[shape.stage(j, s, 2 * n + i)] = reference.u[shape.stage(j, s, n + i)];
        }
      }
  CollocationRow length{integralWeights(reference, v), 1};
  const double square = std::inner_product(v.begin(), v.end(), length.weights.begin(), 0.0);
  for (double& weight : length.weights) weight /= std::sqrt(square);
  rows.push_back(std::move(length));
  if (system_.kind != CycleSystem::Kind::doubling) rows.push_back({integralWeights(reference, across), 0});
  return rows;
}

std::vector<double> CycleSolver::innerProduct(const CollocatedOrbit& orbit,
                                              const std::vector<double>& direction) const {
  std::vector<double> weights = integralWeights(orbit, direction, system_.variables);
  weights[orbit.shape.period()] = kPeriodWeight * direction[orbit.shape.period()];
  for (int k = 0; k < system_.plane; ++k) weights[orbit.shape.parameter(k)] = direction[orbit.shape.parameter(k)];
  return weights;
}

CollocationRow CycleSolver::parameterRow(const CollocatedOrbit& orbit, double value, int k) const {
  CollocationRow row{std::vector<double>(orbit.shape.size(), 0.0), value / unit(k)};
  row.weights[orbit.shape.parameter(k)] = 1;
  return row;
}

CollocationRow CycleSolver::periodRow(const CollocatedOrbit& orbit, double period) const {
  CollocationRow row{std::vector<double>(orbit.shape.size(), 0.0), std::log(period)};
  row.weights[orbit.shape.period()] = 1;
  return row;
}

std::optional<CyclePoint> CycleSolver::correct(CollocatedOrbit guess, std::vector<CollocationRow> rows,
                                               const CollocationRow& last, bool exact) {
  rows.push_back(last);
  CyclePoint point;
  double before = 0;
  bool done = false;
  for (int k = 1; k <= kIterations && !done; ++k) {
    if (!collocation_->linearize(guess.mesh, guess.u, rows)) return std::nullopt;
    collocation_->newtonStep(step_);
    const double size = largest(step_);
    if (!(size < 1)) return std::nullopt;
    const bool stagnates = k > 1 && size > 0.25 * before;
    if (stagnates && size > 1e-8) return std::nullopt;
    for (std::size_t q = 0; q < step_.size(); ++q) guess.u[q] += step_[q];
    const double next = k > 1 ? size * (size / before) * (size / before) : 1;  // quadratic: size^2 / before^2 each time
    done = size < kTolerance || stagnates || (!exact && size < 1e-4 && 10 * next < kTolerance);
    if (k == 1) point.firstStep = size;
    before = size;
  }
  if (!done) return std::nullopt;
  collocation_->nullVector(point.tangent);
  const std::vector<double> weights = innerProduct(guess, point.tangent);
  const double square = std::inner_product(weights.begin(), weights.end(), point.tangent.begin(), 0.0);
  if (!(square > 0) || !std::isfinite(square)) return std::nullopt;
  for (double& value : point.tangent) value /= std::sqrt(square);
  point.divergence = collocation_->divergence();
  if (dimension() > 2) point.factors = collocation_->factors();
  point.orbit = std::move(guess);
  return point;
}

ProductSpectrum CycleSolver::multipliers(const CyclePoint& point) const {
  if (dimension() == 2) return {{std::exp(std::min(point.divergence, 709.0))}, {point.divergence}};
  ProductSpectrum spectrum = spectrumOfProduct(point.factors, dimension());
  const auto fromOne = [](std::complex<double> value) { return std::abs(value - 1.0); };
  const auto trivial = std::ranges::min_element(spectrum.values, {}, fromOne) - spectrum.values.begin();
  spectrum.values.erase(spectrum.values.begin() + trivial);
  spectrum.logModuli.erase(spectrum.logModuli.begin() + trivial);
  // The strongest contraction is what the divergence leaves for it: the Runge–Kutta factors only bound it.
  if (const std::complex<double> last = spectrum.values.back(); last.imag() == 0 && last.real() != 0) {
    const double others = std::accumulate(spectrum.logModuli.begin(), spectrum.logModuli.end() - 1, 0.0);
    const double log = point.divergence - others;
    if (log < -10 && log < spectrum.logModuli[spectrum.logModuli.size() - 2]) {
      spectrum.logModuli.back() = log;
      spectrum.values.back() = std::copysign(std::exp(log), last.real());
    }
  }
  return spectrum;
}

BranchPoint CycleSolver::describe(const CyclePoint& point) const {
  constexpr double kNonhyperbolic = 1e-6;
  BranchPoint result;
  result.parameter = parameter(point.orbit);
  result.period = period(point.orbit);
  for (int i = 0; i < dimension(); ++i)
    result.state.push_back(point.orbit.u[point.orbit.shape.mesh(0, i)] * scale()[static_cast<std::size_t>(i)]);
  result.extrema = extremaOf(point.orbit, scale());
  result.mean = meanOf(point.orbit, scale());
  const ProductSpectrum spectrum = multipliers(point);
  result.multipliers = spectrum.values;
  const auto& logs = spectrum.logModuli;
  const auto inside = std::ranges::count_if(logs, [](double log) { return log < -kNonhyperbolic; });
  const auto outside = std::ranges::count_if(logs, [](double log) { return log > kNonhyperbolic; });
  result.unstableDimension = static_cast<int>(outside);
  result.stability = inside + outside < std::ssize(logs) ? Stability::nonhyperbolic
                     : outside == 0                      ? Stability::stable
                     : inside == 0                       ? Stability::unstable
                                                         : Stability::saddle;
  return result;
}

}  // namespace separatrix
