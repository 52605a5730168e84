#pragma once

#include <span>
#include <vector>

#include "core/equilibria/careful_enclosure.hpp"
#include "core/model/block.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

/// A point of the plane shown, in the units of its two variables.
struct PlanePoint {
  double x = 0, y = 0;

  friend bool operator==(const PlanePoint&, const PlanePoint&) = default;
};

/// The two shown components of a problem's field as functions of the two shown variables, the
/// others held, at t = 0. Component 0 moves x, component 1 moves y. Of a map it is the
/// displacement f(x) - x, so that zeros are where a component stands still in all cases.
/// Owns evaluators: one per thread.
class PlaneField {
 public:
  explicit PlaneField(const Problem& problem);

  /// Enclosures over a rectangle of the plane: f[c], and df[c][k] with k = 0 for d/dx, 1 for d/dy.
  struct Enclosure {
    Interval f[2];
    Interval df[2][2];
  };
  void enclose(const Interval& x, const Interval& y, Interval f[2]);
  void enclose(const Interval& x, const Interval& y, Enclosure& enclosure);
  /// Derivatives bound differences only where this is false.
  bool mayJump(const Interval& x, const Interval& y);

  /// Both components at many points.
  void values(std::span<const PlanePoint> points, double* first, double* second);
  /// One component and its two derivatives at many points.
  void valuesAndSlopes(std::span<const PlanePoint> points, int component, double* f, double* fx, double* fy);

 private:
  template <class Read>
  void inBlocks(BlockEvaluator& evaluator, std::span<const PlanePoint> points, Read&& read);
  std::size_t output(int component, int derivative) const;

  std::size_t n_, axis_[2];
  bool isMap_;
  std::vector<Interval> box_, out_;
  Evaluator<Interval> intervals_, intervalSlopes_;
  BlockEvaluator block_, blockSlopes_;
  CarefulEnclosure careful_;
};

}  // namespace separatrix
