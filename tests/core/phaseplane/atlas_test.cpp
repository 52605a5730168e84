#include "core/phaseplane/atlas.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "core/model/library.hpp"
#include "core/model/read_ode.hpp"
#include "core/phaseplane/atlas_blocks.hpp"

namespace separatrix {
namespace {

Problem problemOf(const std::string& text) {
  auto model = readModel(text, "test", "test.ode");
  EXPECT_TRUE(model.has_value());
  return defaultProblem(*model);
}

// x' = a - x², y' = -b y: no equilibria for a < 0, a node (stable for b > 0) and a saddle else.
constexpr const char* kFold = "x'=a-x^2\ny'=-b*y\npar a=1,b=1\n#: range x -3..3\n#: range y -3..3\ndone\n";

AtlasOptions optionsOf(int columns, int rows) {
  AtlasOptions options;
  options.x = {-1, 2};
  options.y = {0.5, 1.5};
  options.columns = columns;
  options.rows = rows;
  return options;
}

// A stepwise border of any shape must be found to the cell where coarse lattice lines cross it.
TEST(AtlasBlocks, JudgeEveryCellOfAHalfPlaneRightWithFarFewerQuestions) {
  const int n = 61;
  AtlasBlocks blocks(n, n);
  const auto truth = [](int column, int row) { return 3 * column + row > 110 ? 1 : 0; };
  int questions = 0;
  for (auto wanted = blocks.wanted(); !wanted.empty(); wanted = blocks.wanted()) {
    for (const int cell : wanted) blocks.judge(cell, truth(cell % n, cell / n));
    questions += static_cast<int>(wanted.size());
    blocks.refine();
  }
  const auto cells = blocks.filled();
  for (int k = 0; k < n * n; ++k) EXPECT_EQ(cells[static_cast<std::size_t>(k)], truth(k % n, k / n)) << k;
  EXPECT_LT(questions, n * n / 3);
}

TEST(AtlasBlocks, CoverGridsOfEveryShape) {
  for (const auto& [columns, rows] : {std::pair(1, 1), {1, 9}, {2, 2}, {7, 1}, {13, 5}}) {
    AtlasBlocks blocks(columns, rows);
    for (auto wanted = blocks.wanted(); !wanted.empty(); wanted = blocks.wanted()) {
      for (const int cell : wanted) blocks.judge(cell, 2 * cell / (columns * rows));
      blocks.refine();
    }
    const auto cells = blocks.filled();
    for (std::size_t k = 0; k < cells.size(); ++k)
      EXPECT_EQ(cells[k], 2 * static_cast<int>(k) / (columns * rows)) << columns << "x" << rows;
  }
}

TEST(ComputeAtlas, PutsTheBorderOfAFoldWhereTheParameterIsZero) {
  const auto atlas = computeAtlas(problemOf(kFold), optionsOf(30, 6));
  ASSERT_TRUE(atlas.has_value()) << atlas.error().sentence;
  ASSERT_EQ(atlas->portraits.size(), 2u);
  EXPECT_TRUE(atlas->portraits[0].equilibria.empty());
  EXPECT_EQ(atlas->portraits[1].equilibria, (std::vector<std::string>{"saddle", "stable node"}));
  for (int row = 0; row < 6; ++row)
    for (int column = 0; column < 30; ++column)
      EXPECT_EQ(atlas->cells[static_cast<std::size_t>(row * 30 + column)], atlas->xOf(column) > 0 ? 1 : 0);
  EXPECT_EQ(describe(atlas->portraits[1]), "2 equilibria (saddle, stable node), no cycles");
  EXPECT_EQ(describe(atlas->portraits[0]), "no equilibria, no cycles");
}

TEST(ComputeAtlas, DoesNotDependOnTheExecutor) {
  const Executor fourThreads = [](std::size_t count, const std::function<void(std::size_t)>& task) {
    std::vector<std::jthread> threads;
    for (std::size_t t = 0; t < 4; ++t)
      threads.emplace_back([&, t] {
        for (std::size_t k = count; k-- > 0;)  // backward, to be contrary
          if (k % 4 == t) task(k);
      });
  };
  const Problem problem = problemOf(kFold);
  const auto one = computeAtlas(problem, optionsOf(20, 5)), four = computeAtlas(problem, optionsOf(20, 5), fourThreads);
  ASSERT_TRUE(one && four);
  EXPECT_EQ(one->cells, four->cells);
  EXPECT_EQ(one->portraits, four->portraits);
}

TEST(ComputeAtlas, GivesFinerStatesOnTheWayToTheResult) {
  std::vector<std::size_t> computed;
  std::vector<int> last;
  const auto atlas = computeAtlas(problemOf(kFold), optionsOf(24, 12), runInOrder, [&](const Atlas& partial) {
    computed.push_back(partial.computed);
    last = partial.cells;
  });
  ASSERT_TRUE(atlas.has_value());
  ASSERT_GT(computed.size(), 2u);
  EXPECT_TRUE(std::ranges::is_sorted(computed));
  EXPECT_EQ(last, atlas->cells);
  EXPECT_EQ(std::ranges::count(atlas->cells, -1), 0);
}

TEST(ComputeAtlas, RefusesWhatHasNoAnswer) {
  const Problem problem = problemOf(kFold);
  AtlasOptions same = optionsOf(4, 4), none = same, empty = same, missing = same;
  same.yParameter = 0;
  none.columns = 0;
  empty.x = {1, 1};
  missing.yParameter = 7;
  for (const AtlasOptions& options : {same, none, empty, missing}) {
    const auto atlas = computeAtlas(problem, options);
    ASSERT_FALSE(atlas.has_value());
    EXPECT_EQ(atlas.error().code, Error::Code::usage);
  }
}

TEST(ComputeAtlas, StopsWhenAsked) {
  std::stop_source source;
  source.request_stop();
  const auto atlas = computeAtlas(problemOf(kFold), optionsOf(10, 10), runInOrder, {}, source.get_token());
  ASSERT_FALSE(atlas.has_value());
  EXPECT_EQ(atlas.error().code, Error::Code::cancelled);
}

// One cell around each of the lecture's four panels. (b) and (c) differ in their period, not in kind: no curve of
// bifurcations separates them.
TEST(ComputeAtlas, TellsThePanelsOfTheLectureApartByKind) {
  const Problem problem = problemOf(std::string(*builtInText("morris-lecar")));
  std::vector<std::string> kinds;
  for (const auto& [current, half] : {std::pair(30.0, 12.0), {39.8, 12.0}, {70.0, 12.0}, {50.5, 2.0}}) {
    AtlasOptions options;
    options.xParameter = *problem.model->parameterNamed("I_ext");
    options.yParameter = *problem.model->parameterNamed("V3");
    options.x = {current - 1e-3, current + 1e-3};
    options.y = {half - 1e-3, half + 1e-3};
    options.columns = options.rows = 1;
    const auto atlas = computeAtlas(problem, options);
    ASSERT_TRUE(atlas && atlas->portraits.size() == 1);
    kinds.push_back(describe(atlas->portraits[0]));
  }
  EXPECT_EQ(kinds[0], "3 equilibria (saddle, stable node, unstable focus), no cycles");
  EXPECT_EQ(kinds[1], "1 equilibrium (unstable focus), 1 cycle (stable)");
  EXPECT_EQ(kinds[2], kinds[1]);
  EXPECT_EQ(kinds[3], "1 equilibrium (stable focus), 2 cycles (stable, unstable)");
}

}  // namespace
}  // namespace separatrix
