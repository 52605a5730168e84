#include <complex>
#include <vector>

#include "core/equilibria/normal_forms.hpp"
#include "core/equilibria/normal_forms_linear.hpp"

namespace separatrix {

// Kuznetsov (1999), Numerical normalization techniques for all codim 2 bifurcations of equilibria, section 3.2:
//   h11 = -A^-1 B(q,q*)              h20 = (2iw - A)^-1 B(q,q)      h30 = (3iw - A)^-1 [C(q,q,q) + 3B(q,h20)]
//   h21 = (iw - A)^inv [C(q,q,q*) + B(q*,h20) + 2B(q,h11) - 2 c1 q]
//   h31 = (2iw - A)^-1 [D(q,q,q,q*) + 3C(q,q,h11) + 3C(q,q*,h20) + 3B(h20,h11) + B(q*,h30) + 3B(q,h21) - 6 c1 h20]
//   h22 = -A^-1 [D(q,q,q*,q*) + 4C(q,q*,h11) + C(q*,q*,h20) + C(q,q,h20*) + 2B(h11,h11) + 2B(q,h21*) + 2B(q*,h21)
//                + B(h20*,h20)]
// with Re c1 = 0, and c2 as below.
std::optional<double> secondLyapunov(const DerivativeForms& f, std::span<const double> matrix, double omega) {
  using Complex = std::complex<double>;
  using Vector = std::vector<Complex>;
  const LinearPart A(matrix);
  const Complex iw(0, omega);
  const auto pair = A.eigenvectors(iw);
  if (!pair) return std::nullopt;
  const auto& [q, p] = *pair;
  const Vector qc = conjugate(q);
  const auto add = [](Vector& sum, double factor, const Vector& v) { sum = plus(std::move(sum), factor, v); };

  const auto h11 = A.resolvent(0.0, f({q, qc})), h20 = A.resolvent(2.0 * iw, f({q, q}));
  if (!h11 || !h20) return std::nullopt;
  Vector r30 = f({q, q, q});
  add(r30, 3, f({q, *h20}));
  const auto h30 = A.resolvent(3.0 * iw, r30);
  Vector r21 = f({q, q, qc});
  add(r21, 1, f({qc, *h20}));
  add(r21, 2, f({q, *h11}));
  const Complex c1(0, inner(p, r21).imag() / 2);
  const auto h21 = A.inverseOnRange(iw, *pair, r21);
  if (!h30 || !h21) return std::nullopt;
  const Vector h20c = conjugate(*h20), h21c = conjugate(*h21);

  Vector r31 = plus(f({q, q, q, qc}), -6.0 * c1, *h20);
  add(r31, 3, f({q, q, *h11}));
  add(r31, 3, f({q, qc, *h20}));
  add(r31, 3, f({*h20, *h11}));
  add(r31, 1, f({qc, *h30}));
  add(r31, 3, f({q, *h21}));
  Vector r22 = f({q, q, qc, qc});
  add(r22, 4, f({q, qc, *h11}));
  add(r22, 1, f({qc, qc, *h20}));
  add(r22, 1, f({q, q, h20c}));
  add(r22, 2, f({*h11, *h11}));
  add(r22, 2, f({q, h21c}));
  add(r22, 2, f({qc, *h21}));
  add(r22, 1, f({h20c, *h20}));
  const auto h31 = A.resolvent(2.0 * iw, r31), h22 = A.resolvent(0.0, r22);
  if (!h31 || !h22) return std::nullopt;

  Vector c2 = f({q, q, q, qc, qc});
  add(c2, 1, f({q, q, q, h20c}));
  add(c2, 3, f({q, qc, qc, *h20}));
  add(c2, 6, f({q, q, qc, *h11}));
  add(c2, 1, f({qc, qc, *h30}));
  add(c2, 3, f({q, q, h21c}));
  add(c2, 6, f({q, qc, *h21}));
  add(c2, 3, f({q, h20c, *h20}));
  add(c2, 6, f({q, *h11, *h11}));
  add(c2, 6, f({qc, *h20, *h11}));
  add(c2, 2, f({qc, *h31}));
  add(c2, 3, f({q, *h22}));
  add(c2, 1, f({h20c, *h30}));
  add(c2, 3, f({h21c, *h20}));
  add(c2, 6, f({*h11, *h21}));
  return inner(p, c2).real() / 12 / omega;
}

}  // namespace separatrix
