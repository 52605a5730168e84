#include "core/flow/lanes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "core/flow/dormand_prince.hpp"
#include "core/flow/lane_field.hpp"
#include "core/flow/stiff_lane.hpp"

namespace separatrix {
namespace {

using namespace dormand_prince;
constexpr std::size_t W = kLaneWidth;
constexpr double kEpsilon = std::numeric_limits<double>::epsilon();

// One number per lane of the round.
using PerLane = std::array<double, W>;

// n components of up to 128 lanes, [i W + l].
using Slots = std::vector<double>;

// Up to 128 lanes under way, in the order of their numbers. Lanes that end make room for waiting ones.
class Round {
 public:
  Round(const Field& field, const Curve& starts, const IntegrateLanesOptions& options)
      : field_(field, options.scalar),
        stiff_(field, options),
        starts_(starts),
        options_(options),
        n_(static_cast<std::size_t>(field.dimension())),
        ends_(starts.size(), TrajectoryEnd::budgetSpent),
        start_(n_),
        end_(n_),
        coefficients_(5 * n_) {
    for (Slots* slots : {&y_, &next_, &stage_, &k_[0], &k_[1], &k_[2], &k_[3], &k_[4], &k_[5], &k_[6]})
      slots->assign(n_ * W, 0.0);
  }

  std::vector<TrajectoryEnd> run(const LaneObserver& observer, const std::stop_token& stop) {
    for (admit(); count_ > 0 && !stop.stop_requested(); admit()) {
      advance();
      judge(observer);
      compact();
    }
    stiff_.finish(ends_, observer, stop);
    return std::move(ends_);
  }

 private:
  void admit();
  void chooseFirstSteps(std::size_t first);
  void advance();
  void judge(const LaneObserver& observer);
  bool accept(std::size_t l, const LaneObserver& observer);
  bool reject(std::size_t l, double logError);
  void compact();
  void noteStiffness(std::size_t l);
  void finish(std::size_t l, TrajectoryEnd end) {
    ends_[lane_[l]] = end;
    finished_[l] = true;
    anyFinished_ = true;
  }
  bool isInside(const Slots& y, std::size_t l) const {
    for (std::size_t i = 0; i < n_; ++i)
      if (!(std::fabs(y[i * W + l]) <= options_.bound)) return false;
    return true;
  }
  void clip(std::size_t l) {  // the last step ends exactly on time
    const double left = endTime() - t_[l];
    last_[l] = std::fabs(h_[l]) * 1.01 >= std::fabs(left);
    if (last_[l]) h_[l] = left;
  }
  bool isTooShort(std::size_t l) const {  // to move the clock
    return std::fabs(h_[l]) <= 4 * kEpsilon * std::max(std::fabs(t_[l]), kEpsilon * options_.time);
  }
  double endTime() const { return options_.backward ? -options_.time : options_.time; }

