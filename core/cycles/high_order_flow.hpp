#pragma once

#include <array>
#include <functional>
#include <span>
#include <vector>

namespace separatrix {

/// The continuous extension of one component: coefficients c[0], c[stride], ..., c[7 stride].
inline double denseValue(const double* c, std::size_t stride, double theta) {
  const double s = 1 - theta;
  double sum = c[7 * stride];
  for (std::size_t k = 7; k-- > 0;) sum = c[k * stride] + sum * (k % 2 == 0 ? theta : s);
  return sum;
}

/// y' = g(y) followed step by step with the Dormand–Prince method of order 8(5,3) and its
/// continuous extension of order 7: what closing an orbit to ten digits needs. A step of order 8
/// costs twelve evaluations; at tolerance 1e-12 that is a third of what order 5 asks for.
///
/// Owns its loop: a non-finite slope or a vanishing step ends it, `advance` then says false.
/// Source: Hairer, Nørsett, Wanner (1993), II.5, II.6.
class HighOrderFlow {
 public:
  using RightSide = std::function<void(const double* y, double* slope)>;

  /// Local errors are kept below absolute[i] + relative[i] |y_i| in the root mean square.
  HighOrderFlow(RightSide rightSide, std::vector<double> relative, std::vector<double> absolute);

  /// From y at time 0; direction +1 or -1. `firstStep` 0: estimated from the slope.
  void start(std::span<const double> y, int direction, double firstStep = 0);

  /// One accepted step. False when the solution cannot be continued.
  bool advance();

  /// Replaces the newest state (say, by an orthonormalized one) before the next step.
  void replaceState(std::span<const double> y);

  double time() const { return time_; }
  double previousTime() const { return time_ - step_; }
  double step() const { return step_; }  ///< the last accepted one, signed
  double nextStep() const { return next_; }
  std::span<const double> before() const { return old_; }
  std::span<const double> after() const { return new_; }
  std::span<const double> slopeAfter() const { return stages_[12]; }

  /// The continuous extension at previousTime() + theta step().
  void at(double theta, std::span<double> y);

  /// Coefficients of the continuous extension, 8 times the leading n components; see `denseValue`.
  void copyDense(std::size_t n, std::vector<double>& coefficients);

  /// The state at previousTime() + theta step() by a step of order 8 of its own.
  void stepTo(double theta, std::span<double> y);

 private:
  void stagesFor(double h);  ///< stages 1 .. 11 and the state at the end, from old_ and stage 0
  double errorOf(double h) const;
  double guessFirstStep(int direction);
  void prepareDense();

  RightSide g_;
  std::vector<double> relative_, absolute_;
  std::array<std::vector<double>, 16> stages_;
  std::vector<double> old_, new_, work_, dense_;
  double time_ = 0, step_ = 0, next_ = 0;
  bool denseReady_ = false;
};

}  // namespace separatrix
