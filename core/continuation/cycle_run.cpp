#include "core/continuation/cycle_run.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace separatrix {
namespace {

constexpr int kMostPoints = 600;
constexpr int kSamples = 16;

std::optional<double> parameterShare(const CyclePoint& point) { return point.tangent[point.orbit.shape.parameter(0)]; }

// log |m| of the multiplier of one kind nearest to the unit circle.
template <class Kind>
std::optional<double> nearestLog(const ProductSpectrum& spectrum, Kind isWanted) {
  std::optional<double> nearest;
  for (std::size_t k = 0; k < spectrum.values.size(); ++k)
    if (isWanted(spectrum.values[k]) && (!nearest || std::fabs(spectrum.logModuli[k]) < std::fabs(*nearest)))
      nearest = spectrum.logModuli[k];
  return nearest;
}

bool isNegative(std::complex<double> value) { return value.imag() == 0 && value.real() < 0; }
bool isComplex(std::complex<double> value) { return value.imag() != 0; }

std::string idFor(SpecialKind kind, const std::vector<SpecialPoint>& specials) {
  const auto same = std::ranges::count(specials, kind, &SpecialPoint::kind);
  return std::string(label(kind)) + std::to_string(same + 1);
}

}  // namespace

bool isSameOnBranch(const Problem& problem, const BranchPoint& a, const BranchPoint& b) {
  if (std::fabs(a.period - b.period) > 1e-6 * a.period || a.extrema.size() != b.extrema.size()) return false;
  for (std::size_t i = 0; i < a.extrema.size(); ++i) {
    const double width = problem.box[i].width();
    const double unit = std::isfinite(width) && width > 0 ? width : 1;
    if (std::fabs(a.extrema[i].lo - b.extrema[i].lo) > 1e-5 * unit) return false;
    if (std::fabs(a.extrema[i].hi - b.extrema[i].hi) > 1e-5 * unit) return false;
  }
  return true;
}

namespace {

// x - mean at equal times; for doubled orbits x(t) - x(t + 1/2).
std::vector<double> deviation(const CollocatedOrbit& orbit, int variables, bool isDoubled) {
  const auto n = static_cast<std::size_t>(variables);
  std::vector<double> samples;
  int j = 0;
  for (int k = 0; k < kSamples; ++k) {
    const double t = static_cast<double>(k) / kSamples;
    while (j + 1 < orbit.shape.intervals && orbit.mesh[static_cast<std::size_t>(j) + 1] <= t) ++j;
    const double start = orbit.mesh[static_cast<std::size_t>(j)];
    const double h = orbit.mesh[static_cast<std::size_t>(j) + 1] - start;
    for (int i = 0; i < variables; ++i) samples.push_back(valueAt(orbit, j, (t - start) / h, i));
  }
  std::vector<double> result(samples.size());
  const std::vector<double> mean = meanOf(orbit, std::vector<double>(static_cast<std::size_t>(orbit.shape.n), 1.0));
  for (std::size_t k = 0; k < samples.size(); ++k) {
    const std::size_t opposite = (k + samples.size() / 2) % samples.size();
    result[k] = samples[k] - (isDoubled ? samples[opposite] : mean[k % n]);
  }
  return result;
}

}  // namespace

bool turnsOver(const CollocatedOrbit& from, const CollocatedOrbit& to, int variables, bool isDoubled) {
  const std::vector<double> a = deviation(from, variables, isDoubled), b = deviation(to, variables, isDoubled);
  const auto dot = [](const auto& u, const auto& v) { return std::inner_product(u.begin(), u.end(), v.begin(), 0.0); };
  return dot(a, b) < -0.5 * std::sqrt(dot(a, a) * dot(b, b));
}

CycleRun::CycleRun(const CycleRunContext& context, const CycleStart& start, From from)
    : context_(context), start_(start), from_(from), path_(context_.solver, start.point) {}

void CycleRun::follow() {
  bool isFirst = true;
  while (static_cast<int>(points_.size()) < kMostPoints) {
    if (context_.stop.stop_requested()) return;
    const std::optional<CycleSegment> segment = path_.step();
    if (!segment && recognized_) endLong(recognized_->first, recognized_->second);
    if (!segment) return;
    if (isFirst && from_ == From::cycle) counts_ = count(segment->from);
    if (isFirst && from_ != From::cycle) {  // leaves a degenerate cycle: nothing happens on the first step
      counts_ = count(segment->to);
      counts_.tangent = *parameterShare(segment->to);
    }
    isFirst = false;
    if (!process(*segment)) return;
    if (isVertical()) {
      context_.result.remarks.push_back(
          "Closed orbits fill a region at one value of the parameter: no branch to follow.");
      return;
    }
  }
  context_.result.remarks.push_back("A branch of cycles was left after " + std::to_string(kMostPoints) + " points.");
}

