#include "core/equilibria/find_equilibria.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/core/fields.hpp"

namespace separatrix {
namespace {

using namespace test;
using enum EquilibriumType;

EquilibriaInBox find(const Problem& problem) {
  const auto result = findEquilibria(problem);
  EXPECT_TRUE(result.has_value());
  return result.value_or(EquilibriaInBox{});
}

void expectProved(const EquilibriaInBox& result, std::size_t count, double relativeWidth = 1e-11) {
  EXPECT_EQ(result.completeness.evidence, Evidence::proved);
  EXPECT_TRUE(result.completeness.undecided.empty());
  ASSERT_EQ(result.found.size(), count);
  for (const Equilibrium& e : result.found) {
    EXPECT_EQ(e.evidence, Evidence::proved);
    ASSERT_TRUE(e.enclosure.has_value());
    for (std::size_t i = 0; i < e.state.size(); ++i) {
      EXPECT_TRUE((*e.enclosure)[i].contains(e.state[i]));
      EXPECT_LT((*e.enclosure)[i].width(), relativeWidth * (1 + std::fabs(e.state[i])));
    }
  }
}

// x' = y, y' = x - x^3 - d y. Zeros (0,0), (±1,0); Df has eigenvalues (-d ± sqrt(d^2 + 4))/2, (-d ± sqrt(d^2 - 8))/2.
TEST(FindEquilibria, FindsTheSaddleAndTheTwoFociOfTheDampedDuffingOscillator) {
  const double d = 0.3;
  const EquilibriaInBox result = find(makeProblem({{-2, 2}, {-2, 2}}, {d}, [](const Expressions& x, const Expressions& p) {
    return Expressions{x[1], x[0] - cube(x[0]) - p[0] * x[1]};
  }));
  expectProved(result, 3);
  EXPECT_EQ(result.found[0].state, (std::vector<double>{-1, 0}));
  EXPECT_EQ(result.found[2].state, (std::vector<double>{1, 0}));
  EXPECT_EQ(result.found[0].type, stableFocus);
  EXPECT_EQ(result.found[1].type, saddle);
  EXPECT_NEAR(result.found[1].eigenvalues[0].real(), (-d + std::sqrt(d * d + 4)) / 2, 1e-15);
  EXPECT_NEAR(result.found[2].eigenvalues[0].imag(), std::sqrt(8 - d * d) / 2, 1e-15);
}

struct Known { double V, n; EquilibriumType type; double re, im; };

void expectKnown(const EquilibriaInBox& result, const std::vector<Known>& known) {
  expectProved(result, known.size());
  for (std::size_t k = 0; k < known.size(); ++k) {
    const Equilibrium& e = result.found[k];
    EXPECT_NEAR(e.state[0], known[k].V, 1e-13 * (1 + std::fabs(known[k].V)));
    EXPECT_NEAR(e.state[1], known[k].n, 1e-15);
    EXPECT_EQ(e.type, known[k].type);
    EXPECT_NEAR(e.eigenvalues[0].real(), known[k].re, 1e-14);
    EXPECT_NEAR(e.eigenvalues[0].imag(), known[k].im, 1e-14);
  }
}

// Forty-digit values of the same equations (mpmath).
TEST(FindEquilibria, AgreesWithFortyDigitsOnTheFourPanelsOfMorrisLecar) {
  expectKnown(find(morrisLecar(30, 12)),
              {{-41.79700201592636, 0.002058815651373047, stableNode, -0.07069549594042472, 0},
               {-19.939941719538865, 0.024813093624156426, saddle, 0.1479621561347423, 0},
               {4.678075787539202, 0.3011978106367008, unstableFocus, 0.0783822685319577, 0.18539690821433283}});
  expectKnown(find(morrisLecar(39.8, 12)), {{5.45774197030038, 0.32038922025785654, unstableFocus, 0.06263130576243103, 0.20253548523348175}});
  expectKnown(find(morrisLecar(70, 12)), {{7.473447685964759, 0.3727836366615796, unstableFocus, 0.019355423868563062, 0.2360593925835402}});
  expectKnown(find(morrisLecar(50.5, 2)), {{-24.90226307621524, 0.04342955865895817, stableFocus, -0.00853083415982963, 0.054470680386503226}});
}

// The fold of equilibria (mpmath): I = 39.693454186166385, V = -29.56803416688635.
TEST(FindEquilibria, SaysOfAFoldThatOneClusterIsUndecidedAndListsOneNonhyperbolicPoint) {
  const EquilibriaInBox result = find(morrisLecar(39.693454186166385, 12));
  EXPECT_EQ(result.completeness.evidence, Evidence::heuristic);
  ASSERT_EQ(result.completeness.undecided.size(), 1u);
  EXPECT_TRUE(result.completeness.undecided[0][0].contains(-29.56803416688635));
  EXPECT_LT(result.completeness.undecided[0][0].width(), 1e-4);
  ASSERT_EQ(result.found.size(), 2u);
  EXPECT_NEAR(result.found[0].state[0], -29.56803416688635, 1e-6);
  EXPECT_EQ(result.found[0].type, nonhyperbolic);
  EXPECT_FALSE(result.found[0].enclosure.has_value());
  EXPECT_NE(result.found[0].evidence, Evidence::proved);
  EXPECT_EQ(result.found[1].evidence, Evidence::proved);
}

TEST(FindEquilibria, ProvesBothEquilibriaJustBeforeAFoldAndNoneJustBehindIt) {
  for (const double distance : {1e-2, 1e-4, 1e-6, 1e-8}) {
    expectProved(find(morrisLecar(39.693454186166385 - distance, 12)), 3, 1e-7);
    expectProved(find(morrisLecar(39.693454186166385 + distance, 12)), 1, 1e-7);
  }
}

TEST(FindEquilibria, ListsADoubleZeroOnceAndDoesNotCallItProved) {
  const EquilibriaInBox result = find(makeProblem({{-1, 1}, {-1, 1}}, [](const Expressions& x, const Expressions&) {
    return Expressions{square(x[0]), -x[1]};
  }));
  EXPECT_EQ(result.completeness.evidence, Evidence::heuristic);
  EXPECT_EQ(result.completeness.undecided.size(), 1u);
  ASSERT_EQ(result.found.size(), 1u);
  EXPECT_NEAR(result.found[0].state[0], 0, 1e-9);
  EXPECT_EQ(result.found[0].type, nonhyperbolic);
  EXPECT_EQ(result.found[0].evidence, Evidence::converged);
}

TEST(FindEquilibria, ListsAZeroOnAFaceOrACornerOfTheWindowOnce) {
  for (const Box& box : {Box{{0, 1}, {-1, 1}}, Box{{-1, 0}, {0, 1}}, Box{{0, 0}, {-1, 1}}, Box{{0, 0}, {0, 0}},
                         Box{{-1e-9, 1e-9}, {-1e-9, 2e-9}}, Box{{-1e6, 1e6}, {-1e6, 3e6}}}) {
    SCOPED_TRACE(box[0].hi);
    expectProved(find(makeProblem(box, [](const Expressions& x, const Expressions&) {
      return Expressions{x[0] + x[1], x[0] * x[1] + x[0] - x[1]};
    })), box[0].hi >= 1e6 ? 2 : 1);
  }
}

TEST(FindEquilibria, DoesNotListAZeroOutsideTheWindow) {
  expectProved(find(makeProblem({{1e-6, 1}, {-1, 1}}, [](const Expressions& x, const Expressions&) { return Expressions{x[0], x[1]}; })), 0);
}

TEST(FindEquilibria, IsHonestAndQuickAboutALineOfEquilibria) {
  const EquilibriaInBox result = find(makeProblem({{-1, 1}, {-1, 1}}, [](const Expressions& x, const Expressions&) {
    return Expressions{x[0] * x[1], x[0] * (x[1] + 2.0)};
  }));
  EXPECT_EQ(result.completeness.evidence, Evidence::heuristic);
  EXPECT_GE(result.completeness.undecided.size(), 1u);
  EXPECT_LE(result.completeness.undecided.size(), 4u);
  EXPECT_LE(result.found.size(), 4u);
  for (const Equilibrium& e : result.found) EXPECT_NE(e.evidence, Evidence::proved);
}

TEST(FindEquilibria, WorksInOneDimensionAndInFour) {
  expectProved(find(makeProblem({{-3, 3}}, [](const Expressions& x, const Expressions&) { return Expressions{x[0] - cube(x[0])}; })), 3);
  const EquilibriaInBox four = find(makeProblem({{-2, 2}, {-2, 2}, {-2, 2}, {-2, 2}}, [](const Expressions& x, const Expressions&) {
    return Expressions{x[1] - x[0], sin(2.0 * x[0]) - x[1], x[3] - x[2], x[0] - cube(x[2]) + 0.1 * x[3]};
  }));
  expectProved(four, 5);
}

TEST(FindEquilibria, ProvesTheCenterOfALinearField) {
  const EquilibriaInBox result = find(linearProblem(0, 1, -1, 0));
  expectProved(result, 1);
  EXPECT_EQ(result.found[0].type, center);
}

TEST(FindEquilibria, RefusesABoxThatIsEmptyOrUnbounded) {
  constexpr double inf = std::numeric_limits<double>::infinity();
  for (const Interval& side : {Interval(1, -1), Interval(0, inf), Interval(std::nan(""), 1), Interval(-1e308, 1e308)}) {
    Problem problem = linearProblem(1, 0, 0, 1);
    problem.box[0] = side;
    const auto result = findEquilibria(problem);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(result.error().code, Error::Code::usage);
  }
}

TEST(FindEquilibria, StopsWhenNobodyWantsTheAnswer) {
  std::stop_source source;
  source.request_stop();
  const auto result = findEquilibria(morrisLecar(30, 12), {}, source.get_token());
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, Error::Code::cancelled);
}

}  // namespace
}  // namespace separatrix
