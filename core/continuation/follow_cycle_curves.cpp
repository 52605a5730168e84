#include <algorithm>
#include <cmath>

#include "core/continuation/cycle_curve_run.hpp"
#include "core/continuation/cycle_curves.hpp"

namespace separatrix {
namespace {

constexpr double kBesideHopf = 0.01, kBesideBogdanovTakens = 0.02;  // of the second range
constexpr int kDoublings = 2;                                       // per set of branches

bool isLong(SpecialKind kind) { return kind == SpecialKind::homoclinic || kind == SpecialKind::snic; }

class Curves {
 public:
  Curves(const Problem& problem, const DiagramOptions& options, const std::vector<Codim2Point>& codim2,
         const std::stop_token& stop)
      : problem_(problem), options_(options), codim2_(codim2), stop_(stop) {}

  void through(const CycleBranches& branches, double second) {
    int doublings = 0;
    for (const CycleSeed& seed : branches.seeds) {
      const SpecialPoint& special = branches.specials[static_cast<std::size_t>(seed.special)];
      if (stop_.stop_requested()) return;
      if (special.kind == SpecialKind::periodLimit || isMet(special.kind, special.parameter, second)) continue;
      if (special.kind == SpecialKind::periodDoubling && ++doublings > kDoublings) continue;
      CycleCurveRun run(problem_, options_, special.kind, second, codim2_, stop_);
      add(run.follow(seed));
    }
  }

  CycleCurves take() { return std::move(result_); }

 private:
  // Homoclinic and snic parts of one curve of long cycles; between them a saddle-node homoclinic point.
  void add(const std::vector<CycleCurvePoint>& points) {
    for (std::size_t k = 0; k < points.size();) {
      ParameterCurve curve;
      curve.kind = points[k].kind;
      curve.points.dimension = 2;
      if (k > 0) addBetween(points[k - 1], points[k]);
      for (; k < points.size() && points[k].kind == curve.kind; ++k)
        curve.points.append({points[k].first, points[k].second});
      if (curve.points.size() > 1) result_.curves.push_back(std::move(curve));
    }
  }

  void addBetween(const CycleCurvePoint& a, const CycleCurvePoint& b) {
    Codim2Point point;
    point.kind = Codim2Kind::saddleNodeHomoclinic;
    point.first = 0.5 * (a.first + b.first);
    point.second = 0.5 * (a.second + b.second);
    point.error = 0.5 * std::max(std::fabs(a.first - b.first), std::fabs(a.second - b.second));
    point.state = a.kind == SpecialKind::snic ? a.state : b.state;
    result_.codim2.push_back(std::move(point));
  }

  // Whether a curve of this kind passes here, in units of the ranges.
  bool isMet(SpecialKind kind, double first, double second) const {
    const double x = first / options_.range.width(), y = second / options_.second->range.width();
    for (const ParameterCurve& curve : result_.curves) {
      if (curve.kind != kind && !(isLong(kind) && isLong(curve.kind))) continue;
      for (std::size_t k = 1; k < curve.points.size(); ++k) {
        const double ax = curve.points[k - 1][0] / options_.range.width() - x,
                     ay = curve.points[k - 1][1] / options_.second->range.width() - y,
                     dx = (curve.points[k][0] - curve.points[k - 1][0]) / options_.range.width(),
                     dy = (curve.points[k][1] - curve.points[k - 1][1]) / options_.second->range.width();
        const double square = dx * dx + dy * dy;
        const double t = square > 0 ? std::clamp(-(ax * dx + ay * dy) / square, 0.0, 1.0) : 0;
        if (std::hypot(ax + t * dx, ay + t * dy) < 1e-3) return true;
      }
    }
    return false;
  }

  const Problem& problem_;
  const DiagramOptions& options_;
  const std::vector<Codim2Point>& codim2_;
  const std::stop_token& stop_;
  CycleCurves result_;
};

}  // namespace

Result<CycleCurves> followCycleCurves(const Problem& problem, const DiagramOptions& options, const CycleBranches& here,
                                      const std::vector<Codim2Point>& codim2, const CyclesAt& at,
                                      const std::stop_token& stop) {
  if (!options.second || problem.model->kind != ModelKind::flow) return CycleCurves{};
  const auto parameter = static_cast<std::size_t>(options.second->parameter);
  const Interval& range = options.second->range;
  Curves curves(problem, options, codim2, stop);
  curves.through(here, problem.parameters[parameter]);
  for (const Codim2Point& point : codim2) {
    const bool isHopf = point.kind == Codim2Kind::generalizedHopf;
    if (!isHopf && point.kind != Codim2Kind::bogdanovTakens) continue;
    const double beside = (isHopf ? kBesideHopf : kBesideBogdanovTakens) * range.width();
    for (const double second : {point.second - beside, point.second + beside}) {
      if (!at || !range.contains(second) || stop.stop_requested()) continue;
      const Result<CycleBranches> branches = at(second);
      if (branches) curves.through(*branches, second);
    }
  }
  if (stop.stop_requested()) return std::unexpected(Error{Error::Code::cancelled, "cancelled"});
  return curves.take();
}

}  // namespace separatrix
