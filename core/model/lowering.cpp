#include "core/model/lowering.hpp"

#include <array>
#include <cmath>
#include <numbers>

#include "core/model/built_in_functions.hpp"
#include "core/model/evaluate.hpp"

namespace separatrix {
namespace {

using Node = ExpressionNode;

// pi lies between these two neighboring doubles.
const Literal kPi{std::numbers::pi, std::numbers::pi, std::nextafter(std::numbers::pi, 4.0)};

constexpr double kLongestSum = 100'000;

}  // namespace

struct Lowering::Frame {
  const Expression& expression;
  const SourceLine& line;
  std::span<const Id> arguments;
  std::vector<Id> ids;
  Id sumIndex = Graph::kNone;
};

double applyToNumbers(Operation operation, std::span<const double> operands) {
  std::array<double, 4> registers{};
  for (std::size_t k = 0; k < operands.size(); ++k) registers[k] = operands[k];
  const Tape::Instruction instruction{operation, 3, 0, 1, 2};
  run<double>({&instruction, 1}, registers.data());
  return registers[3];
}

Lowering::Lowering(const OdeDocument& document, const Symbols& symbols, Graph& graph, Diagnostics& diagnostics)
    : document_(document),
      symbols_(symbols),
      graph_(graph),
      diagnostics_(diagnostics),
      ids_(symbols.size(), Graph::kNone) {}

void Lowering::define(std::span<const std::uint32_t> order) {
  for (const std::uint32_t symbol : order) {
    const Symbol& defined = symbols_[symbol];
    if (defined.kind == Symbol::Kind::function) continue;
    const OdeStatement& statement = document_.statements[defined.statement];
    const SourceLine& line = document_.lineOf(statement);
    const auto id = lower(statement.expression, line);
    if (!id) return;
    ids_[symbol] = *id;
    if (defined.kind == Symbol::Kind::derived && dependence(*id) != 0)
      sayError(diagnostics_, line, statement.name, "E120",
               "The derived parameter " + quoted(defined.name) + " depends on " +
                   (dependsOnState(*id) ? "a variable." : "time."),
               "Leave out the `!` to make it a quantity.");
  }
}

std::optional<Lowering::Id> Lowering::lower(const Expression& expression, const SourceLine& line,
                                            std::span<const Id> arguments) {
  Frame frame{expression, line, arguments, std::vector<Id>(expression.nodes.size(), Graph::kNone)};
  if (!range(frame, 0, static_cast<std::uint32_t>(expression.nodes.size()))) return std::nullopt;
  return frame.ids.back();
}

bool Lowering::range(Frame& frame, std::uint32_t from, std::uint32_t until) {
  for (std::uint32_t i = from; i < until; ++i) {
    if (frame.expression.nodes[i].kind == Node::Kind::sumBody) {
      if (!sum(frame, i)) return false;
      i = frame.expression.nodes[i].value;
    } else if (!node(frame, i)) {
      return false;
    }
  }
  return true;
}

bool Lowering::withinLimits(const Frame& frame, std::uint32_t index) {
  if (++work_ <= kMostWork && graph_.size() <= kMostNodes) return true;
  sayError(diagnostics_, frame.line, frame.expression.nodes[index].span, "E115",
           "The formulas grow too large here: more than " + std::to_string(work_ > kMostWork ? kMostWork : kMostNodes) +
               " operations once functions and sums are written out.",
           "Simplify the formulas or nest functions less.");
  return false;
}

bool Lowering::node(Frame& frame, std::uint32_t index) {
  if (!withinLimits(frame, index)) return false;
  const Expression& e = frame.expression;
  const Node& n = e.nodes[index];
  const auto operand = [&](std::uint32_t k) { return frame.ids[e.child(n, k)]; };
  switch (n.kind) {
    case Node::Kind::number: frame.ids[index] = graph_.literal(e.literals[n.value]); return true;
    case Node::Kind::name: return name(frame, index);
    case Node::Kind::call: return call(frame, index);
    case Node::Kind::unary: return apply(frame, index, n.operation, std::array{operand(0)});
    case Node::Kind::binary: return apply(frame, index, n.operation, std::array{operand(0), operand(1)});
    case Node::Kind::conditional:
      return apply(frame, index, Operation::select, std::array{operand(0), operand(1), operand(2)});
    case Node::Kind::sumBody:
    case Node::Kind::sum: return true;  // done by sum()
  }
  return true;
}

bool Lowering::name(Frame& frame, std::uint32_t index) {
  const Node& n = frame.expression.nodes[index];
  Id& id = frame.ids[index];
  switch (n.binding) {
    case Node::Binding::argument: id = frame.arguments[n.value]; break;
    case Node::Binding::time: id = graph_.time(); break;
    case Node::Binding::pi: id = graph_.literal(kPi); break;
    case Node::Binding::sumIndex: id = frame.sumIndex; break;
    default: {
      const Symbol& symbol = symbols_[n.value];
      if (symbol.kind == Symbol::Kind::parameter)
        id = graph_.parameter(symbol.index);
      else if (symbol.kind == Symbol::Kind::state)
        id = graph_.state(symbol.index);
      else if (symbol.kind == Symbol::Kind::number)
        id = graph_.literal(literalOf(symbol));
      else
        id = ids_[n.value];
    }
  }
  return true;
}

Literal Lowering::literalOf(const Symbol& symbol) const {
  const OdeStatement& statement = document_.statements[symbol.statement];
  const SourceLine& line = document_.lineOf(statement);
  for (const Assignment& a : statement.assignments) {
    if (a.name.begin != symbol.place.begin || a.value.begin == a.value.end) continue;
    std::string_view digits = line[a.value];
    const bool negative = digits.starts_with('-');
    if (negative || digits.starts_with('+')) digits.remove_prefix(1);
    const Literal c = parseLiteral(digits).value_or(Literal::exact(std::abs(symbol.value)));
    return negative ? Literal{-c.nearest, -c.above, -c.below} : c;
  }
  return Literal::exact(symbol.value);
}

bool Lowering::apply(Frame& frame, std::uint32_t index, Operation operation, std::span<const Id> operands) {
  std::array<double, 3> numbers{};
  bool constant = true;
  for (std::size_t k = 0; k < operands.size(); ++k) {
    constant = constant && graph_.isLiteral(operands[k]);
    if (constant) numbers[k] = graph_.literalOf(operands[k]).nearest;
  }
  if (constant && !std::isfinite(applyToNumbers(operation, std::span(numbers).first(operands.size())))) {
    const Span span = frame.expression.nodes[index].span;
    sayError(diagnostics_, frame.line, span, "E119", quoted(frame.line[span]) + " is no finite number.");
    return false;
  }
  const auto at = [&](std::size_t k) { return k < operands.size() ? operands[k] : Id{0}; };
  frame.ids[index] = graph_.apply(operation, at(0), at(1), at(2));
  return true;
}

bool Lowering::call(Frame& frame, std::uint32_t index) {
  const Expression& e = frame.expression;
  const Node& n = e.nodes[index];
  std::vector<Id> arguments(n.childCount);
  for (std::uint32_t k = 0; k < n.childCount; ++k) arguments[k] = frame.ids[e.child(n, k)];
  if (n.binding == Node::Binding::builtIn) return apply(frame, index, builtInFunction(n.value).operation, arguments);

  const auto known = called_.find({n.value, arguments});
  if (known != called_.end()) {
    frame.ids[index] = known->second;
    return true;
  }
  const OdeStatement& function = document_.statements[symbols_[n.value].statement];
  const auto id = lower(function.expression, document_.lineOf(function), arguments);
  if (!id) return false;
  called_.emplace(std::pair{n.value, std::move(arguments)}, *id);
  frame.ids[index] = *id;
  return true;
}

// sum(from, to) of (body): the body once for each i' from .. to.
bool Lowering::sum(Frame& frame, std::uint32_t marker) {
  const Expression& e = frame.expression;
  const std::uint32_t index = e.nodes[marker].value;
  const Node& n = e.nodes[index];
  const Id from = frame.ids[e.child(n, 0)], to = frame.ids[e.child(n, 1)];
  const auto refuse = [&](std::string_view code, std::string sentence) {
    sayError(diagnostics_, frame.line, n.span, code, std::move(sentence));
    return false;
  };
  if (!graph_.isLiteral(from) || !graph_.isLiteral(to)) return refuse("E111", "The limits of a sum must be numbers.");
  const double first = graph_.literalOf(from).nearest, last = graph_.literalOf(to).nearest;
  if (last - first > kLongestSum) return refuse("E115", "This sum has more than 100,000 terms.");
  Id total = graph_.literal(0.0);
  for (double i = std::floor(first); i <= last; ++i) {
    frame.sumIndex = graph_.literal(i);
    if (!range(frame, marker + 1, index)) return false;
    total = graph_.apply(Operation::add, total, frame.ids[e.child(n, 2)]);
  }
  frame.ids[index] = total;
  return true;
}

char Lowering::dependence(Id id) {
  for (Id i = static_cast<Id>(depends_.size()); i <= id; ++i) {
    const Graph::Node& node = graph_[i];
    char flags = 0;
    if (node.operation == Operation::state) flags = kOnState;
    if (node.operation == Operation::time) flags = kOnTime;
    for (int k = 0; k < arity(node.operation); ++k)
      flags = static_cast<char>(flags | depends_[node.operand[static_cast<std::size_t>(k)]]);
    depends_.push_back(flags);
  }
  return depends_[id];
}

}  // namespace separatrix
