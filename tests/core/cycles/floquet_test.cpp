#include <gtest/gtest.h>

#include <cmath>

#include "core/cycles/floquet.hpp"

namespace separatrix {
namespace {

TEST(Floquet, ATriangularProductHasTheProductsOfItsDiagonalsHoweverSmall) {
  std::vector<std::vector<double>> factors(40, {0.5, 1, 2, 0, -1e-3, 3, 0, 0, 1e-9});
  const ProductSpectrum spectrum = spectrumOfProduct(factors, 3);
  ASSERT_EQ(spectrum.values.size(), 3u);
  EXPECT_NEAR(spectrum.logModuli[0], 40 * std::log(0.5), 1e-9);
  EXPECT_NEAR(spectrum.logModuli[1], 40 * std::log(1e-3), 1e-9);
  EXPECT_NEAR(spectrum.logModuli[2], 40 * std::log(1e-9), 1e-9);
  EXPECT_NEAR(spectrum.values[1].real(), 1e-120, 1e-130);
}

TEST(Floquet, AnOddNumberOfReflectionsGivesANegativeMultiplier) {
  const std::vector<std::vector<double>> factors(3, {-0.7, 0.2, 0, 0.1});
  const ProductSpectrum spectrum = spectrumOfProduct(factors, 2);
  EXPECT_NEAR(spectrum.values[0].real(), -0.343, 1e-14);
  EXPECT_EQ(spectrum.values[0].imag(), 0);
  EXPECT_NEAR(spectrum.values[1].real(), 1e-3, 1e-15);
}

TEST(Floquet, RotationsGiveAConjugatePairBesideARealMultiplier) {
  const double angle = 0.3, rho = 0.9;
  const double c = rho * std::cos(angle), s = rho * std::sin(angle);
  const std::vector<std::vector<double>> factors(5, {c, -s, 0.4, s, c, 0.1, 0, 0, 1e-4});
  const ProductSpectrum spectrum = spectrumOfProduct(factors, 3);
  EXPECT_NEAR(spectrum.logModuli[0], 5 * std::log(rho), 1e-12);
  EXPECT_NEAR(spectrum.logModuli[1], 5 * std::log(rho), 1e-12);
  EXPECT_NEAR(std::fabs(std::arg(spectrum.values[0])), 5 * angle, 1e-12);
  EXPECT_NEAR(spectrum.logModuli[2], 5 * std::log(1e-4), 1e-9);
}

}  // namespace
}  // namespace separatrix
