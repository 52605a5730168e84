#include "core/cycles/find_planar_cycles.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/cycles/close_orbit.hpp"
#include "core/cycles/cycle_geometry.hpp"
#include "core/cycles/planar_sinks.hpp"
#include "core/cycles/survey_ray.hpp"

namespace separatrix {
namespace {

constexpr double kReach = 1.0;            // rays go this many window widths beyond the window
constexpr std::size_t kMostRays = 48;     // of equilibria one may see at once, each with its own search
constexpr double kDoubtfulFamily = 1e-6;  // |log multiplier| below which neighbors are asked

const std::string kFamilyRemark =
    "There is a family of closed orbits (a center): none of them is a limit cycle, none is listed.";

class Search {
 public:
  Search(const Problem& problem, const std::vector<Equilibrium>& equilibria, const FindCyclesOptions& options,
         const std::stop_token& stop)
      : problem_(problem),
        field_(problem.field()),
        equilibria_(equilibria),
        options_(options),
        stop_(stop),
        forward_(sinksOf(problem, equilibria, 1)),
        backward_(sinksOf(problem, equilibria, -1)) {}

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
    arrangeCycles(result_.found, equilibria_);
    if (family_) result_.remarks.push_back(kFamilyRemark);
    if (unresolved_ > 0 && !family_ && result_.found.empty())
      result_.remarks.push_back(std::to_string(unresolved_) + " test orbits had not come round when their budget was " +
                                "spent: the field is stiff or slow there, and a cycle may be missing.");
    return std::move(result_);
  }

 private:
  void searchAround(std::size_t e);
  void close(const Section& ray, const Candidate& candidate);
  double outermostOfInterest(const Section& ray, std::size_t e) const;
  bool isKnown(const Section& ray, const Candidate& candidate) const;
  PlanePoint place(std::size_t e) const { return {equilibria_[e].state[0], equilibria_[e].state[1]}; }
  const std::vector<Sink>& sinks(int direction) const { return direction > 0 ? forward_ : backward_; }

  const Problem& problem_;
  const Field field_;
  const std::vector<Equilibrium>& equilibria_;
  const FindCyclesOptions& options_;
  const std::stop_token& stop_;
  const std::vector<Sink> forward_, backward_;
  std::vector<std::size_t> searched_;
  CyclesFound result_;
  bool family_ = false;
  int unresolved_ = 0;
};

void Search::searchAround(std::size_t e) {
  std::vector<PlanePoint> others;
  for (std::size_t k = 0; k < equilibria_.size(); ++k)
    if (k != e) others.push_back(place(k));
  const Section ray = chooseRay(problem_, place(e), others, kReach);
  SurveyRayOptions survey;
  survey.starts = options_.starts;
  survey.largest = outermostOfInterest(ray, e);
  const RaySurvey seen = surveyRay(field_, ray, forward_, backward_, survey, stop_);
  family_ = family_ || seen.family;
  const bool nothingSeen = seen.candidates.empty() && !seen.family;
  if (nothingSeen && 2 * seen.unresolved > options_.starts) unresolved_ += seen.unresolved;
  for (const Candidate& candidate : seen.candidates)
    if (!stop_.stop_requested() && !isKnown(ray, candidate)) close(ray, candidate);
  searched_.push_back(e);
}

void Search::close(const Section& ray, const Candidate& candidate) {
  CloseOrbitOptions closing;
  closing.tolerance = options_.tolerance;
  std::optional<Cycle> cycle = closeOrbit(problem_, ray, candidate, sinks(candidate.direction), closing, stop_);
  if (!cycle || isAmong(result_.found, *cycle)) return;
  if (std::fabs(cycle->logMultipliers[0]) < kDoubtfulFamily && isOneOfFamily(problem_, *cycle, stop_)) {
    family_ = true;
    return;
  }
  result_.found.push_back(std::move(*cycle));
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
  return closeOrbit(problem, section, {section.low, section.high, 0, direction},
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
