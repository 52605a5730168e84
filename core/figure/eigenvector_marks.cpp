#include "core/figure/eigenvector_marks.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "core/figure/orbit_marks.hpp"

namespace separatrix {

void addEigenvectors(Figure& figure, const Portrait& portrait, std::size_t equilibrium, double length) {
  SEPARATRIX_EXPECTS(equilibrium < portrait.equilibria.size());
  const Equilibrium& e = portrait.equilibria[equilibrium];
  const View view(portrait.problem.plane);
  const auto [x, y] = view.at(e.state);
  const double wide = figure.x.range.width(), high = figure.y.range.width();
  for (std::size_t k = 0; k < e.eigenvalues.size() && k < e.eigenvectors.size(); ++k) {
    const double lambda = e.eigenvalues[k].real();
    if (e.eigenvalues[k].imag() != 0) continue;
    std::vector<double> v;
    for (const std::complex<double>& component : e.eigenvectors[k]) v.push_back(component.real());
    const auto [vx, vy] = view.at(v);
    const double size = std::hypot(vx / wide, vy / high);  // of the window
    if (!(size > 0) || !std::isfinite(size)) continue;
    const double s = length / size;
    const Role role = lambda < 0 ? Role::stableManifold : lambda > 0 ? Role::unstableManifold : Role::note;
    for (const int side : {1, -1}) {
      Curve line;
      line.append({x, y});
      line.append({x + side * s * vx, y + side * s * vy});
      figure.lines.push_back({Layer::manifolds, role, std::move(line), lambda == 0 ? std::vector<double>{} : std::vector<double>{0.6},
                              lambda < 0, "e" + std::to_string(equilibrium + 1) + ".vector." + std::to_string(k + 1)});
    }
  }
}

}  // namespace separatrix
