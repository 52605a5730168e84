#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/model/block_kernel.hpp"
#include "core/model/tape.hpp"

namespace separatrix {

/// Runs one tape over up to 128 points at once, parameters shared (structure of arrays). Three to
/// five times faster per point than Evaluator<double>, with which it agrees to about 1e-12
/// relative; each point's result depends on that point alone, not on its neighbors in the block.
///
/// Use: write coordinate i of point p to state(i)[p], its time to times()[p] (or setTime), then
/// evaluate(count), then read output k of point p at output(k)[p]. Inputs of the first `count`
/// points keep their values; the entries behind them are padding and may be overwritten.
/// Owns its registers: one per thread; copying is cheap (a few kilobytes).
class BlockEvaluator {
 public:
  static constexpr int kSize = kBlockSize;

  BlockEvaluator(std::shared_ptr<const Tape> tape, std::span<const double> parameters);
  /// With a kernel of the caller's choice (tests); the other constructor takes the fastest the processor runs.
  BlockEvaluator(std::shared_ptr<const Tape> tape, std::span<const double> parameters, BlockKernel kernel);

  void setParameters(std::span<const double> parameters);

  double* state(int i) { return columns_[static_cast<std::size_t>(i)].values; }
  double* times() { return columns_[static_cast<std::size_t>(tape_->stateCount)].values; }
  void setTime(double t);

  /// Computes the outputs of the first `count` points, 0 <= count <= kSize; cost grows with count.
  void evaluate(int count);
  const double* output(int k) const { return columns_[outputColumn_[static_cast<std::size_t>(k)]].values; }

  /// The same in one call: states[i * kSize + p] -> outputs[k * kSize + p], all at time t.
  void operator()(const double* states, double* outputs, int count, double t = 0);

  int stateCount() const { return tape_->stateCount; }
  int outputCount() const { return static_cast<int>(tape_->outputs.size()); }

 private:
  struct alignas(64) Column {
    double values[kBlockSize] = {};
  };
  std::shared_ptr<const Tape> tape_;
  BlockKernel kernel_;
  std::vector<double> uniforms_;
  std::vector<Column> columns_;                ///< states, time, body results, outputs that are uniform
  std::vector<std::size_t> outputColumn_;      ///< column of each output
};

/// The fastest kernel this processor runs.
BlockKernel fastestBlockKernel();

}  // namespace separatrix
