#include "core/continuation/singular_equations.hpp"

#include <algorithm>
#include <cmath>

#include "core/equilibria/eigenpairs.hpp"
#include "core/model/evaluate_jet.hpp"

namespace separatrix {
namespace {

using Complex = std::complex<double>;

std::vector<double> transposed(const std::vector<double>& A, std::size_t n) {
  std::vector<double> T(n * n);
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) T[j * n + i] = A[i * n + j];
  return T;
}

double dot(const double* a, const double* b, std::size_t n) {
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += a[i] * b[i];
  return sum;
}

bool normalize(double* a, std::size_t n) {
  const double length = std::sqrt(dot(a, a, n));
  if (!(length > 0) || !std::isfinite(length)) return false;
  for (std::size_t i = 0; i < n; ++i) a[i] /= length;
  return true;
}

// y = A x
void apply(const std::vector<double>& A, const double* x, double* y, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) y[i] = dot(A.data() + i * n, x, n);
}

// Orthonormal columns spanning the same plane; false where they are parallel.
bool orthonormalize(std::vector<double>& V, std::size_t n) {
  double *a = V.data(), *b = a + n;
  if (!normalize(a, n) || !normalize(b, n)) return false;
  const double overlap = dot(a, b, n);
  for (std::size_t i = 0; i < n; ++i) b[i] -= overlap * a[i];
  return dot(b, b, n) > 1e-20 && normalize(b, n);
}

// W <- W (V^T W)^-T, so that V^T W = 1; false where that is singular.
bool biorthonormalize(const std::vector<double>& V, std::vector<double>& W, std::size_t n) {
  const double *v0 = V.data(), *v1 = v0 + n;
  double *w0 = W.data(), *w1 = w0 + n;
  const double a = dot(v0, w0, n), b = dot(v0, w1, n), c = dot(v1, w0, n), d = dot(v1, w1, n);
  const double determinant = a * d - b * c;
  if (!(std::fabs(determinant) > 1e-14)) return false;
  for (std::size_t i = 0; i < n; ++i) {
    const double x = w0[i], y = w1[i];
    w0[i] = (d * x - c * y) / determinant;
    w1[i] = (a * y - b * x) / determinant;
  }
  return true;
}

}  // namespace

SingularEquations::SingularEquations(const Unfolding& unfolding, Singularity kind)
    : n_(static_cast<std::size_t>(unfolding.n)),
      w_(unfolding.unknowns()),
      kind_(kind),
      isMap_(unfolding.iterations > 0),
      values_(unfolding),
      jets_(unfolding),
      J_(n_ * w_),
      A_(n_ * n_),
      z_(w_),
      zJet_(w_),
      gJet_(n_),
      JJet_(n_ * w_) {}

// J = Dg, A its part in the states
bool SingularEquations::takeJacobian(const double* z, double* g) {
  std::copy_n(z, w_, z_.data());
  values_.withJacobian(z, g, J_.data());
  for (std::size_t i = 0; i < n_; ++i) std::copy_n(J_.data() + i * w_, n_, A_.data() + i * n_);
  return std::ranges::all_of(J_, [](double x) { return std::isfinite(x); });
}

// D = sum_j v_j dJ/dx_j: row i, column l is D2 g_i (v, e_l)
void SingularEquations::alongColumn(const double* z, std::span<const double> v, std::vector<double>& D) {
  for (std::size_t i = 0; i < w_; ++i) zJet_[i] = Jet<1>::variable(z[i], i < n_ ? v[i] : 0.0);
  jets_.withJacobian(zJet_.data(), gJet_.data(), JJet_.data());
  D.resize(n_ * w_);
  for (std::size_t k = 0; k < D.size(); ++k) D[k] = JJet_[k].c[1];
}

bool SingularEquations::start(std::span<const double> z, Complex lambda) {
  std::vector<double> g(n_);
  if (!takeJacobian(z.data(), g.data())) return false;
  if (kind_ == Singularity::pair) return startPair(lambda);
  const auto nearest = [&](const std::vector<double>& A) {
    const Eigenpairs pairs = eigenpairs(A, static_cast<int>(n_));
    const double target = kind_ == Singularity::flip ? -2 : 0;
    std::vector<double> v;
    double best = 0;
    for (std::size_t k = 0; k < pairs.values.size(); ++k) {
      const double distance = std::abs(pairs.values[k] - target);
      if (!v.empty() && distance >= best) continue;
      best = distance;
      v.resize(n_);
      for (std::size_t i = 0; i < n_; ++i) v[i] = pairs.vectors[k][i].real();
    }
    return v;
  };
  V_ = nearest(A_);
  W_ = nearest(transposed(A_, n_));
  return !V_.empty() && !W_.empty() && normalize(V_.data(), n_) && normalize(W_.data(), n_);
}

