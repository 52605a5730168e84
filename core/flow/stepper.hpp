#pragma once

#include <memory>
#include <span>

#include "core/model/field.hpp"

namespace separatrix {

/// One solution under way, an accepted step at a time, with values everywhere on the last step.
/// Restarted after every jump of the state. Internal to core/flow.
class DenseStepper {
 public:
  enum class Outcome {
    advanced,   ///< the step from() .. to() is finite and accepted
    nonFinite,  ///< the field has no value just behind to(), however short the step
    stalled,    ///< the method cannot go on
  };
  DenseStepper() = default;
  DenseStepper(const DenseStepper&) = delete;
  DenseStepper& operator=(const DenseStepper&) = delete;
  virtual ~DenseStepper() = default;

  /// Begins at `x` and time `t`, on the way to time `end` (earlier than t: backward).
  virtual void restart(std::span<const double> x, double t, double end) = 0;
  virtual Outcome advance() = 0;  ///< one step, never beyond the end given to restart
  virtual double from() const = 0;
  virtual double to() const = 0;
  virtual void at(double t, std::span<double> x) = 0;  ///< t between from() and to()
};

/// Dormand–Prince 5(4) with dense output, by Boost.Odeint; sees what is not finite.
std::unique_ptr<DenseStepper> makeDormandPrinceStepper(const Field& field, double tolerance);

/// Backward differentiation formulas of variable order with the symbolic Jacobian, by SUNDIALS CVODE: stiff fields.
std::unique_ptr<DenseStepper> makeCvodeStepper(const Field& field, double tolerance);

/// Euler's method with fixed step `h` > 0, linear in between: to show what a poor method does.
std::unique_ptr<DenseStepper> makeEulerStepper(const Field& field, double h);

}  // namespace separatrix
