#include "core/phaseplane/signature.hpp"

#include <algorithm>
#include <vector>

#include "core/cycles/cycle_geometry.hpp"
#include "core/phaseplane/signature_graph.hpp"

namespace separatrix {
namespace {

const char* arrow(const ManifoldBranch& branch) { return branch.kind == ManifoldBranch::Kind::stable ? "<-" : "->"; }

// The end of a branch where it is no equilibrium and no cycle.
const char* outsideWord(BranchDestination::Kind kind) {
  switch (kind) {
    case BranchDestination::Kind::window: return "window";
    case BranchDestination::Kind::infinity: return "infinity";
    case BranchDestination::Kind::unresolved: return "unresolved";
    case BranchDestination::Kind::equilibrium:
    case BranchDestination::Kind::cycle: break;
  }
  return "";
}

// Vertices: equilibria, then cycles.
class Builder {
 public:
  explicit Builder(const Portrait& portrait) : portrait_(portrait) {}

  SignatureGraph build() {
    for (const Equilibrium& e : portrait_.equilibria) graph_.vertices.emplace_back(name(e.type));
    for (const Cycle& cycle : portrait_.cycles)
      graph_.vertices.push_back(std::string(name(cycle.stability)) + " cycle");
    for (const FixedPoint& p : portrait_.fixedPoints)
      graph_.vertices.push_back(std::string(name(p.type)) + " of period " + std::to_string(p.period));
    addBranches();
    if (portrait_.problem.model && portrait_.problem.model->dimension() == 2) addNesting();
    return std::move(graph_);
  }

 private:
  int vertexOfCycle(std::size_t c) const { return static_cast<int>(portrait_.equilibria.size() + c); }

  void addBranches() {
    std::vector<std::vector<std::string>> outside(graph_.vertices.size());
    for (const ManifoldBranch& branch : portrait_.manifolds) {
      const BranchDestination& ends = branch.ends;
      if (const std::string word = outsideWord(ends.kind); !word.empty()) {
        outside[static_cast<std::size_t>(branch.equilibrium)].push_back(arrow(branch) + (" " + word));
        continue;
      }
      const bool isCycle = ends.kind == BranchDestination::Kind::cycle;
      const int to = isCycle ? vertexOfCycle(static_cast<std::size_t>(ends.index)) : ends.index;
      graph_.edges.push_back({branch.equilibrium, to, arrow(branch)});
    }
    for (std::size_t v = 0; v < outside.size(); ++v) {
      std::ranges::sort(outside[v]);
      std::string words;
      for (const std::string& word : outside[v]) words += (words.empty() ? " (" : ", ") + word;
      if (!words.empty()) graph_.vertices[v] += words + ")";
    }
  }

  // Each equilibrium and each cycle lies directly inside of the innermost cycle around it.
  void addNesting() {
    const std::vector<Cycle>& cycles = portrait_.cycles;
    const auto pointOf = [&](std::size_t c) { return PlanePoint{cycles[c].orbit[0][0], cycles[c].orbit[0][1]}; };
    std::vector<std::vector<std::size_t>> around(cycles.size());
    for (std::size_t c = 0; c < cycles.size(); ++c)
      for (std::size_t d = 0; d < cycles.size(); ++d)
        if (c != d && !cycles[c].orbit.empty() && encloses(cycles[d].orbit, pointOf(c))) around[c].push_back(d);
    const auto innermost = [&](const std::vector<std::size_t>& all) {
      return *std::ranges::max_element(all, {}, [&](std::size_t c) { return around[c].size(); });
    };
    for (std::size_t c = 0; c < cycles.size(); ++c)
      if (!around[c].empty()) graph_.edges.push_back({vertexOfCycle(c), vertexOfCycle(innermost(around[c])), "in"});
    for (std::size_t e = 0; e < portrait_.equilibria.size(); ++e) {
      std::vector<std::size_t> all;
      for (std::size_t c = 0; c < cycles.size(); ++c)
        if (std::ranges::find(cycles[c].encloses, static_cast<int>(e)) != cycles[c].encloses.end()) all.push_back(c);
      if (!all.empty()) graph_.edges.push_back({static_cast<int>(e), vertexOfCycle(innermost(all)), "in"});
    }
  }

  const Portrait& portrait_;
  SignatureGraph graph_;
};

}  // namespace

std::string signatureOf(const Portrait& portrait) { return canonicalText(Builder(portrait).build()); }

}  // namespace separatrix
