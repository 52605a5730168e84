#include "core/cycles/shoot.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "core/cycles/floquet.hpp"
#include "core/cycles/high_order_flow.hpp"
#include "core/cycles/orbit_record.hpp"

namespace separatrix {
namespace {

constexpr double kTight = 1e-12, kVariational = 1e-10;

// One turn: the end, the factors of the variational flow step by step, and the orbit.
struct Turn {
  std::vector<double> end;
  std::vector<std::vector<double>> factors;
  OrbitRecord record;
};

class Shooting {
 public:
  Shooting(const Problem& problem, std::span<const double> start, double period, const ShootOptions& options,
           const std::stop_token& stop)
      : n_(static_cast<std::size_t>(problem.model->dimension())),
        jet_(problem.field().withJacobian()),
        x_(start.begin(), start.end()),
        period_(period),
        options_(options),
        stop_(stop),
        out_(n_ + n_ * n_) {
    for (const Interval& range : problem.box)
      width_.push_back(std::isfinite(range.width()) && range.width() > 0 ? range.width() : 1);
  }

  std::optional<Cycle> run() {
    constexpr int kSteps = 15;
    const double guess = period_;
    for (int step = 0; step < kSteps && !stop_.stop_requested(); ++step) {
      const std::optional<Turn> turn = goRound();
      if (!turn) return std::nullopt;
      const double moved = correct(*turn);
      if (!(moved < 0.5) || !(period_ > 0.3 * guess && period_ < 3 * guess)) return std::nullopt;
      if (moved < 1e-10) return finish(*turn);
    }
    return std::nullopt;
  }

 private:
  std::optional<Turn> goRound();
  double correct(const Turn& turn);
  std::optional<Cycle> finish(const Turn& turn) const;
  void slope(const double* y, double* dy);

