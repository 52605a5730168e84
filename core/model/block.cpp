#include "core/model/block.hpp"

#include <algorithm>
#include <utility>

#include "core/base/contract.hpp"
#include "core/model/evaluate.hpp"

namespace separatrix {

BlockKernel fastestBlockKernel() {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? block_v3::run : block_v2::run;
}

BlockEvaluator::BlockEvaluator(std::shared_ptr<const Tape> tape, std::span<const double> parameters)
    : BlockEvaluator(std::move(tape), parameters, fastestBlockKernel()) {}

BlockEvaluator::BlockEvaluator(std::shared_ptr<const Tape> tape, std::span<const double> parameters, BlockKernel kernel)
    : tape_(std::move(tape)), kernel_(kernel), uniforms_(static_cast<std::size_t>(tape_->uniformCount)) {
  const auto uniformCount = static_cast<std::size_t>(tape_->uniformCount);
  std::size_t columns = static_cast<std::size_t>(tape_->registerCount) - uniformCount;
  for (const std::size_t r : tape_->outputs) outputColumn_.push_back(r < uniformCount ? columns++ : r - uniformCount);
  columns_.resize(columns);
  setParameters(parameters);
}

void BlockEvaluator::setParameters(std::span<const double> parameters) {
  bindParameters<double>(*tape_, parameters, uniforms_.data());
  for (std::size_t k = 0; k < tape_->outputs.size(); ++k)
    if (const std::size_t r = tape_->outputs[k]; r < uniforms_.size())
      std::ranges::fill(columns_[outputColumn_[k]].values, uniforms_[r]);
}

void BlockEvaluator::setTime(double t) { std::fill_n(times(), kSize, t); }

void BlockEvaluator::evaluate(int count) {
  SEPARATRIX_EXPECTS(count >= 0 && count <= kSize);
  if (count == 0) return;
  // Groups of four; the last is filled up with the last point, so that padding never leaves the
  // range of the data, where vector functions take slow paths.
  const int quads = (count + 3) / 4;
  for (int i = 0; i <= tape_->stateCount; ++i) {
    double* const column = state(i);
    std::fill(column + count, column + 4 * quads, column[count - 1]);
  }
  kernel_(tape_->body.data(), tape_->body.size(), uniforms_.data(), static_cast<unsigned>(uniforms_.size()),
          columns_.front().values, static_cast<unsigned>(quads));
}

void BlockEvaluator::operator()(const double* states, double* outputs, int count, double t) {
  for (int i = 0; i < stateCount(); ++i) std::copy_n(states + i * kSize, count, state(i));
  setTime(t);
  evaluate(count);
  for (int k = 0; k < outputCount(); ++k) std::copy_n(output(k), count, outputs + k * kSize);
}

}  // namespace separatrix
