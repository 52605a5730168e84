#include "core/equilibria/careful_enclosure.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace separatrix {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int kDeepestSplit = 3;

bool canJump(Operation operation) {
  switch (operation) {
    case Operation::sign: case Operation::heaviside: case Operation::floor: case Operation::ceil: case Operation::logicalNot:
    case Operation::modulo: case Operation::atan2: case Operation::less: case Operation::lessEqual: case Operation::greater:
    case Operation::greaterEqual: case Operation::equal: case Operation::notEqual: case Operation::logicalAnd:
    case Operation::logicalOr: case Operation::select: return true;
    default: return false;
  }
}

bool isQuotient(Operation operation) { return operation == Operation::divide || operation == Operation::reciprocal; }

// Operations whose value is 0 or 1, even where an operand is undefined.
bool isTruth(Operation operation) {
  return operation == Operation::heaviside || operation == Operation::logicalNot || operation == Operation::logicalAnd ||
         operation == Operation::logicalOr || (operation >= Operation::less && operation <= Operation::notEqual);
}

// a b for factors that may reach to infinity: products 0 times infinity count as 0, since infinity is not a value.
Interval product(const Interval& a, const Interval& b) {
  const auto times = [](double x, double y) { return x == 0 || y == 0 ? 0.0 : x * y; };
  const double p = times(a.lo, b.lo), q = times(a.lo, b.hi), r = times(a.hi, b.lo), s = times(a.hi, b.hi);
  return rounding::outward(std::min({p, q, r, s}), std::max({p, q, r, s}));
}

// The part of `x` in which an operation has a value; lo > hi when there is none.
Interval domainOf(Operation operation, const Interval& x, const Interval& second) {
  const auto within = [&x](double lo, double hi) { return Interval(std::max(x.lo, lo), std::min(x.hi, hi)); };
  switch (operation) {
    case Operation::log: case Operation::log10: return within(std::numeric_limits<double>::denorm_min(), kInfinity);
    case Operation::sqrt: return within(0, kInfinity);
    case Operation::asin: case Operation::acos: return within(-1, 1);
    case Operation::power:
      // A negative number has a power only for integer exponents.
      if (second.lo == second.hi && second.lo != std::floor(second.lo)) return within(0, kInfinity);
      return x;
    default: return x;
  }
}

// May result = operation(x, y) jump inside the box?
bool jumps(Operation operation, const Interval& x, const Interval& y, const Interval& result) {
  const auto isUnknown = [](const Interval& truth) { return truth.contains(0.0) && truth != Interval(0.0); };
  switch (operation) {
    case Operation::sign: case Operation::heaviside: case Operation::logicalNot: case Operation::select: return isUnknown(x);
    case Operation::floor: case Operation::ceil: return result.lo != result.hi || !result.isBounded();
    case Operation::modulo: {
      const Interval turns = floor(x / y);
      return turns.lo != turns.hi || !turns.isBounded();
    }
    case Operation::atan2: return !(y.lo > 0) && x.contains(0.0);
    case Operation::logicalAnd: case Operation::logicalOr: return isUnknown(x) || isUnknown(y);
    default: return canJump(operation) && isUnknown(result);  // comparisons
  }
}

}  // namespace

CarefulEnclosure::CarefulEnclosure(std::shared_ptr<const Tape> tape, std::span<const double> parameters)
    : tape_(std::move(tape)), uniforms_(static_cast<std::size_t>(tape_->registerCount)) {
  const std::vector<Interval> values(parameters.begin(), parameters.end());
  bindParameters<Interval>(*tape_, values, uniforms_.data());
  hasJumps_ = std::ranges::any_of(tape_->body, [](const Instruction& i) { return canJump(i.operation); });
}

CarefulEnclosure::State CarefulEnclosure::start(std::span<const Interval> box) const {
  State state{uniforms_, std::vector<Domain>(uniforms_.size(), Domain::everywhere)};
  std::ranges::copy(box, state.value.begin() + tape_->uniformCount);
  state.value[static_cast<std::size_t>(tape_->timeRegister())] = 0.0;
  return state;
}

bool CarefulEnclosure::excludesZero(std::span<const Interval> box) const {
  State state = start(box);
  return excludes(state, 0, 0);
}

