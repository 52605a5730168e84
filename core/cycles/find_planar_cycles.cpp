#include "core/cycles/find_planar_cycles.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/base/number.hpp"
#include "core/cycles/close_orbit.hpp"
#include "core/cycles/cycle_geometry.hpp"
#include "core/cycles/planar_sinks.hpp"
#include "core/cycles/prove_no_cycle.hpp"
#include "core/cycles/survey_ray.hpp"
#include "core/equilibria/find_equilibria.hpp"

namespace separatrix {
namespace {

constexpr double kReach = 1.0;            // rays go this many window widths beyond the window
constexpr std::size_t kMostRays = 48;     // of equilibria one may see at once, each with its own search
constexpr double kDoubtfulFamily = 1e-6;  // |log multiplier| below which neighbors are asked

constexpr double kUnsureFamily = 1e-4;  // the same next to an interval of closed orbits

const std::string kFamilyRemark =
    "There is a family of closed orbits (a center): none of them is a limit cycle, none is listed.";

// log(P(s)/s) in the limit of small s; 0 where the linear part does not turn or is not sure of its sign.
double turnOf(const Equilibrium& e) {
  constexpr double kSure = 1e-12;
  if (e.eigenvalues.size() != 2 || e.eigenvalues[0].imag() == 0) return 0;
  const double turn = 2 * std::numbers::pi * e.eigenvalues[0].real() / std::fabs(e.eigenvalues[0].imag());
  return std::fabs(turn) > kSure ? turn : 0;
}

// The window and as much again on each side, and the ranges the model declares.
Problem surroundings(const Problem& problem) {
  Problem wide = problem;
  for (std::size_t i = 0; i < 2; ++i) {
    const Interval& box = problem.box[i];
    const Variable& variable = problem.model->variables[i];
    wide.box[i] = {box.lo - box.width(), box.hi + box.width()};
    if (variable.rangeSource != RangeSource::fallback) wide.box[i] = hull(wide.box[i], variable.range);
  }
  return wide;
}

// The equilibria of the window, then some around it; proved when those of the window are all there.
EquilibriaInBox withThoseAround(const Problem& wide, const Box& box, const std::vector<Equilibrium>& equilibria,
                                const std::stop_token& stop) {
  constexpr int kMostBoxes = 400;
  constexpr std::size_t kMostAround = 6;
  FindEquilibriaOptions options;
  options.maximalBoxes = kMostBoxes;
  auto found = findEquilibria(wide, options, stop);
  EquilibriaInBox all;
  all.found = equilibria;
  if (!found) return all;
  all.completeness = std::move(found->completeness);
  for (const Equilibrium& e : found->found) {
    const bool isInside = box[0].contains(e.state[0]) && box[1].contains(e.state[1]);
    if (!isInside && all.found.size() < equilibria.size() + kMostAround) all.found.push_back(e);
  }
  return all;
}

bool meetsBox(const Curve& orbit, const Box& box) {
  for (std::size_t k = 0; k < orbit.size(); ++k)
    if (box[0].contains(orbit[k][0]) && box[1].contains(orbit[k][1])) return true;
  return false;
}

std::string remarkOnNonhyperbolic(const Cycle& cycle) {
  return "The multiplier of the cycle of period " + formatNumber(cycle.period, 6) +
         " is 1 to rounding: it is semi-stable, as where two cycles meet (a fold of cycles), or attracts or repels " +
         "too weakly to tell.";
}

class Search {
 public:
  Search(const Problem& problem, const std::vector<Equilibrium>& equilibria, const FindCyclesOptions& options,
         const std::stop_token& stop)
      : problem_(problem),
        wide_(surroundings(problem)),
        field_(problem.field()),
        inWindow_(equilibria),
        around_(withThoseAround(wide_, problem.box, equilibria, stop)),
        equilibria_(around_.found),
        options_(options),
        stop_(stop),
        forward_(sinksOf(problem, equilibria_, 1)),
        backward_(sinksOf(problem, equilibria_, -1)) {}