// Closed orbits of a conservative system: the parameter does not move along the branch.
bool CycleRun::isVertical() {
  constexpr std::size_t kPoints = 6;
  hasMoved_ = hasMoved_ || std::ranges::any_of(points_, [&](const BranchPoint& point) {
                return std::fabs(point.parameter - start_.described.parameter) > 1e-9 * context_.solver.unit();
              });
  return !hasMoved_ && points_.size() >= kPoints;
}

bool CycleRun::finish(BranchEnd::Reason reason, int special) {
  end_ = {reason, special};
  return false;
}

CycleRun::Counts CycleRun::count(const CyclePoint& point) const {
  Counts counts;
  counts.tangent = *parameterShare(point);
  if (context_.solver.dimension() == 2) return counts;
  const ProductSpectrum spectrum = context_.solver.multipliers(point);
  for (std::size_t k = 0; k < spectrum.values.size(); ++k) {
    const bool isOutside = spectrum.logModuli[k] > 0;
    counts.outside += isOutside ? 1 : 0;
    counts.flipped += isOutside && isNegative(spectrum.values[k]) ? 1 : 0;
    counts.complex += isComplex(spectrum.values[k]) ? 1 : 0;
  }
  return counts;
}

// What is known when Newton's method fails on the way to a special point: it lies on this segment.
LocatedCycle CycleRun::unlocated(const CycleSegment& segment, bool isNearFrom) const {
  const CycleSolver& solver = context_.solver;
  LocatedCycle at;
  at.point = at.onSegment = isNearFrom ? segment.from : segment.to;
  at.length = isNearFrom ? 0 : segment.length;
  at.error =
      std::fabs(solver.parameter(segment.to.orbit) - solver.parameter(segment.from.orbit)) + 1e-6 * solver.unit();
  at.isRefined = false;
  return at;
}

std::vector<CycleRun::Event> CycleRun::eventsOn(const CycleSegment& segment) {
  const Counts before = counts_;
  counts_ = count(segment.to);
  std::vector<Event> events;
  const auto look = [&](SpecialKind kind, const CycleTest& test) {
    const std::optional<double> from = test(segment.from), to = test(segment.to);
    if (!from || !to || !(*from * *to < 0)) return;
    std::optional<LocatedCycle> at = path_.locate(segment, test, *from, *to);
    if (!at && kind != SpecialKind::foldOfCycles) return;
    if (!at) at = unlocated(segment, std::fabs(*from) < std::fabs(*to));
    events.push_back({kind, std::move(*at)});
  };
  if (before.tangent * counts_.tangent < 0 && hasMoved_) look(SpecialKind::foldOfCycles, parameterShare);
  const CycleSolver& solver = context_.solver;
  if (before.flipped != counts_.flipped)
    look(SpecialKind::periodDoubling,
         [&](const CyclePoint& point) { return nearestLog(solver.multipliers(point), isNegative); });
  else if (std::abs(before.outside - counts_.outside) == 2)
    look(SpecialKind::neimarkSacker,
         [&](const CyclePoint& point) { return nearestLog(solver.multipliers(point), isComplex); });
  std::ranges::sort(events, {}, [](const Event& event) { return event.at.length; });
  return events;
}

bool CycleRun::process(const CycleSegment& segment) {
  if (passesDoubling(segment)) {
    endAtDoubling(segment.to);
    return false;
  }
  if (passesZeroAmplitude(segment)) {
    endAtHopf(segment.to);
    return false;
  }
  CyclePoint from = segment.from;
  double length = 0;
  for (const Event& event : eventsOn(segment)) {
    if (!processPart({from, event.at.onSegment, event.at.length - length}, &event)) return false;
    from = event.at.onSegment;
    length = event.at.length;
  }
  if (!processPart({from, segment.to, segment.length - length}, nullptr)) return false;
  return !isLong(segment.to);
}

