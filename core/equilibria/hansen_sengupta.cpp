#include "core/equilibria/hansen_sengupta.hpp"

#include <algorithm>
#include <cmath>

namespace separatrix {

HansenSengupta::HansenSengupta(const EnclosedEquations& equations)
    : equations_(equations),
      n_(static_cast<std::size_t>(equations.dimension)),
      point_(n_),
      f_(n_),
      fOfPoint_(n_),
      J_(n_ * n_),
      A_(n_ * n_),
      b_(n_),
      C_(n_ * n_),
      work_(n_ * n_),
      smear_(n_) {}

// C = inverse of the middle of J, by Gauss–Jordan elimination with row pivots. Any C is sound: a poor
// one only narrows less. False when J is not bounded or its middle is singular.
bool HansenSengupta::invertMiddle() {
  const std::size_t n = n_;
  for (std::size_t k = 0; k < n * n; ++k) {
    if (!J_[k].isBounded()) return false;
    work_[k] = J_[k].middle();
    C_[k] = k % (n + 1) == 0 ? 1 : 0;
  }
  for (std::size_t k = 0; k < n; ++k) {
    std::size_t pivot = k;
    for (std::size_t i = k + 1; i < n; ++i)
      if (std::fabs(work_[i * n + k]) > std::fabs(work_[pivot * n + k])) pivot = i;
    if (work_[pivot * n + k] == 0) return false;
    if (pivot != k)
      for (std::size_t j = 0; j < n; ++j) {
        std::swap(work_[k * n + j], work_[pivot * n + j]);
        std::swap(C_[k * n + j], C_[pivot * n + j]);
      }
    const double inverse = 1 / work_[k * n + k];
    for (std::size_t j = 0; j < n; ++j) {
      work_[k * n + j] *= inverse;
      C_[k * n + j] *= inverse;
    }
    for (std::size_t i = 0; i < n; ++i) {
      const double factor = work_[i * n + k];
      if (i == k || factor == 0) continue;
      for (std::size_t j = 0; j < n; ++j) {
        work_[i * n + j] -= factor * work_[k * n + j];
        C_[i * n + j] -= factor * C_[k * n + j];
      }
    }
  }
  return std::ranges::all_of(C_, [](double c) { return std::isfinite(c); });
}

// The preconditioned equations vary by sum_j |A_ij| w_j over the box; b_i is known to its own width only.
bool HansenSengupta::isTooFine(const Box& box) const {
  for (std::size_t i = 0; i < n_; ++i) {
    double variation = 0;
    for (std::size_t j = 0; j < n_; ++j) variation += A_[i * n_ + j].magnitude() * box[j].width();
    if (b_[i].width() >= 0.5 * variation) return true;
  }
  return false;
}

//   A = C J(X),  b = C f(m),   N_i = m_i - (b_i + sum_{j != i} A_ij (X_j - m_j)) / A_ii,   X_i <- X_i n N_i
// Every zero in X lies in N; when N lies in the interior of X there is exactly one.
Verdict HansenSengupta::narrow(Box& box) {
  const std::size_t n = n_;
  std::ranges::fill(smear_, 0.0);
  equations_.valuesAndJacobian(box.data(), f_.data(), J_.data());
  for (std::size_t i = 0; i < n; ++i) {
    if (!f_[i].contains(0.0)) return Verdict::empty;
    double sum = 0;
    for (std::size_t j = 0; j < n; ++j) sum += J_[i * n + j].magnitude() * box[j].width();
    if (sum > 0 && std::isfinite(sum))
      for (std::size_t j = 0; j < n; ++j) smear_[j] += J_[i * n + j].magnitude() * box[j].width() / sum;
  }
  for (std::size_t i = 0; i < n; ++i) point_[i] = box[i].middle();
  equations_.values(point_.data(), fOfPoint_.data());
  if (!std::ranges::all_of(fOfPoint_, &Interval::isBounded) || !invertMiddle()) return Verdict::unknown;

  for (std::size_t i = 0; i < n; ++i) {
    b_[i] = 0.0;
    for (std::size_t k = 0; k < n; ++k) b_[i] = b_[i] + Interval(C_[i * n + k]) * fOfPoint_[k];
    for (std::size_t j = 0; j < n; ++j) {
      Interval a = 0.0;
      for (std::size_t k = 0; k < n; ++k) a = a + Interval(C_[i * n + k]) * J_[k * n + j];
      A_[i * n + j] = a;
    }
  }
  const bool tooFine = isTooFine(box);
  bool isInside = true;
  for (std::size_t i = 0; i < n; ++i) {
    Interval numerator = b_[i];
    for (std::size_t j = 0; j < n; ++j)
      if (j != i) numerator = numerator + A_[i * n + j] * (box[j] - point_[j]);
    if (A_[i * n + i].contains(0.0)) {
      isInside = false;
      continue;
    }
    const Interval N = point_[i] - numerator / A_[i * n + i];
    if (!N.meets(box[i])) return Verdict::empty;
    isInside = isInside && box[i].containsInInterior(N);
    box[i] = {std::max(box[i].lo, N.lo), std::min(box[i].hi, N.hi)};
  }
  return isInside ? Verdict::unique : tooFine ? Verdict::tooFine : Verdict::contracted;
}

void HansenSengupta::tighten(Box& box) {
  for (int step = 0; step < 12; ++step) {
    Box narrower = box;
    const Verdict verdict = narrow(narrower);
    if (verdict == Verdict::empty || verdict == Verdict::unknown) return;  // rounding only: a zero is in there
    bool shrank = false;
    for (std::size_t i = 0; i < n_; ++i) shrank = shrank || narrower[i].width() < 0.9 * box[i].width();
    box = std::move(narrower);
    if (!shrank) return;
  }
}

}  // namespace separatrix
