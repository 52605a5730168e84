#include "core/cycles/survey_ray.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "core/cycles/find_crest.hpp"
#include "core/cycles/ray_samples.hpp"

namespace separatrix {
namespace {

constexpr std::size_t kFamily = 4;  // so many neighbors with P(s) = s are an interval of closed orbits

class Survey {
 public:
  Survey(const Field& field, const Section& ray, std::span<const Sink> forward, std::span<const Sink> backward,
         const SurveyRayOptions& options, const std::stop_token& stop)
      : ray_(ray), options_(options), stop_(stop), patience_(options.patience),
        map_{field, ray, forward, backward, options.returns, stop, patience_} {}

  RaySurvey run() {
    samples_ = sampleRay(map_, starts());
    survey_.patience = patience_;
    if (samples_.empty()) return survey_;
    decideInnermost();
    extendOutward();
    lookCloser();
    for (std::size_t k = 0; k < samples_.size(); ++k) inspect(k);
    survey_.unresolved =
        static_cast<int>(std::ranges::count_if(samples_, [](const RaySample& one) { return !one.known && one.spent; }));
    survey_.family = longestTie() >= kFamily;
    std::ranges::sort(survey_.candidates, {}, &Candidate::low);
    survey_.patience = patience_;
    return std::move(survey_);
  }

 private:
  std::vector<double> starts() const;
  void extendOutward();
  void decideInnermost();
  bool isNearest(std::size_t k) const;
  std::size_t endOfTie(std::size_t k) const;
  std::optional<double> zeroBetween(std::size_t k) const;
  bool isSearched(const Interval& range) const {
    return std::ranges::any_of(searched_, [&](const Interval& other) { return other.contains(range); });
  }
  void climb(std::size_t a, std::size_t b, std::vector<double>& wanted);
  void lookCloser();
  void inspect(std::size_t k);
  void followIntoGap(double s, double bound, int direction);
  std::size_t longestTie() const;

