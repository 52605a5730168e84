#include "core/phaseplane/signature.hpp"

#include <algorithm>
#include <vector>

namespace separatrix {
namespace {

std::string joined(std::vector<std::string> words) {
  std::ranges::sort(words);
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string typeOf(const Portrait& portrait, int equilibrium) {
  return std::string(name(portrait.equilibria[static_cast<std::size_t>(equilibrium)].type));
}

// A cycle is told apart by its stability and by the types it encloses.
std::string describe(const Portrait& portrait, const Cycle& cycle) {
  std::vector<std::string> inside;
  for (const int e : cycle.encloses) inside.push_back(typeOf(portrait, e));
  return std::string(name(cycle.stability)) + " cycle around (" + joined(std::move(inside)) + ")";
}

std::string describe(const Portrait& portrait, const ManifoldBranch& branch) {
  const BranchDestination& ends = branch.ends;
  const char* kind = branch.kind == ManifoldBranch::Kind::stable ? " <- " : " -> ";
  std::string where = "unresolved";
  switch (ends.kind) {
    case BranchDestination::Kind::equilibrium: where = typeOf(portrait, ends.index); break;
    case BranchDestination::Kind::cycle:
      where = describe(portrait, portrait.cycles[static_cast<std::size_t>(ends.index)]);
      break;
    case BranchDestination::Kind::window: where = "window"; break;
    case BranchDestination::Kind::infinity: where = "infinity"; break;
    case BranchDestination::Kind::unresolved: break;
  }
  return typeOf(portrait, branch.equilibrium) + kind + where;
}

}  // namespace

std::string signatureOf(const Portrait& portrait) {
  std::vector<std::string> points, cycles, connections;
  for (const Equilibrium& e : portrait.equilibria) points.emplace_back(name(e.type));
  for (const FixedPoint& p : portrait.fixedPoints)
    points.push_back(std::string(name(p.type)) + " of period " + std::to_string(p.period));
  for (const Cycle& cycle : portrait.cycles) cycles.push_back(describe(portrait, cycle));
  for (const ManifoldBranch& branch : portrait.manifolds) connections.push_back(describe(portrait, branch));
  return "points: " + joined(std::move(points)) + "; cycles: " + joined(std::move(cycles)) +
         "; connections: " + joined(std::move(connections));
}

}  // namespace separatrix
