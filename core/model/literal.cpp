#include <cmath>
#include <limits>

#include "core/base/number.hpp"
#include "core/model/expression.hpp"

namespace separatrix {
namespace {

constexpr int kExactPowers = 22;  // 10^22 is the largest power of ten that is a double

double powerOfTen(int exponent) {
  double power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// m 10^e as written: m from the digits, false when m has more than 53 bits or the exponent is long.
bool readDecimal(std::string_view text, double& m, int& e) {
  constexpr double kLargest = 9007199254740992.0;
  m = 0;
  e = 0;
  bool fraction = false;
  std::size_t at = 0;
  for (; at < text.size() && text[at] != 'e' && text[at] != 'E'; ++at) {
    if (text[at] == '.') {
      fraction = true;
      continue;
    }
    m = 10 * m + (text[at] - '0');
    if (m > kLargest) return false;
    if (fraction) --e;
  }
  if (at == text.size()) return true;
  const auto exponent = parseNumber(text.substr(at + 1));
  if (!exponent || std::abs(*exponent) > 400) return false;
  e += static_cast<int>(*exponent);
  return true;
}

}  // namespace

// With x the double nearest to the decimal d = m 10^e: the sign of d - x is that of the exactly
// rounded m - x 10^-e (e < 0) or m 10^e - x (e >= 0), one fused multiply-add each.
std::optional<Literal> parseLiteral(std::string_view text) {
  const auto nearest = parseNumber(text);
  if (!nearest) return std::nullopt;
  const double x = *nearest;
  const double infinity = std::numeric_limits<double>::infinity();
  const double previous = std::nextafter(x, -infinity), next = std::nextafter(x, infinity);
  double m = 0;
  int e = 0;
  if (!readDecimal(text, m, e) || std::abs(e) > kExactPowers) return Literal{x, previous, next};
  if (m == 0) return Literal::exact(0);
  const double excess = e < 0 ? std::fma(-x, powerOfTen(-e), m) : std::fma(m, powerOfTen(e), -x);
  if (excess == 0) return Literal::exact(x);
  return excess > 0 ? Literal{x, x, next} : Literal{x, previous, x};
}

}  // namespace separatrix
