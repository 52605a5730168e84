#include "core/phaseplane/events_fold.hpp"

#include "core/equilibria/polish_zero.hpp"

namespace separatrix {
namespace {

constexpr int kMostSteps = 30;
constexpr double kDifference = 1e-6;  // of a window width or of the parameter's interval

// In units of the window's widths and of the parameter's interval; z = (x, v, p), 2 n + 1 numbers.
class FoldSystem {
 public:
  FoldSystem(const ProblemFamily& family, std::span<const double> v0)
      : family_(family),
        n_(family.problem.box.size()),
        unit_(family.length()),
        parameters_(family.problem.parameters),
        f_(family.problem.field().withJacobian()),
        out_(n_ + n_ * n_),
        v0_(v0.begin(), v0.end()) {
    for (const Interval& side : family.problem.box) width_.push_back(side.width());
  }

  double parameter(const std::vector<double>& z) const { return family_.from + unit_ * z[2 * n_]; }

  // f and J v, then <v0, v> - 1.
  std::vector<double> residual(const std::vector<double>& z) {
    evaluate(z);
    std::vector<double> r(2 * n_ + 1);
    for (std::size_t i = 0; i < n_; ++i) {
      r[i] = out_[i] / width_[i];
      for (std::size_t j = 0; j < n_; ++j) r[n_ + i] += jacobian(i, j) * z[n_ + j];
    }
    for (std::size_t j = 0; j < n_; ++j) r[2 * n_] += v0_[j] * z[n_ + j];
    r[2 * n_] -= 1;
    return r;
  }

  std::vector<double> derivative(const std::vector<double>& z) {
    const std::size_t m = 2 * n_ + 1;
    std::vector<double> M(m * m);
    for (std::size_t c = 0; c < m; ++c) {
      if (c >= n_ && c < 2 * n_) continue;
      std::vector<double> plus = z, minus = z;
      plus[c] += kDifference;
      minus[c] -= kDifference;
      const std::vector<double> rPlus = residual(plus), rMinus = residual(minus);
      for (std::size_t r = 0; r < m; ++r) M[r * m + c] = (rPlus[r] - rMinus[r]) / (2 * kDifference);
    }
    evaluate(z);
    for (std::size_t j = 0; j < n_; ++j) {
      for (std::size_t i = 0; i < n_; ++i) M[i * m + j] = M[(n_ + i) * m + n_ + j] = jacobian(i, j);
      M[2 * n_ * m + n_ + j] = v0_[j];
    }
    return M;
  }

 private:
  void evaluate(const std::vector<double>& z) {
    parameters_[static_cast<std::size_t>(family_.parameter)] = parameter(z);
    f_.setParameters(parameters_);
    std::vector<double> x(n_);
    for (std::size_t i = 0; i < n_; ++i) x[i] = z[i] * width_[i];
    f_(x.data(), out_.data());
  }
  double jacobian(std::size_t i, std::size_t j) const { return out_[n_ + i * n_ + j] * width_[j] / width_[i]; }

  const ProblemFamily& family_;
  std::size_t n_;
  double unit_;
  std::vector<double> parameters_, width_;
  Evaluator<double> f_;
  std::vector<double> out_, v0_;
};

}  // namespace

std::optional<LocatedFold> locateFold(const ProblemFamily& family, double p, std::span<const double> one,
                                      std::span<const double> other) {
  const std::size_t n = one.size();
  std::vector<double> z(2 * n + 1), v0(n);
  double length2 = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double width = family.problem.box[i].width();
    z[i] = (one[i] + other[i]) / 2 / width;
    v0[i] = (one[i] - other[i]) / width;
    length2 += v0[i] * v0[i];
  }
  if (!(length2 > 0)) return std::nullopt;
  for (std::size_t i = 0; i < n; ++i) z[n + i] = v0[i] /= std::sqrt(length2);
  z[2 * n] = (p - family.from) / family.length();

  FoldSystem system(family, v0);
  for (int step = 0; step < kMostSteps; ++step) {
    std::vector<double> move = system.residual(z), M = system.derivative(z);
    if (!solveInPlace(M, move)) return std::nullopt;
    double largest = 0;
    for (std::size_t k = 0; k < z.size(); ++k) {
      z[k] -= move[k];
      largest = std::max(largest, std::fabs(move[k]));
    }
    if (!(largest < 1e3)) return std::nullopt;
    if (largest > 1e-11) continue;
    LocatedFold fold{system.parameter(z), 1e-11 * family.length() + 1e-15 * std::fabs(p), {}};
    for (std::size_t i = 0; i < n; ++i) fold.state.push_back(z[i] * family.problem.box[i].width());
    return fold;
  }
  return std::nullopt;
}

}  // namespace separatrix
