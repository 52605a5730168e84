#pragma once

#include <algorithm>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "core/continuation/curve_equations.hpp"
#include "core/model/field.hpp"
#include "core/model/problem.hpp"
#include "core/model/unfold.hpp"

namespace separatrix {

/// What is followed: g(x, p) = f(x; p) of a flow, F^m(x; p) - x of a map, in n states and k parameters.
struct Unfolding {
  std::shared_ptr<const Program> program;  ///< unfold()ed: the states, then the parameters
  std::vector<double> parameters;          ///< all of the model's; those unfolded are not read
  std::vector<int> which;                  ///< the k parameters unfolded
  int n = 0;
  int iterations = 0;  ///< m; 0: a flow

  int k() const { return static_cast<int>(which.size()); }
  std::size_t unknowns() const { return static_cast<std::size_t>(n) + which.size(); }
  Field field() const { return Field(program, parameters); }
};

/// Runs an unfolding over doubles, intervals or jets.
///
///   x_0 = x,  x_{j+1} = F(x_j; p),  [P Q]_{j+1} = [F_x P, F_x Q + F_p],  P_0 = 1, Q_0 = 0,  g = x_m - x
template <class S>
class UnfoldedEvaluator {
 public:
  explicit UnfoldedEvaluator(const Unfolding& u)
      : n_(static_cast<std::size_t>(u.n)),
        w_(u.unknowns()),
        iterations_(u.iterations),
        values_(make(u, u.program->field)),
        both_(make(u, u.program->fieldAndJacobian)),
        z_(w_),
        out_(n_ + n_ * w_),
        next_(n_ * w_) {}

  /// g, n values.
  void values(const S* z, S* g) {
    if (iterations_ == 0) return values_(z, g);
    std::copy_n(z, w_, z_.data());
    for (int j = 0; j < iterations_; ++j) {
      values_(z_.data(), out_.data());
      std::copy_n(out_.data(), n_, z_.data());
    }
    for (std::size_t i = 0; i < n_; ++i) g[i] = z_[i] - z[i];
  }

  /// g and Dg, n x (n + k), row-major.
  void withJacobian(const S* z, S* g, S* J) {
    both_(z, out_.data());
    std::copy_n(out_.data(), n_, g);
    std::copy_n(out_.data() + n_, n_ * w_, J);
    if (iterations_ == 0) return;
    std::copy_n(z, w_, z_.data());
    for (int j = 1; j < iterations_; ++j) {
      std::copy_n(g, n_, z_.data());
      both_(z_.data(), out_.data());
      std::copy_n(out_.data(), n_, g);
      multiply(out_.data() + n_, J);
    }
    for (std::size_t i = 0; i < n_; ++i) {
      g[i] = g[i] - z[i];
      J[i * w_ + i] = J[i * w_ + i] - S(1.0);
    }
  }

  std::size_t n() const { return n_; }
  std::size_t unknowns() const { return w_; }

 private:
  static Evaluator<S> make(const Unfolding& u, const Tape& tape) {
    const std::vector<S> values(u.parameters.begin(), u.parameters.end());
    return Evaluator<S>(std::shared_ptr<const Tape>(u.program, &tape), values);
  }

  // J <- D [J; 0 1]
  void multiply(const S* D, S* J) {
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t j = 0; j < w_; ++j) {
        S sum = j < n_ ? D[i * w_] * J[j] : D[i * w_ + j] + D[i * w_] * J[j];
        for (std::size_t l = 1; l < n_; ++l) sum = sum + D[i * w_ + l] * J[l * w_ + j];
        next_[i * w_ + j] = sum;
      }
    }
    std::copy_n(next_.data(), n_ * w_, J);
  }

  std::size_t n_, w_;
  int iterations_;
  Evaluator<S> values_, both_;
  std::vector<S> z_, out_, next_;
};

/// The branch itself: g(x, p) = 0 with one parameter.
class BranchEquations : public CurveEquations {
 public:
  explicit BranchEquations(const Unfolding& u) : evaluator_(u) {}
  std::size_t equations() const override { return evaluator_.n(); }
  std::size_t unknowns() const override { return evaluator_.unknowns(); }
  bool evaluate(const double* z, double* g, double* Dg) override {
    evaluator_.withJacobian(z, g, Dg);
    return true;
  }

 private:
  UnfoldedEvaluator<double> evaluator_;
};

}  // namespace separatrix
