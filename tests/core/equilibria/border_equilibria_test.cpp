#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/equilibria/find_equilibria.hpp"
#include "tests/core/fields.hpp"

namespace separatrix {
namespace {

using namespace test;

double moved(double x, int ulps) {
  for (; ulps > 0; --ulps) x = std::nextafter(x, INFINITY);
  for (; ulps < 0; ++ulps) x = std::nextafter(x, -INFINITY);
  return x;
}

// Three equilibria of Morris–Lecar at I = 30; each in turn on a side and in a corner of the window, exactly
// and some units in the last place off: never undecided, never listed twice, missing only when it is outside.
TEST(BorderEquilibria, OnSidesAndCornersAreDecidedWithinRounding) {
  const std::vector<Equilibrium> all = findEquilibria(morrisLecar(30, 12)).value().found;
  ASSERT_EQ(all.size(), 3u);
  for (const Equilibrium& e : all)
    for (const int ulps : {-1000, -3, -1, 0, 1, 3, 1000})
      for (const bool isCorner : {false, true})
        for (const bool isUpper : {false, true}) {
          Box box = {{-80, 80}, {-0.1, 1.1}};
          (isUpper ? box[0].hi : box[0].lo) = moved(e.state[0], ulps);
          if (isCorner) (isUpper ? box[1].hi : box[1].lo) = moved(e.state[1], ulps);
          const EquilibriaInBox result = findEquilibria(morrisLecar(30, 12, box)).value();
          EXPECT_EQ(result.completeness.evidence, Evidence::proved);
          const auto count = std::ranges::count_if(result.found, [&](const Equilibrium& other) { return std::fabs(other.state[0] - e.state[0]) < 1e-9; });
          const bool isClearlyIn = isUpper ? ulps == 1000 : ulps == -1000, isClearlyOut = isUpper ? ulps == -1000 : ulps == 1000;
          EXPECT_LE(count, 1);
          if (isClearlyIn || ulps == 0) {
            EXPECT_EQ(count, 1) << ulps;
          }
          if (isClearlyOut) {
            EXPECT_EQ(count, 0) << ulps;
          }
        }
}

// x (x^2 - p), -y: roots at 0 and +-sqrt p in a window that ends at sqrt p to rounding.
TEST(BorderEquilibria, ArriveThroughTheBorderOneAtATime) {
  for (int step = -8; step <= 8; ++step) {
    const double p = 0.49 + step * std::numeric_limits<double>::epsilon() / 4;
    const EquilibriaInBox result = findEquilibria(makeProblem({{-1, 0.7}, {0, 1}}, {p}, [](const Expressions& x, const Expressions& q) {
      return Expressions{x[0] * (square(x[0]) - q[0]), -x[1]};
    })).value();
    EXPECT_EQ(result.completeness.evidence, Evidence::proved);
    EXPECT_GE(result.found.size(), 2u);
    EXPECT_LE(result.found.size(), 3u);
  }
}

TEST(BorderEquilibria, OfLotkaVolterraInTheQuadrantOnly) {
  for (const double corner : {0.0, 1.0, 4.0}) {
    const EquilibriaInBox result = findEquilibria(makeProblem({{0, corner + 4}, {0, corner + 2.75}}, [corner](const Expressions& x, const Expressions&) {
      return Expressions{x[0] * (2.75 + corner - x[1]), x[1] * (x[0] - 4.0 - corner)};
    })).value();
    EXPECT_EQ(result.completeness.evidence, Evidence::proved);
    ASSERT_EQ(result.found.size(), 2u);
    EXPECT_EQ(result.found[0].type, EquilibriumType::saddle);
    EXPECT_EQ(result.found[1].type, EquilibriumType::center);
  }
}

}  // namespace
}  // namespace separatrix
