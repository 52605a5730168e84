#include "core/cycles/orbit_record.hpp"

#include <algorithm>
#include <cmath>

#include "core/cycles/high_order_flow.hpp"

namespace separatrix {
namespace {

constexpr int kDepth = 7;  // a step is cut into at most 128 chords

struct Sample {
  std::size_t piece;
  double theta;
  std::vector<double> x;
};

class Drawing {
 public:
  Drawing(const OrbitRecord& record, double deviation)
      : record_(record), n_(static_cast<std::size_t>(record.dimension)), extrema_(n_), allowed_(n_, 0.0) {
    std::vector<Interval> rough(n_);
    for (std::size_t k = 0; k < record.pieces.size(); ++k)
      for (const double part : {0.0, 1.0 / 3, 2.0 / 3, 1.0}) {
        const Sample sample = at(k, part * record.pieces[k].end);
        for (std::size_t i = 0; i < n_; ++i)
          rough[i] = k == 0 && part == 0 ? Interval(sample.x[i]) : hull(rough[i], sample.x[i]);
      }
    for (std::size_t i = 0; i < n_; ++i) allowed_[i] = deviation * rough[i].width();
    for (std::size_t k = 0; k < record.pieces.size(); ++k) {
      const double end = record.pieces[k].end;
      const Sample a = at(k, 0), m = at(k, end / 2), b = at(k, end);
      samples_.push_back(a);
      cut(a, m, kDepth);
      samples_.push_back(m);
      cut(m, b, kDepth);
      if (k + 1 == record.pieces.size()) samples_.push_back(b);
    }
  }

  DrawnOrbit result() {
    for (std::size_t i = 0; i < n_; ++i) extrema_[i] = {extremum(i, -1), extremum(i, 1)};
    DrawnOrbit drawn;
    drawn.curve.dimension = record_.dimension;
    const double t0 = record_.direction > 0 ? 0 : timeOf(samples_.back());
    if (record_.direction < 0) std::ranges::reverse(samples_);
    for (const Sample& sample : samples_) {
      drawn.curve.append(std::span<const double>(sample.x));
      drawn.times.push_back(timeOf(sample) - t0);
    }
    std::copy_n(drawn.curve.coordinates.begin(), n_, drawn.curve.coordinates.end() - static_cast<std::ptrdiff_t>(n_));
    drawn.extrema = extrema_;
    return drawn;
  }

 private:
  Sample at(std::size_t piece, double theta) const {
    Sample sample{piece, theta, std::vector<double>(n_)};
    record_.at(record_.pieces[piece], theta, sample.x);
    return sample;
  }
  double timeOf(const Sample& s) const { return record_.pieces[s.piece].t0 + s.theta * record_.pieces[s.piece].h; }

  // Points between a and b, both excluded, until the middle of every chord lies on the orbit.
  void cut(const Sample& a, const Sample& b, int depth) {
    const Sample m = at(a.piece, (a.theta + b.theta) / 2);
    bool straight = true;
    for (std::size_t i = 0; i < n_; ++i)
      straight = straight && std::fabs(m.x[i] - (a.x[i] + b.x[i]) / 2) <= allowed_[i];
    if (straight || depth == 0) return;
    cut(a, m, depth - 1);
    samples_.push_back(m);
    cut(m, b, depth - 1);
  }

  // The largest value of sign x_i: golden section on the polynomials around every sample that is a
  // local maximum and could be the largest.
  double extremum(std::size_t i, double sign) const {
    const std::size_t count = samples_.size();
    const auto value = [&](std::size_t k) { return sign * samples_[k % count].x[i]; };
    double best = value(0);
    for (std::size_t k = 1; k < count; ++k) best = std::max(best, value(k));
    const double close = best - 4 * allowed_[i];
    for (std::size_t k = 0; k < count; ++k) {
      if (value(k) < close || value(k) < value(k + count - 1) || value(k) < value(k + 1)) continue;
      if (k > 0) best = std::max(best, golden(samples_[k - 1], samples_[k], i, sign));
      if (k + 1 < count) best = std::max(best, golden(samples_[k], samples_[k + 1], i, sign));
    }
    return sign * best;
  }

  double golden(const Sample& a, const Sample& b, std::size_t i, double sign) const {
    constexpr double kRatio = 0.6180339887498949;
    const auto& piece = record_.pieces[a.piece];
    const auto f = [&](double theta) { return sign * denseValue(piece.coefficients.data() + i, n_, theta); };
    double lo = a.theta, hi = b.piece == a.piece ? b.theta : 1.0;
    double p = hi - kRatio * (hi - lo), q = lo + kRatio * (hi - lo), fp = f(p), fq = f(q);
    for (int k = 0; k < 40; ++k) {
      if (fp > fq) {
        hi = q, q = p, fq = fp;
        p = hi - kRatio * (hi - lo), fp = f(p);
      } else {
        lo = p, p = q, fp = fq;
        q = lo + kRatio * (hi - lo), fq = f(q);
      }
    }
    return std::max(fp, fq);
  }

  const OrbitRecord& record_;
  std::size_t n_;
  std::vector<Interval> extrema_;
  std::vector<double> allowed_;
  std::vector<Sample> samples_;
};

}  // namespace

void OrbitRecord::at(const Piece& piece, double theta, std::span<double> x) const {
  for (std::size_t i = 0; i < x.size(); ++i)
    x[i] = denseValue(piece.coefficients.data() + i, static_cast<std::size_t>(dimension), theta);
}

DrawnOrbit drawOrbit(const OrbitRecord& record, double deviation) { return Drawing(record, deviation).result(); }

}  // namespace separatrix
