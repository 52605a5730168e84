#include "core/model/block.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/model/field.hpp"
#include "tests/core/model/operation_samples.hpp"
#include "tests/core/model/small_models.hpp"

namespace separatrix {
namespace {

std::vector<BlockKernel> kernels() {
  std::vector<BlockKernel> all = {block_v2::run};
  if (fastestBlockKernel() != block_v2::run) all.push_back(block_v3::run);
  return all;
}

// Outputs operation(x, y, z) with each operand once a state and once a parameter.
std::vector<Graph::Id> allOperandKinds(Graph& g, Operation operation) {
  std::vector<Graph::Id> outputs;
  for (int kinds = 0; kinds < (1 << arity(operation)); ++kinds) {
    const auto operand = [&](int i) { return (kinds >> i & 1) == 0 ? g.state(i) : g.parameter(i); };
    outputs.push_back(g.apply(operation, operand(0), operand(1), operand(2)));
  }
  return outputs;
}

TEST(BlockEvaluator, AgreesWithTheScalarTapeInEveryOperationAndOperandKind) {
  std::mt19937_64 random(20240611);
  for (const test::OperationSample& sample : test::operationSamples()) {
    Graph g;
    const auto tape = test::share(compile(g, allOperandKinds(g, sample.operation), 3, 3));
    std::uniform_real_distribution<double> first(sample.lo, sample.hi), rest(sample.lo2, sample.hi2);
    const std::vector<double> parameters = {first(random), rest(random), rest(random)};
    Evaluator<double> scalar(tape, parameters);
    for (const BlockKernel kernel : kernels()) {
      BlockEvaluator block(tape, parameters, kernel);
      for (int p = 0; p < BlockEvaluator::kSize; ++p) {
        block.state(0)[p] = p == 0 && sample.lo < 0 ? 0.0 : first(random);
        block.state(1)[p] = rest(random);
        block.state(2)[p] = rest(random);
      }
      block.evaluate(BlockEvaluator::kSize);
      for (int p = 0; p < BlockEvaluator::kSize; ++p) {
        const double x[3] = {block.state(0)[p], block.state(1)[p], block.state(2)[p]};
        double y[8];
        scalar(x, y);
        for (int k = 0; k < scalar.outputCount(); ++k)
          EXPECT_NEAR(block.output(k)[p], y[k], 1e-14 * std::fabs(y[k]))
              << name(sample.operation) << "(" << x[0] << ", " << x[1] << ")";
      }
    }
  }
}

TEST(BlockEvaluator, FollowsTheScalarTapeToInfinityAndPastTheDomain) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity(), kNan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> hard = {0.0, -0.0,  1e-320, -1e-320,   1e-9,       709.7, -745.2, 710, -1e4,
                                    1e4, 1e300, -1e300, kInfinity, -kInfinity, kNan,  -1,     1,   2};
  for (const test::OperationSample& sample : test::operationSamples()) {
    if (sample.operation == Operation::besselJ || sample.operation == Operation::besselY) continue;
    Graph g;
    const auto tape =
        test::share(compile(g, std::vector{g.apply(sample.operation, g.state(0), g.state(1), g.state(1))}, 2, 0));
    Evaluator<double> scalar(tape, {});
    for (const BlockKernel kernel : kernels())
      for (const double second : hard) {
        BlockEvaluator block(tape, {}, kernel);
        std::ranges::copy(hard, block.state(0));
        std::fill_n(block.state(1), hard.size(), second);
        block.evaluate(static_cast<int>(hard.size()));
        for (std::size_t p = 0; p < hard.size(); ++p) {
          const double x[2] = {hard[p], second};
          double y = 0;
          scalar(x, &y);
          const double b = block.output(0)[p];
          if (std::isfinite(y))
            EXPECT_NEAR(b, y, 1e-14 * std::fabs(y) + 1e-300)
                << name(sample.operation) << "(" << x[0] << ", " << x[1] << ")";
          else
            EXPECT_TRUE(std::isnan(y) ? std::isnan(b) : b == y)
                << name(sample.operation) << "(" << x[0] << ", " << x[1] << ") " << b << " " << y;
        }
      }
  }
}

TEST(BlockEvaluator, AgreesWithTheScalarTapeOnMorrisLecarTo12DigitsOfTheTermsThatCancel) {
  Graph g;
  const auto tape = test::share(compile(g, test::morrisLecar(g), 2, 13));
  const std::vector<double> parameters = test::morrisLecarParameters();
  Evaluator<double> scalar(tape, parameters);
  Evaluator<Interval> exact(tape, std::vector<Interval>(parameters.begin(), parameters.end()));
  for (const BlockKernel kernel : kernels()) {
    BlockEvaluator block(tape, parameters, kernel);
    for (int p = 0; p < 128; ++p) {
      block.state(0)[p] = -79.9 + 1.25 * p;
      block.state(1)[p] = 0.007 * p;
    }
    block.evaluate(128);
    for (int p = 0; p < 128; ++p) {
      const double x[2] = {block.state(0)[p], block.state(1)[p]};
      double y[2];
      scalar(x, y);
      // n' is a rate of at most 10 times ninf - n, both at most 1; V' a sum of currents below 1e4 / C.
      EXPECT_NEAR(block.output(0)[p], y[0], 1e-12 * std::max(1.0, std::fabs(y[0])));
      EXPECT_NEAR(block.output(1)[p], y[1], 1e-12 * std::max(1e-3, std::fabs(y[1])));
      const Interval at[2] = {x[0], x[1]};
      Interval enclosure[2];
      exact(at, enclosure);
      for (int k = 0; k < 2; ++k) EXPECT_TRUE(enclosure[k].contains(block.output(k)[p])) << k << " at V = " << x[0];
    }
  }
}

TEST(BlockEvaluator, GivesAPointTheSameBitsWhateverItsNeighborsAndTheirNumber) {
  Graph g;
  const auto tape = test::share(compile(g, test::morrisLecar(g), 2, 13));
  for (const BlockKernel kernel : kernels()) {
    BlockEvaluator full(tape, test::morrisLecarParameters(), kernel), part = full;
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> V(-80, 80), n(0, 1);
    for (int p = 0; p < 128; ++p) {
      full.state(0)[p] = p % 5 == 3 ? 1e5 : V(random);
      full.state(1)[p] = n(random);
    }
    full.evaluate(128);
    for (int count = 1; count <= 128; ++count) {
      for (int p = 0; p < count; ++p)
        for (int i = 0; i < 2; ++i) part.state(i)[p] = full.state(i)[128 - count + p];
      part.evaluate(count);
      for (int p = 0; p < count; ++p)
        for (int k = 0; k < 2; ++k) ASSERT_EQ(part.output(k)[p], full.output(k)[128 - count + p]) << count;
    }
  }
}

TEST(BlockEvaluator, TakesTimePerPointOutputsThatAreInputsAndNewParameters) {
  Graph g;
  const auto x = g.state(0), a = g.parameter(0);
  const std::vector outputs = {x, a, g.literal(7.0), g.time(),
                               g.apply(Operation::multiply, g.time(), g.apply(Operation::add, x, a))};
  BlockEvaluator block(test::share(compile(g, outputs, 1, 1)), std::vector{2.0});
  const auto check = [&](double parameter) {
    for (int p = 0; p < 5; ++p) {
      block.state(0)[p] = 10 + p;
      block.times()[p] = 0.5 * p;
    }
    block.evaluate(5);
    for (int p = 0; p < 5; ++p) {
      EXPECT_EQ(block.output(0)[p], 10 + p);
      EXPECT_EQ(block.output(1)[p], parameter);
      EXPECT_EQ(block.output(2)[p], 7);
      EXPECT_EQ(block.output(3)[p], 0.5 * p);
      EXPECT_EQ(block.output(4)[p], 0.5 * p * (10 + p + parameter));
    }
  };
  check(2);
  block.setParameters(std::vector{-3.0});
  check(-3);
  block.evaluate(0);  // nothing, and no harm
  double in[BlockEvaluator::kSize] = {4, 5}, out[5 * BlockEvaluator::kSize];
  block(in, out, 2, 3.0);
  EXPECT_EQ(out[4 * BlockEvaluator::kSize + 1], 3.0 * (5 - 3));
}

}  // namespace
}  // namespace separatrix
