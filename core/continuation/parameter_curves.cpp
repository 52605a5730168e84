#include "core/continuation/parameter_curves.hpp"

#include <algorithm>
#include <cmath>
#include <complex>
#include <memory>
#include <optional>
#include <utility>

#include "core/continuation/singular_curve.hpp"

namespace separatrix {
namespace {

constexpr double kSame = 1e-5;      // scaled distance of points of codimension two that are one
constexpr double kBesides = 0.02;   // of the second range: where the Hopf points of a Bogdanov–Takens point are looked for

struct Start {
  SpecialKind kind = SpecialKind::fold;
  int iterations = 0;
  std::vector<double> z;  // (x, p1, p2)
  std::complex<double> lambda;
};

std::optional<Singularity> singularityOf(SpecialKind kind) {
  switch (kind) {
    case SpecialKind::fold: return Singularity::zero;
    case SpecialKind::hopf: case SpecialKind::neimarkSacker: return Singularity::pair;
    case SpecialKind::periodDoubling: return Singularity::flip;
    default: return std::nullopt;
  }
}

class CurveCollector {
 public:
  CurveCollector(const Problem& problem, const DiagramOptions& options, const std::stop_token& stop)
      : problem_(problem), options_(options), second_(*options.second), stop_(stop) {
    unfolding_.which = {options.parameter, second_.parameter};
    unfolding_.program = unfold(*problem.model->program, unfolding_.which);
    unfolding_.parameters = problem.parameters;
    unfolding_.n = problem.model->program->stateCount;
    window_ = problem.box;
    window_.push_back(options.range);
    window_.push_back(second_.range);
  }

  bool isUsable() const { return unfolding_.program != nullptr; }

  // The curves through these special points of a line on which one of the two parameters has `value`.
  bool add(const std::vector<FoundSpecial>& specials, bool secondIsHeld, double value) {
    for (const FoundSpecial& special : specials) {
      const auto kind = singularityOf(special.point.kind);
      if (!kind) continue;
      Start start{special.point.kind, special.iterations, special.z, {}};
      if (secondIsHeld) start.z.push_back(value);
      else start.z.insert(start.z.end() - 1, value);
      const double angle = special.point.frequency.value_or(0);
      start.lambda = special.point.kind == SpecialKind::hopf ? std::complex<double>(0, angle) : std::polar(1.0, angle);
      if (!follow(start, *kind)) return false;
    }
    return true;
  }

  // The special points of the diagram along such a line.
  bool addLine(bool secondIsHeld, double value) {
    return addLine(secondIsHeld, value, secondIsHeld ? options_.range : second_.range);
  }

  // Hopf curves start at Bogdanov–Takens points: those not met yet are found on lines beside them.
  bool addBesideDoubleZeros() {
    for (std::size_t k = 0; k < result_.codim2.size(); ++k) {
      const Codim2Point point = result_.codim2[k];
      if (point.kind != Codim2Kind::bogdanovTakens || isOnHopfCurve(point)) continue;
      const double width = kBesides * second_.range.width();
      for (const double side : {-1.0, 1.0}) {
        const double value = point.second + side * width;
        if (second_.range.contains(value) && !addLine(true, value)) return false;
      }
    }
    return true;
  }

  EquilibriumCurves take() { return std::move(result_); }

 private:
  struct Followed {
    SpecialKind kind;
    int iterations;
    SingularCurve curve;
  };

  bool addLine(bool secondIsHeld, double value, const Interval& range) {
    Problem line = problem_;
    line.parameters[static_cast<std::size_t>(secondIsHeld ? second_.parameter : options_.parameter)] = value;
    DiagramOptions along = options_;
    along.second.reset();
    along.at.clear();
    along.parameter = secondIsHeld ? options_.parameter : second_.parameter;
    along.range = range;
    const auto branches = followEquilibria(line, along, {}, stop_);
    if (!branches) return !stop_.stop_requested();
    return add(branches->specials, secondIsHeld, value);
  }

