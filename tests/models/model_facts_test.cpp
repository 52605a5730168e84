#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "core/equilibria/find_equilibria.hpp"
#include "core/model/library.hpp"
#include "core/model/read_ode.hpp"
#include "core/phaseplane/portrait.hpp"

// Every statement a shipped model makes about itself (`#: fact`) is recomputed here.
namespace separatrix {
namespace {

struct Statement {
  std::shared_ptr<const Model> model;
  Fact fact;
};

std::vector<Statement> statements() {
  std::vector<Statement> all;
  for (const std::string& name : builtInNames()) {
    const auto model = readOde(*builtInText(name), name).model;
    if (model == nullptr) continue;  // library_test says so
    for (const Fact& fact : model->facts) all.push_back({model, fact});
  }
  return all;
}

std::string describe(const Statement& s) {
  std::string name = s.model->name + "_line" + std::to_string(s.fact.line);
  std::ranges::replace_if(
      name, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
}

void PrintTo(const Statement& s, std::ostream* out) { *out << describe(s); }

Problem posed(const Statement& s) {
  Problem problem = defaultProblem(s.model);
  if (s.fact.step.empty()) return problem;
  for (const auto& [name, value] : s.model->presetNamed(s.fact.step)->assignments)
    if (const auto p = s.model->parameterNamed(name)) problem.parameters[static_cast<std::size_t>(*p)] = value;
  return problem;
}

const Portrait& portraitOf(const Statement& s) {
  static std::map<std::pair<const Model*, std::string>, Portrait> known;
  const auto key = std::pair{s.model.get(), s.fact.step};
  if (const auto found = known.find(key); found != known.end()) return found->second;
  auto portrait = computePortrait(posed(s));
  if (!portrait.has_value()) throw std::runtime_error(portrait.error().sentence);
  return known.emplace(key, std::move(*portrait)).first->second;
}

/// The largest distance in the coordinates that the fact names.
double distance(const Statement& s, const std::vector<double>& state) {
  double most = 0;
  for (const auto& [name, value] : s.fact.at)
    if (const auto v = s.model->variableNamed(name))
      most = std::max(most, std::abs(state[static_cast<std::size_t>(*v)] - value));
  return most;
}

template <class Point>
const Point* nearest(const Statement& s, const std::vector<Point>& points) {
  const auto found = std::ranges::min_element(points, {}, [&](const Point& p) { return distance(s, p.state); });
  return found == points.end() ? nullptr : &*found;
}

// The equilibria at the fact's parameter value moved by `offset`, the others as its step has them.
std::vector<Equilibrium> equilibriaAt(const Statement& s, double offset) {
  Problem problem = posed(s);
  for (const auto& [name, value] : s.fact.at)
    if (const auto p = s.model->parameterNamed(name)) problem.parameters[static_cast<std::size_t>(*p)] = value + offset;
  const auto found = findEquilibria(problem);
  if (!found.has_value()) throw std::runtime_error(found.error().sentence);
  return found->found;
}

class ModelFacts : public testing::TestWithParam<Statement> {};

void checkCount(const Statement& s) {
  const Portrait& portrait = portraitOf(s);
  const bool map = s.model->kind == ModelKind::map;
  EXPECT_EQ(map ? portrait.fixedPoints.size() : portrait.equilibria.size(), static_cast<std::size_t>(s.fact.count));
  EXPECT_EQ((map ? portrait.fixedPointsComplete : portrait.equilibriaComplete).evidence, Evidence::proved);
}

void checkType(const Statement& s) {
  const Portrait& portrait = portraitOf(s);
  const double tolerance = *s.fact.tolerance;
  if (s.model->kind == ModelKind::map) {
    const FixedPoint* point = nearest(s, portrait.fixedPoints);
    ASSERT_NE(point, nullptr);
    EXPECT_LE(distance(s, point->state), tolerance);
    EXPECT_EQ(name(point->type), s.fact.type);
    return;
  }
  const Equilibrium* point = nearest(s, portrait.equilibria);
  ASSERT_NE(point, nullptr);
  EXPECT_LE(distance(s, point->state), tolerance);
  EXPECT_EQ(name(point->type), s.fact.type);
}

void checkCycle(const Statement& s) {
  std::string seen;
  for (const Cycle& cycle : portraitOf(s).cycles) {
    seen += std::string(name(cycle.stability)) + " " + std::to_string(cycle.period) + "; ";
    if (name(cycle.stability) != s.fact.type) continue;
    if (!s.fact.period || std::abs(cycle.period - *s.fact.period) <= *s.fact.tolerance) return;
  }
  FAIL() << "no such cycle among: " << seen;
}

// A pair of complex eigenvalues of the equilibrium nearest to the point crosses the imaginary axis
// between NAME - tol and NAME + tol.
void checkHopf(const Statement& s) {
  const auto realPart = [&](double offset) {
    const auto found = equilibriaAt(s, offset);
    const Equilibrium* point = nearest(s, found);
    if (point == nullptr) return std::nan("");
    const auto pair = std::ranges::min_element(
        point->eigenvalues, {}, [](const auto& l) { return l.imag() == 0 ? 1e300 : std::abs(l.real()); });
    return pair->imag() == 0 ? std::nan("") : pair->real();
  };
  const double before = realPart(-*s.fact.tolerance), after = realPart(*s.fact.tolerance);
  EXPECT_LT(before * after, 0) << before << " " << after;
  EXPECT_LE(distance(s, nearest(s, equilibriaAt(s, 0))->state), 1e-6);
}

// Two equilibria are born or die between NAME - tol and NAME + tol, at the point named.
void checkFold(const Statement& s) {
  const auto before = equilibriaAt(s, -*s.fact.tolerance), after = equilibriaAt(s, *s.fact.tolerance);
  const auto& more = before.size() > after.size() ? before : after;
  const auto& fewer = before.size() > after.size() ? after : before;
  ASSERT_EQ(more.size(), fewer.size() + 2);
  // The pair is sqrt(tol) apart.
  EXPECT_LE(distance(s, nearest(s, more)->state), 100 * std::sqrt(*s.fact.tolerance));
}

TEST_P(ModelFacts, HoldsWhenRecomputed) {
  const Statement& s = GetParam();
  switch (s.fact.kind) {
    case Fact::Kind::equilibriumCount: return checkCount(s);
    case Fact::Kind::equilibriumType: return checkType(s);
    case Fact::Kind::hopf: return checkHopf(s);
    case Fact::Kind::fold: return checkFold(s);
    case Fact::Kind::cycle: return checkCycle(s);
    case Fact::Kind::cycleCount: EXPECT_EQ(portraitOf(s).cycles.size(), static_cast<std::size_t>(s.fact.count)); return;
  }
}

INSTANTIATE_TEST_SUITE_P(Library, ModelFacts, testing::ValuesIn(statements()),
                         [](const auto& instance) { return describe(instance.param); });

}  // namespace
}  // namespace separatrix