// One part of a segment, up to an event or to the segment's end.
bool CycleRun::processPart(const CycleSegment& part, const Event* event) {
  CycleSolver& solver = context_.solver;
  const Interval& range = context_.options.range;
  const double to = solver.parameter(part.to.orbit), limit = context_.options.maximalPeriod;
  if (limit > 0 && solver.period(part.to.orbit) > limit) {
    const std::optional<CyclePoint> last = path_.atPeriod(part, limit);
    if (!last) return finish(BranchEnd::Reason::stalled);
    if (!crossValues(part, solver.parameter(last->orbit))) return false;
    points_.push_back(solver.describe(*last));
    SpecialPoint special;
    special.kind = SpecialKind::periodLimit;
    special.parameter = solver.parameter(last->orbit);
    special.error = 1e-9 * solver.unit();
    special.state = points_.back().state;
    return finish(BranchEnd::Reason::special, addEnd(std::move(special)));
  }
  if (!range.contains(to)) {
    const double bound = to < range.lo ? range.lo : range.hi;
    if (!crossValues(part, bound)) return false;
    if (const std::optional<CyclePoint> last = path_.atParameter(part, bound)) {
      points_.push_back(solver.describe(*last));
      points_.back().asked = std::ranges::count(context_.options.at, bound) > 0;
    }
    return finish(BranchEnd::Reason::range);
  }
  if (!crossValues(part, to)) return false;
  points_.push_back(solver.describe(event != nullptr ? event->at.point : part.to));
  if (event != nullptr) addSpecial(*event);
  for (std::size_t i = 0; i < points_.back().extrema.size(); ++i) {
    const Interval &extrema = points_.back().extrema[i], &box = context_.problem.box[i];
    const double room = 20 * solver.scale()[i];
    if (extrema.hi > box.hi + room || extrema.lo < box.lo - room) return finish(BranchEnd::Reason::window);
  }
  return true;
}

// Points at the values asked for, and the cycles at the values to be noted: they tell whether the
// branch has come back to its start.
bool CycleRun::crossValues(const CycleSegment& part, double to) {
  CycleSolver& solver = context_.solver;
  const double from = solver.parameter(part.from.orbit);
  std::vector<std::pair<double, bool>> values;  // and whether it was asked for
  const auto isBetween = [&](double value) { return (value - from) * (value - to) < 0; };
  for (const double value : context_.options.at)
    if (isBetween(value) || value == to) values.emplace_back(value, true);
  for (const double value : context_.noted)
    if (isBetween(value)) values.emplace_back(value, false);
  std::ranges::sort(values, [&](const auto& a, const auto& b) { return to > from ? a < b : b < a; });
  for (const auto& [value, isAsked] : values) {
    const std::optional<CyclePoint> point = path_.atParameter(part, value);
    if (!point) continue;
    BranchPoint described = solver.describe(*point);
    described.parameter = value;
    if (!isAsked && from_ == From::cycle && points_.size() > 3 && value == start_.described.parameter &&
        isSameOnBranch(context_.problem, described, start_.described)) {
      points_.push_back(start_.described);
      return finish(BranchEnd::Reason::closed);
    }
    if (!isAsked) met_.push_back(described);
    described.asked = true;
    if (isAsked && value != to) points_.push_back(std::move(described));
  }
  return true;
}

void CycleRun::addSpecial(const Event& event) {
  if (event.kind == SpecialKind::foldOfCycles && undoesLastFold(event)) return;
  SpecialPoint special;
  special.kind = event.kind;
  special.parameter = points_.back().parameter;
  special.error = event.at.error;
  if (!event.at.isRefined) special.evidence = Evidence::heuristic;
  special.state = points_.back().state;
  special.period = points_.back().period;
  special.multipliers = points_.back().multipliers;
  points_.back().stability = Stability::nonhyperbolic;
  const int index = addEnd(std::move(special)) - static_cast<int>(context_.hopfs.size());
  context_.result.seeds.push_back({index, event.at.onSegment.orbit, event.at.onSegment.tangent});
  if (event.kind == SpecialKind::periodDoubling)
    if (std::optional<CycleStart> start = startDoubled(context_.solver, event.at.onSegment))
      context_.doubled.push_back({std::move(*start), index});
}

// Two turns nearer to each other than their errors cannot be told from none: on the steep part of a
// canard explosion the parameter moves less than rounding and mesh let it be known.
bool CycleRun::undoesLastFold(const Event& event) {
  std::vector<SpecialPoint>& specials = context_.result.specials;
  const bool isLast = lastFold_ >= 0 && lastFold_ + 1 == std::ssize(specials);
  const int mine = static_cast<int>(specials.size());
  if (!isLast ||
      std::fabs(specials.back().parameter - points_.back().parameter) > 2 * (specials.back().error + event.at.error)) {
    lastFold_ = mine;
    return false;
  }
  std::erase_if(context_.result.seeds, [&](const CycleSeed& seed) { return seed.special == lastFold_; });
  specials.pop_back();
  lastFold_ = -1;
  return true;
}

int CycleRun::addEnd(SpecialPoint special) {
  std::vector<SpecialPoint>& specials = context_.result.specials;
  special.id = idFor(special.kind, specials);
  special.branch = static_cast<int>(context_.result.branches.size());
  specials.push_back(std::move(special));
  return static_cast<int>(context_.hopfs.size() + specials.size()) - 1;
}

}  // namespace separatrix
