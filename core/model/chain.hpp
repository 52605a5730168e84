#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/model/operation.hpp"

namespace separatrix {

/// One operation of a chain: takes the value so far, v, and for the first six an operand y.
enum class Link : std::uint8_t {
  plus,      ///< v + y
  minus,     ///< v - y
  minusFrom, ///< y - v
  times,     ///< v * y
  over,      ///< v / y
  under,     ///< y / v
  negated, expOf, tanhOf, coshOf, squared, cubed, reciprocalOf, linearOverExpm1Of, sinOf, cosOf
};
inline constexpr int kLinkCount = 16;

inline constexpr bool takesOperand(Link link) { return link <= Link::under; }

/// The link that applies `operation` to a value standing in operand place `place` (0 or 1), if there is one.
std::optional<Link> linkFor(Operation operation, int place);

/// A step of a program over doubles: up to three operations in a row whose intermediate values
/// never leave the processor's registers. Each operation is rounded by itself, so the result has the bits
/// of the same operations run one by one.
///
///   v = registers[a]; v = link1(v, registers[b]); v = link2(v, registers[c]); v = link3(v, registers[d]);
///   registers[target] = v
struct ChainStep {
  using Function = void (*)(const ChainStep& step, double* registers);
  Function function = nullptr;
  std::uint16_t target = 0, a = 0, b = 0, c = 0, d = 0;
};

/// The function for a chain of `links` (one to three), null when that combination is not provided.
ChainStep::Function chainFunction(std::span<const Link> links);

/// The function for a single operation on registers a, b, c; never null.
ChainStep::Function singleFunction(Operation operation);

inline void run(std::span<const ChainStep> steps, double* registers) {
  for (const ChainStep& step : steps) step.function(step, registers);
}

}  // namespace separatrix
