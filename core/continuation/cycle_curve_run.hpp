#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "core/continuation/cycle_curves.hpp"
#include "core/continuation/cycle_path.hpp"

namespace separatrix {

/// A point of a curve in two parameters; homoclinic and snic points come from the same curve of long cycles.
struct CycleCurvePoint {
  double first = 0, second = 0;
  SpecialKind kind = SpecialKind::foldOfCycles;
  std::vector<double> state;  ///< of homoclinic and snic points: the saddle or saddle-node
};

/// One curve through a special point of a diagram, followed to both sides.
class CycleCurveRun {
 public:
  /// `second`: the second parameter's value at the seed.
  CycleCurveRun(const Problem& problem, const DiagramOptions& options, SpecialKind kind, double second,
                const std::vector<Codim2Point>& codim2, const std::stop_token& stop);

  /// Points in order; empty when the seed does not converge in two parameters.
  std::vector<CycleCurvePoint> follow(const CycleSeed& seed);

 private:
  std::optional<CyclePoint> start(const CycleSeed& seed);
  struct Direction {
    std::vector<std::vector<double>> parts;  ///< none, v, or the two of a complex one; together of length 1
    double scalar = 0;                       ///< beta or kappa
  };
  Direction directionAt(const CycleSeed& seed) const;
  std::optional<CollocatedOrbit> extended(const CycleSeed& seed) const;
  std::vector<CycleCurvePoint> towards(CyclePoint from);
  bool add(const CyclePoint& point, std::vector<CycleCurvePoint>& points);
  bool advances(const std::vector<CycleCurvePoint>& points) const;
  std::optional<CyclePoint> lengthened(const CyclePoint& point);
  void endAt(Codim2Kind kind, double within, std::vector<CycleCurvePoint>& points) const;
  bool isLongKind() const { return kind_ == SpecialKind::homoclinic || kind_ == SpecialKind::snic; }

  const DiagramOptions& options_;
  SpecialKind kind_;
  double second_;
  const std::vector<Codim2Point>& codim2_;
  const std::stop_token& stop_;
  CycleSystem single_;  ///< in the first parameter alone, the second at its value
  CycleSolver solver_;
  double rate_ = 0, period_ = 0;  ///< of the saddle last met, of the long cycles
};

}  // namespace separatrix
