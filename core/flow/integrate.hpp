#pragma once

#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/flow/stimulus.hpp"
#include "core/flow/trajectory.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

/// automatic: Dormand–Prince, handed over to CVODE where the field proves stiff.
enum class IntegrationMethod { automatic, dopri5, cvode, euler };

struct IntegrateOptions {
  double tolerance = 1e-8;              ///< relative and absolute, per step
  bool backward = false;                ///< integrate x' = -f(x); times come out negative
  std::optional<Box> bounds{};          ///< stop with leftBounds outside; absent: XPPAUT's |x| <= 1e6 rule gives blewUp
  int maximalSteps = 200'000;           ///< then budgetSpent
  std::optional<double> sampleEvery{};  ///< sample spacing in time; absent: every accepted step, with enough
                                        ///< dense-output points between that a picture is smooth
  IntegrationMethod method = IntegrationMethod::automatic;
  std::vector<Stimulus> stimuli{};      ///< of flows; the method starts anew where one begins or ends
  double eulerStep = 0;  ///< of Euler's method; 0: the model's own `dt` option, else time / 1000
};

/// The solution through `start` for `time` (>= 0) units of time: Dormand–Prince 5(4) with dense
/// output (Odeint), our own loop around it, so that blow-up and non-finite values are seen.
/// Hybrid models apply their resets at located crossings (forward only: a jump has no unique past);
/// each gives an event and two samples at its time. First sample is the start; the last, where it ended,
/// is finite, and when nothing ended it early its time is `time` exactly (with sampleEvery the row before
/// may be nearer than the spacing). A map is iterated floor(time) times; backward it gives the start alone
/// (budgetSpent: images need not be unique backward). With blewUp the time of the pole
/// is estimated (see findBlowUp). When `stop` fires: what there is, budgetSpent.
Trajectory integrate(const Model& model, const Field& field, std::span<const double> start, double time,
                     const IntegrateOptions& options = {}, const std::stop_token& stop = {});

}  // namespace separatrix
