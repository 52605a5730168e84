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

class Iteration {
 public:
  Iteration(const std::vector<std::vector<double>>& factors, int n)
      : factors_(factors), n_(n), q_(Matrix::Identity(n, n)) {}

  ProductSpectrum run() {
    constexpr int kTurns = 60;
    for (int turn = 0; turn < kTurns; ++turn) {
      const Matrix before = q_;
      goRound();
      closing_ = before.transpose() * q_;
      if (turn > 1 && isSettled()) break;
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
  // Q_k R_k = A_k Q_(k-1) for all factors in turn.
  void goRound() {
    triangles_.clear();
    for (const std::vector<double>& factor : factors_) {
      const Matrix product = Eigen::Map<const Row>(factor.data(), n_, n_) * q_;
      const Eigen::HouseholderQR<Matrix> qr(product);
      q_ = qr.householderQ();
      triangles_.push_back(qr.matrixQR().triangularView<Eigen::Upper>());
    }
  }
  // Columns that return to themselves up to sign are eigendirections of the triangular form.
  bool isSettled() const { return (closing_.cwiseAbs() - Matrix::Identity(n_, n_)).cwiseAbs().maxCoeff() < 1e-12; }
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

  const std::vector<std::vector<double>>& factors_;
  int n_;
  Matrix q_, closing_;
  std::vector<Matrix> triangles_;
};

}  // namespace

ProductSpectrum spectrumOfProduct(const std::vector<std::vector<double>>& factors, int n) {
  SEPARATRIX_EXPECTS(n > 0 && !factors.empty());
  return Iteration(factors, n).run();
}

}  // namespace separatrix
