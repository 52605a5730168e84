#pragma once

#include <span>
#include <vector>

#include "core/cycles/collocation.hpp"
#include "core/scalar/interval.hpp"

namespace separatrix {

/// A periodic orbit as piecewise polynomials of degree 4 in scaled time [0, 1]; u as Collocation has it.
struct CollocatedOrbit {
  CollocationShape shape;
  std::vector<double> mesh;
  std::vector<double> u;
};

/// Value i (scaled) at scaled time theta of interval j, 0 <= theta <= 1.
double valueAt(const CollocatedOrbit& orbit, int j, double theta, int i);

/// weights with  weights . u = integral over scaled time of <v, x>, v given on the same mesh (its
/// first `variables` components, all when negative); the scalars' weights are zero.
std::vector<double> integralWeights(const CollocatedOrbit& orbit, const std::vector<double>& v, int variables = -1);

/// dx/dt at the Gauss points, per scaled time, laid out as u; zero elsewhere.
std::vector<double> slopes(const CollocatedOrbit& orbit);

/// The row of the phase condition: integral of <x - x_ref, x_ref'> = 0 with the orbit itself as reference.
CollocationRow phaseRow(const CollocatedOrbit& orbit, int variables = -1);

/// The mesh of `intervals` intervals on which each carries an equal share of the error (de Boor:
/// |x^(5)|^(1/5) integrated, with a floor that keeps quiet parts resolved).
struct AdaptedMesh {
  std::vector<double> mesh;
  double error = 0;       ///< estimate of the error inside intervals there, in scales
  double unevenness = 1;  ///< of the present mesh: its largest share over the mean
};
AdaptedMesh adaptMesh(const CollocatedOrbit& orbit, std::span<const double> signs, int intervals);

/// `u` (an orbit or a direction on orbit.mesh) read off on another mesh.
std::vector<double> onMesh(const CollocatedOrbit& orbit, const std::vector<double>& u, const std::vector<double>& mesh);

std::vector<Interval> extremaOf(const CollocatedOrbit& orbit, std::span<const double> scale);
std::vector<double> meanOf(const CollocatedOrbit& orbit, std::span<const double> scale);
std::vector<double> uniformMesh(int intervals);

}  // namespace separatrix
