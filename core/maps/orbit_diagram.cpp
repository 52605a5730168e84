#include "core/maps/orbit_diagram.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace separatrix {
namespace {

constexpr double kFar = 100;        // box widths away from the box
constexpr double kClosed = 1e-12;   // of the box's widths

class Sweep {
 public:
  Sweep(const Problem& problem, const OrbitDiagramOptions& options)
      : problem_(problem),
        options_(options),
        map_(problem.field().values()),
        parameters_(problem.parameters),
        x_(problem.model->initialState()),
        next_(x_.size()) {}

  OrbitColumn column(double value) {
    parameters_[static_cast<std::size_t>(options_.parameter)] = value;
    map_.setParameters(parameters_);
    OrbitColumn column{value, {}, false};
    column.escaped = !settle();
    if (column.escaped) {
      x_ = problem_.model->initialState();
      column.escaped = !settle();
    }
    for (int k = 0; !column.escaped && k < options_.kept; ++k) {
      if (k > 0 && returns(column.points.front())) break;
      column.points.push_back(x_);
      column.escaped = !step();
    }
    if (column.escaped) {
      column.points.clear();
      x_ = problem_.model->initialState();
    }
    return column;
  }

 private:
  bool settle() {
    for (int k = 0; k < options_.transient; ++k)
      if (!step()) return false;
    return true;
  }

  bool step() {
    map_(x_.data(), next_.data());
    for (std::size_t i = 0; i < x_.size(); ++i) {
      const Interval& side = problem_.box[i];
      const double reach = kFar * side.width();
      if (!(next_[i] >= side.lo - reach && next_[i] <= side.hi + reach)) return false;
    }
    x_.swap(next_);
    return true;
  }

  bool returns(const std::vector<double>& first) const {
    for (std::size_t i = 0; i < x_.size(); ++i)
      if (std::fabs(x_[i] - first[i]) > kClosed * problem_.box[i].width()) return false;
    return true;
  }

  const Problem& problem_;
  const OrbitDiagramOptions& options_;
  Evaluator<double> map_;
  std::vector<double> parameters_, x_, next_;
};

}  // namespace

Result<std::vector<OrbitColumn>> computeOrbitDiagram(const Problem& problem, const OrbitDiagramOptions& options,
                                                     const std::stop_token& stop) {
  const auto refused = [](const char* sentence) { return std::unexpected(Error{Error::Code::usage, sentence}); };
  if (problem.model->kind != ModelKind::map) return refused("An orbit diagram is drawn of maps only.");
  if (options.parameter < 0 || options.parameter >= static_cast<int>(problem.parameters.size()))
    return refused("The model has no such parameter.");
  if (!(options.range.lo < options.range.hi) || !std::isfinite(options.range.width()))
    return refused("The range of the parameter is empty or unbounded.");
  if (options.columns < 2 || options.kept < 1 || options.transient < 0)
    return refused("An orbit diagram needs two columns and one iteration kept at least.");
  Sweep sweep(problem, options);
  std::vector<OrbitColumn> columns;
  for (int k = 0; k < options.columns; ++k) {
    if (stop.stop_requested()) return std::unexpected(Error{Error::Code::cancelled, "The orbit diagram was cancelled."});
    const double s = static_cast<double>(k) / (options.columns - 1);
    columns.push_back(sweep.column(k + 1 == options.columns ? options.range.hi : options.range.lo + s * options.range.width()));
  }
  return columns;
}

}  // namespace separatrix
