#include "core/phaseplane/direction_field.hpp"

#include <cmath>

#include "core/phaseplane/plane_field.hpp"

namespace separatrix {

DirectionField computeDirections(const Problem& problem, int columns, int rows) {
  DirectionField field;
  if (columns <= 0 || rows <= 0) return field;
  const bool isLine = problem.plane.i == problem.plane.j;
  if (isLine) rows = 1;
  field.columns = columns;
  field.rows = rows;
  const Interval across = problem.box[static_cast<std::size_t>(problem.plane.i)];
  const Interval up = isLine ? Interval(0.0) : problem.box[static_cast<std::size_t>(problem.plane.j)];

  std::vector<PlanePoint> points;
  for (int r = 0; r < rows; ++r)
    for (int c = 0; c < columns; ++c)
      points.push_back({across.lo + across.width() * ((c + 0.5) / columns), up.lo + up.width() * ((r + 0.5) / rows)});
  std::vector<double> first(points.size()), second(points.size(), 0.0);
  PlaneField plane(problem);
  plane.values(points, first.data(), second.data());

  for (std::size_t k = 0; k < points.size(); ++k) {
    const double u = first[k] / across.width(), v = isLine ? 0 : second[k] / up.width();
    const double length = std::hypot(u, v);
    const bool isDefined = std::isfinite(length) && length > 0;
    field.x.push_back(points[k].x);
    field.y.push_back(points[k].y);
    field.dx.push_back(isDefined ? u / length : 0);
    field.dy.push_back(isDefined ? v / length : 0);
    field.speed.push_back(isDefined ? length : 0);
  }
  return field;
}

}  // namespace separatrix
