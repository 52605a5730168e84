#include "core/phaseplane/signature.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <string>

#include "core/model/read_ode.hpp"
#include "core/phaseplane/signature_graph.hpp"

namespace separatrix {
namespace {

SignatureGraph renumbered(const SignatureGraph& graph, std::mt19937& random) {
  std::vector<int> to(graph.vertices.size());
  std::iota(to.begin(), to.end(), 0);
  std::ranges::shuffle(to, random);
  SignatureGraph other;
  other.vertices.resize(to.size());
  for (std::size_t v = 0; v < to.size(); ++v) other.vertices[static_cast<std::size_t>(to[v])] = graph.vertices[v];
  for (const auto& e : graph.edges)
    other.edges.push_back({to[static_cast<std::size_t>(e.from)], to[static_cast<std::size_t>(e.to)], e.word});
  std::ranges::shuffle(other.edges, random);
  return other;
}

SignatureGraph ring(const std::vector<int>& lengths) {  // disjoint directed rings of unmarked vertices, all "in" a hub
  SignatureGraph graph{{"hub"}, {}};
  for (const int length : lengths) {
    const int first = static_cast<int>(graph.vertices.size());
    for (int k = 0; k < length; ++k) {
      graph.vertices.emplace_back("saddle");
      graph.edges.push_back({first + k, first + (k + 1) % length, "->"});
      graph.edges.push_back({first + k, 0, "in"});
    }
  }
  return graph;
}

// Refining colors alone cannot tell one ring of six from two rings of three.
TEST(CanonicalText, TellsApartWhatLooksAlikeFromEveryVertex) {
  EXPECT_NE(canonicalText(ring({6})), canonicalText(ring({3, 3})));
  EXPECT_NE(canonicalText(ring({8, 4})), canonicalText(ring({6, 6})));
  EXPECT_EQ(canonicalText(ring({4, 8})), canonicalText(ring({8, 4})));
}

TEST(CanonicalText, DoesNotDependOnTheNumbering) {
  std::mt19937 random(20251122);
  std::uniform_int_distribution<int> size(1, 9), word(0, 2);
  const std::vector<std::string> words{"->", "<-", "in"};
  for (int trial = 0; trial < 300; ++trial) {
    SignatureGraph graph;
    const int n = size(random);
    for (int v = 0; v < n; ++v) graph.vertices.push_back(word(random) > 0 ? "saddle" : "focus");
    std::uniform_int_distribution<int> vertex(0, n - 1);
    for (int e = size(random); e > 0; --e)
      graph.edges.push_back({vertex(random), vertex(random), words[static_cast<std::size_t>(word(random))]});
    const std::string text = canonicalText(graph);
    EXPECT_EQ(canonicalText(renumbered(graph, random)), text);
    // One edge turned round changes the text exactly when the graphs are not isomorphic (checked by trying all).
    SignatureGraph other = graph;
    std::swap(other.edges[0].from, other.edges[0].to);
    if (n > 6) continue;
    std::vector<int> to(static_cast<std::size_t>(n));
    std::iota(to.begin(), to.end(), 0);
    std::ranges::sort(other.edges);
    bool isIsomorphic = false;
    do {
      SignatureGraph image = graph;
      for (auto& e : image.edges)
        e = {to[static_cast<std::size_t>(e.from)], to[static_cast<std::size_t>(e.to)], e.word};
      for (int v = 0; v < n; ++v)
        image.vertices[static_cast<std::size_t>(to[static_cast<std::size_t>(v)])] =
            graph.vertices[static_cast<std::size_t>(v)];
      std::ranges::sort(image.edges);
      isIsomorphic = isIsomorphic || (image.edges == other.edges && image.vertices == other.vertices);
    } while (std::ranges::next_permutation(to).found);
    EXPECT_EQ(canonicalText(other) == text, isIsomorphic);
  }
}

TEST(CanonicalText, OfAGreatSymmetricGraphIsQuick) {
  SignatureGraph graph{{"stable cycle"}, {}};
  for (int k = 1; k <= 200; ++k) {
    graph.vertices.emplace_back("unstable focus");
    graph.edges.push_back({k, 0, "in"});
  }
  std::mt19937 random(5);
  EXPECT_EQ(canonicalText(renumbered(graph, random)), canonicalText(graph));
}

std::string signature(const std::string& text, const std::vector<double>& parameters = {}) {
  const auto model = readModel(text, "test");
  EXPECT_TRUE(model.has_value()) << describe(model.error());
  Problem problem = defaultProblem(*model);
  for (std::size_t k = 0; k < parameters.size(); ++k) problem.parameters[k] = parameters[k];
  PortraitOptions options;
  options.pixelsWide = 200;
  options.pixelsHigh = 150;
  const auto portrait = computePortrait(problem, options);
  EXPECT_TRUE(portrait.has_value());
  return portrait->signature;
}

const std::string kSquare = "@ xlo=-2,xhi=2,ylo=-2,yhi=2,xp=x,yp=y\ndone\n";

// One damped double well as itself, turned, shifted, reflected, renamed, in other units of time and state.
TEST(Signature, IsThatOfEveryCopyOfASystem) {
  const std::string original = signature("x'=y\ny'=x-x^3-0.3*y\n" + kSquare);
  EXPECT_NE(original.find("saddle"), std::string::npos);
  EXPECT_NE(original.find("->"), std::string::npos);
  EXPECT_EQ(original, signature("x'=10*y\ny'=10*(x-x^3-0.3*y)\n" + kSquare)) << "time";
  EXPECT_EQ(original, signature("y'=x-x^3-0.3*y\nx'=y\n" + kSquare)) << "order";
  EXPECT_EQ(original, signature("p'=q\nq'=p-p^3-0.3*q\n@ xlo=-2,xhi=2,ylo=-2,yhi=2,xp=q,yp=p\ndone\n")) << "names";
  EXPECT_EQ(original, signature("x'=y\ny'=(x-5)-(x-5)^3-0.3*y\n@ xlo=3,xhi=7,ylo=-2,yhi=2,xp=x,yp=y\ndone\n"))
      << "place";
  EXPECT_EQ(original, signature("x'=-y\ny'=-(x-x^3+0.3*y)\n" + kSquare)) << "reflected";
  EXPECT_EQ(original, signature("x'=y/100\ny'=100*(x-x^3)-0.3*y\n@ xlo=-2,xhi=2,ylo=-200,yhi=200,xp=x,yp=y\ndone\n"))
      << "units";
  // u = (x + y)/sqrt(2), v = (y - x)/sqrt(2)
  EXPECT_EQ(original, signature("x=(u-v)/sqrt(2)\ny=(u+v)/sqrt(2)\ng=x-x^3-0.3*y\nu'=(y+g)/sqrt(2)\nv'=(g-y)/sqrt(2)\n"
                                "@ xlo=-2,xhi=2,ylo=-2,yhi=2,xp=u,yp=v\ndone\n"))
      << "turned";
}

TEST(Signature, ChangesWithTypesConnectionsAndNesting) {
  const std::string weak = signature("x'=y\ny'=x-x^3-0.3*y\n" + kSquare);
  EXPECT_NE(weak, signature("x'=y\ny'=x-x^3-4*y\n" + kSquare)) << "focus becomes node";
  EXPECT_NE(weak, signature("x'=y\ny'=x-x^3\n" + kSquare)) << "homoclinic loops";
  EXPECT_NE(weak, signature("x'=y\ny'=x-x^3+0.3*y\n" + kSquare)) << "time reversed";
}

Equilibrium point(EquilibriumType type) {
  Equilibrium e;
  e.type = type;
  e.state = {0, 0};
  return e;
}

ManifoldBranch branch(int saddle, ManifoldBranch::Kind kind, int side, BranchDestination ends) {
  ManifoldBranch b;
  b.equilibrium = saddle;
  b.kind = kind;
  b.side = side;
  b.ends = ends;
  return b;
}

// Two saddles and two equal nodes: each saddle feeding both nodes, or each its own node twice.
TEST(Signature, TellsWhichOfTwoEqualNodesABranchReaches) {
  using enum EquilibriumType;
  const auto to = [](int k) { return BranchDestination{BranchDestination::Kind::equilibrium, k}; };
  const auto unstable = ManifoldBranch::Kind::unstable;
  Portrait crossed, parallel;
  for (Portrait* p : {&crossed, &parallel})
    p->equilibria = {point(saddle), point(saddle), point(stableNode), point(stableNode)};
  crossed.manifolds = {branch(0, unstable, 1, to(2)), branch(0, unstable, -1, to(3)), branch(1, unstable, 1, to(2)),
                       branch(1, unstable, -1, to(3))};
  parallel.manifolds = {branch(0, unstable, 1, to(2)), branch(0, unstable, -1, to(2)), branch(1, unstable, 1, to(3)),
                        branch(1, unstable, -1, to(3))};
  EXPECT_NE(signatureOf(crossed), signatureOf(parallel));
  Portrait exchanged = crossed;
  for (ManifoldBranch& b : exchanged.manifolds) b.side = -b.side;
  std::swap(exchanged.manifolds[0], exchanged.manifolds[3]);
  EXPECT_EQ(signatureOf(crossed), signatureOf(exchanged));
  Portrait reversed = crossed;
  for (ManifoldBranch& b : reversed.manifolds) b.kind = ManifoldBranch::Kind::stable;
  EXPECT_NE(signatureOf(crossed), signatureOf(reversed));
  Portrait leaving = crossed;
  leaving.manifolds[0].ends = {BranchDestination::Kind::window, -1};
  Portrait gone = crossed;
  gone.manifolds[0].ends = {BranchDestination::Kind::infinity, -1};
  EXPECT_NE(signatureOf(leaving), signatureOf(gone));
}

Cycle circle(double x, double r, Stability stability, std::vector<int> inside) {
  Cycle c;
  c.stability = stability;
  c.encloses = std::move(inside);
  c.orbit.dimension = 2;
  for (const auto& [dx, dy] : {std::pair{r, 0.0}, {0.0, r}, {-r, 0.0}, {0.0, -r}, {r, 0.0}})
    c.orbit.append({x + dx, dy});
  return c;
}

// Equal lists of types and of cycles, nested one way and another.
TEST(Signature, TellsNestedCyclesFromSeparateOnes) {
  using enum EquilibriumType;
  const auto model = readModel("x'=y\ny'=-x\ndone\n", "test");
  Portrait nested, separate;
  for (Portrait* p : {&nested, &separate}) {
    p->problem = defaultProblem(*model);
    p->equilibria = {point(unstableFocus), point(unstableFocus), point(unstableFocus)};
  }
  nested.cycles = {circle(0, 1, Stability::stable, {0}), circle(0, 2, Stability::stable, {0, 1})};
  separate.cycles = {circle(0, 1, Stability::stable, {0}), circle(5, 2, Stability::stable, {1, 2})};
  EXPECT_NE(signatureOf(nested), signatureOf(separate));
  Portrait same = separate;
  std::swap(same.cycles[0], same.cycles[1]);
  EXPECT_EQ(signatureOf(separate), signatureOf(same));
  // Innermost stable, outermost unstable, or the other way round.
  Portrait inner = nested, outer = nested;
  inner.cycles[0].stability = Stability::unstable;
  outer.cycles[1].stability = Stability::unstable;
  EXPECT_NE(signatureOf(inner), signatureOf(outer));
}

}  // namespace
}  // namespace separatrix
