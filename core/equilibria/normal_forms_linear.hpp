#pragma once

#include <complex>
#include <optional>
#include <span>
#include <vector>

namespace separatrix {

/// Linear algebra of normal forms: a real matrix A with complex right-hand sides.
class LinearPart {
 public:
  using Complex = std::complex<double>;
  using Vector = std::vector<Complex>;

  /// A is n x n, row-major.
  explicit LinearPart(std::span<const double> A);

  /// (lambda - A)^-1 b. Empty where singular.
  std::optional<Vector> resolvent(Complex lambda, const Vector& b) const;

  /// q, p of the eigenvalue nearest to lambda: A q = lambda q, A^T p = conj(lambda) p, <q,q> = <p,q> = 1; real where
  /// lambda is. Empty where it is not simple to working precision.
  struct Pair {
    Vector q, p;
  };
  std::optional<Pair> eigenvectors(Complex lambda) const;

  /// The solution h of (lambda - A) h = b - <p,b> q with <p,h> = 0.
  std::optional<Vector> inverseOnRange(Complex lambda, const Pair& pair, const Vector& b) const;

  /// h of [A q; p^T 0] [h; s] = [b; 0].
  std::optional<Vector> bordered(const Vector& q, const Vector& p, const Vector& b) const;

  std::size_t dimension() const { return n_; }
  const std::vector<double>& matrix() const { return A_; }

 private:
  std::size_t n_;
  std::vector<double> A_;
};

/// <u,v> = sum conj(u_i) v_i
std::complex<double> inner(const std::vector<std::complex<double>>& u, const std::vector<std::complex<double>>& v);
std::vector<std::complex<double>> conjugate(std::vector<std::complex<double>> v);
/// u + factor v
std::vector<std::complex<double>> plus(std::vector<std::complex<double>> u, std::complex<double> factor,
                                       const std::vector<std::complex<double>>& v);

}  // namespace separatrix
