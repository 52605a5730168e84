#pragma once

#include <complex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/evidence.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

enum class EquilibriumType {
  stableNode, unstableNode, stableFocus, unstableFocus, saddle, saddleFocus, center, stableStar, unstableStar,
  stableDegenerateNode, unstableDegenerateNode, nonhyperbolic
};
enum class Stability { stable, unstable, saddle, nonhyperbolic };

std::string_view name(EquilibriumType type);  ///< "stable node", the words of CLI.md
std::string_view name(Stability stability);

/// A zero of the field with the evidence for calling it one. All n coordinates are stored.
struct Equilibrium {
  std::vector<double> state;
  std::vector<double> jacobian;                    ///< Df(state), row-major, 1/time
  std::vector<std::complex<double>> eigenvalues;   ///< real part descending, then imaginary part descending
  std::vector<std::vector<std::complex<double>>> eigenvectors;  ///< unit, same order
  EquilibriumType type = EquilibriumType::nonhyperbolic;
  Stability stability = Stability::nonhyperbolic;
  int unstableDimension = 0;  ///< number of eigenvalues with positive real part
  double residual = 0;        ///< |f(state)| in the maximum norm
  Evidence evidence = Evidence::heuristic;
  std::optional<Box> enclosure;  ///< a box in which exactly one equilibrium lies; present when proved
  /// Poincaré index of a nonhyperbolic one (n <= 2): how often the field turns around it. Absent where not known.
  std::optional<int> index;
  std::string reason;  ///< why it has its type, where eigenvalues alone do not tell (a center, a kink); else empty
};

/// How surely the list is the whole list.
struct Completeness {
  Evidence evidence = Evidence::heuristic;
  std::vector<Box> undecided;  ///< boxes in which neither existence nor absence could be proved
  /// For each of them (n <= 2), where known: the sum of the indices of what is in it, proved by winding number.
  std::vector<std::optional<int>> indices{};
};

}  // namespace separatrix
