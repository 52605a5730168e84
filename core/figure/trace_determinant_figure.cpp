#include "core/figure/trace_determinant_figure.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/figure/marker_role.hpp"

namespace separatrix {
namespace {

constexpr double kAbove = 1.25;   // of the parabola's height at the side
constexpr double kBelow = 0.45;
constexpr double kAir = 1.15;
constexpr double kCrowded = 12;   // a reach this many times what is needed is too wide
constexpr double kLeastReach = 0.5;  // of the matrix' largest entry
constexpr int kParabolaPoints = 161;

bool isPlanarFlow(const Portrait& portrait) {
  return portrait.problem.model->kind != ModelKind::map && portrait.problem.model->dimension() == 2;
}

double trace(const Equilibrium& e) { return e.jacobian[0] + e.jacobian[3]; }
double determinant(const Equilibrium& e) { return e.jacobian[0] * e.jacobian[3] - e.jacobian[1] * e.jacobian[2]; }

double roundedUp(double value) {
  const double decade = std::pow(10.0, std::floor(std::log10(value)));
  for (const double m : {1.0, 1.5, 2.0, 3.0, 5.0, 7.0})
    if (m * decade >= value) return m * decade;
  return 10 * decade;
}

// The smallest reach that shows the point well: |tau| <= r and -kBelow r^2/4 <= Delta <= kAbove r^2/4.
double neededReach(const Equilibrium& e) {
  const double t = trace(e), d = determinant(e);
  if (!std::isfinite(t) || !std::isfinite(d)) return 0;
  double largest = 0;  // entry: a nilpotent matrix keeps its room around the origin
  for (const double entry : e.jacobian) largest = std::max(largest, std::fabs(entry));
  return std::max({std::fabs(t), 2 * std::sqrt(std::fabs(d) / (d > 0 ? kAbove : kBelow)), kLeastReach * largest});
}

void addBorders(Figure& figure, double r) {
  Curve parabola, axis, center;
  for (int k = 0; k < kParabolaPoints; ++k) {
    const double t = r * (2.0 * k / (kParabolaPoints - 1) - 1);
    parabola.append({t, t * t / 4});
  }
  axis.append({-r, 0});
  axis.append({r, 0});
  center.append({0, 0});
  center.append({0, figure.y.range.hi});
  figure.lines.push_back({Layer::notes, Role::note, std::move(parabola), {}, false, ""});
  figure.lines.push_back({Layer::notes, Role::frame, std::move(axis), {}, false, ""});
  figure.lines.push_back({Layer::notes, Role::frame, std::move(center), {}, false, ""});
}

// Words stand where their region is widest: foci above the parabola beside the axis, nodes in the corners
// below it, saddles under the axis.
void addNames(Figure& figure, double r) {
  const double d = r * r / 4, top = figure.y.range.hi;
  const auto say = [&](double x, double y, const char* words) { figure.texts.push_back({Layer::notes, Role::text, x, y, words}); };
  say(-0.62 * r, 0.82 * top, "stable focus");
  say(0.26 * r, 0.82 * top, "unstable focus");
  say(0.02 * r, 0.5 * top, "center");
  say(-0.97 * r, 0.1 * d, "stable node");
  say(0.62 * r, 0.1 * d, "unstable node");
  say(-0.08 * r, 0.6 * figure.y.range.lo, "saddle");
}

}  // namespace

double determinantReach(double halfTrace) { return kAbove * halfTrace * halfTrace / 4; }

double traceReach(const Portrait& portrait, double present) {
  if (!isPlanarFlow(portrait)) return present > 0 ? present : 1;
  double needed = 0;
  for (const Equilibrium& e : portrait.equilibria) needed = std::max(needed, neededReach(e));
  if (!(needed > 0)) return present > 0 ? present : 1;
  if (present > 0 && needed <= present && needed * kCrowded >= present) return present;
  return roundedUp(kAir * needed);
}

Figure traceDeterminantFigure(const Portrait& portrait, double halfTrace) {
  Figure figure;
  figure.x = {{-halfTrace, halfTrace}, "\\tau", ""};
  figure.y = {{-kBelow * halfTrace * halfTrace / 4, determinantReach(halfTrace)}, "\\Delta", ""};
  addBorders(figure, halfTrace);
  addNames(figure, halfTrace);
  if (!isPlanarFlow(portrait)) return figure;
  for (std::size_t k = 0; k < portrait.equilibria.size(); ++k) {
    const Equilibrium& e = portrait.equilibria[k];
    const double t = trace(e), d = determinant(e);
    if (std::isfinite(t) && std::isfinite(d))
      figure.markers.push_back({Layer::equilibria, markerRole(e.stability), t, d, "e" + std::to_string(k + 1)});
  }
  return figure;
}

}  // namespace separatrix
