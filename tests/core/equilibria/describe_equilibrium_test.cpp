#include "core/equilibria/describe_equilibrium.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "core/equilibria/eigenpairs.hpp"

namespace separatrix {
namespace {

using Matrix2 = std::array<double, 4>;

Equilibrium describePlanar(const Matrix2& J) { return describeEquilibrium(std::array{0.0, 0.0}, J, 0); }

TEST(DescribeEquilibrium, NamesEveryPlanarTypeByItsTraceAndDeterminant) {
  using enum EquilibriumType;
  struct Row { Matrix2 J; EquilibriumType type; Stability stability; int unstableDimension; };
  const Row rows[] = {
      {{-2, 0, 0, -1}, stableNode, Stability::stable, 0},
      {{2, 1, 0, 1}, unstableNode, Stability::unstable, 2},
      {{-1, -2, 2, -1}, stableFocus, Stability::stable, 0},
      {{0.5, -2, 2, 0.5}, unstableFocus, Stability::unstable, 2},
      {{1, 0, 3, -1}, saddle, Stability::saddle, 1},
      {{-3, 0, 0, -3}, stableStar, Stability::stable, 0},
      {{0.1, 0, 0, 0.1}, unstableStar, Stability::unstable, 2},
      {{-1, 1, 0, -1}, stableDegenerateNode, Stability::stable, 0},
      {{3, -1, 1, 1}, unstableDegenerateNode, Stability::unstable, 2},
      {{0, 1, -1, 0}, nonhyperbolic, Stability::nonhyperbolic, 0},
      {{0, 0, 0, -1}, nonhyperbolic, Stability::nonhyperbolic, 0},
      {{0, 1, 0, 0}, nonhyperbolic, Stability::nonhyperbolic, 0},
      {{1, 1, 1, 1}, nonhyperbolic, Stability::nonhyperbolic, 1},
  };
  for (const Row& row : rows) {
    const Equilibrium e = describePlanar(row.J);
    EXPECT_EQ(e.type, row.type) << name(e.type) << " instead of " << name(row.type);
    EXPECT_EQ(e.stability, row.stability) << name(row.type);
    EXPECT_EQ(e.unstableDimension, row.unstableDimension) << name(row.type);
  }
}

TEST(DescribeEquilibrium, CallsAnExactlyLinearFieldWithoutTraceACenterAndNoOther) {
  const std::array origin{0.0, 0.0};
  EXPECT_EQ(describeEquilibrium(origin, Matrix2{1, 2, -3, -1}, 0, {.isExactlyLinear = true}).type, EquilibriumType::center);
  EXPECT_EQ(describeEquilibrium(origin, Matrix2{0, 1, 0, 0}, 0, {.isExactlyLinear = true}).type, EquilibriumType::nonhyperbolic);
  EXPECT_EQ(describeEquilibrium(origin, Matrix2{1, 2, -3, -1}, 0).type, EquilibriumType::nonhyperbolic);
}

// Of a linear field the entries are known: 1e-14 off the diagonal is a degenerate node, of another field it is rounding.
TEST(DescribeEquilibrium, TellsAStarFromADegenerateNodeAsFinelyAsTheEntriesAreKnown) {
  using enum EquilibriumType;
  const std::array origin{0.0, 0.0};
  const Matrix2 almost{-1, 1e-14, 0, -1};
  EXPECT_EQ(describeEquilibrium(origin, almost, 0, {.isExactlyLinear = true}).type, stableDegenerateNode);
  EXPECT_EQ(describeEquilibrium(origin, almost, 0).type, stableStar);
  EXPECT_EQ(describeEquilibrium(origin, Matrix2{-1, 0, 0, -1}, 0, {.isExactlyLinear = true}).type, stableStar);
  EXPECT_EQ(describeEquilibrium(origin, Matrix2{-1, 0, 0, -1 - 1e-14}, 0, {.isExactlyLinear = true}).type, stableNode);
  EXPECT_EQ(describeEquilibrium(origin, Matrix2{0, 1, -0.09, -0.6}, 0, {.isExactlyLinear = true}).type, stableDegenerateNode);
  EXPECT_EQ(describeEquilibrium(origin, Matrix2{0, 1, -0.09, -0.600001}, 0, {.isExactlyLinear = true}).type, stableNode);
  EXPECT_EQ(describeEquilibrium(origin, Matrix2{0, 1, -0.09, -0.599999}, 0, {.isExactlyLinear = true}).type, stableFocus);
}

TEST(DescribeEquilibrium, CallsASaddleWithAComplexPairASaddleFocusInSpace) {
  const std::array<double, 9> J = {-1, -2, 0, 2, -1, 0, 0, 0, 3};
  const Equilibrium e = describeEquilibrium(std::array{0.0, 0.0, 0.0}, J, 0);
  EXPECT_EQ(e.type, EquilibriumType::saddleFocus);
  EXPECT_EQ(e.unstableDimension, 1);
  EXPECT_NEAR(e.eigenvalues[0].real(), 3, 1e-14);
  EXPECT_NEAR(e.eigenvalues[1].imag(), 2, 1e-14);
  EXPECT_NEAR(e.eigenvalues[2].imag(), -2, 1e-14);
}

TEST(DescribeEquilibrium, ReadsALineAsAPhaseLine) {
  const Equilibrium e = describeEquilibrium(std::array{1.0}, std::array{-0.5}, 0);
  EXPECT_EQ(e.type, EquilibriumType::stableNode);
  EXPECT_EQ(e.eigenvectors[0][0], std::complex<double>(1));
}

// A v = lambda v, |v| = 1, first component that is not zero positive, real where lambda is real.
void expectPairs(const std::vector<double>& A, int n) {
  const Eigenpairs pairs = eigenpairs(A, n);
  ASSERT_EQ(pairs.values.size(), static_cast<std::size_t>(n));
  double norm = 0;
  for (const double a : A) norm = std::max(norm, std::fabs(a));
  for (std::size_t k = 0; k < pairs.values.size(); ++k) {
    const auto& v = pairs.vectors[k];
    double length = 0;
    for (std::size_t i = 0; i < v.size(); ++i) {
      std::complex<double> sum = -pairs.values[k] * v[i];
      for (std::size_t j = 0; j < v.size(); ++j) sum += A[i * v.size() + j] * v[j];
      EXPECT_LT(std::abs(sum), 1e-13 * norm);
      length += std::norm(v[i]);
      if (pairs.values[k].imag() == 0) {
        EXPECT_EQ(v[i].imag(), 0);
      }
    }
    EXPECT_NEAR(length, 1, 1e-14);
    const auto first = std::ranges::find_if(v, [](const auto& z) { return std::abs(z) > 1e-12; });
    EXPECT_GT(first->real(), 0);
    EXPECT_EQ(first->imag(), 0);
  }
}

TEST(Eigenpairs, SatisfyTheirDefinition) {
  for (const std::vector<double>& A : {std::vector<double>{-2, 0, 0, -1}, {1, 2, 3, 4}, {0, 1, 0, 0}, {5, 0, 0, 5}, {0, -1, 1, 0},
                                       {1, -1e6, 1e-6, 1}, {-1, 3, -4, 2}, {1, 1e-9, 0, -1}, {0, 0, 7, 1}})
    expectPairs(A, 2);
  expectPairs({1, 2, 3, 4, 5, 6, 7, 8, 10}, 3);
  expectPairs({0, -1, 0, 0, 1, 0, 0, 0, 0, 0, -2, 1, 0, 0, 0, -3}, 4);
}

TEST(Eigenpairs, KeepTheDigitsOfASmallEigenvalueBesideALargeOne) {
  // lambda^2 - (1 + e) lambda + e = (lambda - 1)(lambda - e)
  const double e = 1e-12;
  const Eigenpairs pairs = eigenpairs(std::array{1 + e, -e, 1.0, 0.0}, 2);
  EXPECT_NEAR(pairs.values[1].real() / e, 1, 1e-15);
}

}  // namespace
}  // namespace separatrix
