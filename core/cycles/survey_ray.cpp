#include "core/cycles/survey_ray.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "core/cycles/ray_samples.hpp"

namespace separatrix {
namespace {

constexpr double kCrestTolerance = 1e-9;
constexpr std::size_t kFamily = 4;  // so many neighbors with P(s) = s are an interval of closed orbits

class Survey {
 public:
  Survey(const Field& field, const Section& ray, std::span<const Sink> forward, std::span<const Sink> backward,
         const SurveyRayOptions& options, const std::stop_token& stop)
      : ray_(ray), options_(options), stop_(stop), map_{field, ray, forward, backward, options.returns, stop} {}

  RaySurvey run() {
    samples_ = sampleRay(map_, starts());
    if (samples_.empty()) return survey_;
    extendOutward();
    lookCloser();
    for (std::size_t k = 0; k < samples_.size(); ++k) inspect(k);
    survey_.unresolved = static_cast<int>(
        std::ranges::count_if(samples_, [](const RaySample& one) { return !one.known && one.spent; }));
    survey_.family = longestTie() >= kFamily;
    std::ranges::sort(survey_.candidates, {}, &Candidate::low);
    return std::move(survey_);
  }

 private:
  std::vector<double> starts() const;
  void extendOutward();
  std::optional<double> minimumNear(std::size_t k) const;
  std::optional<double> zeroBetween(std::size_t k) const;
  std::optional<double> crestBetween(double a, double b) const;
  void lookCloser();
  void inspect(std::size_t k);
  void followIntoGap(double s, double bound, int direction);
  std::size_t longestTie() const;

  const Section& ray_;
  const SurveyRayOptions& options_;
  const std::stop_token& stop_;
  const RayQuestion map_;
  std::vector<RaySample> samples_;
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

// Where the parabola through three neighbors of one sign is lowest, if |g| there is far below the middle one.
std::optional<double> Survey::minimumNear(std::size_t k) const {
  const RaySample &a = samples_[k - 1], &b = samples_[k], &c = samples_[k + 1];
  if (a.sign == 0 || a.sign != b.sign || b.sign != c.sign) return std::nullopt;
  const double ga = std::fabs(a.g), gb = std::fabs(b.g), gc = std::fabs(c.g);
  if (!(gb <= ga && gb <= gc)) return std::nullopt;
  const double left = (gb - ga) / (b.s - a.s), right = (gc - gb) / (c.s - b.s), bend = (right - left) / (c.s - a.s);
  if (!(bend > 0)) return std::nullopt;
  const double slope = left + bend * (b.s - a.s), shift = -slope / (2 * bend);
  const double lowest = gb - slope * slope / (4 * bend);
  if (lowest > 0.9 * gb || std::fabs(shift) < 1e-3 * (c.s - a.s)) return std::nullopt;
  return std::clamp(b.s + shift, a.s + 0.02 * (b.s - a.s), c.s - 0.02 * (c.s - b.s));
}

// Whether P, drawn as a straight line through two starts on one side, meets the diagonal between
// sample k and the next although their signs agree: two cycles may hide there, close together.
std::optional<double> Survey::zeroBetween(std::size_t k) const {
  const RaySample &a = samples_[k], &b = samples_[k + 1];
  const auto isSearched = [&](const Interval& range) { return range.contains(a.s) && range.contains(b.s); };
  if (a.sign == 0 || a.sign != b.sign || std::ranges::any_of(searched_, isSearched)) return std::nullopt;
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

// Where P(s) - s is extreme between a and b, that is log P' = 0 (Illinois); or where its sign has
// been seen to change on the way there. Empty when log P' does not change its sign.
std::optional<double> Survey::crestBetween(double a, double b) const {
  constexpr int kSteps = 30;
  const auto follow = [&](double s) { return map_.follow(s, 1, kCrestTolerance); };
  const Return atA = follow(a), atB = follow(b);
  if (!atA.isReturn() || !atB.isReturn() || atA.logSlope * atB.logSlope >= 0) return std::nullopt;
  double la = atA.logSlope, lb = atB.logSlope, m = b;
  int kept = 0;
  for (int k = 0; k < kSteps && b - a > 1e-10 * b && !stop_.stop_requested(); ++k) {
    m = b - lb * (b - a) / (lb - la);
    const Return atM = follow(m);
    if (!atM.isReturn() || (atM.s - m) * (atB.s - b) < 0 || std::fabs(atM.logSlope) < 1e-3) break;
    const bool replacesB = atM.logSlope * lb > 0;
    (replacesB ? b : a) = m;
    (replacesB ? lb : la) = atM.logSlope;
    const int now = replacesB ? 1 : -1;
    if (now == kept) (replacesB ? la : lb) /= 2;
    kept = now;
    b = std::max(a, b);
  }
  return m;
}

void Survey::lookCloser() {
  constexpr int kRounds = 8;
  for (int round = 0; round < kRounds && !stop_.stop_requested(); ++round) {
    std::vector<double> wanted;
    for (std::size_t k = 0; k + 1 < samples_.size(); ++k) {
      if (const auto zero = zeroBetween(k)) {
        const std::optional<double> crest = crestBetween(samples_[k].s, samples_[k + 1].s);
        if (crest) searched_.push_back({samples_[k].s, samples_[k + 1].s});
        wanted.push_back(crest.value_or(*zero));
      }
      if (k == 0) continue;
      if (const auto s = minimumNear(k)) wanted.push_back(*s);
    }
    if (wanted.empty()) return;
    const std::vector<RaySample> more = sampleRay(map_, wanted);
    samples_.insert(samples_.end(), more.begin(), more.end());
    std::ranges::sort(samples_, {}, &RaySample::s);
    const auto [first, last] = std::ranges::unique(samples_, {}, &RaySample::s);
    samples_.erase(first, last);
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
    survey_.candidates.push_back({a.s, b.s, a.s + (b.s - a.s) * da / (da + db), a.sign > 0 ? 1 : -1});
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
    survey_.candidates.push_back({low, high, std::clamp(limit, low, high), direction});
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
