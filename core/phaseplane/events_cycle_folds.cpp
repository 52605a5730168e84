#include <array>
#include <cmath>

#include "core/cycles/return_map.hpp"
#include "core/phaseplane/events_cycles.hpp"

namespace separatrix {
namespace {

constexpr double kHalf = 0.3;         // of the cycle's extent: half the section
constexpr double kDifference = 1e-4;  // of the extent, and of how far p may move
constexpr int kMostSteps = 20;

double extentOf(const Cycle& cycle, const PlanePoint& width) {
  return std::max(cycle.extrema[0].width() / width[0], cycle.extrema[1].width() / width[1]);
}

// g(s, p) = (P(s, p) - s, log P'(s, p)), s in units of the cycle's extent.
class ReturnSystem {
 public:
  ReturnSystem(const ProblemFamily& family, const Section& section, double extent, double period,
               const std::stop_token& stop)
      : family_(family), section_(section), extent_(extent), stop_(stop) {
    returns_.tolerance = 1e-12;
    returns_.maximalSteps = 100'000;
    returns_.longest = 5 * period;
    returns_.size = {0.3 * extent * section.width[0], 0.3 * extent * section.width[1]};
  }

  std::optional<std::array<double, 2>> operator()(double s, double p) const {
    const Return back = followReturn(family_.at(p).field(), section_, s * extent_, {}, returns_, stop_);
    if (!back.isReturn() || !std::isfinite(back.logSlope)) return std::nullopt;
    return std::array{back.s / extent_ - s, back.logSlope};
  }

 private:
  const ProblemFamily& family_;
  const Section& section_;
  double extent_;
  const std::stop_token& stop_;
  ReturnOptions returns_;
};

}  // namespace

std::optional<LocatedFoldOfCycles> locateFoldOfCycles(const ProblemFamily& family, double p, const Cycle& cycle,
                                                      const std::stop_token& stop) {
  const Problem problem = family.at(p);
  const PlanePoint width = windowWidths(problem);
  const double extent = extentOf(cycle, width), unit = family.length();
  const Section section = transversalAt(problem, {cycle.orbit[0][0], cycle.orbit[0][1]}, kHalf * extent);
  const ReturnSystem g(family, section, extent, cycle.period, stop);
  double s = 0, dp = 1e-3 * unit;
  for (int step = 0; step < kMostSteps && !stop.stop_requested(); ++step) {
    const double hp = kDifference * dp;
    const auto here = g(s, p), right = g(s + kDifference, p), left = g(s - kDifference, p), above = g(s, p + hp),
               below = g(s, p - hp);
    if (!here || !right || !left || !above || !below) return std::nullopt;
    const double a = std::expm1((*here)[1]), b = ((*above)[0] - (*below)[0]) / (2 * hp);
    const double c = ((*right)[1] - (*left)[1]) / (2 * kDifference), d = ((*above)[1] - (*below)[1]) / (2 * hp);
    const double determinant = a * d - b * c;
    if (!(std::fabs(determinant) > 0)) return std::nullopt;
    double ds = (d * (*here)[0] - b * (*here)[1]) / determinant, move = (a * (*here)[1] - c * (*here)[0]) / determinant;
    const double most = std::max(std::fabs(ds) / 0.1, std::fabs(move) / (0.05 * unit));
    if (!std::isfinite(most)) return std::nullopt;
    if (most > 1) {
      ds /= most;
      move /= most;
    }
    s -= ds;
    p -= move;
    if (std::fabs(s) > kHalf) return std::nullopt;
    if (std::fabs(move) <= 1e-3 * family.accuracy(p) && std::fabs(ds) < 1e-4)
      return LocatedFoldOfCycles{p, std::max(2 * std::fabs(move), 1e-2 * family.accuracy(p))};
  }
  return std::nullopt;
}

}  // namespace separatrix
