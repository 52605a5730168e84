#include "core/continuation/cycle_solver.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

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

CycleSolver::CycleSolver(const Problem& problem, int parameter, const Interval& range) : values_(problem.parameters) {
  const int free[] = {parameter};
  program_ = unfold(*problem.model->program, free);
  for (const Interval& side : problem.box)
    scale_.push_back(std::isfinite(side.width()) && side.width() > 0 ? side.width() : 1);
  unit_ = range.width() > 0 ? range.width() : 1;
  if (program_ != nullptr) collocation_.emplace(collocationProblem());
}

CollocationProblem CycleSolver::collocationProblem() const { return {program_, values_, scale_, {unit_}, {}}; }

std::vector<double> CycleSolver::innerProduct(const CollocatedOrbit& orbit,
                                              const std::vector<double>& direction) const {
  std::vector<double> weights = integralWeights(orbit, direction);
  const std::size_t period = orbit.shape.period(), parameter = orbit.shape.parameter(0);
  weights[period] = kPeriodWeight * direction[period];
  weights[parameter] = direction[parameter];
  return weights;
}

CollocationRow CycleSolver::parameterRow(const CollocatedOrbit& orbit, double value) const {
  CollocationRow row{std::vector<double>(orbit.shape.size(), 0.0), value / unit_};
  row.weights[orbit.shape.parameter(0)] = 1;
  return row;
}

CollocationRow CycleSolver::periodRow(const CollocatedOrbit& orbit, double period) const {
  CollocationRow row{std::vector<double>(orbit.shape.size(), 0.0), std::log(period)};
  row.weights[orbit.shape.period()] = 1;
  return row;
}

std::optional<CyclePoint> CycleSolver::correct(CollocatedOrbit guess, const CollocationRow& phase,
                                               const CollocationRow& last, bool exact) {
  const CollocationRow rows[] = {phase, last};
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
  return spectrum;
}

BranchPoint CycleSolver::describe(const CyclePoint& point) const {
  constexpr double kNonhyperbolic = 1e-6;
  BranchPoint result;
  result.parameter = parameter(point.orbit);
  result.period = period(point.orbit);
  for (int i = 0; i < dimension(); ++i)
    result.state.push_back(point.orbit.u[point.orbit.shape.mesh(0, i)] * scale_[static_cast<std::size_t>(i)]);
  result.extrema = extremaOf(point.orbit, scale_);
  result.mean = meanOf(point.orbit, scale_);
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
