#include <algorithm>
#include <limits>

#include "core/cycles/high_order_flow.hpp"
#include "core/cycles/implicit_flow.hpp"
#include "core/cycles/return_map.hpp"

namespace separatrix {
namespace {

constexpr int kPatience = 2000;  // steps of the explicit method between two questions whether they are held short

// f and, third, its divergence
class Slope {
 public:
  explicit Slope(const Field& field) : jet_(field.withJacobian()) {}
  void operator()(const double* y, double* slope) {
    jet_(y, out_.data());
    slope[0] = out_[0];
    slope[1] = out_[1];
    slope[2] = out_[2] + out_[5];
  }

  Evaluator<double>& jet() { return jet_; }

 private:
  Evaluator<double> jet_;
  std::array<double, 6> out_{};
};

// One turn by either method: both have the same calls.
template <class Flow>
class Turn {
 public:
  Turn(Flow& flow, const Field& field, const Section& section, std::span<const Sink> sinks,
       const ReturnOptions& options, OrbitRecord* record)
      : flow_(flow), slope_(field), section_(section), sinks_(sinks), options_(options), record_(record) {
    if (record_ != nullptr) *record_ = {2, options_.direction, {}};
  }

  // Gives up a method that proves too short of step when `mayBeStiff`.
  Return follow(double start, bool mayBeStiff, const std::stop_token& stop) {
    const PlanePoint x0 = section_.at(start);
    std::array<double, 3> y{x0[0], x0[1], 0}, slope{};
    slope_(y.data(), slope.data());
    leaving_ = section_.across({slope[0], slope[1]});
    ReturnWatch watch(section_, leaving_ * options_.direction >= 0 ? 1 : -1);
    flow_.start(y, options_.direction);
    seen_ = {Interval(x0[0]), Interval(x0[1])};
    result_.widest = x0;
    const auto at = [&](double theta, double* x) { flow_.at(theta, {x, 2}); };
    for (int k = 0; k < options_.maximalSteps && !stop.stop_requested(); ++k) {
      if (!flow_.advance()) return ended(Return::Kind::left);
      if (k == 0) firstStep_ = flow_.step();
      observe();
      const auto theta = watch.afterStep(flow_.after().data(), at);
      if (record_ != nullptr) {
        record_->pieces.push_back({flow_.previousTime(), flow_.step(), theta.value_or(1), {}});
        flow_.copyDense(2, record_->pieces.back().coefficients);
      }
      if (theta) return returned(*theta);
      if (const auto end = endOfOrbit(section_, sinks_, flow_.after().data(), options_.reach)) return ended(*end);
      if (isAtRest()) return ended(Return::Kind::arrived);
      if (options_.longest > 0 && std::fabs(flow_.time()) > options_.longest) return {};
      isStiff_ = mayBeStiff && (k + 1) % kPatience == 0 &&
                 areStepsHeldShort(slope_.jet(), {flow_.after()[0], flow_.after()[1]}, flow_.time() / k);
      if (isStiff_) return {};
    }
    return {};
  }

  bool isStiff() const { return isStiff_; }

 private:
  static Return ended(Return::Kind kind) {
    Return end;
    end.kind = kind;
    return end;
  }

  void observe() {
    const auto x = flow_.after(), v = flow_.slopeAfter();
    for (std::size_t i = 0; i < 2; ++i) seen_[i] = hull(seen_[i], x[i]);
    lowest_ = std::min(lowest_, x[2]);
    result_.growth = std::max(result_.growth, x[2] - lowest_);
    speed_ = std::hypot(v[0] / section_.width[0], v[1] / section_.width[1]);
    if (const double apart = x[2] - std::log(speed_); apart > most_) {
      most_ = apart;
      result_.widest = {x[0], x[1]};
    }
  }

  // On a line of equilibria, which no sink tells of: at this speed nothing would have moved so far.
  bool isAtRest() const {
    constexpr double kStill = 1e-12;  // window widths
    return speed_ * std::fabs(flow_.time()) < kStill && std::fabs(flow_.time()) > 1e3 * std::fabs(firstStep_);
  }

  Return returned(double theta) {
    std::array<double, 3> y{}, slope{};
    flow_.stepTo(theta, y);
    slope_(y.data(), slope.data());
    const double arriving = section_.across({slope[0], slope[1]});
    const double late = section_.side(y.data()) / arriving;  // one Newton step onto the line
    for (std::size_t i = 0; i < 3; ++i) y[i] -= late * slope[i];
    result_.kind = Return::Kind::returned;
    result_.s = section_.along(y.data());
    result_.time = flow_.previousTime() + theta * flow_.step() - late;
    result_.logSlope = std::log(std::fabs(leaving_ / arriving)) + y[2];
    result_.extent = {seen_[0].width(), seen_[1].width()};
    return result_;
  }

  Flow& flow_;
  Slope slope_;
  const Section& section_;
  std::span<const Sink> sinks_;
  const ReturnOptions& options_;
  OrbitRecord* record_;
  Return result_;
  std::array<Interval, 2> seen_{};
  double leaving_ = 0, speed_ = 0, firstStep_ = 0, lowest_ = 0, most_ = -std::numeric_limits<double>::infinity();
  bool isStiff_ = false;
};

}  // namespace

Return followReturn(const Field& field, const Section& section, double start, std::span<const Sink> sinks,
                    const ReturnOptions& options, const std::stop_token& stop, OrbitRecord* record) {
  constexpr double kFinest = 2e-14;  // relative to a coordinate: a hundred roundings
  const double tol = options.tolerance, small = std::min(1.0, std::fabs(start) + 1e-5);
  const PlanePoint x = section.at(start);
  PlanePoint absolute{}, relative{};
  for (std::size_t i = 0; i < 2; ++i) {
    absolute[i] = tol * (options.size[i] > 0 ? options.size[i] : small * section.width[i]);
    relative[i] = std::min(tol, std::max(kFinest, absolute[i] / std::max(std::fabs(x[i]), absolute[i])));
  }
  if (!options.implicit) {
    HighOrderFlow flow(Slope(field), {relative[0], relative[1], tol}, {absolute[0], absolute[1], std::max(tol, 1e-9)});
    Turn turn(flow, field, section, sinks, options, record);
    const Return back = turn.follow(start, true, stop);
    if (!turn.isStiff()) return back;
  }
  ImplicitFlow flow(field, tol, absolute);
  Return back = Turn(flow, field, section, sinks, options, record).follow(start, false, stop);
  back.implicit = true;
  return back;
}

}  // namespace separatrix
