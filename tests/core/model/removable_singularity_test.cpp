#include "core/model/removable_singularity.hpp"

#include <gtest/gtest.h>

#include <random>

#include "core/model/field.hpp"
#include "tests/core/model/expression_text.hpp"
#include "tests/core/model/small_models.hpp"

namespace separatrix {
namespace {

// f(V) at a = 10, b = -40, c = 2, d = 0.1, x = 0.7.
constexpr double kX = 0.7;
const std::vector<double> kParameters = {10, -40, 2, 0.1};

Evaluator<double> compiled(const char* text) {
  Graph g;
  const auto f = test::expression(g, text);
  const auto derivative = differentiate(g, std::vector{f}, std::vector{g.state(0)});
  return Evaluator<double>(test::share(compile(g, std::vector{f, derivative[0]}, 2, 4)), kParameters);
}

std::array<double, 2> at(const char* text, double V) {
  const double x[2] = {V, kX};
  std::array<double, 2> out{};
  compiled(text)(x, out.data());
  return out;
}

TEST(RemovableSingularity, HodgkinHuxleyRatesTakeTheirLimitExactly) {
  EXPECT_EQ(at("0.01*(V+55)/(1-exp(-(V+55)/10))", -55)[0], 0.1);
  EXPECT_EQ(at("0.1*(V+40)/(1-exp(-(V+40)/10))", -40)[0], 1);
  EXPECT_EQ(at("0.1*(25-V)/(exp((25-V)/10)-1)", 25)[0], 1);
  EXPECT_EQ(at("0.01*(10-V)/(exp((10-V)/10)-1)", 10)[0], 0.1);
  EXPECT_EQ(at("V/(1-exp(-V))", 0)[0], 1);
  EXPECT_EQ(at("sin(V)/V", 0)[0], 1);
}

struct Shape {
  const char* text;
  double zero;          ///< where the quotient is 0/0
  double value, slope;  ///< there
};

TEST(RemovableSingularity, IsFoundInEveryShapePeopleWrite) {
  // r u/(1 - exp(-u)) has value r and slope r u'/2 where u = 0.
  const std::vector<Shape> shapes = {
      {"d*(V-b)/(1-exp(-(V-b)/a))", -40, 1, 0.05},
      {"(V-b)/(exp((V-b)/a)-1)", -40, 10, -0.5},
      {"(V+40)/(1-exp(-0.1*V-4))", -40, 10, 0.5},
      {"(V+40)/(1-exp(-0.1*(V+40)))", -40, 10, 0.5},
      {"0.1*V/(1-exp(-0.1*V))+0", 0, 1, 0.05},
      {"(V-b)/a/(1-exp((b-V)/a))", -40, 1, 0.05},
      {"((V-b)/a)/(1-exp(-((V-b)/a)))", -40, 1, 0.05},
      {"-d*(V+40)/(exp(-d*(V+40))-1)", -40, 1, 0.05},
      {"d*(-40-V)/(exp((-40-V)/10)-1)", -40, 1, 0.05},
      {"0.32*(13-V)/(exp((13-V)/4)-1)", 13, 1.28, -0.16 * -1},
      {"0.28*(V-40)/(exp((V-40)/5)-1)", 40, 1.4, -0.14},
      {"0.1*(V+40)/(-1+exp(-(V+40)/10))", -40, -1, -0.05},
      {"(V-b)*(0.1/(1-exp((b-V)/10)))", -40, 1, 0.05},
      {"0.1/(1-exp((b-V)/10))*(V-b)", -40, 1, 0.05},
      {"(V-b)/(10*(1-exp((b-V)/10)))", -40, 1, 0.05},
      {"(V-b)/((1-exp((b-V)/10))/d)", -40, 1, 0.05},
      {"(V-b)/(1-1/exp((V-b)/a))", -40, 10, 0.5},
      {"x*(V-b)*d/(1-exp((b-V)*d))", -40, 0.7, 0.035},
      {"(V-b)*exp((V-b)/10)/(exp((V-b)/10)-1)", -40, 10, 0.5},
      {"(c*V-c*b)/(1-exp(-(V-b)/a))", -40, 20, 1},
      {"(V*V-x*x)/(1-exp((x^2-V^2)/a))", 0.7, 10, 0.7},
      {"tanh(V)/(1-exp(-tanh(V)))", 0, 1, 0.5},
      {"((a+c)*V)/(1-exp(-(a+c)*V/12))", 0, 12, 6},
      {"sin(c*V)/V", 0, 2, 0},
      {"sin(3*(V-b))/(V-b)", -40, 3, 0},
      {"a*sin(V-b)/(c*(V-b))", -40, 5, 0},
  };
  for (const Shape& shape : shapes) {
    const auto [value, slope] = at(shape.text, shape.zero);
    EXPECT_NEAR(value, shape.value, 4e-16 * std::fabs(shape.value)) << shape.text;
    EXPECT_NEAR(slope, shape.slope, 1e-14 * (1 + std::fabs(shape.slope))) << shape.text;
  }
}

// a clamped neuron: the potential is a parameter. b = -40, d = 0.1.
TEST(RemovableSingularity, IsFoundInParametersAlone) {
  EXPECT_EQ(at("d*(b+40)/(1-exp(-(b+40)/10))", 0)[0], 1);
  EXPECT_EQ(at("(b+40)/(exp(-0.1*b-4)-1)", 0)[0], -10);
  EXPECT_EQ(at("V*sin(b+40)/(b+40)", 3)[0], 3);
  EXPECT_FALSE(std::isfinite(at("a/(1-exp(-(b+40)))", 0)[0]));
  EXPECT_FALSE(std::isfinite(at("(a-10)*V/(1-exp(-(b+40)))", 1)[0]));
}

TEST(RemovableSingularity, APoleThatOnlyLooksRemovableStaysAPole) {
  for (const char* text :
       {"(V+40)/(1-exp(-(V+41)/10))", "(V+40.0000000000001)/(1-exp(-(V+40)/10))", "(V-b)/(1-exp(-(V-c)/10))",
        "V^2/(1-exp(-x))", "(V-b)/(1-exp(-(V-b)*x))", "(V-b)/(2-exp(-(V-b)))", "x/(1-exp(-V))",
        "(V-b)/(1-exp(-(V-b)^2))", "(V-0.1*x)/(1-exp(-(V-0.10000000000000002*x)))", "sin(V)/(V+0.0000001)", "sin(V)/x",
        "(V+1)/(1-exp(-V))", "1/(1-exp(-V))", "(a*V+c)/(1-exp(-(c*V+a)))"}) {
    Graph g;
    test::expression(g, text);
    for (Graph::Id id = 0; id < g.size(); ++id) {
      EXPECT_NE(g[id].operation, Operation::linearOverExpm1) << text;
      EXPECT_NE(g[id].operation, Operation::sinc) << text;
    }
  }
}

TEST(RemovableSingularity, AgreesWithTheQuotientAwayFromIt) {
  const Evaluator<double> regular = compiled("0.01*(V+55)/(1-exp(-(V+55)/10))");
  for (double V = -754; V < 645; V += 0.37) {
    Evaluator<double> f = regular;
    const double x[2] = {V, kX};
    double out[2];
    f(x, out);
    const long double u = (static_cast<long double>(V) + 55) / 10, e = expl(-u),
                      exact = 0.1L * (u == 0 ? 1 : u / -expm1l(-u));
    const long double slope = 0.01L * (-expm1l(-u) - u * e) / (expm1l(-u) * expm1l(-u));
    // u itself is rounded, which moves exp(u) by |u| units in the last place.
    const double ulps = 4e-16 * (2 + std::fabs(static_cast<double>(u)));
    EXPECT_NEAR(out[0], static_cast<double>(exact), ulps * static_cast<double>(exact)) << V;
    if (fabsl(u) < 1e-3L) continue;
    EXPECT_NEAR(out[1], static_cast<double>(slope), 1e-12 * static_cast<double>(slope)) << V;
  }
}

TEST(RemovableSingularity, DerivativesOfEveryOrderAreEnclosedAndConsistent) {
  // phi^(k+1) is the derivative of phi^(k): central difference, error h^2/6 sup |phi^(k+3)| < 1e-8.
  std::mt19937_64 random(5);
  std::uniform_real_distribution<double> somewhere(-12, 12);
  for (int k = 0; k < 7; ++k)
    for (int i = 0; i < 300; ++i) {
      const double u = i == 0 ? 0 : somewhere(random), h = 1e-4;
      const double phi = (linearOverExpm1Derivative(u + h, k) - linearOverExpm1Derivative(u - h, k)) / (2 * h);
      EXPECT_NEAR(linearOverExpm1Derivative(u, k + 1), phi, 1e-8) << k << " at " << u;
      const double s = (sincDerivative(u + h, k) - sincDerivative(u - h, k)) / (2 * h);
      EXPECT_NEAR(sincDerivative(u, k + 1), s, 1e-8) << k << " at " << u;
      const double w = i % 3 == 0 ? 1e-9 : 0.3;
      const Interval around(u - w, u + w);
      for (const double v : {u - w, u, u + w / 2, u + w}) {
        EXPECT_TRUE(linearOverExpm1Derivative(around, Interval(k)).contains(linearOverExpm1Derivative(v, k)))
            << k << " at " << v;
        EXPECT_TRUE(sincDerivative(around, Interval(k)).contains(sincDerivative(v, k))) << k << " at " << v;
      }
    }
}

TEST(RemovableSingularity, StaysFiniteAndBoundedFarAway) {
  for (const double u : {-700.0, -1e6, 700.0, 1e6}) {
    EXPECT_EQ(linearOverExpm1(u), u > 0 ? u : u > -710 ? -u * std::exp(u) : 0) << u;
    EXPECT_NEAR(linearOverExpm1Slope(u), u > 0 ? 1 : 0, 1e-15);
    EXPECT_NEAR(linearOverExpm1Curvature(u), 0, 1e-15);
    for (int k = 2; k <= 8; ++k) EXPECT_NEAR(linearOverExpm1Derivative(u, k), 0, 1e-15);
  }
  const Interval wide(-700, 700);
  EXPECT_TRUE(linearOverExpm1Slope(wide).contains(Interval(1e-290, 1)) && linearOverExpm1Slope(wide).width() < 1.001);
  EXPECT_LT(linearOverExpm1Derivative(wide, 2.0).hi, 1.0001 / 6);
  EXPECT_LT(linearOverExpm1(Interval(-1e-9, 1e-9)).width(), 2e-9);
}

}  // namespace
}  // namespace separatrix
