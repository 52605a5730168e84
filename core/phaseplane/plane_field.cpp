#include "core/phaseplane/plane_field.hpp"

#include <algorithm>

#include "core/base/contract.hpp"

namespace separatrix {

PlaneField::PlaneField(const Problem& problem)
    : n_(static_cast<std::size_t>(problem.field().dimension())),
      axis_{static_cast<std::size_t>(problem.plane.i), static_cast<std::size_t>(problem.plane.j)},
      isMap_(problem.model->kind == ModelKind::map),
      box_(n_),
      out_(n_ + n_ * n_),
      intervals_(problem.field().intervals()),
      intervalSlopes_(problem.field().intervalsWithJacobian()),
      block_(problem.field().blocks()),
      blockSlopes_(problem.field().blocksWithJacobian()),
      careful_(problem.field().share(problem.model->program->field), problem.parameters) {
  SEPARATRIX_EXPECTS(axis_[0] < n_ && axis_[1] < n_ && problem.plane.held.size() == n_);
  for (std::size_t k = 0; k < n_; ++k) {
    box_[k] = problem.plane.held[k];
    for (BlockEvaluator* evaluator : {&block_, &blockSlopes_})
      std::fill_n(evaluator->state(static_cast<int>(k)), BlockEvaluator::kSize, problem.plane.held[k]);
  }
  block_.setTime(0);
  blockSlopes_.setTime(0);
}

// Where d f_component / d x_axis stands among the outputs of the tape with the Jacobian.
std::size_t PlaneField::output(int component, int derivative) const {
  return n_ + axis_[component] * n_ + axis_[derivative];
}

void PlaneField::enclose(const Interval& x, const Interval& y, Interval f[2]) {
  box_[axis_[1]] = y;
  box_[axis_[0]] = x;
  intervals_(box_.data(), out_.data());
  for (int c = 0; c < 2; ++c) f[c] = isMap_ ? out_[axis_[c]] - box_[axis_[c]] : out_[axis_[c]];
}

void PlaneField::enclose(const Interval& x, const Interval& y, Enclosure& e) {
  box_[axis_[1]] = y;
  box_[axis_[0]] = x;
  intervalSlopes_(box_.data(), out_.data());
  for (int c = 0; c < 2; ++c) {
    e.f[c] = isMap_ ? out_[axis_[c]] - box_[axis_[c]] : out_[axis_[c]];
    for (int k = 0; k < 2; ++k) e.df[c][k] = isMap_ && c == k ? out_[output(c, k)] - 1.0 : out_[output(c, k)];
  }
}

bool PlaneField::mayJump(const Interval& x, const Interval& y) {
  if (!careful_.hasJumps()) return false;
  box_[axis_[1]] = y;
  box_[axis_[0]] = x;
  return careful_.mayJump(box_);
}

template <class Read>
void PlaneField::inBlocks(BlockEvaluator& evaluator, std::span<const PlanePoint> points, Read&& read) {
  for (std::size_t start = 0; start < points.size(); start += BlockEvaluator::kSize) {
    const std::size_t count = std::min<std::size_t>(BlockEvaluator::kSize, points.size() - start);
    double* y = evaluator.state(static_cast<int>(axis_[1]));
    for (std::size_t p = 0; p < count; ++p) y[p] = points[start + p].y;
    double* x = evaluator.state(static_cast<int>(axis_[0]));
    for (std::size_t p = 0; p < count; ++p) x[p] = points[start + p].x;
    evaluator.evaluate(static_cast<int>(count));
    read(start, count);
  }
}

void PlaneField::values(std::span<const PlanePoint> points, double* first, double* second) {
  inBlocks(block_, points, [&](std::size_t start, std::size_t count) {
    const double* f = block_.output(static_cast<int>(axis_[0]));
    const double* g = block_.output(static_cast<int>(axis_[1]));
    for (std::size_t p = 0; p < count; ++p) {
      first[start + p] = isMap_ ? f[p] - points[start + p].x : f[p];
      second[start + p] = isMap_ ? g[p] - points[start + p].y : g[p];
    }
  });
}

void PlaneField::valuesAndSlopes(std::span<const PlanePoint> points, int c, double* f, double* fx, double* fy) {
  inBlocks(blockSlopes_, points, [&](std::size_t start, std::size_t count) {
    const double* value = blockSlopes_.output(static_cast<int>(axis_[c]));
    const double* dx = blockSlopes_.output(static_cast<int>(output(c, 0)));
    const double* dy = blockSlopes_.output(static_cast<int>(output(c, 1)));
    for (std::size_t p = 0; p < count; ++p) {
      const PlanePoint& at = points[start + p];
      f[start + p] = isMap_ ? value[p] - (c == 0 ? at.x : at.y) : value[p];
      fx[start + p] = isMap_ && c == 0 ? dx[p] - 1 : dx[p];
      fy[start + p] = isMap_ && c == 1 ? dy[p] - 1 : dy[p];
    }
  });
}

}  // namespace separatrix
