#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/model/field.hpp"

namespace separatrix {

/// Asks of a box what plain interval evaluation of a field cannot tell: slower, for boxes with poles,
/// with edges of the field's domain, or with jumps.
///
/// Zeros are looked for only where the field has a value: log x for x in [-1, 1/2] is (-inf, log 1/2].
/// At a division by an interval around zero both signs of the quotient are followed one after the other, at
/// an unsure comparison both answers, up to three splits deep. A comparison of something that may be undefined is unsure.
class CarefulEnclosure {
 public:
  /// Safe to share between threads. The tape is kept alive.
  CarefulEnclosure(std::shared_ptr<const Tape> tape, std::span<const double> parameters);

  /// Does the tape hold an operation that can jump (floor, comparisons, heaviside, atan2 ...)? Symbolic
  /// derivatives say nothing across a jump.
  bool hasJumps() const { return hasJumps_; }

  /// True when some output, at every point of the box, is not 0 or has no value (t = 0).
  bool excludesZero(std::span<const Interval> box) const;

  /// True when an operation may jump inside the box. Slopes then do not bound differences.
  bool mayJump(std::span<const Interval> box) const;

 private:
  enum class Domain : std::uint8_t { everywhere, partly, nowhere };  ///< where on the box a register has a value
  struct State {
    std::vector<Interval> value;
    std::vector<Domain> domain;
  };

  State start(std::span<const Interval> box) const;
  bool excludes(State& state, std::size_t from, int splits) const;
  static void step(const Instruction& instruction, State& state);
  static void choose(const Instruction& instruction, State& state);

  std::shared_ptr<const Tape> tape_;
  std::vector<Interval> uniforms_;
  bool hasJumps_ = false;
};

}  // namespace separatrix
