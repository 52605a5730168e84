#pragma once

#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/model/graph.hpp"
#include "core/model/symbols.hpp"

namespace separatrix {

/// Turns the expressions of one document into nodes of one graph. User functions are written out
/// where they are called; a call with the same arguments is written out once.
/// Precondition: names are resolved and no definition is circular.
class Lowering {
 public:
  using Id = Graph::Id;
  static constexpr std::size_t kMostNodes = 60'000;    ///< of the graph: a tape has 65,535 registers
  static constexpr std::size_t kMostWork = 4'000'000;  ///< expression nodes visited, functions written out

  Lowering(const OdeDocument& document, const Symbols& symbols, Graph& graph, Diagnostics& diagnostics);

  /// Lowers quantities and derived parameters; `order` lists each after what it is made of.
  void define(std::span<const std::uint32_t> order);

  /// The node for `expression`, which stands in `line`; empty once an error was said: a constant
  /// part that is not a finite number, or more than the limits above.
  std::optional<Id> lower(const Expression& expression, const SourceLine& line, std::span<const Id> arguments = {});

  bool dependsOnState(Id id) { return (dependence(id) & kOnState) != 0; }
  bool dependsOnTime(Id id) { return (dependence(id) & kOnTime) != 0; }
  bool isSpent() const { return work_ > kMostWork || graph_.size() > kMostNodes; }  ///< over the limits

 private:
  static constexpr char kOnState = 1, kOnTime = 2;
  struct Frame;

  bool range(Frame& frame, std::uint32_t from, std::uint32_t until);
  bool node(Frame& frame, std::uint32_t index);
  bool name(Frame& frame, std::uint32_t index);
  bool call(Frame& frame, std::uint32_t index);
  bool sum(Frame& frame, std::uint32_t marker);
  bool apply(Frame& frame, std::uint32_t index, Operation operation, std::span<const Id> operands);
  bool withinLimits(const Frame& frame, std::uint32_t index);
  Literal literalOf(const Symbol& symbol) const;
  char dependence(Id id);

  const OdeDocument& document_;
  const Symbols& symbols_;
  Graph& graph_;
  Diagnostics& diagnostics_;
  std::vector<Id> ids_;        // of quantities and derived parameters, by symbol
  std::vector<char> depends_;  // by graph node, as far as asked
  std::map<std::pair<std::uint32_t, std::vector<Id>>, Id> called_;
  std::size_t work_ = 0;
};

/// The value of one operation on numbers.
double applyToNumbers(Operation operation, std::span<const double> operands);

}  // namespace separatrix
