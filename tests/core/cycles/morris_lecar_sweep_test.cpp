#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "tests/core/cycles/cycle_models.hpp"

namespace separatrix {
namespace {

using Values = std::vector<std::pair<std::string, double>>;

// One slice of the lecture's diagrams: between which currents there is a stable, an unstable cycle.
struct Slice {
  const char* name;
  Values values;
  Interval stable, unstable;
};

// Hopf and saddle-node points from the trace and the slope of I(V) in closed form, folds of cycles from
// quadruple-precision shooting (all but the two of V_K = -84 below, bisected on the search itself).
const std::vector<Slice>& slices() {
  static const std::vector<Slice> all = {
      {"V_K=-80, V3=12",
       {{"V3", 12}},
       {39.693454186166385, 103.71506360140762},
       {85.1032308830416, 103.71506360140762}},
      {"V_K=-80, V3=2", {{"V3", 2}}, {50.37402709226893, 235.70315087572993}, {50.37402709226893, 51.19044946600349}},
      {"V_K=-84, V3=12",
       {{"V3", 12}, {"VK", -84}},
       {39.96315309274538, 116.10953716},
       {97.78788896402426, 116.10953716}},
      {"V_K=-84, Hopf, lower half",
       {{"V3", 2}, {"VK", -84}, {"gCa", 4.4}, {"V4", 30}, {"lam", 0.04}},
       {88.29325054306929, 150},
       {88.29325054306929, 93.85761837372546}},
      {"V_K=-84, Hopf, upper half",
       {{"V3", 2}, {"VK", -84}, {"gCa", 4.4}, {"V4", 30}, {"lam", 0.04}},
       {150, 216.8998008718},
       {212.01881610037438, 216.8998008718}},
  };
  return all;
}

bool isLower(const Slice& slice) { return std::string(slice.name).ends_with("lower half"); }
bool isUpper(const Slice& slice) { return std::string(slice.name).ends_with("upper half"); }

// Evenly over [-50, 250], and towards each special value down to 3e-6 of it on both sides.
std::vector<double> currents(const Slice& slice, int even, int dense) {
  const double from = isUpper(slice) ? 151 : -50, to = isLower(slice) ? 149 : 250;
  std::vector<double> I;
  for (int k = 0; k < even; ++k) I.push_back(from + (to - from) * k / (even - 1));
  for (const double special : {slice.stable.lo, slice.stable.hi, slice.unstable.lo, slice.unstable.hi}) {
    if (special == 150) continue;  // where the halves meet
    for (int k = 0; k < dense; ++k)
      for (const int side : {-1, 1}) I.push_back(special * (1 + side * 1e-3 * std::pow(3e-3, k / (dense - 0.99))));
  }
  return I;
}

// SEPARATRIX_LONG_TESTS=1 asks 2,500 points instead of 80.
TEST(MorrisLecarSweep, EveryCycleIsFoundAndNoOther) {
  const char* wanted = std::getenv("SEPARATRIX_LONG_TESTS");
  const bool isLong = wanted != nullptr && *wanted == '1';
  int points = 0;
  for (const Slice& slice : slices()) {
    Values values = slice.values;
    values.emplace_back("I", 0);
    for (const double I : currents(slice, isLong ? 400 : 8, isLong ? 24 : 1)) {
      values.back().second = I;
      const CyclesFound cycles = cyclesOf(problemOf(kMorrisLecar, values));
      const auto count = [&](Stability word) { return std::ranges::count(cycles.found, word, &Cycle::stability); };
      const int stable = slice.stable.contains(I) ? 1 : 0, unstable = slice.unstable.contains(I) ? 1 : 0;
      EXPECT_EQ(count(Stability::stable), stable) << slice.name << " I=" << I;
      EXPECT_EQ(count(Stability::unstable), unstable) << slice.name << " I=" << I;
      EXPECT_EQ(std::ssize(cycles.found), stable + unstable) << slice.name << " I=" << I;
      for (const Cycle& cycle : cycles.found) EXPECT_EQ(cycle.encloses.size() % 2, 1u) << slice.name << " I=" << I;
      ++points;
    }
  }
  RecordProperty("points", points);
}

}  // namespace
}  // namespace separatrix