  CyclesFound run() {
    for (std::size_t e = 0; e < equilibria_.size() && !stop_.stop_requested(); ++e) {
      if (!mayBeEnclosedAlone(equilibria_[e])) continue;
      if (searched_.size() == kMostRays) {
        result_.remarks.push_back("Cycles were searched around the first " + std::to_string(kMostRays) +
                                  " equilibria only: choose a smaller window to see the others.");
        break;
      }
      searchAround(e);
    }
    arrangeCycles(result_.found, inWindow_);
    for (const Cycle& cycle : result_.found) remarkOnIndex(cycle);
    const bool areAll = options_.equilibriaAreAll || around_.completeness.evidence == Evidence::proved;
    if (result_.found.empty()) result_.argument = proveNoCycle(problem_, inWindow_, areAll);
    if (!result_.argument.empty()) result_.completeness = Evidence::proved;
    for (const Cycle& cycle : result_.found)
      if (cycle.stability == Stability::nonhyperbolic) result_.remarks.push_back(remarkOnNonhyperbolic(cycle));
    if (family_) result_.remarks.push_back(kFamilyRemark);
    if (unresolved_ > 0 && !family_ && result_.found.empty())
      result_.remarks.push_back(std::to_string(unresolved_) + " test orbits had not come round when their budget was " +
                                "spent: the field is stiff or slow there, and a cycle may be missing.");
    return std::move(result_);
  }

 private:
  void searchAround(std::size_t e);
  void close(const Section& ray, const Candidate& candidate, bool centerInWindow);
  void remarkOnIndex(const Cycle& cycle);
  bool isInWindow(std::size_t e) const { return e < inWindow_.size(); }
  double outermostOfInterest(const Section& ray, std::size_t e) const;
  bool isKnown(const Section& ray, const Candidate& candidate) const;
  PlanePoint place(std::size_t e) const { return {equilibria_[e].state[0], equilibria_[e].state[1]}; }
  const std::vector<Sink>& sinks(int direction) const { return direction > 0 ? forward_ : backward_; }

