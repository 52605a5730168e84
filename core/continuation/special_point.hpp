#pragma once

#include <complex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/evidence.hpp"

namespace separatrix {

/// Points of a branch at which something changes, the words of CLI.md.
enum class SpecialKind {
  fold, hopf, branchPoint, foldOfCycles, periodDoubling, neimarkSacker, homoclinic, snic, periodLimit
};
/// Points of a curve in two parameters.
enum class Codim2Kind { cusp, bogdanovTakens, generalizedHopf, foldHopf, hopfHopf, saddleNodeHomoclinic };

std::string_view name(SpecialKind kind);   ///< "fold", "fold_of_cycles", ... as in the JSON
std::string_view label(SpecialKind kind);  ///< "LP", "H", "BP", "LPC", "PD", "NS", "HC", "SNIC", ... as in pictures
std::string_view name(Codim2Kind kind);    ///< "cusp", "bogdanov_takens", ...
std::string_view label(Codim2Kind kind);   ///< "CP", "BT", "GH", "ZH", "HH", "SNH"

enum class Criticality { subcritical, supercritical, degenerate };
std::string_view name(Criticality criticality);

/// A located special point with what classifies it. Absent values do not apply.
struct SpecialPoint {
  std::string id;  ///< "F1", "H1", ...: unique in its diagram; the letter tells the kind
  SpecialKind kind = SpecialKind::fold;
  int branch = 0;          ///< index into Diagram::branches on which it was found
  double parameter = 0;
  double error = 0;        ///< estimated absolute error of `parameter`
  std::vector<double> state;          ///< of the equilibrium; of a cycle: one of its points; of homoclinic, snic: the saddle
  std::optional<double> coefficient;  ///< fold: <p, B(q,q)>/2, <q,q> = <p,q> = 1, q's largest component positive
  std::optional<double> frequency;         ///< hopf: omega > 0, radians per time
  std::optional<double> firstLyapunov;     ///< hopf: Re c1 / omega, <q,q> = <p,q> = 1 (Kuznetsov 2004, section 5.4)
  std::optional<Criticality> criticality;  ///< hopf, period doubling, Neimark–Sacker
  std::optional<double> period;            ///< of the cycle (folds of cycles, period doubling, ...)
  std::vector<std::complex<double>> multipliers;  ///< of the cycle or the map's point there
  Evidence evidence = Evidence::converged;
};

/// A located point of codimension two.
struct Codim2Point {
  Codim2Kind kind = Codim2Kind::cusp;
  double first = 0, second = 0;             ///< the diagram's two parameters
  double error = 0;                         ///< estimated absolute error of both
  std::vector<double> state;
  std::vector<std::pair<std::string, double>> coefficients;  ///< of the normal form, Kuznetsov's names: "a", "b", "c", "l2"
};

}  // namespace separatrix
