#include "core/model/built_in_functions.hpp"

#include <algorithm>
#include <array>

#include "core/model/model.hpp"

namespace separatrix {
namespace {

constexpr std::string_view kRandom = "Random numbers are not supported yet.";
constexpr std::string_view kDelay = "Delays and shifts are not supported yet.";

// mod(x, y) lies in [0, y); flr is the floor; heav(0) = 1; log is the natural logarithm.
constexpr auto kFunctions = std::to_array<BuiltInFunction>({
    {"sin", 1, Operation::sin, {}},
    {"cos", 1, Operation::cos, {}},
    {"tan", 1, Operation::tan, {}},
    {"asin", 1, Operation::asin, {}},
    {"acos", 1, Operation::acos, {}},
    {"atan", 1, Operation::atan, {}},
    {"atan2", 2, Operation::atan2, {}},
    {"sinh", 1, Operation::sinh, {}},
    {"cosh", 1, Operation::cosh, {}},
    {"tanh", 1, Operation::tanh, {}},
    {"exp", 1, Operation::exp, {}},
    {"ln", 1, Operation::log, {}},
    {"log", 1, Operation::log, {}},
    {"log10", 1, Operation::log10, {}},
    {"sqrt", 1, Operation::sqrt, {}},
    {"abs", 1, Operation::abs, {}},
    {"sign", 1, Operation::sign, {}},
    {"heav", 1, Operation::heaviside, {}},
    {"flr", 1, Operation::floor, {}},
    {"ceil", 1, Operation::ceil, {}},
    {"erf", 1, Operation::erf, {}},
    {"erfc", 1, Operation::erfc, {}},
    {"lgamma", 1, Operation::logGamma, {}},
    {"max", 2, Operation::maximum, {}},
    {"min", 2, Operation::minimum, {}},
    {"mod", 2, Operation::modulo, {}},
    {"besselj", 2, Operation::besselJ, {}},
    {"bessely", 2, Operation::besselY, {}},
    {"besseli", 2, Operation::besselJ, "`besseli` is not supported yet."},
    {"ran", 1, Operation::literal, kRandom},
    {"normal", 2, Operation::literal, kRandom},
    {"poisson", 1, Operation::literal, kRandom},
    {"delay", 2, Operation::literal, kDelay},
    {"del_shft", 3, Operation::literal, kDelay},
    {"shift", 2, Operation::literal, kDelay},
    {"ishift", 2, Operation::literal, kDelay},
    {"hom_bcs", 1, Operation::literal, "`hom_bcs` is not supported yet."},
});

constexpr auto kOtherWords = std::to_array<std::string_view>({"pi", "t", "if", "then", "else", "sum", "of", "not"});

}  // namespace

std::optional<std::uint32_t> builtInFunction(std::string_view name) {
  const auto found = std::ranges::find_if(kFunctions, [name](const auto& f) { return sameName(f.name, name); });
  if (found == kFunctions.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - kFunctions.begin());
}

const BuiltInFunction& builtInFunction(std::uint32_t index) { return kFunctions[index]; }

bool isReserved(std::string_view name) {
  return builtInFunction(name) || std::ranges::any_of(kOtherWords, [name](auto word) { return sameName(word, name); });
}

std::vector<std::string> builtInFunctionNames() {
  std::vector<std::string> names;
  for (const BuiltInFunction& f : kFunctions) names.emplace_back(f.name);
  return names;
}

}  // namespace separatrix
