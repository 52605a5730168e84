#include "core/cycles/floquet.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/contract.hpp"

namespace separatrix {
namespace {

using Matrix = Eigen::MatrixXd;
using Row = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

// Upper triangular products kept as mantissa and logarithm, so that nothing under- or overflows.
struct Scaled {
  Matrix mantissa;
  double log = 0;

  void rescale() {
    const double size = mantissa.cwiseAbs().maxCoeff();
    if (!(size > 0)) return;
    mantissa /= size;
    log += std::log(size);
  }
};

// Neighboring factors multiplied as long as the product keeps its small singular values: |P|^n / |det P|, which
// bounds its condition, below a million.
std::vector<Matrix> compressed(const std::vector<std::vector<double>>& factors, int n) {
  const double most = std::log(1e6);
  std::vector<Matrix> groups;
  double logDeterminant = 0;
  for (const std::vector<double>& factor : factors) {
    const Matrix next = Eigen::Map<const Row>(factor.data(), n, n);
    const double own = std::log(std::fabs(next.determinant()));
    if (!groups.empty() && std::isfinite(own)) {
      Matrix product = next.lazyProduct(groups.back());
      if (n * std::log(product.norm() / std::sqrt(n)) - logDeterminant - own < most) {
        groups.back() = std::move(product);
        logDeterminant += own;
        continue;
      }
    }
    groups.push_back(next);
    logDeterminant = own;
  }
  return groups;
}

class Iteration {
 public:
  Iteration(const std::vector<std::vector<double>>& factors, int n)
      : factors_(compressed(factors, n)), triangles_(factors_.size(), Matrix::Zero(n, n)), n_(n),
        q_(Matrix::Identity(n, n)), closing_(Matrix::Identity(n, n)) {}

  ProductSpectrum run() {
    constexpr int kTurns = 60;
    for (int turn = 0; turn < kTurns; ++turn) {
      const Matrix before = q_, earlier = closing_;
      for (std::size_t k = 0; k < factors_.size(); ++k) orthogonalize(factors_[k].lazyProduct(q_), triangles_[k]);
      closing_ = before.transpose() * q_;
      if (turn > 2 && isSettled(earlier)) break;
    }
    ProductSpectrum spectrum;
    for (int first = 0; first < n_;) {
      const int last = blockEnd(first);
      addBlock(first, last - first, spectrum);
      first = last;
    }
    return sorted(std::move(spectrum));
  }

 private:
  // product = Q R by Gram and Schmidt, each column twice.
  void orthogonalize(const Matrix& product, Matrix& R) {
    for (int c = 0; c < n_; ++c) {
      q_.col(c) = product.col(c);
      R.col(c).setZero();
      for (int pass = 0; pass < 2; ++pass)
        for (int i = 0; i < c; ++i) {
          const double along = q_.col(i).dot(q_.col(c));
          R(i, c) += along;
          q_.col(c) -= along * q_.col(i);
        }
      R(c, c) = q_.col(c).norm();
      if (R(c, c) > 0) q_.col(c) /= R(c, c);
      else q_.col(c) = leftOver(c);
    }
  }
  // A unit vector across the first columns: where a factor is singular, any will do.
  Eigen::VectorXd leftOver(int columns) const {
    Eigen::VectorXd best = Eigen::VectorXd::Zero(n_);
    for (int k = 0; k < n_; ++k) {
      Eigen::VectorXd unit = Eigen::VectorXd::Unit(n_, k);
      for (int pass = 0; pass < 2; ++pass)
        for (int i = 0; i < columns; ++i) unit -= q_.col(i).dot(unit) * q_.col(i);
      if (unit.norm() > best.norm()) best = unit;
    }
    return best / best.norm();
  }
  // Columns that return to themselves up to sign are eigendirections of the triangular form; two
  // neighbors that go on turning within their plane are a pair.
  bool isSettled(const Matrix& earlier) const {
    for (int j = 0; j < n_; ++j)
      for (int i = 0; i < j; ++i) {
        const double coupling = std::max(std::fabs(closing_(j, i)), std::fabs(closing_(i, j)));
        const bool isPair = j == i + 1 && coupling > 0.3 * std::fabs(earlier(j, i));
        if (coupling > 1e-12 && !isPair) return false;
      }
    return true;
  }
  int blockEnd(int first) const {
    int last = first + 1;
    for (int i = first; i < last; ++i)
      for (int j = n_ - 1; j >= last; --j)
        if (std::fabs(closing_(j, i)) > 1e-9 || std::fabs(closing_(i, j)) > 1e-9) last = j + 1;
    return last;
  }
  void addBlock(int first, int size, ProductSpectrum& spectrum) const {
    Scaled product{closing_.block(first, first, size, size), 0};
    for (std::size_t k = triangles_.size(); k-- > 0;) {  // closing * R_m ... R_1
      product.mantissa = product.mantissa * triangles_[k].block(first, first, size, size);
      product.rescale();
    }
    const Eigen::VectorXcd values =
        size == 1 ? Eigen::VectorXcd(product.mantissa.cast<std::complex<double>>().col(0))
                  : Eigen::VectorXcd(Eigen::EigenSolver<Matrix>(product.mantissa, false).eigenvalues());
    for (int i = 0; i < size; ++i) {
      const double log = std::log(std::abs(values[i])) + product.log;
      spectrum.logModuli.push_back(log);
      const double modulus = std::exp(std::min(log, 709.0));
      const bool isReal = values[i].imag() == 0;
      spectrum.values.push_back(isReal ? std::copysign(modulus, values[i].real())
                                       : std::polar(modulus, std::arg(values[i])));
    }
  }
  static ProductSpectrum sorted(ProductSpectrum spectrum) {
    std::vector<std::size_t> order(spectrum.values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(
        order, [&](std::size_t a, std::size_t b) { return spectrum.logModuli[a] > spectrum.logModuli[b]; });
    ProductSpectrum result;
    for (const std::size_t k : order) {
      result.values.push_back(spectrum.values[k]);
      result.logModuli.push_back(spectrum.logModuli[k]);
    }
    return result;
  }

  std::vector<Matrix> factors_, triangles_;
  int n_;
  Matrix q_, closing_;
};

}  // namespace

ProductSpectrum spectrumOfProduct(const std::vector<std::vector<double>>& factors, int n) {
  SEPARATRIX_EXPECTS(n > 0 && !factors.empty());
  return Iteration(factors, n).run();
}

}  // namespace separatrix
