#include <array>
#include <cmath>
#include <utility>

#include "core/model/apply_operation.hpp"

namespace separatrix {

double sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }
double heaviside(double x) { return x >= 0 ? 1 : 0; }
double minimum(double x, double y) { return x < y ? x : y <= x ? y : x + y; }
double maximum(double x, double y) { return x > y ? x : y >= x ? y : x + y; }
double modulo(double x, double y) { return x - y * std::floor(x / y); }

// u / (1 - exp(-u)); expm1 keeps all digits near u = 0, where the limit is 1.
double linearOverExpm1(double u) { return u == 0 ? 1 : u / -std::expm1(-u); }

double linearOverExpm1Slope(double u) {
  if (std::fabs(u) < 1e-2) {
    const double q = u * u;  // 1/2 + u/6 - u^3/180 + u^5/5040 - ...
    return 0.5 + u * (1.0 / 6 - q * (1.0 / 180 - q * (1.0 / 5040 - q / 151200)));
  }
  const double d = -std::expm1(-u);
  return (d - u * std::exp(-u)) / (d * d);
}

double linearOverExpm1Curvature(double u) {
  if (std::fabs(u) < 5e-2) {
    const double q = u * u;  // 1/6 - u^2/60 + u^4/1008 - u^6/21600 + ...
    return 1.0 / 6 - q * (1.0 / 60 - q * (1.0 / 1008 - q * (1.0 / 21600 - q / 532224)));
  }
  // phi'' = e (u (1 + e) - 2 (1 - e)) / (1 - e)^3 with e = exp(-u)
  const double e = std::exp(-u), d = -std::expm1(-u);
  return e * (u * (1 + e) - 2 * d) / (d * d * d);
}

double sinc(double x) { return x == 0 ? 1 : std::sin(x) / x; }
double sincSlope(double x) {
  if (std::fabs(x) < 1e-2) {
    const double q = x * x;
    return x * (-1.0 / 3 + q * (1.0 / 30 - q * (1.0 / 840 - q / 45360)));
  }
  return (std::cos(x) - std::sin(x) / x) / x;
}
double logGamma(double x) {
  int unused = 0;  // lgamma() itself writes a global
  return ::lgamma_r(x, &unused);
}
double besselJ(double n, double x) { return ::jn(static_cast<int>(n), x); }
double besselY(double n, double x) { return ::yn(static_cast<int>(n), x); }

namespace {

using Step = void (*)(const Instruction&, double*);

template <Operation operation>
void step(const Instruction& in, double* r) {
  r[in.target] = applyTo<operation>(r[in.a], r[in.b], r[in.c]);
}
template <std::size_t... i>
constexpr auto table(std::index_sequence<i...>) {
  return std::array<Step, sizeof...(i)>{step<static_cast<Operation>(i)>...};
}
constexpr auto kSteps = table(std::make_index_sequence<static_cast<std::size_t>(Operation::select) + 1>());

}  // namespace

template <>
void run<double>(std::span<const Instruction> code, double* registers) {
  for (const Instruction& instruction : code) kSteps[static_cast<std::size_t>(instruction.operation)](instruction, registers);
}

}  // namespace separatrix
