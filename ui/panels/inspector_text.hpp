#pragma once

#include <QString>
#include <complex>
#include <map>
#include <string>
#include <vector>

#include "core/figure/figure.hpp"
#include "core/phaseplane/basins.hpp"
#include "core/phaseplane/portrait.hpp"

namespace separatrix {

/// One row of the inspector as data: what the tree shows and what a screen reader says.
struct InspectorRow {
  std::string id;           ///< as in figures: "e1", "c2", "o3"
  Role role = Role::note;   ///< its legend
  QString what, first, second;
  std::vector<std::pair<QString, QString>> details;
  int region = -1;          ///< number of its tint (Style::region) instead of a role; -1: none
};

/// A heading with its rows.
struct InspectorSection {
  QString title, evidence;
  std::vector<InspectorRow> rows;
};

QString shown(double value, int digits = 5);      ///< with a typographic minus
QString shown(const std::complex<double>& value);  ///< "-0.07", "0.01 ± 0.2 i" is up to the caller

InspectorSection equilibriaSection(const Portrait& portrait);
InspectorSection cyclesSection(const Portrait& portrait);
InspectorSection basinsSection(const Portrait& portrait, const Basins& basins);

/// The tint of destination `index` of basins; -1 where nothing is known, which stays free.
int basinRegion(const Basins& basins, int index);

/// What became of trajectory start `index`: where each of its branches ends, and the interval each variable
/// covers. Empty when the portrait does not have it.
std::vector<std::pair<QString, QString>> trajectoryDetails(const Portrait& portrait, std::size_t index);

/// The trajectories of start `index`: one, or two for both directions.
std::vector<const Trajectory*> trajectoriesOf(const Portrait& portrait, std::size_t index);

/// "arrives at the stable node", "closes on a cycle", "left the numbers (blew up)".
QString endInWords(const Portrait& portrait, const Trajectory& trajectory);

/// An equilibrium as a line of LaTeX: its coordinates, its type and its eigenvalues.
QString equilibriumLatex(const Problem& problem, const Equilibrium& equilibrium);

/// What a tooltip on the plane says about each thing, by its id in the figure.
std::map<std::string, QString> tips(const Portrait& portrait);

/// How surely the picture is all there is: "proved: all 3 equilibria in this window; cycles: heuristic".
QString completenessWords(const Portrait& portrait);

/// One sentence for a screen reader: "3 equilibria: stable node at V -41.8, n 0.002; ...".
QString summary(const Portrait& portrait);

}  // namespace separatrix