bool SingularEquations::startPair(Complex lambda) {
  if (n_ < 2) return false;
  // The plane of the two eigenvectors nearest to lambda and to its conjugate (of real ones: the next nearest).
  const auto plane = [&](const std::vector<double>& A, std::vector<double>& V, Complex values[2]) {
    Eigenpairs pairs = eigenpairs(A, static_cast<int>(n_));
    if (pairs.values.size() != n_) return false;
    std::size_t first = 0, second = n_;
    for (std::size_t k = 1; k < n_; ++k)
      if (std::abs(pairs.values[k] - lambda) < std::abs(pairs.values[first] - lambda)) first = k;
    const Complex partner = pairs.values[first].imag() != 0 ? std::conj(pairs.values[first]) : -lambda;
    for (std::size_t k = 0; k < n_; ++k) {
      if (k == first) continue;
      if (second == n_ || std::abs(pairs.values[k] - partner) < std::abs(pairs.values[second] - partner)) second = k;
    }
    values[0] = pairs.values[first];
    values[1] = pairs.values[second];
    V.assign(2 * n_, 0);
    const bool isComplex = values[0].imag() != 0;
    for (std::size_t i = 0; i < n_; ++i) {
      V[i] = pairs.vectors[first][i].real();
      V[n_ + i] = isComplex ? pairs.vectors[first][i].imag() : pairs.vectors[second][i].real();
    }
    return true;
  };
  Complex values[2], ignored[2];
  if (!plane(A_, V_, values) || !plane(transposed(A_, n_), W_, ignored)) return false;
  if (!orthonormalize(V_, n_) || !biorthonormalize(V_, W_, n_)) return false;
  kappa_ = isMap_ ? (values[0] + values[1]).real() / 2 + 1 : (values[0] * values[1]).real();
  chooseTraceless();
  return true;
}

// S = the traceless part of W^T A V
void SingularEquations::chooseTraceless() {
  std::vector<double> y(n_);
  double A2[4];
  for (std::size_t j = 0; j < 2; ++j) {
    apply(A_, V_.data() + j * n_, y.data(), n_);
    for (std::size_t i = 0; i < 2; ++i) A2[i * 2 + j] = dot(W_.data() + i * n_, y.data(), n_);
  }
  const double half = (A2[0] + A2[3]) / 2;
  const double raw[4] = {A2[0] - half, A2[1], A2[2], A2[3] - half};
  double size = 0;
  for (const double x : raw) size += x * x;
  if (!(size > 0)) return;
  for (std::size_t k = 0; k < 4; ++k) S_[k] = raw[k] / std::sqrt(size);
}

bool SingularEquations::evaluate(const double* z, double* g, double* Dg) {
  if (!takeJacobian(z, g)) return false;
  const std::size_t columns = unknowns();
  for (std::size_t i = 0; i < n_; ++i) {
    std::copy_n(J_.data() + i * w_, w_, Dg + i * columns);
    if (columns > w_) Dg[i * columns + w_] = 0;
  }
  return kind_ == Singularity::pair ? evaluatePair(z, g, Dg) : evaluateSimple(g, Dg);
}

bool SingularEquations::evaluateSimple(double* g, double* Dg) {
  const std::size_t N = n_ + 1;
  std::vector<double> M(N * N, 0.0);
  for (std::size_t i = 0; i < n_; ++i) {
    std::copy_n(A_.data() + i * n_, n_, M.data() + i * N);
    if (kind_ == Singularity::flip) M[i * N + i] += 2;
    M[i * N + n_] = W_[i];
    M[n_ * N + i] = V_[i];
  }
  if (!lu_.factor(M, N)) return false;
  Y_.assign(N, 0.0);
  X_.assign(N, 0.0);
  Y_[n_] = X_[n_] = 1;
  lu_.solve(Y_);
  lu_.solveTransposed(X_);
  g[n_] = Y_[n_];
  std::vector<double> D;
  alongColumn(z_.data(), {Y_.data(), n_}, D);
  for (std::size_t l = 0; l < w_; ++l) {
    double sum = 0;
    for (std::size_t i = 0; i < n_; ++i) sum -= X_[i] * D[i * w_ + l];
    Dg[n_ * w_ + l] = sum;
  }
  return true;
}