  std::size_t n_;
  Evaluator<double> jet_;
  std::vector<double> x_, width_;
  double period_, lastPeriodStep_ = 0;
  const ShootOptions& options_;
  const std::stop_token& stop_;
  std::vector<double> out_;
};

// y = (x, Phi row-major)
void Shooting::slope(const double* y, double* dy) {
  jet_(y, out_.data());
  std::copy_n(out_.begin(), n_, dy);
  for (std::size_t i = 0; i < n_; ++i)
    for (std::size_t j = 0; j < n_; ++j) {
      double sum = 0;
      for (std::size_t k = 0; k < n_; ++k) sum += out_[n_ + i * n_ + k] * y[n_ + k * n_ + j];
      dy[n_ + i * n_ + j] = sum;
    }
}

std::optional<Turn> Shooting::goRound() {
  std::vector<double> relative(n_ + n_ * n_, kVariational), absolute(n_ + n_ * n_, kVariational);
  for (std::size_t i = 0; i < n_; ++i) {
    relative[i] = kTight;
    absolute[i] = kTight * width_[i];
    for (std::size_t j = 0; j < n_; ++j) absolute[n_ + i * n_ + j] = kVariational * width_[i] / width_[j];
  }
  HighOrderFlow flow([this](const double* y, double* dy) { slope(y, dy); }, relative, absolute);
  std::vector<double> y(n_ + n_ * n_, 0.0);
  const auto identity = [&](std::span<const double> x) {
    std::ranges::copy(x, y.begin());
    for (std::size_t i = 0; i < n_; ++i)
      for (std::size_t j = 0; j < n_; ++j) y[n_ + i * n_ + j] = i == j ? 1 : 0;
  };
  identity(x_);
  flow.start(y, 1);
  Turn turn;
  turn.record.dimension = static_cast<int>(n_);
  for (int k = 0; k < options_.maximalSteps && !stop_.stop_requested(); ++k) {
    if (!flow.advance()) return std::nullopt;
    const bool last = flow.time() >= period_;
    const double theta = last ? (period_ - flow.previousTime()) / flow.step() : 1;
    turn.record.pieces.push_back({flow.previousTime(), flow.step(), theta, {}});
    flow.copyDense(n_, turn.record.pieces.back().coefficients);
    if (last) {
      flow.stepTo(theta, y);
    } else {
      std::ranges::copy(flow.after(), y.begin());
    }
    turn.factors.emplace_back(y.begin() + static_cast<std::ptrdiff_t>(n_), y.end());
    if (last) {
      turn.end.assign(y.begin(), y.begin() + static_cast<std::ptrdiff_t>(n_));
      return turn;
    }
    identity(flow.after().first(n_));
    flow.replaceState(y);
  }
  return std::nullopt;
}

// The Newton step in window widths; its size, the period's share relative to the period included.
double Shooting::correct(const Turn& turn) {
  const auto n = static_cast<Eigen::Index>(n_);
  Eigen::MatrixXd phi = Eigen::MatrixXd::Identity(n, n);
  for (const std::vector<double>& factor : turn.factors)
    phi =
        Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(factor.data(), n, n) *
        phi;
  Eigen::MatrixXd system = Eigen::MatrixXd::Zero(n + 1, n + 1);
  Eigen::VectorXd right = Eigen::VectorXd::Zero(n + 1);
  std::vector<double> first(n_ + n_ * n_), last(n_ + n_ * n_);
  jet_(x_.data(), first.data());
  jet_(turn.end.data(), last.data());
  for (Eigen::Index i = 0; i < n; ++i) {
    const auto a = static_cast<std::size_t>(i);
    for (Eigen::Index j = 0; j < n; ++j)
      system(i, j) = phi(i, j) * width_[static_cast<std::size_t>(j)] / width_[a] - (i == j ? 1 : 0);
    system(i, n) = last[a] / width_[a] * period_;
    system(n, i) = first[a] / width_[a] * period_;
    right(i) = (x_[a] - turn.end[a]) / width_[a];
  }
  const Eigen::VectorXd step = system.partialPivLu().solve(right);
  if (!step.allFinite()) return HUGE_VAL;
  for (std::size_t i = 0; i < n_; ++i) x_[i] += step(static_cast<Eigen::Index>(i)) * width_[i];
  period_ *= 1 + step(n);
  lastPeriodStep_ = std::fabs(step(n)) * period_;
  return step.cwiseAbs().maxCoeff();
}

Stability wordFor(const std::vector<double>& logs) {
  constexpr double kNonhyperbolic = 1e-6;
  const auto inside = std::ranges::count_if(logs, [](double log) { return log < -kNonhyperbolic; });
  const auto outside = std::ranges::count_if(logs, [](double log) { return log > kNonhyperbolic; });
  if (inside + outside < std::ssize(logs)) return Stability::nonhyperbolic;
  return outside == 0 ? Stability::stable : inside == 0 ? Stability::unstable : Stability::saddle;
}

std::optional<Cycle> Shooting::finish(const Turn& turn) const {
  DrawnOrbit drawn = drawOrbit(turn.record);
  double share = 0;
  for (std::size_t i = 0; i < n_; ++i) share = std::max(share, drawn.extrema[i].width() / width_[i]);
  if (share < options_.smallest) return std::nullopt;
  Cycle cycle;
  cycle.orbit = std::move(drawn.curve);
  cycle.times = std::move(drawn.times);
  cycle.extrema = std::move(drawn.extrema);
  cycle.period = period_;
  cycle.periodError = lastPeriodStep_ + 2e-11 * period_;
  cycle.evidence = cycle.periodError <= options_.tolerance * period_ ? Evidence::converged : Evidence::heuristic;
  const ProductSpectrum spectrum = spectrumOfProduct(turn.factors, static_cast<int>(n_));
  const auto fromOne = [](std::complex<double> value) { return std::abs(value - 1.0); };
  const auto trivial = std::ranges::min_element(spectrum.values, {}, fromOne) - spectrum.values.begin();
  if (fromOne(spectrum.values[static_cast<std::size_t>(trivial)]) > 1e-3) return std::nullopt;
  for (std::ptrdiff_t k = 0; k < std::ssize(spectrum.values); ++k) {
    if (k == trivial) continue;
    cycle.multipliers.push_back(spectrum.values[static_cast<std::size_t>(k)]);
    cycle.logMultipliers.push_back(spectrum.logModuli[static_cast<std::size_t>(k)]);
  }
  cycle.stability = wordFor(cycle.logMultipliers);
  return cycle;
}

}  // namespace

std::optional<Cycle> shootCycle(const Problem& problem, std::span<const double> start, double period,
                                const ShootOptions& options, const std::stop_token& stop) {
  return Shooting(problem, start, period, options, stop).run();
}

}  // namespace separatrix
