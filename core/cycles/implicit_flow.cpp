#include "core/cycles/implicit_flow.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "core/cycles/radau_coefficients.hpp"

namespace separatrix {
namespace {

using radau::kFilter, radau::kMonomial, radau::kNode, radau::kWeight;

constexpr double kGrowth = 3;      // largest integral of the growth rate over a step
constexpr double kFinest = 1e-13;  // a relative tolerance below this asks for digits that are not there
constexpr double kRounding = 4e-15;

// The largest real part of an eigenvalue of Df, never below 0, in the direction of time followed.
double growthRate(const std::array<double, 6>& jet, double direction) {
  const double half = direction * (jet[2] + jet[5]) / 2, determinant = jet[2] * jet[5] - jet[3] * jet[4];
  return std::max(0.0, half + std::sqrt(std::max(0.0, half * half - determinant)));
}

bool allFinite(const std::array<double, 6>& values) {
  return std::ranges::all_of(values, [](double v) { return std::isfinite(v); });
}

}  // namespace

ImplicitFlow::ImplicitFlow(const Field& field, double relative, const PlanePoint& absolute)
    : field_(field.withJacobian()), relative_(std::max(relative, kFinest)), absolute_(absolute) {
  for (double& size : absolute_) size *= relative_ / relative;
}

void ImplicitFlow::start(std::span<const double> y, int direction) {
  std::copy_n(y.begin(), 3, new_.begin());
  old_ = new_;
  time_ = step_ = 0;
  field_(new_.data(), jet_.data());
  double longest = 1e3;
  for (std::size_t i = 0; i < 2; ++i)  // no coordinate moves by more than a thousandth of its size
    if (jet_[i] != 0) longest = std::min(longest, 1e-3 * scaleOf(i) / relative_ / std::fabs(jet_[i]));
  next_ = direction * longest;
}

double ImplicitFlow::scaleOf(std::size_t i) const { return absolute_[i] + relative_ * std::fabs(old_[i]); }

// Newton's method for z_i = h sum_j a_ij f(y + z_j), all stages at once.
bool ImplicitFlow::solve(double h, Stages& z) {
  constexpr int kIterations = 10;
  double before = HUGE_VAL;
  for (int k = 0; k < kIterations; ++k) {
    double size = 0;
    if (!correct(h, z, size)) return false;
    if (size <= 1e-2 || (k > 2 && size > 0.3 * before && size <= 10)) return true;
    if (k > 2 && size > 2 * before) return false;
    before = size;
  }
  return false;
}

// One step of it; `size` is that of the correction in tolerances. On the way the integrals of div f.
bool ImplicitFlow::correct(double h, Stages& z, double& size) {
  constexpr int kUnknowns = 2 * kStages;
  for (std::size_t j = 0; j < kStages; ++j) {
    const PlanePoint x{old_[0] + z[j][0], old_[1] + z[j][1]};
    field_(x.data(), stageJets_[j].data());
    if (!allFinite(stageJets_[j])) return false;
  }
  Eigen::Matrix<double, kUnknowns, kUnknowns> system;
  Eigen::Matrix<double, kUnknowns, 1> right;
  growth_ = 0;
  for (std::size_t i = 0; i < kStages; ++i) {
    double f[2] = {0, 0}, divergence = 0;
    for (std::size_t j = 0; j < kStages; ++j) {
      const double weight = h * kWeight[i][j];
      const auto& jet = stageJets_[j];
      for (std::size_t a = 0; a < 2; ++a) {
        f[a] += weight * jet[a];
        for (std::size_t b = 0; b < 2; ++b)
          system(static_cast<Eigen::Index>(2 * i + a), static_cast<Eigen::Index>(2 * j + b)) =
              (i == j && a == b ? 1 : 0) - weight * jet[2 + 2 * a + b];
      }
      divergence += weight * (jet[2] + jet[5]);
    }
    z[i][2] = divergence;
    for (std::size_t a = 0; a < 2; ++a) right(static_cast<Eigen::Index>(2 * i + a)) = f[a] - z[i][a];
    growth_ += std::fabs(h) * kWeight[kStages - 1][i] * growthRate(stageJets_[i], h > 0 ? 1 : -1);
  }
  const Eigen::Matrix<double, kUnknowns, 1> step = system.partialPivLu().solve(right);
  if (!step.allFinite()) return false;
  for (std::size_t i = 0; i < kStages; ++i)
    for (std::size_t a = 0; a < 2; ++a) {
      const double d = step(static_cast<Eigen::Index>(2 * i + a));
      z[i][a] += d;
      const double rounding = kRounding * std::fabs(old_[a] + z[i][a]);
      size = std::max(size, std::fabs(d) / std::max(scaleOf(a), 100 * rounding));
    }
  return true;
}

// gamma (1 - h gamma Df)^-1 (h f - p'(0)): the defect of the polynomial where it is largest, damped
// like the method itself (Hairer, Wanner 1996, IV.8); behaves like h^8.
double ImplicitFlow::errorOf(double h, const Stages& z) const {
  double d[2];
  for (std::size_t a = 0; a < 2; ++a) {
    d[a] = h * oldJet_[a];
    for (std::size_t j = 0; j < kStages; ++j) d[a] -= kMonomial[0][j] * z[j][a] / kNode[j];
    d[a] *= kFilter;
  }
  const double g = h * kFilter;
  const double m00 = 1 - g * oldJet_[2], m01 = -g * oldJet_[3], m10 = -g * oldJet_[4], m11 = 1 - g * oldJet_[5];
  const double determinant = m00 * m11 - m01 * m10;
  const double e0 = (m11 * d[0] - m01 * d[1]) / determinant, e1 = (m00 * d[1] - m10 * d[0]) / determinant;
  return std::max(std::fabs(e0) / scaleOf(0), std::fabs(e1) / scaleOf(1));
}

bool ImplicitFlow::advance() {
  constexpr double kLongestLeap = 2.5;
  const double before = step_;
  old_ = new_;
  oldJet_ = jet_;
  if (!allFinite(oldJet_)) return false;
  double h = next_;
  const double fastest = growthRate(oldJet_, h > 0 ? 1 : -1);
  if (fastest * std::fabs(h) > kGrowth) h = std::copysign(kGrowth / fastest, h);
  const double smallest = 1e-14 * std::max(std::fabs(time_), 1e-30);
  for (bool rejected = false; std::fabs(h) > smallest; rejected = true) {
    Stages z{};
    for (std::size_t j = 0; j < kStages && before != 0 && !rejected; ++j) {  // the last polynomial, continued
      const State end = differenceAt(1), beyond = differenceAt(1 + kNode[j] * h / before);
      for (std::size_t a = 0; a < 2; ++a) z[j][a] = beyond[a] - end[a];
    }
    if (!solve(h, z)) {
      h *= 0.3;
      continue;
    }
    const double error = errorOf(h, z);
    if (!(error <= 1) || growth_ > 1.5 * kGrowth) {
      const double shorter = std::isfinite(error) ? 0.9 * std::pow(std::max(error, 1e-12), -1.0 / 8) : 0.1;
      h *= std::clamp(std::min(shorter, kGrowth / std::max(growth_, kGrowth)), 0.1, 0.9);
      continue;
    }
    for (std::size_t a = 0; a < 3; ++a) new_[a] = old_[a] + z[kStages - 1][a];
    field_(new_.data(), jet_.data());
    makePolynomial(z);
    step_ = h;
    time_ += h;
    const double leap = 0.9 * std::pow(std::max(error, 1e-12), -1.0 / 8);
    next_ = h * std::clamp(leap, 0.2, rejected ? 1.0 : kLongestLeap);
    return allFinite(jet_);
  }
  return false;
}

// p(theta) = sum_k c_k theta^(k+1) through the stages; the third component from its derivative.
void ImplicitFlow::makePolynomial(const Stages& z) {
  for (std::size_t k = 0; k < kStages; ++k)
    for (std::size_t a = 0; a < 3; ++a) {
      polynomial_[k][a] = 0;
      for (std::size_t j = 0; j < kStages; ++j) polynomial_[k][a] += kMonomial[k][j] * z[j][a] / kNode[j];
    }
}

ImplicitFlow::State ImplicitFlow::differenceAt(double theta) const {
  State sum{};
  for (std::size_t k = kStages; k-- > 0;)
    for (std::size_t a = 0; a < 3; ++a) sum[a] = (sum[a] + polynomial_[k][a]) * theta;
  return sum;
}

void ImplicitFlow::at(double theta, std::span<double> y) {
  const State d = differenceAt(theta);
  for (std::size_t a = 0; a < y.size(); ++a) y[a] = old_[a] + d[a];
}

// Divided alternately by theta and by 1 - theta, what remains being the next coefficient.
void ImplicitFlow::copyDense(std::size_t n, std::vector<double>& coefficients) const {
  coefficients.assign((kStages + 1) * n, 0.0);
  for (std::size_t a = 0; a < n; ++a) {
    std::array<double, kStages> p;
    for (std::size_t k = 0; k < kStages; ++k) p[k] = polynomial_[k][a];
    coefficients[a] = old_[a];
    std::size_t degree = kStages - 1;  // of p / theta
    for (std::size_t k = 1; k <= kStages; ++k) {
      const bool atOne = k % 2 == 1;
      if (atOne) {  // p = value + (1 - theta) q
        for (std::size_t m = degree; m-- > 0;) p[m] += p[m + 1];
        coefficients[k * n + a] = p[0];
        for (std::size_t m = 0; m < degree; ++m) p[m] = -p[m + 1];
      } else {  // p = value + theta q
        coefficients[k * n + a] = p[0];
        for (std::size_t m = 0; m < degree; ++m) p[m] = p[m + 1];
      }
      if (degree > 0) --degree;
    }
  }
}

void ImplicitFlow::stepTo(double theta, std::span<double> y) {
  Stages z{};
  for (std::size_t j = 0; j < kStages; ++j) z[j] = differenceAt(theta * kNode[j]);
  const State near = differenceAt(theta);
  const bool solved = theta > 0 && solve(theta * step_, z);
  for (std::size_t a = 0; a < y.size(); ++a) y[a] = old_[a] + (solved ? z[kStages - 1][a] : near[a]);
}

}  // namespace separatrix
