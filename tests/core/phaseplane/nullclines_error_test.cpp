#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <ostream>
#include <string>

#include "tests/core/phaseplane/zero_sets.hpp"

// Implicit curves with everything that can go wrong, against their parametrizations: nothing is drawn more than a
// quarter pixel off the curve, and no point of the curve is farther than that from what is drawn.
namespace separatrix {
namespace {

using namespace test;

struct HardCurve {
  std::string name;
  Box box;
  std::function<Expr(Expr, Expr)> f;
  std::vector<Truth> truths;
  std::size_t fewest, most;  // curves drawn

  friend std::ostream& operator<<(std::ostream& out, const HardCurve& curve) { return out << curve.name; }
};

constexpr double kPi = std::numbers::pi;
using P = std::pair<double, double>;

Expr absolute(Expr a) { return apply(Operation::abs, a); }
Expr tangent(Expr a) { return apply(Operation::tan, a); }
Expr larger(Expr a, Expr b) { return apply(Operation::maximum, a, b); }

Truth graph(std::function<double(double)> y, double from = -2, double to = 2) {
  return {[y = std::move(y)](double t) { return P(t, y(t)); }, from, to};
}
Truth graphOverY(std::function<double(double)> x, double from = -1.5, double to = 1.5) {
  return {[x = std::move(x)](double t) { return P(x(t), t); }, from, to};
}
Truth circle(double x, double y, double r) {
  return {[=](double t) { return P(x + r * std::cos(t), y + r * std::sin(t)); }, 0, 2 * kPi};
}
Truth vertical(double x) { return graphOverY([x](double) { return x; }); }
Truth horizontal(double y) { return graph([y](double) { return y; }); }

// The graph of floor(2 x) / 2: treads without risers.
std::vector<Truth> stairs() {
  std::vector<Truth> treads;
  for (int k = -3; k < 4; ++k) treads.push_back(graph([k](double) { return k / 2.0; }, k / 2.0, (k + 1) / 2.0));
  return treads;
}

std::vector<Truth> tangents() {
  std::vector<Truth> branches;
  for (int k = -2; k <= 2; ++k) branches.push_back(graphOverY([k](double y) { return (std::atan(y) + k * kPi) / 3; }));
  return branches;
}

std::vector<Truth> teeth() {
  std::vector<Truth> pieces;
  for (int k = -4; k < 4; ++k) pieces.push_back(graph([k](double x) { return x - k / 2.0; }, k / 2.0, (k + 1) / 2.0));
  return pieces;
}

std::vector<HardCurve> hardCurves() {
  const Box tall = {{-2, 2}, {-8, 8}};
  const double gap = 1e-3;
  return {
      {"pole", tall, [](Expr x, Expr y) { return y - 1.0 / (x - 0.3); },
       {graphOverY([](double y) { return 0.3 + 1 / y; }, -8, -0.4), graphOverY([](double y) { return 0.3 + 1 / y; }, 0.5, 8)}, 2, 2},
      {"zero beside a pole", kSquare, [](Expr x, Expr y) { return (x - 0.31) * (y + 0.2) / (x - 0.3); },
       {vertical(0.31), horizontal(-0.2)}, 2, 4},
      {"double pole", tall, [](Expr x, Expr y) { return y - 1.0 / square(x - 0.3); },
       {graphOverY([](double y) { return 0.3 + 1 / std::sqrt(y); }, 0.1, 8), graphOverY([](double y) { return 0.3 - 1 / std::sqrt(y); }, 0.1, 8)}, 2, 2},
      {"cusp", kSquare, [](Expr x, Expr y) { return square(y) - cube(x); }, {{[](double t) { return P(t * t, t * t * t); }, -1.4, 1.4}}, 1, 1},
      {"crossing", {{-0.5, 2}, {-0.5, 2}}, [](Expr x, Expr y) { return x * (1.0 - x - y); },
       {graphOverY([](double) { return 0; }, -0.5, 2), graph([](double x) { return 1 - x; }, -0.5, 1.5)}, 2, 2},
      {"three lines through a point", kSquare, [](Expr x, Expr y) { return x * y * (x - y); },
       {vertical(0), horizontal(0), graph([](double x) { return x; })}, 3, 3},
      {"isolated point", kSquare, [](Expr x, Expr y) { return square(x) + square(y); }, {{[](double) { return P(0, 0); }}}, 1, 1},
      {"acnode beside a branch", kSquare, [](Expr x, Expr y) { return square(y) - square(x) * (x - 0.5); },
       {{[](double t) { return P(t * t + 0.5, t * (t * t + 0.5)); }, -1.1, 1.1}, {[](double) { return P(0, 0); }}}, 2, 2},
      {"double root", kSquare, [](Expr x, Expr y) { return square(y - square(x)); }, {graph([](double x) { return x * x; })}, 1, 1},
      {"double circle", kSquare, [](Expr x, Expr y) { return square(square(x) + square(y) - 1.0); }, {circle(0, 0, 1)}, 1, 1},
      {"triple root", kSquare, [](Expr x, Expr y) { return cube(y - square(x)); }, {graph([](double x) { return x * x; })}, 1, 1},
      {"tiny circles", kSquare,
       [](Expr x, Expr y) {
         return (square(x - 0.123) + square(y - 0.456) - 1e-6) * (square(x + 1.3) + square(y - 0.2) - 2.5e-5) * (square(x) + square(y + 1.0) - 4e-4);
       },
       {circle(0.123, 0.456, 1e-3), circle(-1.3, 0.2, 5e-3), circle(0, -1, 0.02)}, 3, 3},
      {"folium", kSquare, [](Expr x, Expr y) { return cube(x) + cube(y) - 2.1 * x * y; },
       {{[](double t) {
           const double s = std::sin(t), c = std::cos(t), r = 2.1 * s * c / (s * s * s + c * c * c);
           return P(r * c, r * s);
         }, -kPi / 4 + 1e-2, 3 * kPi / 4 - 1e-2}}, 1, 2},
      {"lemniscate", kSquare, [](Expr x, Expr y) { return square(square(x) + square(y)) - square(x) + square(y); },
       {{[](double t) {
           const double r = std::cos(t) / (1 + std::sin(t) * std::sin(t));
           return P(r, r * std::sin(t));
         }, 0, 2 * kPi}}, 1, 2},
      {"four leaves", kSquare, [](Expr x, Expr y) { return cube(square(x) + square(y)) - 4.0 * square(x) * square(y); },
       {{[](double t) { return P(std::sin(2 * t) * std::cos(t), std::sin(2 * t) * std::sin(t)); }, 0, 2 * kPi}}, 1, 4},
      {"tacnode", kSquare, [](Expr x, Expr y) { return square(y) - square(square(x)); },
       {graph([](double x) { return x * x; }), graph([](double x) { return -x * x; })}, 2, 2},
      {"steep sine", kSquare, [](Expr x, Expr y) { return y - sin(20.0 * x); }, {graph([](double x) { return std::sin(20 * x); })}, 1, 1},
      {"tangent", kSquare, [](Expr x, Expr y) { return y - tangent(3.0 * x); }, tangents(), 5, 5},
      {"jump", kSquare, [](Expr x, Expr y) { return y - 0.3 * x - heaviside(x - 0.1); },
       {graph([](double x) { return 0.3 * x; }, -2, 0.1), graph([](double x) { return 1 + 0.3 * x; }, 0.1, 2)}, 2, 2},
      {"stairs", kSquare, [](Expr x, Expr y) { return y - 0.5 * apply(Operation::floor, 2.0 * x); }, stairs(), 7, 7},
      {"teeth", kSquare, [](Expr x, Expr y) { return y - apply(Operation::modulo, x, number(x, 0.5)); }, teeth(), 8, 8},
      {"kink", kSquare, [](Expr x, Expr y) { return y - absolute(x - 0.1); }, {graph([](double x) { return std::fabs(x - 0.1); })}, 1, 1},
      {"corner", kSquare, [](Expr x, Expr y) { return larger(x, y) - 0.4; },
       {graph([](double) { return 0.4; }, -2, 0.4), graphOverY([](double) { return 0.4; }, -1.5, 0.4)}, 1, 1},
      {"select", kSquare,
       [](Expr x, Expr y) {
         const Expr isRight = apply(Operation::greater, x, number(x, 0.25));
         return Expr{x.graph, x.graph->apply(Operation::select, isRight.id, (y - x).id, (y + 0.5).id)};
       },
       {graph([](double x) { return x; }, 0.25, 2), graph([](double) { return -0.5; }, -2, 0.25)}, 2, 2},
      {"square root up to its end", kSquare, [](Expr x, Expr y) { return y - sqrt(x - 0.2); },
       {graphOverY([](double y) { return 0.2 + y * y; }, 0, 1.5)}, 1, 1},
      {"logarithm", kSquare, [](Expr x, Expr y) { return y - log(x - 0.2); }, {graphOverY([](double y) { return 0.2 + std::exp(y); }, -1.5, 0.7)}, 1, 1},
      {"branches a fifth of a pixel apart", kSquare, [gap](Expr x, Expr y) { return (y - square(x)) * (y - square(x) - gap); },
       {graph([](double x) { return x * x; }), graph([gap](double x) { return x * x + gap; })}, 2, 2},
      {"branches a pixel apart", kSquare, [](Expr x, Expr y) { return (y - sin(x)) * (y - sin(x) - 5e-3); },
       {graph([](double x) { return std::sin(x); }), graph([](double x) { return std::sin(x) + 5e-3; })}, 2, 2},
      {"cross of axes", kSquare, [](Expr x, Expr y) { return (x - 0.5) * (y + 0.25); }, {vertical(0.5), horizontal(-0.25)}, 2, 2},
      {"lines on the border", kSquare, [](Expr x, Expr y) { return (x + 2.0) * (y - 1.5); }, {vertical(-2), horizontal(1.5)}, 2, 2},
      {"thin loop", kSquare, [](Expr x, Expr y) { return square(x / 1.5) + square(y / 0.002) - 1.0; },
       {{[](double t) { return P(1.5 * std::cos(t), 0.002 * std::sin(t)); }, 0, 2 * kPi}}, 1, 1},
      {"root of a square root", kSquare, [](Expr x, Expr y) { return sqrt(1.0 - square(x) - square(y)); }, {circle(0, 0, 1)}, 1, 1},
      {"root of a distance", kSquare, [](Expr x, Expr y) { return sqrt(absolute(y - x)); }, {graph([](double x) { return x; })}, 1, 1},
      {"factors with domains of their own", kSquare, [](Expr x, Expr y) { return sqrt(x) * log(y + 1.0); },
       {graphOverY([](double) { return 0; }, -1, 1.5), graph([](double) { return 0; }, 0, 2)}, 2, 2},
      {"diagonals", kSquare, [](Expr x, Expr y) { return absolute(x) - absolute(y); }, {graph([](double x) { return x; }), graph([](double x) { return -x; })}, 2, 2},
      {"double parabola written out", kSquare, [](Expr x, Expr y) { return square(y) - 2.0 * square(x) * y + square(square(x)); },
       {graph([](double x) { return x * x; })}, 1, 1},
      {"double circle written out", kSquare,
       [](Expr x, Expr y) {
         return square(square(x)) + 2.0 * square(x) * square(y) + square(square(y)) - 2.0 * square(x) - 2.0 * square(y) + 1.0;
       },
       {circle(0, 0, 1)}, 1, 1},
      {"hyperbola almost crossing", kSquare, [](Expr x, Expr y) { return x * y - 1e-5; },
       {{[](double t) { return P(std::sqrt(1e-5) * std::exp(t), std::sqrt(1e-5) * std::exp(-t)); }, -6.5, 6.5},
        {[](double t) { return P(-std::sqrt(1e-5) * std::exp(t), -std::sqrt(1e-5) * std::exp(-t)); }, -6.5, 6.5}}, 2, 2},
  };
}

class NullclineError : public testing::TestWithParam<HardCurve> {};

TEST_P(NullclineError, IsAtMostAQuarterPixel) {
  const HardCurve& curve = GetParam();
  const std::vector<Curve> found = zeroSet(curve.box, curve.f);
  const CurveDistance distance = curveDistance(found, curve.truths, curve.box);
  RecordProperty("away", std::to_string(distance.away));
  EXPECT_LE(distance.away, kQuarterPixel) << "a point drawn is off the curve";
  EXPECT_LE(distance.missed, kQuarterPixel) << "a point of the curve is not drawn";
  EXPECT_GE(found.size(), curve.fewest);
  EXPECT_LE(found.size(), curve.most);
}

INSTANTIATE_TEST_SUITE_P(HardCurves, NullclineError, testing::ValuesIn(hardCurves()), [](const testing::TestParamInfo<HardCurve>& tested) {
  std::string word = tested.param.name;
  std::erase(word, ' ');
  return word;
});

}  // namespace
}  // namespace separatrix
