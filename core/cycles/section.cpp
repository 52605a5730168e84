#include "core/cycles/section.hpp"

#include <algorithm>
#include <limits>
#include <numbers>

namespace separatrix {
namespace {

// How the field crosses a ray: the share of sampled points crossed in the prevailing sense, and
// the mean crossing speed in window widths per time.
struct Crossing {
  double consistency = 0, speed = 0;
};

Crossing crossingOf(const Section& ray, Evaluator<double>& f) {
  constexpr int kSamples = 24;
  Crossing crossing;
  for (int k = 1; k <= kSamples; ++k) {
    const PlanePoint x = ray.at(ray.high * k * k / (kSamples * kSamples));
    PlanePoint v;
    f(x.data(), v.data());
    const double across = ray.across(v);
    if (!std::isfinite(across)) continue;
    crossing.consistency += across > 0 ? 1.0 / kSamples : across < 0 ? -1.0 / kSamples : 0.0;
    crossing.speed += std::fabs(across) / kSamples;
  }
  crossing.consistency = std::fabs(crossing.consistency);
  return crossing;
}

// Where the ray leaves the window grown by `reach` widths on each side.
double lengthInside(const Section& ray, const Box& box, double reach) {
  double length = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < 2; ++i) {
    const double grown = reach * ray.width[i], d = ray.direction[i];
    const double end = d > 0 ? box[i].hi + grown : box[i].lo - grown;
    if (d != 0) length = std::min(length, (end - ray.origin[i]) / d);
  }
  return std::max(length, 0.1 + reach);
}

bool runsInto(const Section& ray, std::span<const PlanePoint> others) {
  return std::ranges::any_of(others, [&](const PlanePoint& p) {
    const double s = ray.along(p.data());
    return s > 0 && std::fabs(ray.side(p.data())) < 0.15 * s;
  });
}

}  // namespace

PlanePoint windowWidths(const Problem& problem) {
  PlanePoint width;
  for (std::size_t i = 0; i < 2; ++i) {
    width[i] = problem.box[i].width();
    if (!(std::isfinite(width[i]) && width[i] > 0)) width[i] = 1;
  }
  return width;
}

Section chooseRay(const Problem& problem, const PlanePoint& origin, std::span<const PlanePoint> others, double reach) {
  constexpr int kDirections = 16;
  Evaluator<double> f = problem.field().values();
  std::vector<Section> rays;
  std::vector<Crossing> crossed;
  double slowest = std::numeric_limits<double>::infinity();
  for (int k = 0; k < kDirections; ++k) {
    const double angle = 2 * std::numbers::pi * k / kDirections;
    Section ray;
    ray.origin = origin;
    ray.width = windowWidths(problem);
    ray.direction = {std::cos(angle) * ray.width[0], std::sin(angle) * ray.width[1]};
    ray.edge = lengthInside(ray, problem.box, 0);
    ray.high = lengthInside(ray, problem.box, reach);
    rays.push_back(ray);
    crossed.push_back(crossingOf(ray, f));
    if (crossed.back().speed > 0) slowest = std::min(slowest, crossed.back().speed);
  }
  // The flux between two cycles is much the same through every ray: where it is slow they lie far apart.
  const auto score = [&](std::size_t k) {
    const double spread = crossed[k].speed > 0 ? std::sqrt(slowest / crossed[k].speed) : 0.0;
    return crossed[k].consistency + 0.25 * spread - (runsInto(rays[k], others) ? 0.6 : 0.0);
  };
  std::size_t best = 0;
  for (std::size_t k = 1; k < rays.size(); ++k)
    if (score(k) > score(best) + 1e-9) best = k;
  return rays[best];
}

Section transversalAt(const Problem& problem, const PlanePoint& point, double half) {
  Evaluator<double> f = problem.field().values();
  PlanePoint v;
  f(point.data(), v.data());
  Section segment;
  segment.origin = point;
  segment.width = windowWidths(problem);
  const double a = v[0] / segment.width[0], b = v[1] / segment.width[1], length = std::hypot(a, b);
  if (length > 0) segment.direction = {b / length * segment.width[0], -a / length * segment.width[1]};
  segment.low = -half;
  segment.high = half;
  segment.winds = false;
  return segment;
}

}  // namespace separatrix
