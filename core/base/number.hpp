#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace separatrix {

/// The finite double that all of `text` spells ("-1.5e3", "+2", ".5"), whatever the locale.
/// Empty for anything else: a decimal comma, trailing characters, "nan", "inf", overflow.
std::optional<double> parseNumber(std::string_view text);

/// The shortest decimal text that reads back to the same double; `value` must be finite.
std::string formatNumber(double value);

/// `value` with `digits` significant digits, for people; never an exponent where plain is as short.
std::string formatNumber(double value, int digits);

}  // namespace separatrix
