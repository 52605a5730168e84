#include "core/equilibria/symbolic_field.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "core/model/laurent_polynomial.hpp"

namespace separatrix {
namespace {

constexpr std::size_t kLongestTape = 1000;
constexpr std::uint64_t kLargestTree = 4000;  // nodes of an expression written out

bool isShortFraction(double value) {
  const double scaled = value * 0x1p20;
  return std::fabs(scaled) <= 0x1p40 && scaled == std::floor(scaled);
}

// op(-a) = -op(a)
bool isOdd(Operation operation) {
  switch (operation) {
    case Operation::sin: case Operation::tan: case Operation::asin: case Operation::atan: case Operation::sinh:
    case Operation::tanh: case Operation::erf: case Operation::cube: case Operation::reciprocal: return true;
    default: return false;
  }
}

// op(-a) = op(a)
bool isEven(Operation operation) {
  switch (operation) {
    case Operation::cos: case Operation::cosh: case Operation::sinc: case Operation::square: case Operation::abs: return true;
    default: return false;
  }
}

}  // namespace

SymbolicField::SymbolicField(const Field& field)
    : tape_(field.share(field.program().field)),
      parameters_(field.parameters()),
      n_(field.dimension()),
      isUsable_(tape_->body.size() + tape_->prologue.size() <= kLongestTape) {}

Graph::Id SymbolicField::literal(std::size_t index) {
  const Literal& value = tape_->literals[index];
  const bool isNumber = value.below == value.above && isShortFraction(value.nearest);
  return isNumber ? graph_.literal(value) : graph_.parameter(static_cast<int>(parameters_.size() + index));
}

Graph::Id SymbolicField::parameter(std::size_t index) {
  return isShortFraction(parameters_[index]) ? graph_.literal(parameters_[index]) : graph_.parameter(static_cast<int>(index));
}

Graph::Id SymbolicField::apply(const Instruction& instruction, std::span<const Graph::Id> registers) {
  const Graph::Id a = registers[instruction.a], b = registers[instruction.b], c = registers[instruction.c];
  const Operation operation = instruction.operation;
  const bool isNegative = graph_[a].operation == Operation::negate;
  if (isNegative && isEven(operation)) return graph_.apply(operation, graph_[a].operand[0]);
  if (isNegative && isOdd(operation)) return graph_.apply(Operation::negate, graph_.apply(operation, graph_[a].operand[0]));
  // One order for a difference, so that one minus the other way round is its negative.
  if (operation == Operation::subtract && a > b) return graph_.apply(Operation::negate, graph_.apply(operation, b, a));
  return graph_.apply(operation, a, b, c);
}

std::vector<Graph::Id> SymbolicField::at(std::span<const Graph::Id> x) {
  std::vector<Graph::Id> registers(static_cast<std::size_t>(tape_->registerCount), graph_.literal(0.0));
  for (std::size_t k = 0; k < tape_->literals.size(); ++k) registers[k] = literal(k);
  for (std::size_t k = 0; k < parameters_.size(); ++k) registers[tape_->literals.size() + k] = parameter(k);
  for (const Instruction& instruction : tape_->prologue) registers[instruction.target] = apply(instruction, registers);
  std::ranges::copy(x, registers.begin() + tape_->uniformCount);
  for (const Instruction& instruction : tape_->body) registers[instruction.target] = apply(instruction, registers);
  std::vector<Graph::Id> f;
  for (const std::uint16_t output : tape_->outputs) f.push_back(registers[output]);
  return f;
}

std::vector<Graph::Id> SymbolicField::atStates() {
  std::vector<Graph::Id> x;
  for (int i = 0; i < n_; ++i) x.push_back(state(i));
  return at(x);
}

bool SymbolicField::isZero(Graph::Id id) const {
  if (graph_.isLiteral(id, 0)) return true;
  std::vector<std::uint64_t> size(id + 1, 1);  // written out as trees
  for (Graph::Id k = 0; k <= id; ++k)
    for (int i = 0; i < arity(graph_[k].operation); ++i)
      size[k] = std::min(size[k] + size[graph_[k].operand[static_cast<std::size_t>(i)]], kLargestTree + 1);
  if (size[id] > kLargestTree) return false;
  const std::optional<LaurentPolynomial> sum = LaurentPolynomial::of(graph_, id);
  return sum && sum->terms().empty();
}

}  // namespace separatrix
