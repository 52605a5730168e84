#include "core/scalar/interval.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <random>
#include <string>

#include "core/scalar/smooth_quotient.hpp"

// The one promise of an interval: it contains every value of the exact operation on its operands.
// Checked at random points of random operands, ends included, against long double (64-bit
// mantissa, errors a thousand times below what a double interval is widened by).
namespace separatrix {
namespace {

constexpr int kRounds = 100'000;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : random_(seed) {}

  std::uint64_t below(std::uint64_t n) { return random_() % n; }
  double uniform(double lo, double hi) { return std::uniform_real_distribution<double>(lo, hi)(random_); }

  // Of every size from 1e-12 to `largest`, small whole and half numbers and zero among them.
  double number(double largest) {
    const std::uint64_t kind = below(10);
    if (kind == 0) return 0;
    if (kind < 3) return std::min(largest, 0.5 * static_cast<double>(below(9))) * (below(2) == 0 ? 1 : -1);
    return std::pow(10, uniform(-12, std::log10(largest))) * (below(2) == 0 ? 1 : -1);
  }
  Interval interval(double lo, double hi, double largest) {
    double a = std::clamp(number(largest), lo, hi);
    const std::uint64_t kind = below(8);
    if (kind == 0) return a;
    double b = kind < 4 ? a + std::fabs(a) * std::pow(10, uniform(-15, 0)) : number(largest);
    b = std::clamp(b, lo, hi);
    return {std::min(a, b), std::max(a, b)};
  }
  double pointOf(const Interval& x) {
    switch (below(4)) {
      case 0: return x.lo;
      case 1: return x.hi;
      default: return std::clamp(x.lo + (x.hi - x.lo) * uniform(0, 1), x.lo, x.hi);
    }
  }

