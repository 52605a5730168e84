#include "core/figure/phase_line_figure.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "core/figure/captions.hpp"
#include "core/figure/marker_role.hpp"
#include "core/figure/math_text.hpp"
#include "core/figure/orbit_marks.hpp"

namespace separatrix {
namespace {

constexpr int kSamples = 601;
constexpr double kExtreme = 0.05;   // of the samples on each side that may leave the axis
constexpr double kAir = 0.12;
constexpr double kTooWide = 5;
constexpr double kJump = 0.5;       // of the shown height between neighbors: a pole or a jump
constexpr double kArrowEvery = 0.1; // of the window

struct Samples {
  std::vector<double> x, f;  ///< f is NaN where the field has no value
};

Samples sample(const Problem& problem) {
  Samples samples;
  auto values = problem.field().values();
  const Interval window = problem.box[0];
  for (int k = 0; k < kSamples; ++k) {
    const double x = window.lo + window.width() * k / (kSamples - 1);
    double f = 0;
    values(&x, &f);
    samples.x.push_back(x);
    samples.f.push_back(std::isfinite(f) ? f : std::numeric_limits<double>::quiet_NaN());
  }
  return samples;
}

double roundedUp(double value) {
  if (!(value > 0)) return 0;
  const double decade = std::pow(10.0, std::floor(std::log10(value)));
  for (const double m : {1.0, 1.5, 2.0, 3.0, 5.0, 7.0})
    if (m * decade >= value * (1 - 1e-9)) return m * decade;
  return 10 * decade;
}

// The values without the most extreme ones, and zero.
Interval neededRange(const Samples& samples) {
  std::vector<double> f;
  std::ranges::copy_if(samples.f, std::back_inserter(f), [](double v) { return std::isfinite(v); });
  if (f.empty()) return {0, 0};
  std::ranges::sort(f);
  const double lo = f.front(), hi = f.back();
  const auto cut = static_cast<std::size_t>(kExtreme * static_cast<double>(f.size()));
  const Interval core = hull(Interval(f[cut], f[f.size() - 1 - cut]), 0.0);
  // Without poles the extremes are not extreme: all of the curve is shown.
  return {lo < core.lo - core.width() ? core.lo : std::min(lo, 0.0), hi > core.hi + core.width() ? core.hi : std::max(hi, 0.0)};
}

void addCurve(Figure& figure, const Samples& samples, double height) {
  Curve curve;
  for (std::size_t k = 0; k < samples.x.size(); ++k) {
    const double before = k > 0 ? samples.f[k - 1] : samples.f[k];
    const bool breaks = k > 0 && std::fabs(samples.f[k] - before) > kJump * height && (samples.f[k] > 0) != (before > 0);
    if (breaks) curve.append({samples.x[k], std::numeric_limits<double>::quiet_NaN()});
    curve.append({samples.x[k], samples.f[k]});
  }
  figure.lines.push_back({Layer::nullclines, Role::xNullcline, std::move(curve), {}, false, "n1"});
}

// The line f = 0, cut where f changes its sign, with arrows along the motion.
void addMotion(Figure& figure, const Problem& problem, const Samples& samples) {
  const double window = problem.box[0].width();
  std::size_t begin = 0;
  const auto sign = [&](std::size_t k) { return samples.f[k] > 0 ? 1 : samples.f[k] < 0 ? -1 : 0; };
  for (std::size_t k = 1; k <= samples.x.size(); ++k) {
    if (k < samples.x.size() && sign(k) == sign(begin)) continue;
    Curve piece;
    const double from = samples.x[begin], to = k < samples.x.size() ? samples.x[k] : samples.x.back();
    piece.append({from, 0});
    piece.append({to, 0});
    std::vector<double> arrows;
    if (sign(begin) != 0) {
      const int count = std::max(1, static_cast<int>(std::lround((to - from) / (kArrowEvery * window))));
      for (int a = 0; a < count; ++a) arrows.push_back((a + 0.5) / count);
    }
    if (to > from) figure.lines.push_back({Layer::field, Role::note, std::move(piece), std::move(arrows), sign(begin) < 0, ""});
    begin = k;
  }
}

}  // namespace

bool isPhaseLine(const Problem& problem) { return problem.model->dimension() == 1 && problem.model->kind != ModelKind::map; }

Interval rateRange(const Portrait& portrait, const Interval& present) {
  const Interval needed = neededRange(sample(portrait.problem));
  if (!(needed.width() > 0)) return present.width() > 0 ? present : Interval(-1, 1);
  if (present.width() > 0 && present.contains(needed) && present.width() < kTooWide * needed.width()) return present;
  const double air = kAir * needed.width();
  return {-roundedUp(air - needed.lo), roundedUp(needed.hi + air)};
}

Figure phaseLineFigure(const Portrait& portrait, const Interval& rate) {
  SEPARATRIX_EXPECTS(isPhaseLine(portrait.problem));
  const Problem& problem = portrait.problem;
  const Variable& variable = problem.model->variables[0];
  Figure figure;
  figure.x = axisOf(problem, 0);
  figure.y = {rate, "\\dot{" + symbolFor(variable.name, variable.label) + "}", ""};
  figure.title = titleOf(*problem.model);
  figure.caption = captionOf(problem);
  const Samples samples = sample(problem);
  addMotion(figure, problem, samples);
  addCurve(figure, samples, rate.width());
  for (std::size_t k = 0; k < portrait.equilibria.size(); ++k)
    figure.markers.push_back({Layer::equilibria, markerRole(portrait.equilibria[k].stability), portrait.equilibria[k].state[0], 0,
                              "e" + std::to_string(k + 1)});
  addOrbits(figure, portrait);
  return figure;
}

}  // namespace separatrix
