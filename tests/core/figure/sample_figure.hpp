#pragma once

#include <cmath>
#include <limits>

#include "core/figure/figure.hpp"

namespace separatrix::testing {

/// A figure with something in every layer, in the window [-2, 2] x [-1, 1], made to test drawing:
/// a circle that leaves the window, a saddle at its center, a curve that meets infinity.
inline Figure sampleFigure() {
  Figure figure;
  figure.x = {{-2, 2}, "V", "mV"};
  figure.y = {{-1, 1}, "w", ""};
  figure.title = "Sample <&> \"figure\"";
  figure.caption = "$I_{ext} = 30$";
  Curve circle, wild;
  for (int k = 0; k <= 200; ++k) circle.append({1.5 * std::cos(k * 0.0314159265358979), 1.5 * std::sin(k * 0.0314159265358979)});
  for (int k = -50; k <= 50; ++k) wild.append({k / 25.0, k == 0 ? std::numeric_limits<double>::infinity() : 0.3 + 1.0 / k});
  figure.lines.push_back({Layer::cycles, Role::stableCycle, circle, {0.3}, false, "c1"});
  figure.lines.push_back({Layer::orbits, Role::orbit, wild, {0.5}, false, "o1"});
  figure.lines.push_back({Layer::nullclines, Role::xNullcline, Curve{2, {-1e300, 0, 1e300, 0}}, {}, false, "n1"});
  figure.lines.push_back({Layer::manifolds, Role::stableManifold, Curve{2, {0, 0, 1, 1}}, {0.5}, true, "e1.stable.+1"});
  figure.markers.push_back({Layer::equilibria, Role::saddleEquilibrium, 0, 0, "e1"});
  figure.markers.push_back({Layer::equilibria, Role::stableEquilibrium, 5, 0, "e2"});  // outside the window
  figure.arrows.push_back({Layer::field, Role::fieldArrow, {-1, 1}, {0.5, 0.5}, {1, 0}, {0, 1}});
  figure.texts.push_back({Layer::notes, Role::text, -1, 0.5, "threshold $V_3$"});
  figure.undefined.emplace_back(Interval(1, 2), Interval(-1, -0.5));
  return figure;
}

}  // namespace separatrix::testing