//   flow: Q = A^2 + kappa,  dQ = dA A + A dA + dkappa;   map, A = J + 1: Q = A^2 - 2 kappa A + 1, dQ = dA A + A dA - 2 kappa dA - 2 A dkappa
bool SingularEquations::evaluatePair(const double* z, double* g, double* Dg) {
  const std::size_t n = n_, N = n + 2, columns = w_ + 1;
  kappa_ = z[w_];
  std::vector<double> A = A_;
  if (isMap_)
    for (std::size_t i = 0; i < n; ++i) A[i * n + i] += 1;
  const double linear = isMap_ ? -2 * kappa_ : 0, constant = isMap_ ? 1 : kappa_;
  std::vector<double> M(N * N, 0.0);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      double sum = linear * A[i * n + j] + (i == j ? constant : 0.0);
      for (std::size_t l = 0; l < n; ++l) sum += A[i * n + l] * A[l * n + j];
      M[i * N + j] = sum;
    }
    for (std::size_t k = 0; k < 2; ++k) {
      M[i * N + n + k] = W_[k * n + i];
      M[(n + k) * N + i] = V_[k * n + i];
    }
  }
  if (!lu_.factor(M, N)) return false;
  Y_.assign(2 * N, 0.0);
  X_.assign(2 * N, 0.0);
  for (std::size_t k = 0; k < 2; ++k) {
    Y_[k * N + n + k] = X_[k * N + n + k] = 1;
    lu_.solve({Y_.data() + k * N, N});
    lu_.solveTransposed({X_.data() + k * N, N});
  }
  // G_ij = (Y_j)_{n+i};  dG_ij = -X_i^T dQ Y_j;  conditions R = sum_ij T_ij G_ij for T = 1 and T = S
  const double T[2][4] = {{1, 0, 0, 1}, {S_[0], S_[1], S_[2], S_[3]}};
  for (std::size_t r = 0; r < 2; ++r) {
    double* row = Dg + (n + r) * columns;
    std::fill_n(row, columns, 0.0);
    g[n + r] = 0;
    for (std::size_t i = 0; i < 2; ++i)
      for (std::size_t j = 0; j < 2; ++j) g[n + r] += T[r][i * 2 + j] * Y_[j * N + n + i];
  }
  std::vector<double> Ay(n), D, DA, x(n), xA(n);
  for (std::size_t j = 0; j < 2; ++j) {
    const std::span<const double> y(Y_.data() + j * N, n);
    apply(A, y.data(), Ay.data(), n);
    alongColumn(z, Ay, DA);  // dA (A y)
    alongColumn(z, y, D);    // dA y
    for (std::size_t r = 0; r < 2; ++r) {
      double* row = Dg + (n + r) * columns;
      for (std::size_t l = 0; l < n; ++l)
        x[l] = T[r][j] * X_[l] + T[r][2 + j] * X_[N + l];  // sum_i T_ij X_i
      for (std::size_t l = 0; l < n; ++l) {
        xA[l] = linear * x[l];
        for (std::size_t i = 0; i < n; ++i) xA[l] += x[i] * A[i * n + l];
      }
      for (std::size_t c = 0; c < w_; ++c)
        for (std::size_t i = 0; i < n; ++i) row[c] -= x[i] * DA[i * w_ + c] + xA[i] * D[i * w_ + c];
      row[w_] -= isMap_ ? -2 * dot(x.data(), Ay.data(), n) : dot(x.data(), y.data(), n);
    }
  }
  return true;
}

void SingularEquations::adapt() {
  if (kind_ != Singularity::pair) {
    if (Y_.size() != n_ + 1) return;
    std::vector<double> v(Y_.begin(), Y_.end() - 1), w(X_.begin(), X_.end() - 1);
    if (!normalize(v.data(), n_) || !normalize(w.data(), n_)) return;
    V_ = v;
    W_ = w;
    return;
  }
  const std::size_t N = n_ + 2;
  if (Y_.size() != 2 * N) return;
  std::vector<double> V(2 * n_), W(2 * n_);
  for (std::size_t k = 0; k < 2; ++k) {
    std::copy_n(Y_.data() + k * N, n_, V.data() + k * n_);
    std::copy_n(X_.data() + k * N, n_, W.data() + k * n_);
  }
  if (!orthonormalize(V, n_) || !orthonormalize(W, n_) || !biorthonormalize(V, W, n_)) return;
  V_ = V;
  W_ = W;
  chooseTraceless();
}

std::vector<double> SingularEquations::right() const {
  std::vector<double> v(Y_.begin(), Y_.begin() + static_cast<std::ptrdiff_t>(n_));
  normalize(v.data(), n_);
  return v;
}
std::vector<double> SingularEquations::left() const {
  std::vector<double> w(X_.begin(), X_.begin() + static_cast<std::ptrdiff_t>(n_));
  normalize(w.data(), n_);
  return w;
}

}  // namespace separatrix
