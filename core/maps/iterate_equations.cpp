#include "core/maps/iterate_equations.hpp"

#include <algorithm>

#include "core/equilibria/careful_enclosure.hpp"

namespace separatrix {
namespace {

// x_{k+1} = F(x_k),  P_{k+1} = DF(x_k) P_k,  x_0 = x,  P_0 = 1
template <class S>
class Iterate {
 public:
  Iterate(Evaluator<S> values, Evaluator<S> both, int n, int period)
      : values_(std::move(values)),
        both_(std::move(both)),
        n_(static_cast<std::size_t>(n)),
        period_(period),
        x_(n_),
        out_(n_ + n_ * n_),
        P_(n_ * n_),
        next_(n_ * n_) {}

  void image(const S* x, S* f) {
    std::copy_n(x, n_, x_.data());
    for (int k = 0; k < period_; ++k) {
      values_(x_.data(), out_.data());
      std::copy_n(out_.data(), n_, x_.data());
    }
    std::copy_n(x_.data(), n_, f);
  }

  void imageAndJacobian(const S* x, S* f, S* J) {
    std::copy_n(x, n_, x_.data());
    for (int k = 0; k < period_; ++k) {
      both_(x_.data(), out_.data());
      std::copy_n(out_.data(), n_, x_.data());
      if (k == 0) {
        std::copy_n(out_.data() + n_, n_ * n_, P_.data());
      } else {
        multiply(out_.data() + n_);
      }
    }
    std::copy_n(x_.data(), n_, f);
    std::copy_n(P_.data(), n_ * n_, J);
  }

  // Does `predicate` hold for one of x_0 .. x_{p-1}?
  template <class Predicate>
  bool holdsAlong(const S* x, const Predicate& predicate) {
    std::copy_n(x, n_, x_.data());
    for (int k = 0; k < period_; ++k) {
      if (predicate(std::span<const S>(x_))) return true;
      values_(x_.data(), out_.data());
      std::copy_n(out_.data(), n_, x_.data());
    }
    return false;
  }

  std::size_t n() const { return n_; }

 private:
  void multiply(const S* D) {
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t j = 0; j < n_; ++j) {
        S sum = D[i * n_] * P_[j];
        for (std::size_t k = 1; k < n_; ++k) sum = sum + D[i * n_ + k] * P_[k * n_ + j];
        next_[i * n_ + j] = sum;
      }
    }
    P_.swap(next_);
  }

  Evaluator<S> values_, both_;
  std::size_t n_;
  int period_;
  std::vector<S> x_, out_, P_, next_;
};

template <class S>
void subtractIdentity(const S* x, S* f, S* J, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    f[i] = f[i] - x[i];
    if (J != nullptr) J[i * n + i] = J[i * n + i] - S(1.0);
  }
}

}  // namespace

EnclosedEquations enclosePeriodicPoints(const Field& map, int period) {
  const int n = map.dimension();
  const Iterate<Interval> iterate(map.intervals(), map.intervalsWithJacobian(), n, period);
  const CarefulEnclosure careful(map.share(map.program().field), map.parameters());
  return {n,
          [F = iterate](const Interval* x, Interval* f) mutable {
            F.image(x, f);
            subtractIdentity<Interval>(x, f, nullptr, F.n());
          },
          [F = iterate, careful](const Interval* x, Interval* f, Interval* J) mutable {
            F.imageAndJacobian(x, f, J);
            subtractIdentity(x, f, J, F.n());
            const auto jumps = [&](std::span<const Interval> box) { return careful.mayJump(box); };
            if (careful.hasJumps() && F.holdsAlong(x, jumps)) std::fill_n(J, F.n() * F.n(), Interval::whole());
          }};
}

ValuesAndJacobian periodicPointEquations(const Field& map, int period) {
  return [F = Iterate<double>(map.values(), map.withJacobian(), map.dimension(), period)](const double* x, double* f,
                                                                                          double* J) mutable {
    F.imageAndJacobian(x, f, J);
    subtractIdentity(x, f, J, F.n());
  };
}

std::vector<double> iterateJacobian(const Field& map, int period, std::span<const double> x) {
  Iterate<double> F(map.values(), map.withJacobian(), map.dimension(), period);
  std::vector<double> image(F.n()), J(F.n() * F.n());
  F.imageAndJacobian(x.data(), image.data(), J.data());
  return J;
}

}  // namespace separatrix
