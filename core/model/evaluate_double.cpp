#include <array>
#include <boost/math/special_functions/polygamma.hpp>
#include <cmath>
#include <utility>

#include "core/model/apply_operation.hpp"

namespace separatrix {

double sign(double x) { return x > 0 ? 1 : x < 0 ? -1 : 0; }
double heaviside(double x) { return x >= 0 ? 1 : 0; }
double minimum(double x, double y) { return x < y ? x : y <= x ? y : x + y; }
double maximum(double x, double y) { return x > y ? x : y >= x ? y : x + y; }
double modulo(double x, double y) {
  const double r = std::fmod(x, y);
  return r < 0 ? r + y : r;
}

double logGamma(double x) {
  int unused = 0;  // lgamma() itself writes a global
  return ::lgamma_r(x, &unused);
}
double polygamma(double x, double k) {
  using namespace boost::math::policies;
  using Quiet = policy<domain_error<ignore_error>, pole_error<ignore_error>, overflow_error<ignore_error>,
                       evaluation_error<ignore_error>, underflow_error<ignore_error>, rounding_error<ignore_error>>;
  if (!(k >= 0 && k <= 20 && k == std::floor(k)) || !std::isfinite(x)) return std::nan("");
  if (x <= 0 && x == std::floor(x)) return std::nan("");
  return boost::math::polygamma(static_cast<int>(k), x, Quiet());
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
  for (const Instruction& instruction : code)
    kSteps[static_cast<std::size_t>(instruction.operation)](instruction, registers);
}

}  // namespace separatrix
