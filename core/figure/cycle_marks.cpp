#include "core/figure/cycle_marks.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "core/figure/orbit_marks.hpp"

namespace separatrix {
namespace {

constexpr double kMostDots = 1000;

Role cycleRole(Stability stability) {
  switch (stability) {
    case Stability::stable: return Role::stableCycle;
    case Stability::unstable: return Role::unstableCycle;
    default: return Role::saddleCycle;
  }
}

// Where along its length, as a fraction, the motion is fastest; lengths in fractions of the window.
double fastestFraction(const Cycle& cycle, const Curve& curve, const Figure& figure) {
  double along = 0, best = 0, most = -1;
  for (std::size_t k = 1; k < curve.size(); ++k) {
    const double step = std::hypot((curve[k][0] - curve[k - 1][0]) / figure.x.range.width(),
                                   (curve[k][1] - curve[k - 1][1]) / figure.y.range.width());
    const double speed = step / (cycle.times[k] - cycle.times[k - 1]);
    if (std::isfinite(speed) && speed > most) {
      most = speed;
      best = along + step / 2;
    }
    along += step;
  }
  return along > 0 ? std::clamp(best / along, 0.06, 0.94) : 0.5;  // a head needs room on both sides
}

// Points at t = 0, dt, 2 dt, ... of the period, interpolated along the drawn line.
void addDots(Figure& figure, const Cycle& cycle, const Curve& curve, double dt) {
  std::size_t k = 1;
  for (int dot = 0; dot * dt < cycle.period * (1 - 1e-9); ++dot) {
    const double t = dot * dt;
    while (k + 1 < curve.size() && cycle.times[k] < t) ++k;
    const double span = cycle.times[k] - cycle.times[k - 1];
    const double s = span > 0 ? std::clamp((t - cycle.times[k - 1]) / span, 0.0, 1.0) : 0;
    const double x = curve[k - 1][0] + s * (curve[k][0] - curve[k - 1][0]);
    const double y = curve[k - 1][1] + s * (curve[k][1] - curve[k - 1][1]);
    figure.markers.push_back({Layer::cycles, Role::equalTimeDot, x, y, ""});
  }
}

}  // namespace

double equalTimeStep(double period) {
  const double wanted = period / 25, decade = std::pow(10.0, std::floor(std::log10(wanted)));
  const double fraction = wanted / decade;
  // The borders are the geometric means of neighbors: no count is far from 25.
  return decade * (fraction < std::sqrt(2) ? 1 : fraction < std::sqrt(10) ? 2 : fraction < std::sqrt(50) ? 5 : 10);
}

void setEqualTimeDots(Figure& figure, const Portrait& portrait, double dt) {
  std::erase_if(figure.markers, [](const FigureMarker& m) { return m.layer == Layer::cycles && m.role == Role::equalTimeDot; });
  if (!(dt > 0)) return;
  const View view(portrait.problem.plane);
  for (const Cycle& cycle : portrait.cycles) {
    const Curve curve = view.curve(cycle.orbit);
    double step = dt;
    while (cycle.period / step > kMostDots) step *= 2;
    if (curve.size() > 1 && cycle.times.size() == curve.size() && cycle.period > 0) addDots(figure, cycle, curve, step);
  }
}

void addCycles(Figure& figure, const Portrait& portrait) {
  const View view(portrait.problem.plane);
  for (std::size_t k = 0; k < portrait.cycles.size(); ++k) {
    const Cycle& cycle = portrait.cycles[k];
    const Curve curve = view.curve(cycle.orbit);
    const bool timed = curve.size() > 1 && cycle.times.size() == curve.size() && cycle.period > 0;
    figure.lines.push_back({Layer::cycles, cycleRole(cycle.stability), curve, {timed ? fastestFraction(cycle, curve, figure) : 0.5},
                            false, "c" + std::to_string(k + 1)});
    if (timed && cycle.stability == Stability::stable) addDots(figure, cycle, curve, equalTimeStep(cycle.period));
  }
}

}  // namespace separatrix
