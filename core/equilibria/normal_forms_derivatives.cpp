#include "core/equilibria/normal_forms_derivatives.hpp"

#include <cmath>

#include "core/base/contract.hpp"
#include "core/model/evaluate_jet.hpp"

namespace separatrix {

DerivativeForms::DerivativeForms(const Field& field, int iterations, std::span<const double> x)
    : field_(field), iterations_(iterations), x_(x.begin(), x.end()) {}

// sum += factor * the order-th Taylor coefficient of f along w, from jets of order N >= order
template <int N>
void DerivativeForms::addTaylor(std::size_t order, std::span<const double> w, double factor,
                                std::vector<double>& sum) const {
  using J = Jet<N>;
  const std::vector<J> parameters(field_.parameters().begin(), field_.parameters().end());
  Evaluator<J> f(field_.share(field_.program().field), parameters);
  std::vector<J> x, y(x_.size());
  for (std::size_t i = 0; i < x_.size(); ++i) x.push_back(J::variable(x_[i], w[i]));
  f(x.data(), y.data());
  for (int m = 1; m < iterations_; ++m) {
    x = y;
    f(x.data(), y.data());
  }
  for (std::size_t i = 0; i < y.size(); ++i) sum[i] += factor * y[i].c[order];
}

std::vector<double> DerivativeForms::real(std::span<const std::vector<double>> arguments) const {
  const std::size_t k = arguments.size(), n = x_.size();
  std::vector<double> sum(n, 0.0), w(n), lengths;
  double product = 1;
  for (const std::vector<double>& a : arguments) {
    double length = 0;
    for (const double v : a) length += v * v;
    lengths.push_back(std::sqrt(length));
    product *= lengths.back();
  }
  if (product == 0) return sum;
  const unsigned count = 1U << (k - 1);
  for (unsigned signs = 0; signs < count; ++signs) {
    double factor = product / count;
    for (std::size_t i = 0; i < n; ++i) w[i] = arguments[0][i] / lengths[0];
    for (std::size_t l = 1; l < k; ++l) {
      const double e = ((signs >> (l - 1)) & 1U) != 0 ? -1 : 1;
      factor *= e;
      for (std::size_t i = 0; i < n; ++i) w[i] += e * arguments[l][i] / lengths[l];
    }
    if (k <= 2) addTaylor<2>(k, w, factor, sum);
    else if (k == 3) addTaylor<3>(k, w, factor, sum);
    else addTaylor<5>(k, w, factor, sum);
  }
  return sum;
}

DerivativeForms::Vector DerivativeForms::operator()(std::span<const Vector> arguments) const {
  const std::size_t k = arguments.size(), n = x_.size();
  SEPARATRIX_EXPECTS(k >= 1 && k <= 5);
  Vector sum(n, 0.0);
  std::vector<std::vector<double>> parts(k, std::vector<double>(n));
  for (unsigned choice = 0; choice < (1U << k); ++choice) {
    Complex factor = 1;
    bool vanishes = false;
    for (std::size_t l = 0; l < k && !vanishes; ++l) {
      const bool imaginary = ((choice >> l) & 1U) != 0;
      if (imaginary) factor *= Complex(0, 1);
      double size = 0;
      for (std::size_t i = 0; i < n; ++i) {
        parts[l][i] = imaginary ? arguments[l][i].imag() : arguments[l][i].real();
        size += std::fabs(parts[l][i]);
      }
      vanishes = size == 0;
    }
    if (vanishes) continue;
    const std::vector<double> term = real(parts);
    for (std::size_t i = 0; i < n; ++i) sum[i] += factor * term[i];
  }
  return sum;
}

}  // namespace separatrix