  const Problem& problem_;
  const Problem wide_;  // with more around the window
  const Field field_;
  const std::vector<Equilibrium>& inWindow_;
  const EquilibriaInBox around_;  // those first, then what lies around the window
  const std::vector<Equilibrium>& equilibria_;
  const FindCyclesOptions& options_;
  const std::stop_token& stop_;
  const std::vector<Sink> forward_, backward_;
  std::vector<std::size_t> searched_;
  CyclesFound result_;
  bool family_ = false;
  int unresolved_ = 0;
  int patience_ = SurveyRayOptions{}.patience;  // for all rays together: no search takes forever
};

void Search::searchAround(std::size_t e) {
  std::vector<PlanePoint> others;
  for (std::size_t k = 0; k < equilibria_.size(); ++k)
    if (k != e) others.push_back(place(k));
  const Section ray = chooseRay(isInWindow(e) ? problem_ : wide_, place(e), others, isInWindow(e) ? kReach : 0);
  SurveyRayOptions survey;
  survey.starts = options_.starts;
  survey.largest = outermostOfInterest(ray, e);
  survey.innermost = turnOf(equilibria_[e]);
  survey.patience = patience_;
  const RaySurvey seen = surveyRay(field_, ray, forward_, backward_, survey, stop_);
  patience_ = seen.patience;
  family_ = family_ || (seen.family && isInWindow(e));
  const bool nothingSeen = seen.candidates.empty() && !seen.family;
  if (nothingSeen && isInWindow(e) && 2 * seen.unresolved > options_.starts) unresolved_ += seen.unresolved;
  for (const Candidate& candidate : seen.candidates)
    if (!stop_.stop_requested() && !isKnown(ray, candidate)) close(ray, candidate, isInWindow(e));
  searched_.push_back(e);
}

void Search::close(const Section& ray, const Candidate& candidate, bool centerInWindow) {
  CloseOrbitOptions closing;
  closing.tolerance = options_.tolerance;
  const Problem& problem = centerInWindow ? problem_ : wide_;
  std::optional<Cycle> cycle = closeOrbit(problem, ray, candidate, sinks(candidate.direction), closing, stop_);
  if (!cycle || isAmong(result_.found, *cycle)) return;
  if (!centerInWindow && !meetsBox(cycle->orbit, problem_.box)) return;
  const double log = std::fabs(cycle->logMultipliers[0]);
  const bool isUnsure = cycle->periodError > cycle->period || family_;  // its neighbors may close unnoticed
  if ((isUnsure && log < kUnsureFamily) || (log < kDoubtfulFamily && isOneOfFamily(problem_, *cycle, stop_))) {
    family_ = family_ || centerInWindow;
    return;
  }
  result_.found.push_back(std::move(*cycle));
}

// Every closed orbit encloses equilibria of index sum 1 (Poincaré): one that does not has lost some.
void Search::remarkOnIndex(const Cycle& cycle) {
  for (std::size_t i = 0; i < 2; ++i)
    if (!problem_.box[i].contains(cycle.extrema[i])) return;  // what lies beyond the window is not known
  int sum = 0;
  for (const int e : cycle.encloses) {
    const std::optional<int> index = indexOf(inWindow_[static_cast<std::size_t>(e)]);
    if (!index) return;
    sum += *index;
  }
  if (sum != 1)
    result_.remarks.push_back("The cycle of period " + formatNumber(cycle.period, 6) +
                              " encloses equilibria of index sum " + std::to_string(sum) +
                              " instead of 1: something is missing inside it.");
}

// Cycles outside one that encloses both this equilibrium and one searched before were found there:
// beyond the smallest such cycle there is nothing new on this ray.
double Search::outermostOfInterest(const Section& ray, std::size_t e) const {
  double least = std::numeric_limits<double>::infinity();
  for (const Cycle& cycle : result_.found) {
    const auto around = [&](std::size_t k) { return encloses(cycle.orbit, place(k)); };
    if (!around(e) || std::ranges::none_of(searched_, around)) continue;
    const std::vector<double> s = crossings(ray, cycle.orbit);
    if (!s.empty()) least = std::min(least, std::ranges::max(s));
  }
  return std::isfinite(least) ? least : 0;
}

bool Search::isKnown(const Section& ray, const Candidate& candidate) const {
  if (candidate.spread > 0) return false;
  return std::ranges::any_of(result_.found, [&](const Cycle& cycle) {
    if ((cycle.stability == Stability::stable) != (candidate.direction > 0)) return false;
    return std::ranges::any_of(crossings(ray, cycle.orbit),
                               [&](double s) { return candidate.low <= s && s <= candidate.high; });
  });
}

// The old crossing is the first guess; the piece of line around it must stay free of tangencies.
std::optional<Cycle> follow(const Problem& problem, const Cycle& known, const std::vector<Equilibrium>& equilibria,
                            const FindCyclesOptions& options, const std::stop_token& stop) {
  constexpr double kHalf = 0.4;  // of the cycle's extent
  const PlanePoint width = windowWidths(problem);
  const double extent = std::max(known.extrema[0].width() / width[0], known.extrema[1].width() / width[1]);
  const Section section = transversalAt(problem, {known.orbit[0][0], known.orbit[0][1]}, kHalf * extent);
  const int direction = known.stability == Stability::unstable ? -1 : 1;
  CloseOrbitOptions closing;
  closing.tolerance = options.tolerance;
  closing.maximalTurns = 12;
  closing.longest = 3 * known.period;
  return closeOrbit(problem, section, {section.low, section.high, 0, direction, 0},
                    sinksOf(problem, equilibria, direction), closing, stop);
}

}  // namespace

CyclesFound findPlanarCycles(const Problem& problem, const std::vector<Equilibrium>& equilibria,
                             const FindCyclesOptions& options, const std::stop_token& stop) {
  return Search(problem, equilibria, options, stop).run();
}

CyclesFound refinePlanarCycles(const Problem& problem, const std::vector<Cycle>& known,
                               const std::vector<Equilibrium>& equilibria, const FindCyclesOptions& options,
                               const std::stop_token& stop) {
  CyclesFound result;
  for (const Cycle& one : known) {
    if (stop.stop_requested()) break;
    std::optional<Cycle> cycle = follow(problem, one, equilibria, options, stop);
    if (!cycle || isAmong(result.found, *cycle)) continue;
    if (std::fabs(cycle->logMultipliers[0]) < kDoubtfulFamily && isOneOfFamily(problem, *cycle, stop)) continue;
    result.found.push_back(std::move(*cycle));
  }
  arrangeCycles(result.found, equilibria);
  return result;
}

}  // namespace separatrix
