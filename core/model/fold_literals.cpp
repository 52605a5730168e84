#include "core/model/fold_literals.hpp"

#include <algorithm>
#include <cmath>

#include "core/model/evaluate.hpp"

namespace separatrix {
namespace {

// Is y, computed in double from exact a and b, the exact result? By the error-free transformations
// of Dekker (1971): the rounding error of each of these operations is itself a double.
bool isExact(Operation operation, double a, double b, double y) {
  const auto sumIsExact = [](double p, double q) {
    const double s = p + q, v = s - p;
    return (p - (s - v)) + (q - v) == 0;
  };
  const auto productIsExact = [](double p, double q) {
    return p == 0 || q == 0 || (std::fabs(p * q) > 1e-280 && std::fma(p, q, -(p * q)) == 0);
  };
  switch (operation) {
    case Operation::add: return sumIsExact(a, b);
    case Operation::subtract: return sumIsExact(a, -b);
    case Operation::multiply: return productIsExact(a, b);
    case Operation::square: return productIsExact(a, a);
    case Operation::cube: return productIsExact(a, a) && productIsExact(a * a, a);
    case Operation::divide: return a == 0 || (std::fabs(a) > 1e-280 && std::fma(y, b, -a) == 0);
    case Operation::reciprocal: return std::fma(y, a, -1.0) == 0;
    case Operation::sqrt: return a == 0 || (a > 1e-280 && std::fma(y, y, -a) == 0);
    case Operation::exp: return a == 0;
    case Operation::power: {
      if (!(b >= 1 && b <= 64 && b == std::floor(b))) return false;
      double power = a;
      for (double i = 1; i < b; ++i) {
        if (!productIsExact(power, a)) return false;
        power *= a;
      }
      return power == y;
    }
    default: return false;
  }
}

}  // namespace

std::optional<Literal> fold(Operation operation, std::span<const Literal> operands) {
  double registers[4] = {};
  Interval intervals[4];
  bool exactOperands = true;
  for (std::size_t k = 0; k < operands.size(); ++k) {
    registers[k] = operands[k].nearest;
    intervals[k] = {operands[k].below, operands[k].above};
    exactOperands = exactOperands && operands[k].below == operands[k].above;
  }
  const Instruction instruction{operation, 3, 0, 1, 2};
  run<double>({&instruction, 1}, registers);
  const double y = registers[3];
  if (!std::isfinite(y)) return std::nullopt;
  if (exactOperands && isExact(operation, registers[0], registers[1], y)) return Literal::exact(y);
  run<Interval>({&instruction, 1}, intervals);
  if (!intervals[3].isBounded()) return std::nullopt;
  return Literal{y, std::min(y, intervals[3].lo), std::max(y, intervals[3].hi)};
}

}  // namespace separatrix
