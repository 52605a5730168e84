#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "core/model/evaluate_jet.hpp"
#include "core/model/field.hpp"
#include "tests/core/model/random_expressions.hpp"
#include "tests/core/model/small_models.hpp"

// Derivatives by two independent routes, symbolic on the graph and Taylor arithmetic on the tape,
// and by the mean value theorem over intervals.
namespace separatrix {
namespace {

using Id = Graph::Id;

// f(x + s v) to order N by jets; x and v hold the states.
template <int N>
std::vector<Jet<N>> alongLine(const std::shared_ptr<const Tape>& tape, const std::vector<double>& x,
                              const std::vector<double>& v, const std::vector<double>& parameters, double t = 0) {
  const std::vector<Jet<N>> p(parameters.begin(), parameters.end());
  std::vector<Jet<N>> line, out(tape->outputs.size());
  for (std::size_t i = 0; i < x.size(); ++i) line.push_back(Jet<N>::variable(x[i], v[i]));
  Evaluator<Jet<N>>(tape, p)(line.data(), out.data(), Jet<N>(t));
  return out;
}

TEST(Derivative, OfEveryOperationAgreesWithJetsToThirdOrder) {
  std::mt19937_64 random(31);
  for (const test::OperationSample& sample : test::operationSamples()) {
    for (int which = 0; which < arity(sample.operation); ++which) {
      const bool integerOrder = sample.operation == Operation::besselJ || sample.operation == Operation::besselY;
      if (integerOrder && which == 0) continue;
      Graph g;
      const std::array<Id, 3> operands = {g.state(0), g.state(1), g.state(2)};
      std::vector<Id> chain = {g.apply(sample.operation, operands[0], operands[1], operands[2])};
      for (int k = 0; k < 3; ++k)
        chain.push_back(
            differentiate(g, std::vector{chain.back()}, std::vector{operands[static_cast<std::size_t>(which)]})[0]);
      const auto derivatives = test::share(compile(g, chain, 3, 0));
      const auto value = test::share(compile(g, std::vector{chain[0]}, 3, 0));
      Evaluator<double> symbolic(derivatives, {});
      std::uniform_real_distribution<double> first(sample.lo, sample.hi), rest(sample.lo2, sample.hi2);
      for (int i = 0; i < 200; ++i) {
        const std::vector<double> x = {first(random), rest(random), rest(random)};
        std::vector<double> v(3, 0.0), out(4);
        v[static_cast<std::size_t>(which)] = 1;
        symbolic(x.data(), out.data());
        const Jet<3> jet = alongLine<3>(value, x, v, {})[0];
        for (std::size_t k = 0, factorial = 1; k <= 3; factorial *= ++k) {
          const double expected = jet.c[k] * static_cast<double>(factorial);
          EXPECT_NEAR(out[k], expected, 3e-11 * std::max({1e-3, std::fabs(expected), std::fabs(out[0])}))
              << name(sample.operation) << ", order " << k << ", operand " << which << " at " << x[0] << ", " << x[1];
        }
      }
    }
  }
}

TEST(Derivative, JacobianOfRandomExpressionsAgreesWithJets) {
  std::mt19937_64 random(32);
  for (int round = 0; round < 300; ++round) {
    Graph g;
    std::vector<double> at;
    const std::vector<Id> outputs = test::growRandomExpressions(g, random, 3, 20 + round / 4, at);
    const std::vector<Id> leaves = {g.state(0), g.state(1), g.state(2)};
    const std::vector<double> x(at.begin(), at.begin() + 3), p(at.begin() + 3, at.begin() + 6);
    const auto jacobian = test::share(compile(g, differentiate(g, outputs, leaves), 3, 3));
    const auto values = test::share(compile(g, outputs, 3, 3));
    std::vector<double> J(outputs.size() * 3);
    Evaluator<double>(jacobian, p)(x.data(), J.data(), at[6]);
    for (std::size_t j = 0; j < 3; ++j) {
      std::vector<double> v(3, 0.0);
      v[j] = 1;
      const auto jets = alongLine<1>(values, x, v, p, at[6]);
      for (std::size_t i = 0; i < outputs.size(); ++i) {
        const double scale = std::max(1.0, std::fabs(jets[i].c[1]));
        EXPECT_NEAR(J[3 * i + j], jets[i].c[1], 1e-9 * scale) << "round " << round;
      }
    }
  }
}

TEST(Derivative, OfMorrisLecarToThirdOrderAlongADirection) {
  Graph g;
  const auto f = test::morrisLecar(g);
  const auto values = test::share(compile(g, f, 2, 13));
  const std::vector<Id> leaves = {g.state(0), g.state(1)};
  const std::vector<Id> first = differentiate(g, f, leaves), second = differentiate(g, first, leaves),
                        third = differentiate(g, second, leaves);
  const auto tensors = test::share(compile(g, third, 2, 13));
  const std::vector<double> x = {-20, 0.3}, v = {1.5, -0.25}, p = test::morrisLecarParameters();
  std::vector<double> T(third.size());
  Evaluator<double>(tensors, p)(x.data(), T.data());
  const auto jets = alongLine<3>(values, x, v, p);
  for (std::size_t i = 0; i < 2; ++i) {
    double sum = 0;
    for (std::size_t j = 0; j < 8; ++j) sum += T[8 * i + j] * v[j >> 2 & 1] * v[j >> 1 & 1] * v[j & 1];
    EXPECT_NEAR(6 * jets[i].c[3], sum, 1e-14 * std::max(1.0, std::fabs(sum)));
    EXPECT_GT(std::fabs(sum), 1e-6);
  }
}

// x > 0 ? sqrt(x) : 0 has the slope 0 at x < 0, where sqrt(x) has no value; min(2 x, x^2) has 2 or 2 x.
TEST(Derivative, OfAChoiceLooksOnlyAtTheBranchTaken) {
  Graph g;
  const Id x = g.state(0), zero = g.literal(0.0);
  const Id choice = g.apply(Operation::select, g.apply(Operation::greater, x, zero), g.apply(Operation::sqrt, x), zero);
  const Id least = g.apply(Operation::minimum, g.apply(Operation::multiply, g.literal(2.0), x), g.apply(Operation::square, x));
  const auto tape = test::share(compile(g, differentiate(g, std::vector{choice, least}, std::vector{x}), 1, 0));
  Evaluator<double> slopes(tape, {});
  for (const auto& [at, first, second] : std::vector<std::array<double, 3>>{{-4, 0, 2}, {4, 0.25, 2}, {1, 0.5, 2}, {0.25, 1, 0.5}}) {
    double out[2];
    slopes(&at, out);
    EXPECT_EQ(out[0], first) << at;
    EXPECT_EQ(out[1], second) << at;
  }
}

TEST(IntervalTape, ContainsEveryValueOfRandomExpressions) {
  std::mt19937_64 random(33);
  std::uniform_real_distribution<double> unit(0, 1);
  for (int round = 0; round < 400; ++round) {
    Graph g;
    std::vector<double> at;
    const std::vector<Id> outputs = test::growRandomExpressions(g, random, 3, 15 + round / 8, at);
    const auto tape = test::share(compile(g, outputs, 3, 3));
    const std::vector<double> p(at.begin() + 3, at.begin() + 6);
    const std::vector<Interval> P(p.begin(), p.end());
    std::vector<Interval> box, enclosure(outputs.size());
    const double width = std::pow(10, -6 * unit(random));
    for (std::size_t i = 0; i < 3; ++i) box.emplace_back(at[i] - width, at[i] + width);
    Evaluator<Interval>(tape, P)(box.data(), enclosure.data(), at[6]);
    Evaluator<double> field(tape, p);
    for (int i = 0; i < 50; ++i) {
      std::vector<double> x, out(outputs.size());
      for (const Interval& side : box) x.push_back(std::clamp(side.lo + side.width() * unit(random), side.lo, side.hi));
      field(x.data(), out.data(), at[6]);
      for (std::size_t k = 0; k < out.size(); ++k)
        EXPECT_TRUE(!std::isfinite(out[k]) || enclosure[k].contains(out[k])) << "round " << round << ": " << out[k];
    }
  }
}

// f(b) - f(a) lies in sum_j J_j (b_j - a_j), J enclosing the Jacobian over a box that holds a and b.
// Holds across kinks; across a jump only because the slope there is the whole line.
TEST(IntervalTape, JacobianEnclosesDifferencesAcrossKinksAndJumps) {
  std::mt19937_64 random(34);
  std::uniform_real_distribution<double> unit(0, 1);
  int jumps = 0;
  for (int round = 0; round < 600; ++round) {
    Graph g;
    std::vector<double> at;
    const std::vector<Id> outputs = test::growRandomExpressions(g, random, 2, 12 + round / 20, at);
    const std::vector<Id> leaves = {g.state(0), g.state(1)};
    std::vector<Id> all = outputs;
    for (const Id id : differentiate(g, outputs, leaves)) all.push_back(id);
    const auto tape = test::share(compile(g, all, 2, 2));
    const std::vector<double> p(at.begin() + 2, at.begin() + 4);
    std::vector<Interval> box, J(all.size());
    for (std::size_t i = 0; i < 2; ++i) box.emplace_back(at[i] - unit(random), at[i] + unit(random));
    Evaluator<Interval>(tape, std::vector<Interval>(p.begin(), p.end()))(box.data(), J.data(), at[4]);
    Evaluator<double> field(tape, p);
    for (int i = 0; i < 40; ++i) {
      std::vector<double> a, b, fa(all.size()), fb(all.size());
      for (const Interval& side : box) {
        a.push_back(std::clamp(side.lo + side.width() * unit(random), side.lo, side.hi));
        b.push_back(std::clamp(side.lo + side.width() * unit(random), side.lo, side.hi));
      }
      field(a.data(), fa.data(), at[4]);
      field(b.data(), fb.data(), at[4]);
      for (std::size_t k = 0; k < outputs.size(); ++k) {
        if (!J[k].isBounded() || !std::isfinite(fb[k] - fa[k])) continue;
        const Interval* row = &J[outputs.size() + 2 * k];
        const Interval change = row[0] * (Interval(b[0]) - Interval(a[0])) + row[1] * (Interval(b[1]) - Interval(a[1]));
        const double slack = 1e-11 * (1 + J[k].magnitude());  // of the doubles on the left
        EXPECT_TRUE(change.lo - slack <= fb[k] - fa[k] && fb[k] - fa[k] <= change.hi + slack)
            << "round " << round << ", output " << k;
        if (!change.isBounded()) ++jumps;
      }
    }
  }
  EXPECT_GT(jumps, 100);
}

}  // namespace
}  // namespace separatrix
