#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "core/equilibria/equilibrium.hpp"
#include "core/equilibria/symbolic_field.hpp"

namespace separatrix {

/// Proves that equilibria of one planar field are centers. What is shown: det Df > 0 on the enclosure, and by algebra one of
///   a first integral: div(x^a y^b f) = 0 identically for small integers a, b (a = b = 0: a Hamiltonian field), whose
///   level sets around the equilibrium are ovals (Df has no trace, so its Hessian there is definite);
///   a reversor R, R R = 1, with f(R x) = -R f(x), a reflection whose mirror holds the equilibrium: a point that R
///   maps to a zero of the same box of uniqueness lies on it.
/// Reference: Devaney (1976), Reversible diffeomorphisms and flows; Strogatz (2015), theorems 6.5.1 and 6.6.1.
class CenterProver {
 public:
  explicit CenterProver(const Problem& problem) : problem_(problem) {}

  /// Why the orbits around a proved equilibrium, the only one in the box `unique`, are closed, in words; empty when
  /// that was not shown. Answers about the field are kept for the next equilibrium.
  std::optional<std::string> prove(const Equilibrium& equilibrium, const Box& unique);

 private:
  bool holds(std::array<double, 3> question, const std::function<bool()>& answer);
  std::optional<std::string> byIntegral(const Equilibrium& e);
  std::optional<std::string> byReversor(const Equilibrium& e, const Box& unique);
  bool isReversedBy(Graph::Id x, Graph::Id y, std::array<double, 4> R);
  std::optional<double> shortNumberAt(const Equilibrium& e, std::size_t i) const;
  std::string power(std::size_t i, int exponent) const;
  std::string reflection(std::size_t i, double mirror) const;
  const std::string& nameOf(std::size_t i) const { return problem_.model->variables[i].name; }

  const Problem& problem_;
  std::unique_ptr<SymbolicField> field_;
  Graph::Id x_ = 0, y_ = 0, divergence_ = 0;
  std::vector<Graph::Id> f_;
  std::map<std::array<double, 3>, bool> known_;
};

}  // namespace separatrix
