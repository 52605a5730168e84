#include "core/base/number.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "core/base/contract.hpp"

namespace separatrix {

std::optional<double> parseNumber(std::string_view text) {
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-') || text.starts_with('+')) return std::nullopt;
  }
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, value);
  if (problem != std::errc() || stop != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string formatNumber(double value) {
  SEPARATRIX_EXPECTS(std::isfinite(value));
  std::array<char, 32> buffer{};
  const auto result = std::to_chars(buffer.begin(), buffer.end(), value);
  return std::string(buffer.data(), result.ptr);
}

std::string formatNumber(double value, int digits) {
  SEPARATRIX_EXPECTS(std::isfinite(value));
  std::array<char, 64> buffer{};
  const auto result = std::to_chars(buffer.begin(), buffer.end(), value, std::chars_format::general, digits);
  return std::string(buffer.data(), result.ptr);
}

}  // namespace separatrix
