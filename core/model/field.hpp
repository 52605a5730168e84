#pragma once

#include <memory>
#include <span>
#include <type_traits>
#include <vector>

#include "core/model/block.hpp"
#include "core/model/evaluate.hpp"
#include "core/model/program.hpp"

namespace separatrix {

/// Runs one tape over one scalar type at fixed parameters. Owns its registers, so evaluation never
/// allocates; give each thread its own (copying is cheap). Not for sharing between threads.
template <class S>
class Evaluator {
 public:
  /// `parameters` as declared by the model. The tape is kept alive by the evaluator.
  Evaluator(std::shared_ptr<const Tape> tape, std::span<const S> parameters)
      : tape_(std::move(tape)), registers_(static_cast<std::size_t>(tape_->registerCount)) {
    bindParameters<S>(*tape_, parameters, registers_.data());
  }

  /// New parameter values: reruns the prologue only.
  void setParameters(std::span<const S> parameters) { bindParameters<S>(*tape_, parameters, registers_.data()); }

  /// out[k] = output k at state x (stateCount() values) and time t.
  void operator()(const S* x, S* out, const S& t = S(0.0)) {
    S* r = registers_.data();
    const int n = tape_->stateCount, first = tape_->uniformCount;
    for (int i = 0; i < n; ++i) r[first + i] = x[i];
    r[first + n] = t;
    constexpr bool inChains = std::is_same_v<S, double>;
    if constexpr (inChains) run(tape_->chains, r);
    else run<S>(tape_->body, r);
    const std::vector<std::uint16_t>& outputs = inChains ? tape_->chainOutputs : tape_->outputs;
    const std::size_t count = outputs.size();
    for (std::size_t k = 0; k < count; ++k) out[k] = r[outputs[k]];
  }

  int stateCount() const { return tape_->stateCount; }
  int outputCount() const { return static_cast<int>(tape_->outputs.size()); }

 private:
  std::shared_ptr<const Tape> tape_;
  std::vector<S> registers_;
};

/// A model's right-hand side (or map) at fixed parameters: immutable, cheap to copy, shared
/// between threads. Algorithms ask it for evaluators; a parameter value is the exact double.
class Field {
 public:
  Field(std::shared_ptr<const Program> program, std::vector<double> parameters)
      : program_(std::move(program)), parameters_(std::move(parameters)) {}

  int dimension() const { return program_->stateCount; }
  const Program& program() const { return *program_; }
  const std::vector<double>& parameters() const { return parameters_; }

  Evaluator<double> values() const { return make<double>(program_->field); }                       ///< f
  Evaluator<double> withJacobian() const { return make<double>(program_->fieldAndJacobian); }      ///< f, Df
  Evaluator<Interval> intervals() const { return make<Interval>(program_->field); }                ///< enclosure of f
  Evaluator<Interval> intervalsWithJacobian() const { return make<Interval>(program_->fieldAndJacobian); }
  BlockEvaluator blocks() const { return {share(program_->field), parameters_}; }  ///< f, 128 points at once
  BlockEvaluator blocksWithJacobian() const { return {share(program_->fieldAndJacobian), parameters_}; }
  Evaluator<double> auxiliaries() const { return make<double>(program_->auxiliaries); }
  Evaluator<double> resets() const { return make<double>(program_->resets); }
  std::shared_ptr<const Tape> share(const Tape& tape) const { return {program_, &tape}; }  ///< keeps the program alive

 private:
  template <class S>
  Evaluator<S> make(const Tape& tape) const {
    const std::vector<S> values(parameters_.begin(), parameters_.end());
    return Evaluator<S>(share(tape), values);
  }

  std::shared_ptr<const Program> program_;
  std::vector<double> parameters_;
};

}  // namespace separatrix