  bool follow(const Start& start, Singularity kind) {
    Unfolding unfolding = unfolding_;
    unfolding.iterations = start.iterations;
    SingularCurveFollower follower(problem_, unfolding, kind, window_, stop_);
    for (const Followed& known : followed_)
      if (known.kind == start.kind && known.iterations == start.iterations && follower.passes(known.curve, start.z)) return true;
    auto curve = follower.follow(start.z, start.lambda);
    if (!curve) return false;
    if (curve->nodes.size() < 2) return true;
    record(start.kind, *curve);
    followed_.push_back({start.kind, start.iterations, std::move(*curve)});
    return true;
  }

  // As polylines; a Hopf curve is cut where its pair becomes real.
  void record(SpecialKind kind, const SingularCurve& curve) {
    const auto n = static_cast<std::size_t>(unfolding_.n);
    const bool isPair = kind == SpecialKind::hopf || kind == SpecialKind::neimarkSacker;
    const auto isNeutral = [&](const SingularNode& node) {
      return isPair && (kind == SpecialKind::hopf ? node.z.back() < 0 : std::fabs(node.z.back()) > 1);
    };
    ParameterCurve part;
    const auto close = [&] {
      if (part.points.size() > 1) result_.curves.push_back(part);
      part = {};
      part.kind = kind;
    };
    close();
    // Bogdanov–Takens points (kappa exactly 0) stand between the parts and belong to both.
    bool neutral = isNeutral(curve.nodes[curve.nodes.front().z.back() == 0 ? 1 : 0]);
    for (const SingularNode& node : curve.nodes) {
      if (isPair && node.z.back() != 0 && isNeutral(node) != neutral) {
        neutral = !neutral;
        const Curve last = part.points;
        close();
        if (!last.empty()) part.points.append(last.back());
      }
      part.neutralSaddle = neutral;
      part.points.append({node.z[n], node.z[n + 1]});
    }
    close();
    for (const Codim2Point& point : curve.codim2)
      if (!isKnown(point)) result_.codim2.push_back(point);
  }

  double distance(double first, double second, double p, double q) const {
    return std::max(std::fabs(first - p) / options_.range.width(), std::fabs(second - q) / second_.range.width());
  }
  bool isKnown(const Codim2Point& point) const {
    return std::ranges::any_of(result_.codim2, [&](const Codim2Point& known) {
      return known.kind == point.kind && distance(known.first, known.second, point.first, point.second) <= kSame;
    });
  }
  bool isOnHopfCurve(const Codim2Point& point) const {
    for (const ParameterCurve& curve : result_.curves) {
      if (curve.kind != SpecialKind::hopf) continue;
      for (std::size_t k = 0; k < curve.points.size(); ++k)
        if (distance(curve.points[k][0], curve.points[k][1], point.first, point.second) <= kSame) return true;
    }
    return false;
  }

  const Problem& problem_;
  const DiagramOptions& options_;
  SecondParameter second_;
  std::stop_token stop_;
  Unfolding unfolding_;
  Box window_;
  std::vector<Followed> followed_;
  EquilibriumCurves result_;
};

}  // namespace

Result<EquilibriumCurves> followEquilibriumCurves(const Problem& problem, const DiagramOptions& options,
                                                  const std::vector<FoundSpecial>& here, const std::stop_token& stop) {
  CurveCollector collector(problem, options, stop);
  if (!collector.isUsable())
    return std::unexpected(Error{Error::Code::numerical, "The derivatives of this model are too long to be followed."});
  const Interval first = options.range, second = options.second->range;
  const double value = problem.parameters[static_cast<std::size_t>(options.second->parameter)];
  const bool complete = (!second.contains(value) || collector.add(here, true, value)) &&
                        collector.addLine(true, second.lo) && collector.addLine(true, second.hi) &&
                        collector.addLine(true, second.middle()) && collector.addLine(false, first.lo) &&
                        collector.addLine(false, first.hi) && collector.addBesideDoubleZeros();
  if (!complete) return std::unexpected(Error{Error::Code::cancelled, "The bifurcation diagram was cancelled."});
  EquilibriumCurves curves = collector.take();
  std::ranges::sort(curves.codim2, {}, [](const Codim2Point& p) { return std::pair(p.first, p.second); });
  return curves;
}

}  // namespace separatrix
