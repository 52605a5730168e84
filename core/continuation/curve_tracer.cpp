#include "core/continuation/curve_tracer.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace separatrix {
namespace {

constexpr double kFirstStep = 0.004;
constexpr double kSharpestTurn = 0.35;  // radians per step
constexpr double kWantedTurn = 0.12;
constexpr double kWorstMiss = 0.08;     // of the predictor, in steps
constexpr double kSlack = 1e-9;         // scaled: on the border still

}  // namespace

double product(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

CurveTracer::CurveTracer(CurveEquations& equations, Box window, std::vector<double> scale, double largestStep)
    : window_(std::move(window)),
      scale_(std::move(scale)),
      arc_(equations, scale_),
      largestStep_(largestStep),
      step_(kFirstStep) {}

CurveNode CurveTracer::here(const std::vector<double>& z) const {
  return {z, arc_.tangent(), arc_.determinantSign()};
}

void CurveTracer::restart() {
  bend_.clear();
  step_ = std::min(kFirstStep, largestStep_);
}

void CurveTracer::shorten() {
  step_ /= 2;
  if (step_ < 1e-4) bend_.clear();
}

//   z = z_a + S (h t + h^2/2 dt/ds), then Newton's method normal to t
bool CurveTracer::advance(const CurveNode& a, CurveNode& b) {
  const double h = step_;
  std::vector<double> z = a.z;
  for (std::size_t i = 0; i < z.size(); ++i)
    z[i] += scale_[i] * (h * a.tangent[i] + (bend_.empty() ? 0.0 : h * h / 2 * bend_[i]));
  if (!arc_.correct(z, a.tangent)) return false;
  arc_.orient(a.tangent);
  b = here(z);
  turn_ = std::acos(std::clamp(product(a.tangent, b.tangent), -1.0, 1.0));
  miss_ = arc_.firstCorrection() / h;
  return turn_ <= kSharpestTurn && miss_ <= (bend_.empty() ? 4 * kWorstMiss : kWorstMiss);
}

void CurveTracer::accept(const CurveNode& a, const CurveNode& b) {
  if (a.sign != 0) {
    bend_.resize(b.tangent.size());
    for (std::size_t i = 0; i < bend_.size(); ++i) bend_[i] = (b.tangent[i] - a.tangent[i]) / step_;
  }
  const double growth =
      std::min(kWantedTurn / std::max(turn_, 1e-3), std::sqrt(0.3 * kWorstMiss / std::max(miss_, 1e-6)));
  step_ = std::min(step_ * std::clamp(growth, 0.5, 1.7), largestStep_);
}

bool CurveTracer::isInside(const std::vector<double>& z) const {
  for (std::size_t i = 0; i < window_.size(); ++i) {
    const double slack = kSlack * scale_[i];
    if (!(z[i] >= window_[i].lo - slack && z[i] <= window_[i].hi + slack)) return false;
  }
  return true;
}

std::optional<std::size_t> CurveTracer::exitBetween(const CurveNode& a, const CurveNode& b, CurveNode& exit) {
  std::vector<std::pair<double, std::size_t>> crossed;
  for (std::size_t i = 0; i < window_.size(); ++i) {
    const Interval& side = window_[i];
    const double slack = kSlack * scale_[i];
    if (b.z[i] >= side.lo - slack && b.z[i] <= side.hi + slack) continue;
    const double face = b.z[i] < side.lo ? side.lo : side.hi;
    crossed.emplace_back(std::clamp((face - a.z[i]) / (b.z[i] - a.z[i]), 0.0, 1.0), i);
  }
  std::ranges::sort(crossed);
  for (const auto& [fraction, i] : crossed) {
    std::vector<double> z = interpolate(a, b, fraction);
    if (!arc_.correctAt(z, i, b.z[i] < window_[i].lo ? window_[i].lo : window_[i].hi)) continue;
    if (!isInside(z) || !isBetween(a, b, z)) continue;
    arc_.orient(b.tangent);
    exit = here(z);
    return i;
  }
  return std::nullopt;
}

CurveTracer::Chord CurveTracer::chord(const CurveNode& a, const CurveNode& b, const std::vector<double>& z) const {
  double length = 0, along = 0, distance = 0;
  for (std::size_t i = 0; i < z.size(); ++i) {
    const double d = (b.z[i] - a.z[i]) / scale_[i], e = (z[i] - a.z[i]) / scale_[i];
    length += d * d;
    along += d * e;
    distance += e * e;
  }
  return {length, along, std::sqrt(std::max(0.0, distance - along * along / length))};
}

bool CurveTracer::closes(const CurveNode& start, const CurveNode& a, const CurveNode& b) const {
  const auto [length, along, off] = chord(a, b, start.z);
  return along > 0 && along <= length && off < 0.2 * std::sqrt(length) && product(start.tangent, b.tangent) > 0.8;
}

bool CurveTracer::isBetween(const CurveNode& a, const CurveNode& b, const std::vector<double>& z) const {
  const auto [length, along, off] = chord(a, b, z);
  const double s = along / length, slack = kSlack / std::sqrt(length) + 1e-6;
  return s >= -slack && s <= 1 + slack && off <= 0.3 * std::sqrt(length) + 1e-9;
}

std::vector<double> CurveTracer::interpolate(const CurveNode& a, const CurveNode& b, double s) const {
  double length = 0;
  for (std::size_t i = 0; i < a.z.size(); ++i) length += std::pow((b.z[i] - a.z[i]) / scale_[i], 2);
  length = std::sqrt(length);
  std::vector<double> z(a.z.size());
  for (std::size_t i = 0; i < z.size(); ++i)
    z[i] = a.z[i] + s * s * (3 - 2 * s) * (b.z[i] - a.z[i]) +
           scale_[i] * length * s * (1 - s) * ((1 - s) * a.tangent[i] - s * b.tangent[i]);
  return z;
}

double CurveTracer::distance(const std::vector<double>& a, const std::vector<double>& b) const {
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) largest = std::max(largest, std::fabs(a[i] - b[i]) / scale_[i]);
  return largest;
}

}  // namespace separatrix