  const Section& ray_;
  const SurveyRayOptions& options_;
  const std::stop_token& stop_;
  int patience_;
  const RayQuestion map_;
  std::vector<RaySample> samples_;
  std::vector<Interval> climbed_;   // whose crest was asked for
  std::vector<Interval> searched_;  // between these no two cycles hide any more
  RaySurvey survey_;
};

// Close to the origin distances grow geometrically, then evenly: three times denser in the window than beyond.
std::vector<double> Survey::starts() const {
  std::vector<double> s;
  const int near = options_.starts / 5, far = options_.starts / 6, even = options_.starts - near - far;
  const double first = std::min(0.02, ray_.edge / 4);
  const auto share = [](int k, int count) { return static_cast<double>(k) / count; };
  for (int k = 0; k < near; ++k) s.push_back(options_.smallest * std::pow(first / options_.smallest, share(k, near)));
  for (int k = 0; k < even; ++k) s.push_back(first + (ray_.edge - first) * share(k, even));
  for (int k = 0; k <= far; ++k) s.push_back(ray_.edge * std::pow(ray_.high / ray_.edge, share(k, far)));
  if (options_.largest > 0) std::erase_if(s, [&](double distance) { return distance > options_.largest; });
  return s;
}

// Orbits that still move outward at the end of the ray tend to something farther out.
void Survey::extendOutward() {
  constexpr double kFactor = 1.5, kFarthest = 10;
  while (options_.largest == 0 && samples_.back().sign > 0 && samples_.back().s < kFarthest && !stop_.stop_requested())
    samples_.push_back(sampleRay(map_, {kFactor * samples_.back().s})[0]);
}

// Whether P(s) - s comes nearest to 0 at sample k of three neighbors on one side.
bool Survey::isNearest(std::size_t k) const {
  const RaySample &a = samples_[k - 1], &b = samples_[k], &c = samples_[k + 1];
  if (a.sign == 0 || a.sign != b.sign || b.sign != c.sign) return false;
  if (a.direction != b.direction || b.direction != c.direction) return false;
  const auto distance = [](const RaySample& x) { return std::fabs(std::expm1(x.direction * x.g)) * x.s; };
  return distance(b) <= distance(a) && distance(b) <= distance(c);
}

// Whether P, drawn as a straight line through two starts on one side, meets the diagonal between
// sample k and the next although their signs agree: two cycles may hide there, close together.
std::optional<double> Survey::zeroBetween(std::size_t k) const {
  const RaySample &a = samples_[k], &b = samples_[k + 1];
  if (a.sign == 0 || a.sign != b.sign || isSearched({a.s, b.s})) return std::nullopt;
  const auto image = [](const RaySample& x) { return x.s * std::exp(x.g); };
  const auto meets = [&](const RaySample& x, const RaySample& neighbor) -> std::optional<double> {
    if (neighbor.sign != x.sign) return std::nullopt;
    const double slope = (image(x) - image(neighbor)) / (x.s - neighbor.s);
    const double zero = (image(x) - slope * x.s) / (1 - slope);
    const double margin = 1e-3 * (b.s - a.s);
    return zero > a.s && zero < b.s ? std::optional(std::clamp(zero, a.s + margin, b.s - margin)) : std::nullopt;
  };
  if (b.s - a.s < 1e-9 * b.s) return std::nullopt;
  if (k + 2 < samples_.size())
    if (const auto zero = meets(b, samples_[k + 2])) return zero;
  return k > 0 ? meets(a, samples_[k - 1]) : std::nullopt;
}

// The sample behind a few that close to rounding, if it lies on the side of sample k; 0: none.
std::size_t Survey::endOfTie(std::size_t k) const {
  std::size_t m = k + 1;
  while (m < samples_.size() && samples_[m].known && samples_[m].sign == 0) ++m;
  const bool few = m > k + 1 && m <= k + kFamily && m < samples_.size();
  return few && samples_[k].sign != 0 && samples_[m].sign == samples_[k].sign ? m : 0;
}

// Asks for the crest between samples a and b once; a sign seen to change on the way becomes a sample.
void Survey::climb(std::size_t a, std::size_t b, std::vector<double>& wanted) {
  const Interval range(samples_[a].s, samples_[b].s);
  if (std::ranges::find(climbed_, range) != climbed_.end() || isSearched(range)) return;
  climbed_.push_back(range);
  const std::optional<Crest> crest = findCrest(map_, samples_[a].direction, range.lo, range.hi);
  if (!crest) return;
  searched_.push_back(range);
  if (crest->kind == Crest::Kind::crossing) wanted.push_back(crest->s);
  if (crest->kind == Crest::Kind::touching)
    survey_.candidates.push_back({range.lo, range.hi, crest->s, samples_[a].direction, crest->spread});
}

void Survey::lookCloser() {
  constexpr int kRounds = 8;
  for (int round = 0; round < kRounds && !stop_.stop_requested(); ++round) {
    std::vector<double> wanted;
    for (std::size_t k = 0; k + 1 < samples_.size(); ++k) {
      if (const auto zero = zeroBetween(k)) {
        const std::size_t before = wanted.size();
        climb(k, k + 1, wanted);
        if (wanted.size() == before && !isSearched({samples_[k].s, samples_[k + 1].s})) wanted.push_back(*zero);
      }
      if (k > 0 && isNearest(k)) climb(k - 1, k + 1, wanted);
      if (const std::size_t m = endOfTie(k); m > 0) climb(k, m, wanted);
    }
    if (wanted.empty()) return;
    const std::vector<RaySample> more = sampleRay(map_, wanted);
    samples_.insert(samples_.end(), more.begin(), more.end());
    std::ranges::sort(samples_, {}, &RaySample::s);
    const auto [first, last] = std::ranges::unique(samples_, {}, &RaySample::s);
    samples_.erase(first, last);
  }
}

// Close to a focus that turns fast the linear part knows the sign that rounding hides.
void Survey::decideInnermost() {
  for (RaySample& one : samples_) {
    if (!one.known || one.sign != 0 || options_.innermost == 0) return;
    one.sign = options_.innermost > 0 ? 1 : -1;
    one.g = options_.innermost;
  }
}

std::size_t Survey::longestTie() const {
  std::size_t longest = 0, run = 0;
  for (const RaySample& one : samples_) {
    if (one.s < 1e-3) continue;
    run = one.known && one.sign == 0 ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

// What lies outward of sample k up to the next one with a sign, and, for the first, inward.
void Survey::inspect(std::size_t k) {
  const RaySample& a = samples_[k];
  if (a.sign == 0) return;
  std::size_t m = k + 1, ties = 0, unknown = 0;
  for (; m < samples_.size() && samples_[m].sign == 0; ++m) (samples_[m].known ? ties : unknown) += 1;
  if (ties >= kFamily) return;
  const bool last = m == samples_.size();
  if (!last && unknown == 0) {
    const RaySample& b = samples_[m];
    if (a.sign == b.sign) return;
    const double da = std::fabs(std::expm1(a.g)) * a.s, db = std::fabs(std::expm1(b.g)) * b.s;
    survey_.candidates.push_back({a.s, b.s, a.s + (b.s - a.s) * da / (da + db), a.sign > 0 ? 1 : -1, 0});
    return;
  }
  if (unknown == 0) return;
  const double gapEnd = last ? samples_.back().s : samples_[m].s;
  followIntoGap(a.s, gapEnd, a.sign > 0 ? 1 : -1);
  if (!last) followIntoGap(samples_[m].s, a.s, samples_[m].sign < 0 ? 1 : -1);
}

// The sequence s, P(s), P(P(s)), ... in the direction of time that leads from s towards `bound`,
// with Aitken's extrapolation; it converges to a cycle, or leaves the domain of P.
void Survey::followIntoGap(double s, double bound, int direction) {
  constexpr int kTurns = 12;
  const double low = std::min(s, bound), high = std::max(s, bound);
  double previous = 0, step = 0, ratio = 1;
  const auto propose = [&] {
    const double limit = s + step * ratio / (1 - ratio);
    survey_.candidates.push_back({low, high, std::clamp(limit, low, high), direction, 0});
  };
  for (int turn = 0; turn < kTurns; ++turn) {
    const Return back = map_.follow(s, direction, options_.returns.tolerance);
    if (!back.isReturn() || back.s < low || back.s > high) return;
    previous = step;
    step = back.s - s;
    if (step * (bound - back.s) < 0 && turn == 0) return;
    ratio = previous != 0 ? step / previous : 1;
    s = back.s;
    if (std::fabs(step) < 1e-3 * s && std::fabs(ratio) < 0.9) return propose();
  }
  if (std::fabs(ratio) < 0.999) propose();
}

}  // namespace

RaySurvey surveyRay(const Field& field, const Section& ray, std::span<const Sink> forwardSinks,
                    std::span<const Sink> backwardSinks, const SurveyRayOptions& options, const std::stop_token& stop) {
  return Survey(field, ray, forwardSinks, backwardSinks, options, stop).run();
}

}  // namespace separatrix
