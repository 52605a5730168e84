#include <algorithm>
#include <cmath>

#include "core/model/evaluate.hpp"

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

template <>
void run<double>(std::span<const Tape::Instruction> code, double* r) {
  for (const auto& [operation, target, a, b, c] : code) {
    double& y = r[target];
    const double x = r[a];
    switch (operation) {
      case Operation::literal: case Operation::state: case Operation::time: case Operation::parameter: break;
      case Operation::negate: y = -x; break;
      case Operation::sqrt: y = std::sqrt(x); break;
      case Operation::exp: y = std::exp(x); break;
      case Operation::log: y = std::log(x); break;
      case Operation::log10: y = std::log10(x); break;
      case Operation::sin: y = std::sin(x); break;
      case Operation::cos: y = std::cos(x); break;
      case Operation::tan: y = std::tan(x); break;
      case Operation::asin: y = std::asin(x); break;
      case Operation::acos: y = std::acos(x); break;
      case Operation::atan: y = std::atan(x); break;
      case Operation::sinh: y = std::sinh(x); break;
      case Operation::cosh: y = std::cosh(x); break;
      case Operation::tanh: y = std::tanh(x); break;
      case Operation::abs: y = std::fabs(x); break;
      case Operation::sign: y = sign(x); break;
      case Operation::heaviside: y = heaviside(x); break;
      case Operation::floor: y = std::floor(x); break;
      case Operation::ceil: y = std::ceil(x); break;
      case Operation::logicalNot: y = x == 0 ? 1 : 0; break;
      case Operation::linearOverExpm1: y = linearOverExpm1(x); break;
      case Operation::linearOverExpm1Slope: y = linearOverExpm1Slope(x); break;
      case Operation::linearOverExpm1Curvature: y = linearOverExpm1Curvature(x); break;
      case Operation::sinc: y = sinc(x); break;
      case Operation::sincSlope: y = sincSlope(x); break;
      case Operation::erf: y = std::erf(x); break;
      case Operation::erfc: y = std::erfc(x); break;
      case Operation::logGamma: y = logGamma(x); break;
      case Operation::square: y = x * x; break;
      case Operation::cube: y = x * x * x; break;
      case Operation::reciprocal: y = 1 / x; break;
      case Operation::add: y = x + r[b]; break;
      case Operation::subtract: y = x - r[b]; break;
      case Operation::multiply: y = x * r[b]; break;
      case Operation::divide: y = x / r[b]; break;
      case Operation::power: y = std::pow(x, r[b]); break;
      case Operation::modulo: y = modulo(x, r[b]); break;
      case Operation::minimum: y = minimum(x, r[b]); break;
      case Operation::maximum: y = maximum(x, r[b]); break;
      case Operation::atan2: y = std::atan2(x, r[b]); break;
      case Operation::less: y = x < r[b] ? 1 : 0; break;
      case Operation::lessEqual: y = x <= r[b] ? 1 : 0; break;
      case Operation::greater: y = x > r[b] ? 1 : 0; break;
      case Operation::greaterEqual: y = x >= r[b] ? 1 : 0; break;
      case Operation::equal: y = x == r[b] ? 1 : 0; break;
      case Operation::notEqual: y = x != r[b] ? 1 : 0; break;
      case Operation::logicalAnd: y = x != 0 && r[b] != 0 ? 1 : 0; break;
      case Operation::logicalOr: y = x != 0 || r[b] != 0 ? 1 : 0; break;
      case Operation::besselJ: y = besselJ(x, r[b]); break;
      case Operation::besselY: y = besselY(x, r[b]); break;
      case Operation::select: y = x != 0 ? r[b] : r[c]; break;
    }
  }
}

}  // namespace separatrix
