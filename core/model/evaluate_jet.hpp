#pragma once

#include "core/model/apply_operation.hpp"
#include "core/model/evaluate.hpp"
#include "core/scalar/jet.hpp"

namespace separatrix {

/// run<S> for S = Jet<N>: include this header where Evaluator<Jet<N>> is used.
template <int N>
void runJets(std::span<const Instruction> code, Jet<N>* r) {
  using J = Jet<N>;
  const auto order = [](const J& k) { return static_cast<int>(k.value()); };
  for (const auto& [operation, target, a, b, c] : code) {
    const J &x = r[a], &y = r[b], &z = r[c];
    const auto out = [&](const J& value) { r[target] = value; };
    // Flat inside their pieces: the value, with no derivative.
    const auto flat = [&] {
      double values[4] = {x.value(), y.value(), z.value(), 0};
      const Instruction instruction{operation, 3, 0, 1, 2};
      run<double>({&instruction, 1}, values);
      out(values[3]);
    };
    switch (operation) {
      case Operation::literal: case Operation::state: case Operation::time: case Operation::parameter: break;
      case Operation::negate: out(-x); break;
      case Operation::sqrt: out(sqrt(x)); break;
      case Operation::exp: out(exp(x)); break;
      case Operation::log: out(log(x)); break;
      case Operation::log10: out(log(x) * J(0.43429448190325182)); break;
      case Operation::sin: out(sin(x)); break;
      case Operation::cos: out(cos(x)); break;
      case Operation::tan: out(tan(x)); break;
      case Operation::asin: out(asin(x)); break;
      case Operation::acos: out(acos(x)); break;
      case Operation::atan: out(atan(x)); break;
      case Operation::sinh: out(sinh(x)); break;
      case Operation::cosh: out(cosh(x)); break;
      case Operation::tanh: out(tanh(x)); break;
      case Operation::abs: out(abs(x)); break;
      case Operation::linearOverExpm1: out(linearOverExpm1(x)); break;
      case Operation::linearOverExpm1Slope: out(linearOverExpm1(x, 1)); break;
      case Operation::linearOverExpm1Curvature: out(linearOverExpm1(x, 2)); break;
      case Operation::linearOverExpm1Derivative: out(linearOverExpm1(x, order(y))); break;
      case Operation::sinc: out(sinc(x)); break;
      case Operation::sincSlope: out(sinc(x, 1)); break;
      case Operation::sincDerivative: out(sinc(x, order(y))); break;
      case Operation::erf: out(erf(x)); break;
      case Operation::erfc: out(erfc(x)); break;
      case Operation::logGamma:
        out(composed(x, [&](int k) { return k == 0 ? logGamma(x.value()) : polygamma(x.value(), k - 1); }));
        break;
      case Operation::polygamma: out(composed(x, [&](int k) { return polygamma(x.value(), k + order(y)); })); break;
      case Operation::square: out(x * x); break;
      case Operation::cube: out(x * x * x); break;
      case Operation::reciprocal: out(J(1.0) / x); break;
      case Operation::add: out(x + y); break;
      case Operation::subtract: out(x - y); break;
      case Operation::multiply: out(x * y); break;
      case Operation::divide: out(x / y); break;
      case Operation::power: out(pow(x, y)); break;
      case Operation::modulo: out(x - y * J(std::floor(x.value() / y.value()))); break;
      case Operation::minimum: out(y.value() < x.value() ? y : x); break;
      case Operation::maximum: out(y.value() > x.value() ? y : x); break;
      case Operation::atan2: out(atan2(x, y)); break;
      case Operation::select: out(x.value() != 0 ? y : z); break;
      // 2 J_n' = J_{n-1} - J_{n+1}: the k-th derivative is a binomial sum of J_{n+k-2m}.
      case Operation::besselJ: case Operation::besselY: {
        const auto bessel = operation == Operation::besselJ ? besselJ : besselY;
        const double n = x.value(), v = y.value();
        out(composed(y, [&](int k) {
          double sum = 0, binomial = std::pow(0.5, k);
          for (int m = 0; m <= k; ++m) {
            sum += (m % 2 == 0 ? binomial : -binomial) * bessel(n - k + 2 * m, v);
            binomial *= static_cast<double>(k - m) / (m + 1);
          }
          return sum;
        }));
        break;
      }
      default: flat();
    }
  }
}

template <>
inline void run<Jet<1>>(std::span<const Instruction> code, Jet<1>* r) { runJets<1>(code, r); }
template <>
inline void run<Jet<2>>(std::span<const Instruction> code, Jet<2>* r) { runJets<2>(code, r); }
template <>
inline void run<Jet<3>>(std::span<const Instruction> code, Jet<3>* r) { runJets<3>(code, r); }
template <>
inline void run<Jet<5>>(std::span<const Instruction> code, Jet<5>* r) { runJets<5>(code, r); }

}  // namespace separatrix
