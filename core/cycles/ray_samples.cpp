#include "core/cycles/ray_samples.hpp"

#include <cmath>
#include <limits>

namespace separatrix {
namespace {

constexpr double kTightTolerance = 1e-12;
constexpr double kNear = 0.01;       // below this distance absolute errors need a finer tolerance
constexpr double kFlat = 1e-6;       // relative: images closer than this are one
constexpr std::size_t kProbes = 12;  // so many ties in a row are all decided by steps of order 8

class Sampling {
 public:
  Sampling(const RayQuestion& question, std::vector<RaySample>& samples) : question_(question), samples_(samples) {}

  void run() {
    const double coarse = question_.returns.tolerance;
    for (const int direction : {1, -1}) {
      scan(direction, 0, kNear, 1e-2 * coarse);
      scan(direction, kNear, std::numeric_limits<double>::infinity(), coarse);
    }
    for (const int direction : {1, -1}) followSpent(direction);
    decideTies();
  }

 private:
  void scan(int direction, double from, double to, double tolerance);
  void followSpent(int direction);
  void decideTies();
  void decideTightly(RaySample& sample);
  static void decide(RaySample& sample, int direction, const Return& back, double noise);

  const RayQuestion& question_;
  std::vector<RaySample>& samples_;
};

void Sampling::decide(RaySample& sample, int direction, const Return& back, double noise) {
  if (!back.isReturn() || !(back.s > 0)) return;
  sample.known = true;
  sample.direction = direction;
  sample.g = direction * std::log(back.s / sample.s);
  sample.sign = sample.g > noise ? 1 : sample.g < -noise ? -1 : 0;
}

// Signs of the starts from `from` to `to` that have none yet.
void Sampling::scan(int direction, double from, double to, double tolerance) {
  std::vector<double> open;
  std::vector<std::size_t> which;
  for (std::size_t k = 0; k < samples_.size(); ++k) {
    if (samples_[k].known || samples_[k].s < from || samples_[k].s >= to) continue;
    open.push_back(samples_[k].s);
    which.push_back(k);
  }
  if (open.empty()) return;
  ReturnOptions options = question_.towards(direction);
  options.tolerance = tolerance;
  const std::vector<Return> back =
      scanReturns(question_.field, question_.ray, open, question_.sinks(direction), options, question_.stop);
  for (std::size_t k = 0; k < open.size(); ++k) {
    decide(samples_[which[k]], direction, back[k], scanNoise(question_.ray, open[k], tolerance));
    samples_[which[k]].spent = samples_[which[k]].spent || back[k].kind == Return::Kind::spent;
    samples_[which[k]].stiff = samples_[which[k]].stiff || back[k].stiff;
  }
}

// Orbits of the plane do not cross: P is monotone, and between two starts with one image it is
// constant. On a relaxation cycle, where all orbits run together, a few turns tell everything.
void Sampling::followSpent(int direction) {
  std::vector<std::size_t> open;
  for (std::size_t k = 0; k < samples_.size(); ++k)
    if (!samples_[k].known && samples_[k].stiff) open.push_back(k);
  if (open.empty() || question_.patience <= 0) return;
  ReturnOptions options = question_.towards(direction);
  options.implicit = true;
  const auto follow = [&](std::size_t k) {
    const double s = samples_[open[k]].s;
    const Return back =
        followReturn(question_.field, question_.ray, s, question_.sinks(direction), options, question_.stop);
    decide(samples_[open[k]], direction, back, 10 * kFlat);
    if (back.kind != Return::Kind::spent) samples_[open[k]].spent = false;
    else --question_.patience;
    return back;
  };
  struct Stretch {
    std::size_t a, b;
    Return atA, atB;
  };
  std::vector<Stretch> stretches{{0, open.size() - 1, follow(0), follow(open.size() - 1)}};
  while (!stretches.empty() && question_.patience > 0 && !question_.stop.stop_requested()) {
    const Stretch now = stretches.back();
    stretches.pop_back();
    if (now.b - now.a < 2) continue;
    const bool flat =
        now.atA.isReturn() && now.atB.isReturn() && std::fabs(now.atA.s - now.atB.s) <= kFlat * std::fabs(now.atA.s);
    if (flat) {
      for (std::size_t k = now.a + 1; k < now.b; ++k) decide(samples_[open[k]], direction, now.atA, 10 * kFlat);
      continue;
    }
    const std::size_t m = (now.a + now.b) / 2;
    const Return atM = follow(m);
    stretches.push_back({now.a, m, now.atA, atM});
    stretches.push_back({m, now.b, atM, now.atB});
  }
}

void Sampling::decideTightly(RaySample& sample) {
  for (const int direction : {1, -1}) {
    sample.known = false;
    decide(sample, direction, question_.follow(sample.s, direction, kTightTolerance),
           followNoise(question_.ray, sample.s, kTightTolerance));
    if (sample.known) return;
  }
}

// A long row of ties is most likely a family of closed orbits: every few of them tell.
void Sampling::decideTies() {
  std::vector<RaySample*> ties;
  for (RaySample& one : samples_)
    if (one.known && one.sign == 0) ties.push_back(&one);
  const std::size_t stride = 1 + ties.size() / kProbes;
  bool allClose = true;
  for (std::size_t k = 0; k < ties.size() && !question_.stop.stop_requested(); k += stride) {
    decideTightly(*ties[k]);
    allClose = allClose && ties[k]->sign == 0;
  }
  if (stride == 1 || allClose) return;
  for (std::size_t k = 0; k < ties.size() && !question_.stop.stop_requested(); ++k)
    if (k % stride != 0) decideTightly(*ties[k]);
}

}  // namespace

ReturnOptions RayQuestion::towards(int direction) const {
  ReturnOptions options = returns;
  options.direction = direction;
  return options;
}

Return RayQuestion::follow(double s, int direction, double tolerance) const {
  ReturnOptions options = towards(direction);
  options.tolerance = tolerance;
  return followReturn(field, ray, s, sinks(direction), options, stop);
}

std::vector<RaySample> sampleRay(const RayQuestion& question, const std::vector<double>& at) {
  std::vector<RaySample> samples(at.size());
  for (std::size_t k = 0; k < at.size(); ++k) samples[k].s = at[k];
  Sampling(question, samples).run();
  return samples;
}

}  // namespace separatrix
