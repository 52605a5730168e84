#pragma once

#include <optional>
#include <span>
#include <stop_token>
#include <vector>

#include "core/continuation/branch.hpp"
#include "core/continuation/branch_equations.hpp"
#include "core/continuation/branch_spectrum.hpp"
#include "core/continuation/curve_tracer.hpp"
#include "core/continuation/special_point.hpp"

namespace separatrix {

/// A value of the parameter at which every branch gets a point computed exactly.
struct ParameterMark {
  double value = 0;
  bool asked = false;  ///< the caller's, not a slice of ours
};

/// What bounds the branches of one unfolding with one parameter, and how finely they are followed.
struct FollowSettings {
  Box window;                        ///< of (x, p): n + 1 intervals
  std::vector<double> scale;         ///< of (x, p)
  std::vector<ParameterMark> marks;  ///< by value
  double largestStep = 0.015;        ///< scaled arclength
};

/// A point z = (x, p) of a followed branch and what was computed there.
struct BranchNode : CurveNode {
  BranchSpectrum spectrum;
  int special = -1;             ///< index into SpecialFinder::found()
  bool asked = false;
  int mark = -1;                ///< index into FollowSettings::marks
};

/// A special point found on a branch.
struct FoundSpecial {
  SpecialPoint point;
  std::vector<double> z;
  BranchSpectrum spectrum;
  std::vector<std::vector<double>> directions;  ///< branch point: of both branches, unit, scaled
  std::vector<char> followed;                   ///< which of them are known to be on a branch
  std::vector<double> critical;                 ///< period doubling: the eigenvector
  int iterations = 0;                           ///< of the unfolding it was found in
};

/// One direction of a branch, from its start to where it ends.
struct FollowedPath {
  std::vector<BranchNode> nodes;
  BranchEnd::Reason end = BranchEnd::Reason::stalled;
};

/// Follows g(x, p) = 0 inside a window and locates special points on the way. A step over which more than
/// one thing happens is halved until they stand apart.
/// Reference: Allgower, Georg (1990), Numerical Continuation Methods, chapter 8.
class BranchFollower {
 public:
  BranchFollower(const Problem& problem, const Unfolding& unfolding, const FollowSettings& settings,
                 std::vector<FoundSpecial>& specials, const std::stop_token& stop);

  /// The point of the branch at z, which must be near it; empty when Newton's method does not converge.
  std::optional<BranchNode> nodeAt(const std::vector<double>& z);

  /// Follows from `start` along its tangent times `direction` (+1 or -1). Empty when stopped.
  std::optional<FollowedPath> follow(const BranchNode& start, int direction);

  /// The same from a branch point (or a point whose branch is vertical there), along `tangent`.
  std::optional<FollowedPath> followAlong(const std::vector<double>& z, std::vector<double> tangent);

  const FollowSettings& settings() const { return settings_; }
  std::size_t n() const { return n_; }
  bool isMap() const { return unfolding_.iterations > 0; }

 private:
  // What happens between two neighboring points.
  struct Events {
    bool fold = false, branch = false, flip = false;
    int pairs = 0;  // pairs of eigenvalues that crossed
    int count() const { return static_cast<int>(fold || branch) + static_cast<int>(flip) + pairs; }
  };

  BranchNode nodeHere(const std::vector<double>& z);
  Events eventsBetween(const BranchNode& a, const BranchNode& b) const;
  bool resolve(const BranchNode& a, const BranchNode& b, std::vector<BranchNode>& between);
  bool append(FollowedPath& path, std::vector<BranchNode>& between);
  bool locate(const BranchNode& a, const BranchNode& b, const Events& events, std::vector<BranchNode>& between);
  std::optional<FoundSpecial> locateZero(const BranchNode& a, const BranchNode& b, const Events& events);
  std::optional<FoundSpecial> locateCrossingPair(const BranchNode& a, const BranchNode& b);
  int remember(FoundSpecial special, const BranchNode& a, const BranchNode& b);
  void addMarks(const BranchNode& a, const BranchNode& b, std::vector<BranchNode>& nodes);
  std::optional<FollowedPath> run(BranchNode start);

  const Problem& problem_;
  Unfolding unfolding_;
  FollowSettings settings_;
  std::vector<FoundSpecial>& specials_;
  std::stop_token stop_;
  std::size_t n_, w_;
  BranchEquations equations_;
  CurveTracer tracer_;
};

}  // namespace separatrix
