#include "app/command_line_table.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/number.hpp"

namespace separatrix {
namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr int kDigits = 10;

std::string number(double value) { return std::isfinite(value) ? formatNumber(value, kDigits) : "-"; }

// Letters as a person counts them: the bytes that start a character.
std::size_t width(const std::string& cell) {
  return static_cast<std::size_t>(
      std::ranges::count_if(cell, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string complexText(std::complex<double> value) {
  if (value.imag() == 0) return number(value.real());
  return number(value.real()) + (value.imag() < 0 ? " - " : " + ") + number(std::fabs(value.imag())) + "i";
}

std::string listText(const std::vector<std::complex<double>>& values) {
  std::string text;
  for (const auto& value : values) text += (text.empty() ? "" : ",  ") + complexText(value);
  return text;
}

std::string id(char letter, std::size_t k) { return letter + std::to_string(k + 1); }

std::string countOf(std::size_t count, const std::string& one, const std::string& many) {
  return (count == 0 ? "no " + many : std::to_string(count) + " " + (count == 1 ? one : many));
}

std::string completenessText(const Completeness& completeness) {
  if (completeness.evidence == Evidence::proved) return "proved complete";
  return std::string(name(completeness.evidence)) + ", " + std::to_string(completeness.undecided.size()) +
         " undecided boxes";
}

// One line per point, found alike in flows and maps.
template <class Point>
std::vector<std::string> pointCells(const Model& model, const Point& point, std::string pointId) {
  std::vector<std::string> cells = {std::move(pointId), std::string(name(point.type))};
  for (std::size_t i = 0; i < point.state.size(); ++i)
    cells.push_back(model.variables[i].name + " = " + number(point.state[i]));
  return cells;
}

std::string equilibriaText(const Portrait& portrait) {
  Rows rows;
  for (std::size_t k = 0; k < portrait.equilibria.size(); ++k) {
    const Equilibrium& e = portrait.equilibria[k];
    rows.push_back(pointCells(*portrait.problem.model, e, id('e', k)));
    rows.back().push_back("eigenvalues " + listText(e.eigenvalues));
    rows.back().push_back(std::string(name(e.evidence)));
  }
  return countOf(portrait.equilibria.size(), "equilibrium", "equilibria") + " (" +
         completenessText(portrait.equilibriaComplete) + ")\n" + alignedRows(rows, "  ");
}

std::string fixedPointsText(const Portrait& portrait) {
  Rows rows;
  for (std::size_t k = 0; k < portrait.fixedPoints.size(); ++k) {
    const FixedPoint& p = portrait.fixedPoints[k];
    rows.push_back(pointCells(*portrait.problem.model, p, id('p', k)));
    rows.back().push_back("period " + std::to_string(p.period));
    rows.back().push_back("multipliers " + listText(p.multipliers));
    rows.back().push_back(std::string(name(p.evidence)));
  }
  return countOf(portrait.fixedPoints.size(), "fixed point", "fixed points") + " (" +
         completenessText(portrait.fixedPointsComplete) + ")\n" + alignedRows(rows, "  ");
}

std::string cyclesText(const Portrait& portrait) {
  const Model& model = *portrait.problem.model;
  Rows rows;
  for (std::size_t k = 0; k < portrait.cycles.size(); ++k) {
    const Cycle& c = portrait.cycles[k];
    std::vector<std::string> cells = {id('c', k), std::string(name(c.stability)), "period " + number(c.period),
                                      "multipliers " + listText(c.multipliers)};
    for (std::size_t i = 0; i < c.extrema.size(); ++i)
      cells.push_back(model.variables[i].name + " in [" + number(c.extrema[i].lo) + ", " + number(c.extrema[i].hi) +
                      "]");
    cells.push_back(std::string(name(c.evidence)));
    rows.push_back(std::move(cells));
  }
  return countOf(portrait.cycles.size(), "cycle", "cycles") + " (" + std::string(name(portrait.cyclesComplete)) +
         ")\n" + alignedRows(rows, "  ");
}

std::string destination(const BranchDestination& ends) {
  const auto k = static_cast<std::size_t>(std::max(ends.index, 0));
  switch (ends.kind) {
    case BranchDestination::Kind::equilibrium: return "ends at " + id('e', k);
    case BranchDestination::Kind::cycle: return "ends at " + id('c', k);
    case BranchDestination::Kind::window: return "leaves the window";
    case BranchDestination::Kind::infinity: return "goes to infinity";
    case BranchDestination::Kind::unresolved: break;
  }
  return "unresolved";
}

std::string manifoldsText(const Portrait& portrait) {
  if (portrait.manifolds.empty()) return {};
  Rows rows;
  for (const ManifoldBranch& branch : portrait.manifolds)
    rows.push_back({id('e', static_cast<std::size_t>(branch.equilibrium)),
                    branch.kind == ManifoldBranch::Kind::stable ? "stable" : "unstable", branch.side > 0 ? "+" : "-",
                    destination(branch.ends)});
  return countOf(rows.size(), "manifold branch", "manifold branches") + "\n" + alignedRows(rows, "  ");
}

std::string headText(const Problem& problem) {
  const Model& model = *problem.model;
  std::string text =
      model.name + (model.title.empty() ? "" : " (" + model.title + ")") + ", " + std::string(name(model.kind)) + "\n";
  std::string parameters, window;
  for (std::size_t k = 0; k < model.parameters.size(); ++k)
    parameters += "  " + model.parameters[k].name + " = " + number(problem.parameters[k]);
  for (std::size_t k = 0; k < model.variables.size(); ++k)
    window +=
        "  " + model.variables[k].name + " in [" + number(problem.box[k].lo) + ", " + number(problem.box[k].hi) + "]";
  if (!parameters.empty()) text += "parameters" + parameters + "\n";
  return text + "window" + window + "\n";
}

}  // namespace

std::string alignedRows(const Rows& rows, const std::string& indent) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows)
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (c == widths.size()) widths.push_back(0);
      widths[c] = std::max(widths[c], width(row[c]));
    }
  std::string text;
  for (const auto& row : rows) {
    text += indent;
    for (std::size_t c = 0; c < row.size(); ++c) {
      text += row[c];
      if (c + 1 < row.size()) text += std::string(widths[c] - width(row[c]) + 2, ' ');
    }
    text += '\n';
  }
  return text;
}

std::string portraitTable(const Portrait& portrait) {
  std::string text = headText(portrait.problem);
  if (portrait.problem.model->kind == ModelKind::map)
    text += fixedPointsText(portrait);
  else
    text += equilibriaText(portrait) + cyclesText(portrait) + manifoldsText(portrait);
  for (const std::string& remark : portrait.remarks) text += "remark: " + remark + "\n";
  return text;
}

std::string basinsTable(const Basins& basins) {
  std::vector<int> counts(basins.attractors.size());
  for (const int k : basins.cells) ++counts[static_cast<std::size_t>(k)];
  Rows rows;
  for (std::size_t k = 0; k < counts.size(); ++k)
    rows.push_back({destination(basins.attractors[k]),
                    formatNumber(100.0 * counts[k] / static_cast<double>(basins.cells.size()), 3) + " %"});
  return "basins on " + std::to_string(basins.columns) + " x " + std::to_string(basins.rows) + " cells\n" +
         alignedRows(rows, "  ");
}

}  // namespace separatrix
