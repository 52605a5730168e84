#include "core/phaseplane/threshold.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/number.hpp"
#include "core/flow/integrate.hpp"

namespace separatrix {
namespace {

constexpr int kSurveyed = 33;
constexpr int kMostHalvings = 60;
constexpr double kNeighbors = 1e-10;  // of the interval
constexpr double kJump = 0.2;         // of the largest change of the response: more than this left is a jump
constexpr double kSteep = 0.05;       // of the push
constexpr double kSpike = 3;          // a change that many times what equal steps of a graded response would make

Error usage(std::string sentence) { return {Error::Code::usage, std::move(sentence)}; }

std::optional<Error> refusal(const Problem& problem, std::span<const double> rest, const ThresholdQuestion& question) {
  const Model& model = *problem.model;
  const int n = model.dimension();
  if (model.kind == ModelKind::map) return usage("Thresholds are of flows; this model is a map.");
  const int count = question.kind == ThresholdQuestion::Kind::kick ? n : static_cast<int>(model.parameters.size());
  if (question.index < 0 || question.index >= count || question.watched >= n)
    return usage("The threshold's variable or parameter does not exist.");
  if (rest.size() != static_cast<std::size_t>(n)) return usage("The state of rest has the wrong number of values.");
  if (!(question.amplitudes.isBounded() && question.amplitudes.lo < question.amplitudes.hi))
    return usage("The interval of amplitudes is empty or unbounded.");
  if (question.kind == ThresholdQuestion::Kind::pulse && !(question.duration > 0))
    return usage("A pulse has a positive duration.");
  return std::nullopt;
}

double horizon(const Model& model, double wanted) {
  if (wanted > 0) return wanted;
  const auto total = model.options.find("total");
  const auto value = total == model.options.end() ? std::nullopt : parseNumber(total->second);
  return value && *value > 0 ? *value : 200;
}

class Survey {
 public:
  Survey(const Problem& problem, std::span<const double> rest, const ThresholdQuestion& question, const std::stop_token& stop)
      : problem_(problem),
        field_(problem.field()),
        rest_(rest.begin(), rest.end()),
        question_(question),
        stop_(stop),
        watched_(static_cast<std::size_t>(question.watched < 0 ? problem.plane.i : question.watched)),
        time_(horizon(*problem.model, question.time)) {}

  // The largest value of the watched variable after this push.
  double response(double amplitude) const {
    IntegrateOptions options;
    options.tolerance = 1e-9;
    std::vector<double> start = rest_;
    if (question_.kind == ThresholdQuestion::Kind::kick)
      start[static_cast<std::size_t>(question_.index)] += amplitude;
    else
      options.stimuli.push_back({question_.index, std::nullopt, amplitude, 0, question_.duration});
    const Trajectory orbit = integrate(*problem_.model, field_, start, time_, options, stop_);
    double largest = rest_[watched_];
    for (std::size_t k = 0; k < orbit.states.size(); ++k) largest = std::max(largest, orbit.states[k][watched_]);
    return largest;
  }

  // The push in [a, b] at which the response has gone the fraction `part` of the way from ra to rb.
  double reaches(double a, double b, double ra, double rb, double part) const {
    const double wanted = ra + part * (rb - ra);
    for (int k = 0; k < 40 && !stop_.stop_requested(); ++k) {
      const double middle = a + (b - a) / 2;
      ((response(middle) - wanted) * (rb - ra) < 0 ? a : b) = middle;
    }
    return a + (b - a) / 2;
  }

 private:
  const Problem& problem_;
  Field field_;
  std::vector<double> rest_;
  const ThresholdQuestion& question_;
  const std::stop_token& stop_;
  std::size_t watched_;
  double time_;
};

}  // namespace

Result<Threshold> findThreshold(const Problem& problem, std::span<const double> rest, const ThresholdQuestion& question,
                                const std::stop_token& stop) {
  if (std::optional<Error> error = refusal(problem, rest, question)) return std::unexpected(std::move(*error));
  const Survey survey(problem, rest, question, stop);
  Threshold found;
  const Interval range = question.amplitudes;
  for (int k = 0; k < kSurveyed && !stop.stop_requested(); ++k) {
    found.amplitudes.push_back(k + 1 == kSurveyed ? range.hi : range.lo + range.width() * k / (kSurveyed - 1));
    found.responses.push_back(survey.response(found.amplitudes.back()));
  }
  const auto cancelled = [] { return std::unexpected(Error{Error::Code::cancelled, "The threshold was not finished."}); };
  if (stop.stop_requested()) return cancelled();

  std::size_t largest = 0;
  const auto change = [&](std::size_t k) { return std::fabs(found.responses[k + 1] - found.responses[k]); };
  for (std::size_t k = 0; k + 1 < found.responses.size(); ++k)
    if (change(k) > change(largest)) largest = k;
  const auto [lowest, highest] = std::ranges::minmax(found.responses);
  if (!(highest > lowest)) return found;  // the push does nothing
  const double a0 = found.amplitudes[largest], b0 = found.amplitudes[largest + 1];
  const double ra0 = found.responses[largest], rb0 = found.responses[largest + 1];

  double a = a0, b = b0, ra = ra0, rb = rb0;
  for (int k = 0; k < kMostHalvings && b - a > kNeighbors * range.width() && !stop.stop_requested(); ++k) {
    const double middle = a + (b - a) / 2, r = survey.response(middle);
    if (std::fabs(r - ra) > std::fabs(rb - r)) {
      b = middle;
      rb = r;
    } else {
      a = middle;
      ra = r;
    }
  }
  found.amplitude = a + (b - a) / 2;
  found.bracket = {a, b};
  found.below = ra;
  found.above = rb;
  if (std::fabs(rb - ra) > kJump * std::fabs(rb0 - ra0) && std::fabs(rb - ra) > 0.05 * (highest - lowest)) {
    found.verdict = Threshold::Verdict::sharp;
  } else {
    found.bracket = {survey.reaches(a0, b0, ra0, rb0, 0.25), survey.reaches(a0, b0, ra0, rb0, 0.75)};
    found.below = ra0;
    found.above = rb0;
    const bool stands = std::fabs(rb0 - ra0) > kSpike * (highest - lowest) / (kSurveyed - 1);
    const bool isSteep = stands && found.bracket.width() < kSteep * std::fabs(found.amplitude);
    found.verdict = isSteep ? Threshold::Verdict::steep : Threshold::Verdict::graded;
  }
  if (stop.stop_requested()) return cancelled();
  return found;
}

}  // namespace separatrix
