#include "core/model/graph.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "core/model/field.hpp"
#include "core/scalar/jet.hpp"
#include "tests/core/model/expression_text.hpp"
#include "tests/core/model/random_expressions.hpp"
#include "tests/core/model/small_models.hpp"

namespace separatrix {
namespace {

using Id = Graph::Id;
using enum Operation;

Id node(Graph& g, const char* text) { return test::expression(g, text); }

TEST(Graph, StoresEqualExpressionsOnce) {
  Graph g;
  EXPECT_EQ(node(g, "(V-b)/a + exp((V-b)/a)"), node(g, "exp((V-b)/a) + (V-b)/a"));
  EXPECT_EQ(node(g, "V*a"), node(g, "a*V"));
  EXPECT_NE(node(g, "V-a"), node(g, "a-V"));
}

TEST(Graph, DropsNeutralElementsAndPairsOfSigns) {
  Graph g;
  const Id V = g.state(0), a = g.parameter(0);
  for (const char* text : {"V+0", "0+V", "V*1", "1*V", "V/1", "V-0", "--V", "V^1", "(-V)*(-1)", "V/-1*-1", "0*a+V"})
    EXPECT_EQ(node(g, text), V) << text;
  EXPECT_EQ(node(g, "(-V)*(-a)"), g.apply(multiply, V, a));
  EXPECT_EQ(node(g, "(-V)/(-a)"), g.apply(divide, V, a));
  EXPECT_EQ(node(g, "-(-V/a)"), g.apply(divide, V, a));
  EXPECT_EQ(node(g, "a+-V"), g.apply(subtract, a, V));
  EXPECT_EQ(node(g, "V-V"), g.literal(0.0));
}

TEST(Graph, ReadsMinusXSquaredAsTheNegativeOfTheSquare) {
  Graph g;
  const Id square_ = g.apply(square, g.state(0));
  EXPECT_EQ(node(g, "-V^2"), g.apply(negate, square_));
  EXPECT_EQ(node(g, "(-V)^2"), square_);
  EXPECT_EQ(node(g, "V^4"), g.apply(square, square_));
  EXPECT_EQ(node(g, "V^-1"), g.apply(reciprocal, g.state(0)));
}

TEST(Graph, FoldsLiteralsExactlyOrWithAnEnclosure) {
  Graph g;
  EXPECT_EQ(node(g, "2*3+1"), g.literal(7.0));
  EXPECT_EQ(node(g, "7/4"), g.literal(1.75));
  EXPECT_EQ(node(g, "2^10/2^9"), node(g, "1024/512"));
  const Literal third = g.literalOf(node(g, "1/3")), ratio = g.literalOf(node(g, "12/5")),
                product = g.literalOf(node(g, "0.1*3"));
  EXPECT_EQ(third.nearest, 1.0 / 3);
  EXPECT_TRUE(third.below < third.above && third.above - third.below < 1e-15);
  EXPECT_EQ(ratio.nearest, 2.4);
  EXPECT_TRUE(ratio.below < ratio.nearest && ratio.nearest < ratio.above);
  EXPECT_EQ(product.nearest, 0.1 * 3);
  EXPECT_TRUE(product.below <= 0.3 && 0.3 <= product.above && product.above - product.below < 1e-15);
  EXPECT_EQ(g[node(g, "1/0")].operation, reciprocal);  // left to the run: no infinite literal
}

TEST(Graph, DividesByAPowerOfTwoByMultiplying) {
  Graph g;
  EXPECT_EQ(node(g, "V/2"), node(g, "V*0.5"));
  EXPECT_EQ(g[node(g, "V/3")].operation, divide);
}

TEST(Graph, HandlesAHundredThousandNodesAndTheirDerivativesQuickly) {
  const auto start = std::chrono::steady_clock::now();
  Graph g;
  Id sum = g.state(0);
  std::vector<Id> outputs, leaves;
  for (int i = 0; i < 100; ++i) leaves.push_back(g.state(i));
  for (int i = 0; g.size() < 100'000; ++i) {
    sum = g.apply(add,
                  g.apply(multiply, g.literal(1 + i / 1024.0), g.apply(sin, leaves[static_cast<std::size_t>(i % 100)])),
                  i % 100 == 0 ? leaves[static_cast<std::size_t>(i % 99)] : sum);
    if (i % 100 == 99) outputs.push_back(sum);
  }
  outputs.resize(100);
  const std::vector<Id> jacobian = differentiate(g, outputs, leaves);
  EXPECT_EQ(jacobian.size(), 10'000u);
  EXPECT_LT(g.size(), 2 * Graph::kMaximalNodes);
  EXPECT_TRUE(compileIfItFits(g, jacobian, 100, 0).has_value());
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));  // a quadratic loop would take minutes
}

}  // namespace
}  // namespace separatrix