bool CarefulEnclosure::excludes(State& state, std::size_t from, int splits) const {
  for (std::size_t k = from; k < tape_->body.size(); ++k) {
    const Instruction& instruction = tape_->body[k];
    const auto otherwise = [&](auto&& change) {
      State alternative = state;
      change(alternative);
      return excludes(alternative, k + 1, splits + 1);
    };
    const std::uint16_t divisor = instruction.operation == Operation::divide ? instruction.b : instruction.a;
    const Interval denominator = state.value[divisor];
    if (splits < kDeepestSplit && isQuotient(instruction.operation) && denominator.lo < 0 && denominator.hi > 0) {
      // A zero of the denominator gives no value: its two sides cover the rest.
      return std::ranges::all_of(std::array{Interval(denominator.lo, 0.0), Interval(0.0, denominator.hi)}, [&](const Interval& side) {
        return otherwise([&](State& s) {
          s.value[divisor] = side;
          step(instruction, s);
        });
      });
    }
    step(instruction, state);
    if (splits < kDeepestSplit && isTruth(instruction.operation) && state.value[instruction.target].lo != state.value[instruction.target].hi) {
      return std::ranges::all_of(std::array{0.0, 1.0}, [&](double truth) {
        return otherwise([&](State& s) { s.value[instruction.target] = truth; });
      });
    }
  }
  return std::ranges::any_of(tape_->outputs, [&](std::uint16_t out) {
    return state.domain[out] == Domain::nowhere || !state.value[out].contains(0.0);
  });
}

// The interval of one operation over the points at which its operands have values.
void CarefulEnclosure::step(const Instruction& instruction, State& state) {
  const auto& [operation, target, a, b, c] = instruction;
  if (operation == Operation::select) return choose(instruction, state);
  const Interval x = state.value[a], y = state.value[b], natural = domainOf(operation, x, y);
  Domain domain = std::max({state.domain[a], state.domain[b], state.domain[c]});
  const auto set = [&](const Interval& value, Domain where) {
    state.value[target] = value;
    state.domain[target] = where;
  };
  if (domain != Domain::everywhere && isTruth(operation)) return set(Interval(0.0, 1.0), Domain::everywhere);
  if (domain != Domain::everywhere && (operation == Operation::minimum || operation == Operation::maximum || operation == Operation::sign))
    return set(Interval::whole(), Domain::partly);
  const Interval denominator = operation == Operation::reciprocal ? x : y;
  if (domain == Domain::nowhere || natural.lo > natural.hi || (isQuotient(operation) && denominator == Interval(0.0)))
    return set(Interval::whole(), Domain::nowhere);
  if (natural != x) domain = Domain::partly;

  if (operation == Operation::multiply) return set(product(x, y), domain);
  if (isQuotient(operation) && (denominator.lo == 0 || denominator.hi == 0)) {
    const Interval inverse = denominator.lo == 0 ? Interval(rounding::down(1 / denominator.hi, 1), kInfinity)
                                                 : Interval(-kInfinity, rounding::up(1 / denominator.lo, 1));
    return set(operation == Operation::reciprocal ? inverse : product(x, inverse), Domain::partly);
  }
  if (natural != x && operation == Operation::log) return set(rounding::outward(-kInfinity, std::log(natural.hi), 8), domain);
  if (natural != x && operation == Operation::log10) return set(rounding::outward(-kInfinity, std::log10(natural.hi), 8), domain);
  state.value[a] = natural;
  run<Interval>({&instruction, 1}, state.value.data());
  if (target != a) state.value[a] = x;
  set(state.value[target], state.value[target] == Interval::whole() ? Domain::partly : domain);
}

// select: one branch where the condition is sure, else both.
void CarefulEnclosure::choose(const Instruction& instruction, State& state) {
  const auto& [operation, target, a, b, c] = instruction;
  const Interval x = state.value[a];
  const bool isSure = state.domain[a] == Domain::everywhere && (x == Interval(0.0) || !x.contains(0.0));
  const Interval either = hull(state.value[b], state.value[c]);
  const Domain left = state.domain[b], right = state.domain[c];
  if (isSure) {
    const bool isTrue = x != Interval(0.0);
    const Interval chosen = isTrue ? state.value[b] : state.value[c];
    state.value[target] = chosen;
    state.domain[target] = isTrue ? left : right;
  } else {
    state.value[target] = either;
    state.domain[target] = left == right ? left : Domain::partly;
  }
}

bool CarefulEnclosure::mayJump(std::span<const Interval> box) const {
  if (!hasJumps_) return false;
  std::vector<Interval> value = start(box).value;
  for (const Instruction& instruction : tape_->body) {
    const Interval x = value[instruction.a], y = value[instruction.b];
    run<Interval>({&instruction, 1}, value.data());
    if (jumps(instruction.operation, x, y, value[instruction.target])) return true;
  }
  return false;
}

}  // namespace separatrix
