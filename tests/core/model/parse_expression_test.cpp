#include "core/model/parse_expression.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "core/model/problem.hpp"
#include "core/model/read_ode.hpp"

namespace separatrix {
namespace {

struct Case {
  const char* expression;
  double value;
};

// The values XPPAUT 6.11 gives at a = 1.3, b = 2, c = -0.7, u = 0.6, t = 0; it prints single precision.
const std::vector<Case> kXppaut = {
    {"-a^2", -1.6900001},
    {"2^3^2", 64},
    {"-2^2", -4},
    {"a-b-c", 0},
    {"a/b/c", -0.9285714},
    {"a/b*c", -0.45500001},
    {"a+b>c", 2.3},
    {"a>b+c", -0.69999999},
    {"-a>b", -0},
    {"a*b>c", 1.3},
    {"a&0|b", 1},
    {"0|a&b", 1},
    {"not(a)&b", 0},
    {"not 0>b", 1},
    {"mod(-7,3)", 2},
    {"mod(7,-3)", 1},
    {"flr(-2.5)", -3},
    {"heav(0)", 1},
    {"sign(0)", 0},
    {"sign(-0.1)", -1},
    {"besselj(0,2.5)", -0.048383776},
    {"besselj(1,2.5)", 0.49709409},
    {"bessely(0,2.5)", 0.49807036},
    {"lgamma(4.5)", 2.4537365},
    {"1e-3", 0.001},
    {"2.e1", 20},
    {"if(a>b)then(1)else(2)+1", 3},
    {"-if(a>b)then(1)else(2)^2", -4},
    {"atan2(1,-1)", 2.3561945},
    {"3>2>1", 0},
    {"2>1==1", 1},
    {"erf(.3)", 0.32862675},
    {"erfc(.3)", 0.67137325},
    {"max(a,b)^2", 4},
    {"asin(.5)+acos(.2)", 1.8930372},
    {"log10(1000)", 3},
    {"log(10)", 2.3025851},
    {"ln(10)", 2.3025851},
    {"u**3", 0.21600001},
    {"sum(1,4)of(i'^2*u)", 18},
    {"a|b+c", 0.30000001},
    {"a+b|c", 1},
    {"a*b&c", 1},
    {"a^b&c", 1},
    {"a<b<c", 0},
    {"1-2-3+4", 0},
    {"8/4*2", 4},
    {"2*3^2", 18},
    {"exp(1)^2", 7.3890562},
    {"min(a,b)-max(b,c)", -0.69999999},
    {"sqrt(2)*abs(-3)", 4.2426405},
    {"sinh(.5)+cosh(.5)*tanh(.5)", 1.0421906},
    {"tan(.5)+atan(.5)", 1.00995},
    {"-a*b", -2.5999999},
    {"-a/b-c", 0.050000001},
    {"pi*t", 0},
};

double valueOf(const std::string& expression) {
  const OdeReading reading = readOde("par a=1.3,b=2,c=-0.7\nu'=0\ninit u=0.6\naux q=" + expression + "\n", "one");
  if (reading.model == nullptr) {
    for (const Diagnostic& d : reading.diagnostics) ADD_FAILURE() << expression << ": " << d.sentence;
    return NAN;
  }
  double value = NAN;
  const auto state = reading.model->initialState();
  defaultProblem(reading.model).field().auxiliaries()(state.data(), &value);
  return value;
}

TEST(ParseExpression, PrecedenceAndFunctionsAreXppauts) {
  for (const Case& c : kXppaut)
    EXPECT_NEAR(valueOf(c.expression), c.value, 2e-7 * (1 + std::abs(c.value))) << c.expression;
}

TEST(ParseExpression, ASignMayFollowAnOperator) {
  EXPECT_DOUBLE_EQ(valueOf("a*-b"), -2.6);
  EXPECT_DOUBLE_EQ(valueOf("2^-1*8"), 4);
  EXPECT_DOUBLE_EQ(valueOf("b-+a"), 0.7);
  EXPECT_DOUBLE_EQ(valueOf("1--1"), 2);
}

TEST(ParseExpression, ALineOfAHundredThousandOperatorsNeedsNoRecursion) {
  SourceLine line;
  line.pieces.push_back({0, 1});
  line.text = "x";
  for (int i = 0; i < 100'000; ++i) line.text += "+x*-x";
  Diagnostics diagnostics;
  const auto expression = parseExpression(line, 0, static_cast<std::uint32_t>(line.text.size()), diagnostics);
  ASSERT_TRUE(expression.has_value());
  EXPECT_EQ(expression->nodes.size(), 1U + 5U * 100'000U);
}

TEST(ParseExpression, AComparisonBesideASumIsReadAsXppautReadsItAndSaid) {
  const OdeReading reading = readOde("x'=if(x>20+3)then(1)else(0)\n", "one");
  ASSERT_NE(reading.model, nullptr);
  ASSERT_EQ(reading.diagnostics.size(), 1U);
  EXPECT_EQ(reading.diagnostics[0].code, "W113");
  EXPECT_EQ(reading.diagnostics[0].column, 7);
  EXPECT_EQ(reading.diagnostics[0].length, 4);
  EXPECT_EQ(reading.model->remarks.size(), 1U);
  EXPECT_TRUE(readOde("x'=if((x>20)&(x<3))then(1)else(0)\n", "one").diagnostics.empty());
}

TEST(ParseLiteral, DoublesAroundTheDecimalNumber) {
  for (const char* exact : {"0", "1", "0.5", "30", "1e3", "0.25e1", "120.0", "9007199254740992", "1e22"}) {
    const Literal c = *parseLiteral(exact);
    EXPECT_EQ(c.below, c.nearest) << exact;
    EXPECT_EQ(c.above, c.nearest) << exact;
  }
  // 0.1 is above, 0.7 below the double nearest to it: 0.1 = 0.1000000000000000055 - ..., 0.7 = 0.69999999999999995559 +
  // ...
  EXPECT_EQ(parseLiteral("0.1")->above, 0.1);
  EXPECT_EQ(parseLiteral("0.1")->below, std::nextafter(0.1, 0));
  EXPECT_EQ(parseLiteral("0.7")->below, 0.7);
  EXPECT_EQ(parseLiteral("0.7")->above, std::nextafter(0.7, 1));
  const Literal fifteenth = *parseLiteral("0.066666666666666667");
  EXPECT_EQ(fifteenth.nearest, 1.0 / 15);
  EXPECT_LT(fifteenth.below, fifteenth.above);
  EXPECT_FALSE(parseLiteral("1e999").has_value());
}

}  // namespace
}  // namespace separatrix
