#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "core/equilibria/find_equilibria.hpp"
#include "core/model/library.hpp"
#include "core/model/read_ode.hpp"
#include "core/phaseplane/index_check.hpp"

// Every built-in flow at random parameters: what the certificate says against Newton's method from a grid of starts.
// SEPARATRIX_STRESS=1 takes 1,000 points and 60 x 60 starts of each, and prints counts.
namespace separatrix {
namespace {

bool isLong() { return std::getenv("SEPARATRIX_STRESS") != nullptr; }

using State = std::vector<double>;

// Newton's method in double, elimination with row pivots: independent of the core's own.
class NewtonSearch {
 public:
  explicit NewtonSearch(const Problem& problem)
      : box_(problem.box), n_(box_.size()), evaluate_(problem.field().withJacobian()), out_(n_ + n_ * n_) {}

  std::vector<State> from(int side) {
    std::vector<State> roots;
    std::size_t starts = 1;
    for (std::size_t i = 0; i < n_; ++i) starts *= static_cast<std::size_t>(side);
    for (std::size_t k = 0; k < starts; ++k) {
      State x(n_);
      std::size_t rest = k;
      for (std::size_t i = 0; i < n_; ++i) {
        x[i] = box_[i].lo + box_[i].width() * (static_cast<double>(rest % static_cast<std::size_t>(side)) + 0.5) / side;
        rest /= static_cast<std::size_t>(side);
      }
      if (!converges(x) || !isInside(x)) continue;
      if (std::ranges::none_of(roots, [&](const State& root) { return isSame(root, x); })) roots.push_back(x);
    }
    return roots;
  }

  bool isSame(const State& a, const State& b) const {
    for (std::size_t i = 0; i < n_; ++i)
      if (std::fabs(a[i] - b[i]) > 1e-6 * box_[i].width()) return false;
    return true;
  }

  bool converges(State& x) {
    for (int step = 0; step < 25; ++step) {
      evaluate_(x.data(), out_.data());
      double correction = 0;
      State d(out_.begin(), out_.begin() + static_cast<std::ptrdiff_t>(n_));
      State J(out_.begin() + static_cast<std::ptrdiff_t>(n_), out_.end());
      if (!solve(J, d)) return false;
      for (std::size_t i = 0; i < n_; ++i) {
        x[i] -= d[i];
        correction = std::max(correction, std::fabs(d[i]) / box_[i].width());
        if (!(std::fabs(x[i] - box_[i].middle()) <= 3 * box_[i].width())) return false;
      }
      if (correction < 1e-12) return true;
    }
    return false;
  }

 private:
  bool isInside(const State& x) const {
    for (std::size_t i = 0; i < n_; ++i)
      if (!box_[i].contains(x[i])) return false;
    return true;
  }

  bool solve(State& J, State& d) const {
    for (std::size_t k = 0; k < n_; ++k) {
      std::size_t p = k;
      for (std::size_t i = k; i < n_; ++i)
        if (std::fabs(J[i * n_ + k]) > std::fabs(J[p * n_ + k])) p = i;
      if (!(std::fabs(J[p * n_ + k]) > 1e-300)) return false;
      for (std::size_t j = 0; j < n_; ++j) std::swap(J[k * n_ + j], J[p * n_ + j]);
      std::swap(d[k], d[p]);
      for (std::size_t i = 0; i < n_; ++i) {
        const double factor = i == k ? 0 : J[i * n_ + k] / J[k * n_ + k];
        for (std::size_t j = k; j < n_; ++j) J[i * n_ + j] -= factor * J[k * n_ + j];
        d[i] -= factor * d[k];
      }
    }
    for (std::size_t k = 0; k < n_; ++k) d[k] /= J[k * n_ + k];
    return std::ranges::all_of(d, [](double value) { return std::isfinite(value); });
  }

