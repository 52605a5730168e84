#pragma once

#include <span>
#include <vector>

#include "core/model/field.hpp"

namespace separatrix {

/// A field's right-hand sides as expressions again, at its parameter values: to show that something vanishes
/// identically. Short binary fractions are numbers; all other parameters and literals stand for themselves, so
/// that what cancels cancels whatever their last digits are. Empty of answers for fields with very long tapes.
class SymbolicField {
 public:
  explicit SymbolicField(const Field& field);

  int dimension() const { return n_; }
  bool isUsable() const { return isUsable_; }
  Graph& graph() { return graph_; }
  Graph::Id state(int i) { return graph_.state(i); }
  Graph::Id number(double value) { return graph_.literal(value); }

  /// f_1 .. f_n with the expressions `x` in place of the states (t = 0).
  std::vector<Graph::Id> at(std::span<const Graph::Id> x);
  std::vector<Graph::Id> atStates();

  /// Shown to vanish wherever it has a value, by the rules of arithmetic. False proves nothing.
  bool isZero(Graph::Id id) const;

 private:
  Graph::Id literal(std::size_t index);
  Graph::Id parameter(std::size_t index);
  Graph::Id apply(const Instruction& instruction, std::span<const Graph::Id> registers);

  std::shared_ptr<const Tape> tape_;
  std::vector<double> parameters_;
  Graph graph_;
  int n_;
  bool isUsable_;
};

}  // namespace separatrix
