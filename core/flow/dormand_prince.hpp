#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

namespace separatrix::dormand_prince {

// The pair of Dormand and Prince, orders 5 and 4, with the continuous extension of order 4.
// Hairer, Nørsett, Wanner, Solving Ordinary Differential Equations I (1993), table II.5.2 and (II.6.12); dopri5.f.
inline constexpr double c2 = 1.0 / 5, c3 = 3.0 / 10, c4 = 4.0 / 5, c5 = 8.0 / 9;
inline constexpr double a21 = 1.0 / 5;
inline constexpr double a31 = 3.0 / 40, a32 = 9.0 / 40;
inline constexpr double a41 = 44.0 / 45, a42 = -56.0 / 15, a43 = 32.0 / 9;
inline constexpr double a51 = 19372.0 / 6561, a52 = -25360.0 / 2187, a53 = 64448.0 / 6561, a54 = -212.0 / 729;
inline constexpr double a61 = 9017.0 / 3168, a62 = -355.0 / 33, a63 = 46732.0 / 5247, a64 = 49.0 / 176,
                        a65 = -5103.0 / 18656;
inline constexpr double b1 = 35.0 / 384, b3 = 500.0 / 1113, b4 = 125.0 / 192, b5 = -2187.0 / 6784, b6 = 11.0 / 84;
inline constexpr double e1 = 71.0 / 57600, e3 = -71.0 / 16695, e4 = 71.0 / 1920, e5 = -17253.0 / 339200,
                        e6 = 22.0 / 525, e7 = -1.0 / 40;
inline constexpr double d1 = -12715105075.0 / 11282082432, d3 = 87487479700.0 / 32700410799,
                        d4 = -10690763975.0 / 1880347072, d5 = 701980252875.0 / 199316789632,
                        d6 = -1453857185.0 / 822651844, d7 = 69997945.0 / 29380423;

/// log2 and exp2 to about 1e-3, enough to choose a step: branch-free, so loops over lanes stay short.
inline double roughLog2(double x) {
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const double exponent = static_cast<double>(static_cast<int>(bits >> 52 & 0x7ff) - 1023);
  const double m = std::bit_cast<double>((bits & 0xfffffffffffffULL) | 0x3ff0000000000000ULL) - 1;
  return exponent + m * (1.4249 + m * (-0.6028 + m * 0.1779));
}
inline double roughExp2(double x) {
  const double shifted = std::clamp(x, -1000.0, 1000.0) + 1023;
  const int whole = static_cast<int>(shifted);
  const double f = shifted - whole;
  return std::bit_cast<double>(static_cast<std::uint64_t>(whole) << 52) *
         (1 + f * (0.6951 + f * (0.2276 + f * 0.0773)));
}

/// Proportional-integral choice of the next step (dopri5.f; Hairer and Wanner, Solving ODEs II (1996), IV.2).
/// The error of a step, relative to the tolerance, comes as its binary logarithm.
///   h_new = h safety 2^-(alpha log err - beta log err_previous), clipped to [h/5, 10 h]
struct StepControl {
  double previousLog = -13.3;  ///< log2 of the last accepted error, at least log2(1e-4)
  bool rejected = false;

  static constexpr double kBeta = 0.04, kAlpha = 0.2 - 0.75 * kBeta, kSafety = 0.9;

  double afterAcceptance(double logError) {
    const double factor = kSafety * roughExp2(-kAlpha * logError + kBeta * previousLog);
    previousLog = std::max(logError, -13.3);
    const double largest = rejected ? 1.0 : 10.0;
    rejected = false;
    return std::clamp(factor, 0.2, largest);
  }
  double afterRejection(double logError) {
    rejected = true;
    return std::clamp(kSafety * roughExp2(-kAlpha * logError), 0.2, 1.0);
  }
  double afterNonFinite() {
    rejected = true;
    return 0.1;
  }
};

}  // namespace separatrix::dormand_prince