  const Box& box_;
  std::size_t n_;
  Evaluator<double> evaluate_;
  std::vector<double> out_;
};

bool isIn(const Box& box, const State& x, const Box& window, double slack) {
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double margin = slack * window[i].width();
    if (!Interval(box[i].lo - margin, box[i].hi + margin).contains(x[i])) return false;
  }
  return true;
}

struct Counts {
  int points = 0, proved = 0, undecidedPoints = 0, equilibria = 0, roots = 0, indexChecked = 0, indexAbsent = 0, centers = 0;
};

class StressCertificates : public testing::TestWithParam<std::string> {};

void expectHonest(const Problem& problem, int side, Counts& counts, const std::string& where) {
  const EquilibriaInBox result = findEquilibria(problem).value();
  NewtonSearch search(problem);
  const std::vector<State> roots = search.from(side);
  ++counts.points;
  counts.roots += static_cast<int>(roots.size());
  counts.undecidedPoints += result.completeness.undecided.empty() ? 0 : 1;
  for (const State& root : roots) {
    const bool isListed = std::ranges::any_of(result.found, [&](const Equilibrium& e) { return search.isSame(e.state, root); });
    const bool isLeftOpen = std::ranges::any_of(result.completeness.undecided, [&](const Box& box) { return isIn(box, root, problem.box, 1e-6); });
    EXPECT_TRUE(isListed || isLeftOpen) << where << ": a root at " << root[0] << ", " << root.back() << " is neither listed nor left open";
  }
  for (const Equilibrium& e : result.found) {
    counts.centers += e.type == EquilibriumType::center ? 1 : 0;
    if (e.evidence != Evidence::proved) continue;
    ++counts.proved;
    State x = e.state;
    EXPECT_TRUE(search.converges(x)) << where;
    EXPECT_TRUE(isIn(*e.enclosure, x, problem.box, 1e-12)) << where << ": the root is not in its enclosure";
    EXPECT_LE(std::ranges::count_if(result.found, [&](const Equilibrium& other) { return isIn(*e.enclosure, other.state, problem.box, 0); }), 1) << where;
  }
  counts.equilibria += static_cast<int>(result.found.size());
  const auto index = checkIndex(problem, result.found, result.completeness);
  if (index) {
    ++counts.indexChecked;
    EXPECT_TRUE(index->consistent) << where << ": " << index->alongBorder << " along the border, " << index->sumFound << " found";
  } else {
    ++counts.indexAbsent;
    EXPECT_EQ(index.error().empty(), problem.box.size() != 2) << where;
  }
}

TEST_P(StressCertificates, NeverContradictADenseSearch) {
  const auto model = readModel(builtInText(GetParam()).value(), GetParam()).value();
  const int n = model->dimension();
  const int trials = isLong() ? (n > 2 ? 100 : 1000) : 6;
  const int side = n == 1 ? 400 : n == 2 ? (isLong() ? 60 : 16) : n == 3 ? 8 : 5;
  std::mt19937 random(20260726);
  Counts counts;
  for (int trial = 0; trial < trials; ++trial) {
    Problem problem = defaultProblem(model);
    std::string where;
    for (std::size_t k = 0; k < problem.parameters.size(); ++k) {
      const Parameter& parameter = model->parameters[k];
      const double half = parameter.value == 0 ? 0.5 : 0.5 * std::fabs(parameter.value);
      const Interval range = parameter.range.value_or(Interval(parameter.value - half, parameter.value + half));
      problem.parameters[k] = std::uniform_real_distribution<double>(range.lo, range.hi)(random);
      where += parameter.name + "=" + std::to_string(problem.parameters[k]) + " ";
    }
    expectHonest(problem, side, counts, where);
  }
  // A model of a degenerate equilibrium (Vinograd's) has one at every parameter.
  const bool isAlwaysDegenerate = !findEquilibria(defaultProblem(model)).value().completeness.undecided.empty();
  if (!isAlwaysDegenerate) {
    EXPECT_LE(500 * counts.undecidedPoints, std::max(counts.points, 500)) << "undecided regions at " << counts.undecidedPoints << " of " << counts.points;
  }
  if (isLong())
    std::printf("%-24s points %d, equilibria %d (proved %d, centers %d), roots %d, undecided at %d, index checked %d, absent %d\n", GetParam().c_str(),
                counts.points, counts.equilibria, counts.proved, counts.centers, counts.roots, counts.undecidedPoints, counts.indexChecked, counts.indexAbsent);
}

// Points of maps have a certificate and tests of their own.
std::vector<std::string> builtInFlows() {
  std::vector<std::string> names = builtInNames();
  std::erase_if(names, [](const std::string& name) {
    return readModel(builtInText(name).value(), name).value()->kind == ModelKind::map;
  });
  return names;
}

INSTANTIATE_TEST_SUITE_P(BuiltIn, StressCertificates, testing::ValuesIn(builtInFlows()), [](const testing::TestParamInfo<std::string>& tested) {
  std::string word = tested.param;
  std::ranges::replace(word, '-', '_');
  return word;
});

}  // namespace
}  // namespace separatrix
