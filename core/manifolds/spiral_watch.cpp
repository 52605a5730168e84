#include "core/manifolds/spiral_watch.hpp"

#include <cmath>
#include <numbers>

namespace separatrix {
namespace {

constexpr double kNear = 0.15;      // of the window
constexpr double kAgreement = 0.4;  // relative, of decay rates
constexpr int kTurns = 3;

}  // namespace

// In the coordinates z = T (x - center) the linear flow is nearly z' = (-decay + i omega) z: over a turn
// log |z| falls by decay times its duration.
bool SpiralWatch::note(const AttractionBall& ball, const WindowMetric& metric, std::span<const double> x,
                       double duration) {
  if (metric.distance(x, ball.center) > kNear) {
    turns_ = -1;
    return false;
  }
  const double dx = x[0] - ball.center[0], dy = x[1] - ball.center[1];
  const double z0 = ball.T[0] * dx + ball.T[1] * dy, z1 = ball.T[2] * dx + ball.T[3] * dy;
  const double angle = std::atan2(z1, z0), logDistance = 0.5 * std::log(z0 * z0 + z1 * z1);
  if (turns_ >= 0) {
    turned_ += std::remainder(angle - angle_, 2 * std::numbers::pi);
    time_ += duration;
  }
  angle_ = angle;
  if (turns_ >= 0 && std::fabs(turned_) < 2 * std::numbers::pi) return false;
  if (turns_ >= 0) {
    const double rate = (logDistance_ - logDistance) / time_;
    turns_ = std::fabs(rate - decay_) <= kAgreement * decay_ ? turns_ + 1 : 0;
  } else {
    turns_ = 0;
  }
  turned_ = time_ = 0;
  logDistance_ = logDistance;
  return turns_ >= kTurns;
}

}  // namespace separatrix
