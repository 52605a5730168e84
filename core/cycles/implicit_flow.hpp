#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/cycles/section.hpp"

namespace separatrix {

/// x' = f(x) in the plane, and with it the integral of div f, followed by Radau IIA with seven
/// stages: what turns on a stiff cycle are made of. Order 13 at the ends of steps, 7 in between.
///
/// An implicit method damps what it does not resolve, also what really grows: along a repelling
/// slow manifold it would stay where every true orbit leaves. Steps are therefore kept so short
/// that nothing grows by more than e^3 within one. Same calls as HighOrderFlow.
/// Source: Hairer, Wanner (1996), IV.8.
class ImplicitFlow {
 public:
  ImplicitFlow(const Field& field, double relative, const PlanePoint& absolute);

  /// From (x, y, integral) at time 0; direction +1 or -1.
  void start(std::span<const double> y, int direction);
  bool advance();  ///< one accepted step; false when the solution cannot be continued

  double time() const { return time_; }
  double previousTime() const { return time_ - step_; }
  double step() const { return step_; }
  std::span<const double> after() const { return new_; }
  std::span<const double> slopeAfter() const { return {jet_.data(), 2}; }

  /// The polynomial through the stages at previousTime() + theta step().
  void at(double theta, std::span<double> y);
  /// The same in the form of `denseValue`, for the leading n components.
  void copyDense(std::size_t n, std::vector<double>& coefficients) const;
  /// The state at previousTime() + theta step() by a step of its own.
  void stepTo(double theta, std::span<double> y);

 private:
  static constexpr std::size_t kStages = 7;
  using State = std::array<double, 3>;
  using Stages = std::array<State, kStages>;  ///< differences from the start of the step

  bool solve(double h, Stages& z);
  bool correct(double h, Stages& z, double& size);
  double errorOf(double h, const Stages& z) const;
  void makePolynomial(const Stages& z);
  State differenceAt(double theta) const;
  double scaleOf(std::size_t i) const;

  Evaluator<double> field_;
  double relative_;
  PlanePoint absolute_;
  State old_{}, new_{};
  std::array<double, 6> oldJet_{}, jet_{};  ///< f and Df at both ends of the step
  std::array<std::array<double, 6>, kStages> stageJets_{};
  std::array<State, kStages> polynomial_{};  ///< coefficients of theta, theta^2, ...
  double time_ = 0, step_ = 0, next_ = 0, growth_ = 0;
};

}  // namespace separatrix
