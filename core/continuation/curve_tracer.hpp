#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/continuation/arclength.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

/// A point of a curve g(z) = 0.
struct CurveNode {
  std::vector<double> z;
  std::vector<double> tangent;  ///< unit, scaled
  int sign = 0;                 ///< of det [Dg; tangent]; 0: not known
};

/// Steps along a curve inside a window: tangent predictor with the curve's bend, Newton's method normal to the
/// tangent, steps that adapt to the angle turned and to the predictor's error.
/// Reference: Allgower, Georg (1990), Numerical Continuation Methods, chapters 2 and 6.
class CurveTracer {
 public:
  /// `window` may have fewer intervals than there are unknowns: the last are free then.
  CurveTracer(CurveEquations& equations, Box window, std::vector<double> scale, double largestStep);

  Arclength& arc() { return arc_; }
  const std::vector<double>& scale() const { return scale_; }
  const Box& window() const { return window_; }
  CurveNode here(const std::vector<double>& z) const;  ///< with the tangent of the last correction

  void restart();  ///< small steps again, no bend known
  double step() const { return step_; }
  bool isStuck() const { return step_ <= kSmallestStep; }
  void shorten();
  /// The point one step from a; false when the step is too long.
  bool advance(const CurveNode& a, CurveNode& b);
  /// Takes b as the next point: the bend from a to b, the length of the next step.
  void accept(const CurveNode& a, const CurveNode& b);

  bool isInside(const std::vector<double>& z) const;
  /// Where the curve leaves the window between a and b outside of it; the side crossed.
  std::optional<std::size_t> exitBetween(const CurveNode& a, const CurveNode& b, CurveNode& exit);
  /// Does the curve pass `start`, in its direction, between a and b?
  bool closes(const CurveNode& start, const CurveNode& a, const CurveNode& b) const;
  bool isBetween(const CurveNode& a, const CurveNode& b, const std::vector<double>& z) const;
  /// Cubic Hermite, s in [0, 1].
  std::vector<double> interpolate(const CurveNode& a, const CurveNode& b, double s) const;
  double distance(const std::vector<double>& a, const std::vector<double>& b) const;  ///< scaled, largest component

 private:
  static constexpr double kSmallestStep = 1e-8;
  struct Chord {
    double length, along, off;  // |b - a|^2, <z - a, b - a>, distance of z from the line
  };
  Chord chord(const CurveNode& a, const CurveNode& b, const std::vector<double>& z) const;

  Box window_;
  std::vector<double> scale_;
  Arclength arc_;
  double largestStep_, step_;
  std::vector<double> bend_;    // d tangent / d arclength, from the last step; empty before it
  double turn_ = 0, miss_ = 0;  // of the last step: angle, error of the predictor in steps
};

/// <a,b>
double product(const std::vector<double>& a, const std::vector<double>& b);

}  // namespace separatrix
