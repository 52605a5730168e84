#include "core/phaseplane/linear_entries.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/model/read_ode.hpp"

namespace separatrix {
namespace {

std::optional<std::array<int, 4>> entriesOf(const char* text) {
  const auto model = readModel(text, "test");
  EXPECT_TRUE(model.has_value());
  return entryParameters(defaultProblem(*model));
}

TEST(EntryParameters, AreFoundWhereEachEntryIsAParameter) {
  EXPECT_EQ(entriesOf("x'=a*x+b*y\ny'=c*x+d*y\npar a=1,b=2,c=3,d=4\ndone\n"), (std::array{0, 1, 2, 3}));
  EXPECT_EQ(entriesOf("x'=p*x+y*q\ny'=d*y+r*x+k\npar k=5,d=4,r=1,q=1,p=1\ndone\n"), (std::array{4, 3, 2, 1}));
}

TEST(EntryParameters, AreAbsentForOtherFields) {
  EXPECT_FALSE(entriesOf("x'=a*x+b*y\ny'=c*x+d*y-x^3\npar a=1,b=2,c=3,d=4\ndone\n"));
  EXPECT_FALSE(entriesOf("x'=a*x+b*y\ny'=2*c*x+d*y\npar a=1,b=2,c=3,d=4\ndone\n"));
  EXPECT_FALSE(entriesOf("x'=a*x+b*y\ny'=-b*x+a*y\npar a=1,b=2,c=3,d=4\ndone\n"));
  EXPECT_FALSE(entriesOf("x'=a*x+b\ny'=c*y+d\npar a=1,b=2,c=3,d=4\ndone\n"));
  EXPECT_FALSE(entriesOf("x'=a*x\npar a=1,b=2,c=3,d=4\ndone\n"));
}

TEST(MatrixWith, HasTheWantedTraceAndDeterminantFromAnywhere) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> any(-3, 3);
  for (int k = 0; k < 2000; ++k) {
    const Matrix2 from = {any(random), any(random), any(random), any(random)};
    const double t = any(random), d = 2 * any(random);
    const Matrix2 m = matrixWith(t, d, from);
    EXPECT_NEAR(m[0] + m[3], t, 1e-15) << k;
    EXPECT_NEAR(m[0] * m[3] - m[1] * m[2], d, 1e-12) << k;
  }
}

TEST(MatrixWith, LeavesAMatrixThatHasThemAlreadyAlone) {
  const Matrix2 from = {-0.5, 1, -1, -0.25};
  const Matrix2 m = matrixWith(-0.75, 1.125, from);
  for (std::size_t k = 0; k < 4; ++k) EXPECT_NEAR(m[k], from[k], 1e-15);
}

TEST(MatrixWith, HasATraceOfExactlyZeroWhereThatIsWanted) {
  const Matrix2 m = matrixWith(0, 0.7, {-1.3910890111161798, -0.6636830796234622, 0.6636830796234622, 0.7910890111161798});
  EXPECT_EQ(m[0] + m[3], 0);  // a center, not a very slow focus
  EXPECT_NEAR(m[0] * m[3] - m[1] * m[2], 0.7, 1e-14);
}

TEST(MatrixWith, MovesByNoMoreThanTheTargetDoes) {
  const Matrix2 from = {-0.3, 1, -1, -0.3};
  const Matrix2 m = matrixWith(-0.59, 1.09, from);
  double moved = 0;
  for (std::size_t k = 0; k < 4; ++k) moved = std::max(moved, std::fabs(m[k] - from[k]));
  EXPECT_LT(moved, 0.01);
}

TEST(MatrixWith, LeavesAStarForAFocusAndForASaddle) {
  for (const double s : {-1.0, 0.0, 2.0}) {
    for (const double d : {s * s + 1, s * s - 1}) {
      const Matrix2 m = matrixWith(2 * s, d, {s, 0, 0, s});
      EXPECT_NEAR(m[0] + m[3], 2 * s, 1e-15);
      EXPECT_NEAR(m[0] * m[3] - m[1] * m[2], d, 1e-12);
    }
  }
}

}  // namespace
}  // namespace separatrix
