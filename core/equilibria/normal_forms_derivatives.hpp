#pragma once

#include <complex>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <vector>

#include "core/model/field.hpp"
#include "core/scalar/jet.hpp"

namespace separatrix {

/// The derivatives of f (of a map: of its m-th iterate) at a point as symmetric multilinear forms, up to
/// order 5: of real vectors by polarization of directional derivatives, exact to rounding (jets),
///
///   T(a_1, .., a_k) = 1/2^(k-1) sum over signs (e_1 = 1) of e_1 .. e_k T(w, .., w)/k!,   w = sum e_i a_i,
/// of complex ones by linearity.
class DerivativeForms {
 public:
  using Complex = std::complex<double>;
  using Vector = std::vector<Complex>;

  /// `iterations` 0 for a flow.
  DerivativeForms(const Field& field, int iterations, std::span<const double> x);

  /// D^k f (arguments): as many arguments as the order, 1 to 5.
  Vector operator()(std::span<const Vector> arguments) const;
  Vector operator()(std::initializer_list<Vector> arguments) const {
    return (*this)(std::span(arguments.begin(), arguments.size()));
  }
  std::size_t dimension() const { return x_.size(); }

 private:
  template <int N>
  void addTaylor(std::size_t order, std::span<const double> w, double factor, std::vector<double>& sum) const;
  std::vector<double> real(std::span<const std::vector<double>> arguments) const;

  Field field_;
  int iterations_;
  std::vector<double> x_;
};

}  // namespace separatrix
