#include "core/model/tape.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <random>

#include "core/model/field.hpp"
#include "tests/core/model/random_expressions.hpp"
#include "tests/core/model/small_models.hpp"

namespace separatrix {
namespace {

using Id = Graph::Id;

// Node by node, every value kept: what a tape must reproduce bit by bit.
std::vector<double> evaluateNodes(const Graph& g, const std::vector<double>& states,
                                  const std::vector<double>& parameters, double t) {
  std::vector<double> value(g.size());
  for (Id id = 0; id < g.size(); ++id) {
    const Graph::Node& node = g[id];
    const std::size_t index = node.operand[0];
    switch (node.operation) {
      case Operation::literal: value[id] = g.literalOf(id).nearest; break;
      case Operation::state: value[id] = states[index]; break;
      case Operation::parameter: value[id] = parameters[index]; break;
      case Operation::time: value[id] = t; break;
      default: {
        double r[4] = {};
        for (std::size_t k = 0; k < static_cast<std::size_t>(arity(node.operation)); ++k) r[k] = value[node.operand[k]];
        const Instruction instruction{node.operation, 3, 0, 1, 2};
        run<double>({&instruction, 1}, r);
        value[id] = r[3];
      }
    }
  }
  return value;
}

TEST(Tape, GivesTheBitsOfTheGraphWithItsBodyAndWithItsChains) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 200; ++round) {
    Graph g;
    std::vector<double> at;
    const std::vector<Id> outputs = test::growRandomExpressions(g, random, 3, 12 + round, at);
    const std::vector<double> x(at.begin(), at.begin() + 3), p(at.begin() + 3, at.begin() + 6);
    const double t = at[6];
    const auto tape = test::share(compile(g, outputs, 3, 3));
    const std::vector<double> value = evaluateNodes(g, x, p, t);

    std::vector<double> viaChains(outputs.size());
    Evaluator<double>(tape, p)(x.data(), viaChains.data(), t);
    std::vector<double> r(static_cast<std::size_t>(tape->registerCount));
    bindParameters<double>(*tape, p, r.data());
    std::copy(x.begin(), x.end(), r.begin() + tape->stateRegister(0));
    r[static_cast<std::size_t>(tape->timeRegister())] = t;
    run<double>(tape->body, r.data());
    for (std::size_t k = 0; k < outputs.size(); ++k) {
      EXPECT_EQ(std::bit_cast<std::uint64_t>(r[tape->outputs[k]]), std::bit_cast<std::uint64_t>(value[outputs[k]]));
      EXPECT_EQ(std::bit_cast<std::uint64_t>(viaChains[k]), std::bit_cast<std::uint64_t>(value[outputs[k]]));
    }
  }
}

TEST(Tape, NeedsFewerStepsInChains) {
  Graph g;
  const Tape tape = compile(g, test::morrisLecar(g), 2, 13);
  EXPECT_LE(2 * tape.chains.size(), tape.body.size()) << tape.chains.size() << " of " << tape.body.size();
}

TEST(Tape, RerunsOnlyThePrologueWhenAParameterChanges) {
  Graph g;
  const Id a = g.parameter(0), x = g.state(0);
  const Id f = g.apply(Operation::multiply, g.apply(Operation::exp, a), x);
  const auto tape = test::share(compile(g, std::vector{f}, 1, 1));
  EXPECT_EQ(tape->prologue.size(), 1u);
  EXPECT_EQ(tape->body.size(), 1u);
  Evaluator<double> field(tape, std::vector{0.0});
  double state = 3, out = 0;
  field(&state, &out);
  EXPECT_EQ(out, 3);
  field.setParameters(std::vector{1.0});
  field(&state, &out);
  EXPECT_EQ(out, std::exp(1.0) * 3);
}

TEST(Tape, RefusesWhatDoesNotFitItsRegisters) {
  Graph g;
  std::vector<Id> outputs;
  for (int i = 0; i < 70'000; ++i)
    outputs.push_back(g.apply(Operation::sin, g.apply(Operation::add, g.state(0), g.literal(i))));
  EXPECT_FALSE(compileIfItFits(g, outputs, 1, 0).has_value());
  outputs.resize(100);
  EXPECT_TRUE(compileIfItFits(g, outputs, 1, 0).has_value());
}

TEST(Tape, ReusesRegistersInALongSum) {
  Graph g;
  Id sum = g.state(0);
  for (int i = 1; i < 5000; ++i)
    sum = g.apply(Operation::add, sum,
                  g.apply(Operation::sin, g.apply(Operation::multiply, g.state(0), g.parameter(i % 3))));
  for (int i = 1; i < 5000; ++i) sum = g.apply(Operation::sin, g.apply(Operation::add, sum, g.state(1)));
  EXPECT_LT(compile(g, std::vector{sum}, 2, 3).registerCount, 20);
}

}  // namespace
}  // namespace separatrix
