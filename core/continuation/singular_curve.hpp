#pragma once

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/continuation/curve_tracer.hpp"
#include "core/continuation/singular_equations.hpp"
#include "core/continuation/special_point.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

/// A point of a curve of singular points, z = (x, p1, p2) or (x, p1, p2, kappa), with its test functions.
struct SingularNode : CurveNode {
  /// Zero: cusp w^T B(v,v), Bogdanov–Takens w^T v. Pair: kappa, det A / kappa, l1 (0 for neutral saddles).
  std::vector<double> tests;
  int turning = 0;  ///< complex pairs right of the axis, the critical one left out
};

/// A followed curve with the points of codimension two on it.
struct SingularCurve {
  std::vector<SingularNode> nodes;
  std::vector<Codim2Point> codim2;
};

/// Follows one curve of fold, flip, Hopf or Neimark–Sacker points in two parameters through a point of it.
class SingularCurveFollower {
 public:
  /// `unfolding` has two parameters; `window` is of (x, p1, p2).
  SingularCurveFollower(const Problem& problem, const Unfolding& unfolding, Singularity kind, const Box& window,
                        const std::stop_token& stop);

  /// From z = (x, p1, p2), for a pair with its eigenvalue (multiplier). Empty when stopped; no nodes when the
  /// point is not on such a curve.
  std::optional<SingularCurve> follow(const std::vector<double>& z, std::complex<double> lambda);

  /// Does the curve pass z = (x, p1, p2)?
  bool passes(const SingularCurve& curve, const std::vector<double>& z);

 private:
  bool start(const std::vector<double>& z, std::complex<double> lambda, SingularNode& node);
  bool run(SingularNode a, std::vector<SingularNode>& nodes, std::vector<Codim2Point>& codim2, bool& closed);
  void measure(SingularNode& node);
  void locate(const SingularNode& a, const SingularNode& b, std::vector<SingularNode>& between,
              std::vector<Codim2Point>& codim2);
  std::optional<SingularNode> zeroBetween(const SingularNode& a, const SingularNode& b, std::size_t test, double& error);
  Codim2Point describe(Codim2Kind kind, const SingularNode& node, double error);
  std::vector<std::complex<double>> otherValues(const SingularNode& node) const;

  const Problem& problem_;
  Unfolding unfolding_;
  Singularity kind_;
  std::stop_token stop_;
  std::size_t n_;
  SingularEquations equations_;
  std::optional<CurveTracer> tracer_;
  Box window_;
  std::vector<double> scale_;
};

}  // namespace separatrix