  LaneField field_;
  StiffLanes stiff_;
  const Curve& starts_;
  const IntegrateLanesOptions& options_;
  std::size_t n_, count_ = 0, waiting_ = 0;
  std::vector<TrajectoryEnd> ends_;
  Slots y_, next_, stage_;
  std::array<Slots, 7> k_;
  PerLane t_{}, h_{}, stageTime_{}, error_{};
  std::array<StepControl, W> control_{};
  std::array<std::size_t, W> lane_{};
  std::array<int, W> steps_{};
  std::array<bool, W> last_{}, accepted_{}, finished_{};
  bool anyFinished_ = false;
  std::vector<double> start_, end_, coefficients_;
};

// Fills the free places with waiting lanes, in order.
void Round::admit() {
  const std::size_t first = count_;
  for (; count_ < W && waiting_ < starts_.size(); ++waiting_) {
    const std::size_t l = count_;
    for (std::size_t i = 0; i < n_; ++i) y_[i * W + l] = starts_[waiting_][i];
    lane_[l] = waiting_;
    t_[l] = 0;
    steps_[l] = 0;
    control_[l] = {};
    stiff_.watch(l) = {};
    if (options_.time <= 0) {
      ends_[waiting_] = TrajectoryEnd::time;
    } else if (isInside(y_, l)) {
      ++count_;
    } else {
      ends_[waiting_] = TrajectoryEnd::blewUp;
    }
  }
  if (count_ > first) chooseFirstSteps(first);
}

// h0 = |y| / (100 |f|);  h1 = (1 / (100 max(|f|, |f(y + h0 f) - f| / h0)))^(1/5);  h = min(100 h0, h1)
// in the norm of the tolerance (Hairer, Nørsett, Wanner 1993, II.4).
void Round::chooseFirstSteps(std::size_t first) {
  const double direction = options_.backward ? -1 : 1;
  field_(y_.data(), t_.data(), k_[0].data(), first, count_);
  for (std::size_t l = first; l < count_; ++l) {
    double d0 = 0, d1Norm = 0;
    for (std::size_t i = 0; i < n_; ++i) {
      const double y = y_[i * W + l], scale = options_.tolerance * (1 + std::fabs(y));
      d0 += y / scale * (y / scale);
      d1Norm += k_[0][i * W + l] / scale * (k_[0][i * W + l] / scale);
    }
    const double h0 = d0 < 1e-10 || !(d1Norm >= 1e-10) ? 1e-6 : 0.01 * std::sqrt(d0 / d1Norm);
    h_[l] = direction * std::min(h0, options_.time);
    error_[l] = d1Norm;
    stageTime_[l] = t_[l] + h_[l];
    for (std::size_t i = 0; i < n_; ++i) stage_[i * W + l] = y_[i * W + l] + h_[l] * k_[0][i * W + l];
  }
  field_(stage_.data(), stageTime_.data(), k_[1].data(), first, count_);
  for (std::size_t l = first; l < count_; ++l) {
    double d2 = 0;
    for (std::size_t i = 0; i < n_; ++i) {
      const double scale = options_.tolerance * (1 + std::fabs(y_[i * W + l]));
      const double change = (k_[1][i * W + l] - k_[0][i * W + l]) / (scale * h_[l]);
      d2 += change * change;
    }
    const double most = std::sqrt(std::max(error_[l], d2) / static_cast<double>(n_));
    const double h0 = std::fabs(h_[l]);
    const double h1 = most <= 1e-15 ? std::max(1e-6, h0 * 1e-3) : std::pow(0.01 / most, 0.2);
    h_[l] = direction * (std::isfinite(most) ? std::min(100 * h0, h1) : h0 * 1e-3);
    clip(l);
  }
}

// The six new stages of one step of every lane, and the error estimate as
// error = sum_i (h (e1 k1 + e3 k3 + ... + e7 k7)_i / (tol (1 + max(|y_i|, |y1_i|))))^2 / n.
void Round::advance() {
  const auto form = [&](Slots& into, double c, auto&& combination) {
    for (std::size_t i = 0; i < n_; ++i) {
      const std::size_t row = i * W;
      for (std::size_t l = 0; l < count_; ++l) into[row + l] = y_[row + l] + h_[l] * combination(row + l);
    }
    for (std::size_t l = 0; l < count_; ++l) stageTime_[l] = t_[l] + c * h_[l];
  };
  const double *k1 = k_[0].data(), *k2 = k_[1].data(), *k3 = k_[2].data(), *k4 = k_[3].data(), *k5 = k_[4].data(),
               *k6 = k_[5].data(), *k7 = k_[6].data();
  const auto evaluate = [&](const Slots& at, int stage) {
    field_(at.data(), stageTime_.data(), k_[static_cast<std::size_t>(stage - 1)].data(), 0, count_);
  };
  form(stage_, c2, [&](std::size_t s) { return a21 * k1[s]; });
  evaluate(stage_, 2);
  form(stage_, c3, [&](std::size_t s) { return a31 * k1[s] + a32 * k2[s]; });
  evaluate(stage_, 3);
  form(stage_, c4, [&](std::size_t s) { return a41 * k1[s] + a42 * k2[s] + a43 * k3[s]; });
  evaluate(stage_, 4);
  form(stage_, c5, [&](std::size_t s) { return a51 * k1[s] + a52 * k2[s] + a53 * k3[s] + a54 * k4[s]; });
  evaluate(stage_, 5);
  form(stage_, 1, [&](std::size_t s) { return a61 * k1[s] + a62 * k2[s] + a63 * k3[s] + a64 * k4[s] + a65 * k5[s]; });
  evaluate(stage_, 6);
  form(next_, 1, [&](std::size_t s) { return b1 * k1[s] + b3 * k3[s] + b4 * k4[s] + b5 * k5[s] + b6 * k6[s]; });
  evaluate(next_, 7);

  error_.fill(0);
  for (std::size_t i = 0; i < n_; ++i) {
    for (std::size_t l = 0; l < count_; ++l) {
      const std::size_t s = i * W + l;
      const double scale = options_.tolerance * (1 + std::max(std::fabs(y_[s]), std::fabs(next_[s])));
      const double e = h_[l] * (e1 * k1[s] + e3 * k3[s] + e4 * k4[s] + e5 * k5[s] + e6 * k6[s] + e7 * k7[s]) / scale;
      error_[l] += e * e;
    }
  }
  for (std::size_t l = 0; l < count_; ++l) error_[l] /= static_cast<double>(n_);
}

// Accepts or repeats each lane's step, chooses the next one, and moves accepted lanes on.
void Round::judge(const LaneObserver& observer) {
  for (std::size_t l = 0; l < count_; ++l) {
    const double logError = 0.5 * roughLog2(error_[l]);
    accepted_[l] = error_[l] <= 1 && accept(l, observer);
    if (!accepted_[l] && !finished_[l] && !reject(l, logError)) continue;
    if (accepted_[l]) {
      if (!finished_[l] && isTooShort(l)) finish(l, TrajectoryEnd::blewUp);
      h_[l] *= control_[l].afterAcceptance(logError);
    }
    if (!finished_[l]) clip(l);
    if (++steps_[l] >= options_.maximalSteps && !finished_[l]) finish(l, TrajectoryEnd::budgetSpent);
  }
  for (std::size_t i = 0; i < n_; ++i) {
    for (std::size_t l = 0; l < count_; ++l) {
      const std::size_t s = i * W + l;
      y_[s] = accepted_[l] ? next_[s] : y_[s];
      k_[0][s] = accepted_[l] ? k_[6][s] : k_[0][s];
    }
  }
}

// Shows the step to the observer and ends the lane when its time is up or it has left the bound.
bool Round::accept(std::size_t l, const LaneObserver& observer) {
  for (std::size_t i = 0; i < n_; ++i)
    if (!std::isfinite(next_[i * W + l])) return false;
  const double h = h_[l];
  for (std::size_t i = 0; i < n_; ++i) {
    const std::size_t s = i * W + l;
    const double y = y_[s], k1 = k_[0][s], k3 = k_[2][s], k4 = k_[3][s], k5 = k_[4][s], k6 = k_[5][s], k7 = k_[6][s];
    // x(theta) = y + theta (D + (1 - theta) (B + theta (C + (1 - theta) E))), expanded in powers of theta
    const double D = next_[s] - y, B = h * k1 - D, C = D - h * k7 - B;
    const double E = h * (d1 * k1 + d3 * k3 + d4 * k4 + d5 * k5 + d6 * k6 + d7 * k7);
    start_[i] = y;
    end_[i] = next_[s];
    coefficients_[i] = y;
    coefficients_[n_ + i] = h * k1;
    coefficients_[2 * n_ + i] = C + E - B;
    coefficients_[3 * n_ + i] = -C - 2 * E;
    coefficients_[4 * n_ + i] = E;
  }
  const DenseStep step{t_[l], h, static_cast<int>(n_), start_, end_, coefficients_};
  const LaneDecision decision = observer(lane_[l], step);
  t_[l] = last_[l] ? endTime() : t_[l] + h;
  if (decision == LaneDecision::finish) {
    finish(l, TrajectoryEnd::event);
  } else if (last_[l]) {
    finish(l, TrajectoryEnd::time);
  } else if (!isInside(next_, l)) {
    finish(l, TrajectoryEnd::blewUp);
  } else if (options_.handOverStiff) {
    noteStiffness(l);
  }
  return true;
}

// After an accepted step: hands the lane over when it is stiff.
void Round::noteStiffness(std::size_t l) {
  double slopes = 0, states = 0;
  for (std::size_t s = l; s < n_ * W; s += W) {
    const double slope = h_[l] * (k_[6][s] - k_[5][s]), state = next_[s] - stage_[s];
    slopes += slope * slope;
    states += state * state;
  }
  if (!stiff_.watch(l).note(slopes, states, endTime() - t_[l], h_[l])) return;
  stiff_.take(lane_[l], t_[l], end_, steps_[l]);
  finish(l, TrajectoryEnd::budgetSpent);
}

// Shortens the step; false when it has become too short to move the clock.
bool Round::reject(std::size_t l, double logError) {
  const bool finite = std::isfinite(error_[l]);
  h_[l] *= finite ? control_[l].afterRejection(logError) : control_[l].afterNonFinite();
  if (!isTooShort(l)) return true;
  finish(l, TrajectoryEnd::blewUp);
  return false;
}

// Closes the gaps that finished lanes leave, keeping the order.
void Round::compact() {
  if (!anyFinished_) return;
  std::size_t to = 0;
  for (std::size_t l = 0; l < count_; ++l) {
    if (finished_[l]) continue;
    for (std::size_t i = 0; to < l && i < n_; ++i) {
      y_[i * W + to] = y_[i * W + l];
      k_[0][i * W + to] = k_[0][i * W + l];
    }
    t_[to] = t_[l];
    h_[to] = h_[l];
    control_[to] = control_[l];
    stiff_.watch(to) = stiff_.watch(l);
    lane_[to] = lane_[l];
    steps_[to] = steps_[l];
    last_[to] = last_[l];
    ++to;
  }
  count_ = to;
  finished_.fill(false);
  anyFinished_ = false;
}

}  // namespace

void DenseStep::at(double theta, std::span<double> x) const {
  const auto n = static_cast<std::size_t>(dimension);
  for (std::size_t i = 0; i < n; ++i) {
    double value = coefficients[4 * n + i];
    for (std::size_t power = 4; power-- > 0;) value = value * theta + coefficients[power * n + i];
    x[i] = value;
  }
}

std::vector<TrajectoryEnd> integrateLanes(const Field& field, const Curve& starts, const IntegrateLanesOptions& options,
                                          const LaneObserver& observer, const std::stop_token& stop) {
  SEPARATRIX_EXPECTS(starts.dimension == field.dimension() && options.tolerance > 0);
  return Round(field, starts, options).run(observer, stop);
}

}  // namespace separatrix