 private:
  std::mt19937_64 random_;
};

using Unary = std::function<Interval(const Interval&)>;
using Exact = std::function<long double(long double)>;

void expectContains(const std::string& name, const Unary& f, const Exact& exact, double lo, double hi,
                    double largest = 1e6) {
  Draw draw(77);
  for (int i = 0; i < kRounds; ++i) {
    const Interval x = draw.interval(lo, hi, largest), y = f(x);
    const double at = draw.pointOf(x);
    const long double value = exact(at);
    ASSERT_TRUE(y.lo <= value && value <= y.hi)
        << name << " on [" << x.lo << ", " << x.hi << "] at " << at << ": " << static_cast<double>(value) << " not in ["
        << y.lo << ", " << y.hi << "]";
  }
}

long double exactPhi(long double u) { return u == 0 ? 1 : u / -expm1l(-u); }
long double exactSinc(long double x) { return x == 0 ? 1 : sinl(x) / x; }

TEST(Interval, ContainsEveryValueOfEveryFunction) {
  constexpr double kAll = 1e300;
  const auto call = [](Interval (*f)(const Interval&)) { return Unary(f); };
  expectContains("sqrt", call(sqrt), sqrtl, 0, kAll, 1e200);
  expectContains("exp", call(exp), expl, -800, 709, 800);
  expectContains("log", call(log), logl, 1e-300, kAll, 1e200);
  expectContains("log10", call(log10), log10l, 1e-300, kAll, 1e200);
  expectContains("sin", call(sin), sinl, -kAll, kAll, 1e12);
  expectContains("cos", call(cos), cosl, -kAll, kAll, 1e12);
  expectContains("sin, small", call(sin), sinl, -20, 20, 20);
  expectContains("cos, small", call(cos), cosl, -20, 20, 20);
  expectContains("tan", call(tan), tanl, -20, 20, 20);
  expectContains("asin", call(asin), asinl, -1, 1, 1);
  expectContains("acos", call(acos), acosl, -1, 1, 1);
  expectContains("atan", call(atan), atanl, -kAll, kAll);
  expectContains("sinh", call(sinh), sinhl, -709, 709, 709);
  expectContains("cosh", call(cosh), coshl, -709, 709, 709);
  expectContains("tanh", call(tanh), tanhl, -kAll, kAll, 100);
  expectContains("erf", call(erf), erfl, -30, 30, 30);
  expectContains("erfc", call(erfc), erfcl, -30, 30, 30);
  expectContains("abs", call(abs), fabsl, -kAll, kAll);
  expectContains("floor", call(floor), floorl, -kAll, kAll);
  expectContains("ceil", call(ceil), ceill, -kAll, kAll);
  expectContains("phi", call(linearOverExpm1), exactPhi, -800, kAll, 800);
  expectContains("sinc", call(sinc), exactSinc, -kAll, kAll, 1e4);
  for (int n = -7; n <= 9; ++n)
    expectContains(
        "power " + std::to_string(n), [n](const Interval& x) { return powInteger(x, n); },
        [n](long double x) { return x == 0 && n < 0 ? 0.25L * std::pow(10.0L, 300) : powl(x, n); },
        n < 0 ? 1e-30 : -1e30, 1e30, 1e30);
}

TEST(Interval, ContainsEverySumProductQuotientAndPower) {
  Draw draw(78);
  for (int i = 0; i < kRounds; ++i) {
    const Interval x = draw.interval(-1e200, 1e200, 1e150), y = draw.interval(-1e200, 1e200, 1e150);
    const double a = draw.pointOf(x), b = draw.pointOf(y);
    const long double p = a, q = b;
    const auto holds = [&](const Interval& z, long double value) { return z.lo <= value && value <= z.hi; };
    ASSERT_TRUE(holds(x + y, p + q)) << a << " + " << b;
    ASSERT_TRUE(holds(x - y, p - q)) << a << " - " << b;
    ASSERT_TRUE(holds(x * y, p * q)) << a << " * " << b;
    if (b != 0) {
      ASSERT_TRUE(holds(x / y, p / q)) << a << " / " << b << " in [" << y.lo << ", " << y.hi << "]";
    }
    ASSERT_TRUE(holds(min(x, y), std::min(p, q)));
    ASSERT_TRUE(holds(max(x, y), std::max(p, q)));
    ASSERT_TRUE(holds(atan2(x, y), atan2l(p, q))) << a << ", " << b;
    ASSERT_TRUE(holds(hull(x, y), p) && holds(hull(x, y), q));
  }
  for (int i = 0; i < kRounds; ++i) {
    const Interval x = draw.interval(0, 1e6, 1e6), y = draw.interval(-20, 20, 20);
    const double a = draw.pointOf(x), b = draw.pointOf(y);
    const Interval z = pow(x, y);
    const long double value = powl(a, b);
    if (!std::isfinite(value)) continue;
    ASSERT_TRUE(z.lo <= value && value <= z.hi) << a << " ^ " << b << " in [" << z.lo << ", " << z.hi << "]";
  }
}

TEST(Interval, TakesInfiniteEndsAsUnboundedNotAsNumbers) {
  const Interval up{1, kInfinity}, down{-kInfinity, -1}, whole = Interval::whole(), zero = 0.0;
  EXPECT_EQ(zero * whole, zero);
  EXPECT_TRUE((up * up).contains(Interval(1, kInfinity)));
  EXPECT_GT((up * up).lo, 0.99);
  EXPECT_LT((up * down).hi, -0.99);
  EXPECT_EQ((up - up), whole);
  EXPECT_GT((up + 3.0).lo, 3.99);
  EXPECT_EQ((Interval(0, 2) * up).hi, kInfinity);
  EXPECT_GE((Interval(0, 2) * up).lo, -1e-300);
  EXPECT_TRUE((1.0 / up).contains(Interval(0, 1)));
  EXPECT_LT((1.0 / up).hi, 1.01);
  EXPECT_TRUE((up / up).contains(Interval(0, 1e300)));
  EXPECT_GE((up / up).lo, -1e-300);
  EXPECT_EQ(exp(whole).lo, 0);
  EXPECT_EQ(exp(whole).hi, kInfinity);
  EXPECT_TRUE(tanh(whole).contains(Interval(-1, 1)));
  EXPECT_EQ(powInteger(whole, 2).hi, kInfinity);
  EXPECT_GE(powInteger(whole, 2).lo, 0);
  EXPECT_EQ(linearOverExpm1(whole).lo, 0);
  EXPECT_EQ(linearOverExpm1(whole).hi, kInfinity);
  EXPECT_EQ(sin(up), Interval(-1, 1));
  EXPECT_EQ(sqrt(up).hi, kInfinity);
  EXPECT_TRUE(log(up).contains(1e308));
  EXPECT_TRUE(atan(whole).contains(1.5707963));
}

TEST(Interval, KeepsOverflowOnTheSafeSide) {
  const Interval big = 1.5e308;
  EXPECT_TRUE((big + big).lo > 1e308 && (big + big).lo < kInfinity);  // 3e308 lies between
  EXPECT_EQ((big + big).hi, kInfinity);
  EXPECT_EQ((-big - big).lo, -kInfinity);
  EXPECT_TRUE((-big - big).hi < -1e308 && (-big - big).hi > -kInfinity);
  EXPECT_EQ((big * big).hi, kInfinity);
  EXPECT_TRUE((big * big).lo > 1e308);
  EXPECT_LE((Interval(1e-300) * Interval(1e-300)).lo, 0);
  EXPECT_GT((Interval(1e-300) * Interval(1e-300)).hi, 0);
}

TEST(Interval, DividesByAnIntervalThatTouchesZero) {
  EXPECT_EQ(Interval(1, 2) / Interval(-1, 1), Interval::whole());
  EXPECT_EQ(Interval(1, 2) / Interval(0.0), Interval::whole());
  EXPECT_EQ(Interval(-1, 2) / Interval(0, 1), Interval::whole());
  const Interval half = Interval(1, 2) / Interval(0, 4);
  EXPECT_TRUE(half.lo <= 0.25 && half.lo > 0.24 && half.hi == kInfinity);
  const Interval lower = Interval(1, 2) / Interval(-4, 0);
  EXPECT_TRUE(lower.hi >= -0.25 && lower.hi < -0.24 && lower.lo == -kInfinity);
  const Interval other = Interval(-2, -1) / Interval(-4, 0);
  EXPECT_TRUE(other.lo <= 0.25 && other.lo > 0.24 && other.hi == kInfinity);
}

TEST(Interval, ExcludesNothingOutsideADomain) {
  EXPECT_EQ(sqrt(Interval(-1, 4)), Interval::whole());
  EXPECT_EQ(log(Interval(0, 1)), Interval::whole());
  EXPECT_EQ(asin(Interval(0, 1.5)), Interval::whole());
  EXPECT_EQ(pow(Interval(-1, 1), Interval(0.5)), Interval::whole());
  EXPECT_EQ(pow(Interval(-1, 1), Interval(1, 2)), Interval::whole());
  EXPECT_EQ(tan(Interval(1, 2)), Interval::whole());
  EXPECT_TRUE(pow(Interval(-2, 1), Interval(3.0)).contains(Interval(-8, 1)));
}

TEST(Interval, IsTightWhereTheFunctionIsMonotone) {
  EXPECT_LT(exp(Interval(1.0)).width(), 1e-14);
  EXPECT_LT((Interval(1.0) / Interval(3.0)).width(), 1e-15);
  EXPECT_LT(powInteger(Interval(-2, 3), 2).lo, 1e-300);
  EXPECT_LT(powInteger(Interval(-2, 3), 2).hi, 9.0001);
  EXPECT_GT(cosh(Interval(1, 2)).lo, 1.54);
}

}  // namespace
}  // namespace separatrix
