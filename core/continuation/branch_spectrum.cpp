#include "core/continuation/branch_spectrum.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/equilibria/eigenpairs.hpp"

namespace separatrix {
namespace {

constexpr double kHyperbolic = 1e-9;  // of |Df|, as describeEquilibrium has it

Stability stabilityOf(std::size_t stable, std::size_t unstable, std::size_t n) {
  if (stable + unstable < n) return Stability::nonhyperbolic;
  return unstable == 0 ? Stability::stable : stable == 0 ? Stability::unstable : Stability::saddle;
}

// The plane, without eigenvectors: lambda = m +- sqrt(D), the smaller real one as a quotient.
BranchSpectrum planarFlow(double a, double b, double c, double d) {
  const double m = a / 2 + d / 2, h = a / 2 - d / 2, D = h * h + b * c;
  const double small = kHyperbolic * std::max({std::fabs(a), std::fabs(b), std::fabs(c), std::fabs(d)});
  double upper = m, lower = m;
  if (D > 0) {
    const double r = std::sqrt(D), determinant = a * d - b * c;
    upper = m > 0 ? m + r : m - r;
    lower = upper == 0 ? 0 : determinant / upper;
  }
  BranchSpectrum spectrum;
  const std::size_t unstable = static_cast<std::size_t>(upper > small) + static_cast<std::size_t>(lower > small);
  const std::size_t stable = static_cast<std::size_t>(upper < -small) + static_cast<std::size_t>(lower < -small);
  spectrum.unstable = static_cast<int>(upper > 0) + static_cast<int>(lower > 0);
  spectrum.stability = stabilityOf(stable, unstable, 2);
  return spectrum;
}

}  // namespace

std::vector<std::complex<double>> criticalValues(std::span<const double> Dg, std::size_t n, std::size_t width,
                                                 bool isMap) {
  std::vector<double> A(n * n);
  for (std::size_t i = 0; i < n; ++i) {
    std::copy_n(Dg.data() + i * width, n, A.data() + i * n);
    if (isMap) A[i * n + i] += 1;
  }
  return eigenpairs(A, static_cast<int>(n)).values;
}

BranchSpectrum branchSpectrum(std::span<const double> Dg, std::size_t n, std::size_t width, bool isMap) {
  if (!isMap && n == 2) return planarFlow(Dg[0], Dg[1], Dg[width], Dg[width + 1]);
  BranchSpectrum spectrum;
  std::vector<std::complex<double>> values = criticalValues(Dg, n, width, isMap);
  double size = 0;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = 0; j < n; ++j) size = std::max(size, std::fabs(Dg[i * width + j]));
  const double small = kHyperbolic * (isMap ? 1 : size);
  std::size_t stable = 0, unstable = 0;
  for (const std::complex<double>& v : values) {
    const double side = isMap ? std::abs(v) - 1 : v.real();
    spectrum.unstable += static_cast<int>(side > 0);
    spectrum.belowMinusOne += static_cast<int>(isMap && v.imag() == 0 && v.real() < -1);
    unstable += static_cast<std::size_t>(side > small);
    stable += static_cast<std::size_t>(side < -small);
  }
  spectrum.stability = stabilityOf(stable, unstable, n);
  if (!isMap) return spectrum;
  std::ranges::sort(values, [](const auto& a, const auto& b) {
    return std::tuple(std::abs(a), a.real(), a.imag()) > std::tuple(std::abs(b), b.real(), b.imag());
  });
  spectrum.multipliers = std::move(values);
  return spectrum;
}

}  // namespace separatrix
