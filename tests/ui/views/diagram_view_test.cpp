#include "ui/views/diagram_view.hpp"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>

#include "tests/core/figure/sample_diagram.hpp"
#include "ui/views/diagram_words.hpp"

namespace separatrix {
namespace {

class DiagramViewTest : public ::testing::Test {
 protected:
  DiagramViewTest() {
    view.resize(600, 300);
    view.setDiagram(std::make_shared<const Diagram>(sample), true, true);
    view.setPresent(1.5, 0);
    view.show();
    QObject::connect(&view, &DiagramView::cursorMoved, [this](double first, std::optional<double>) { moved.push_back(first); });
    QObject::connect(&view, &DiagramView::pointChosen, [this](const ChosenPoint& point) { chosen.push_back(point); });
  }

  QPoint at(double x, double y) const { return view.pixelAt(x, y).toPoint(); }
  void drag(QPoint from, QPoint to) {
    QTest::mousePress(&view, Qt::LeftButton, {}, from);
    QTest::mouseMove(&view, (from + to) / 2);
    QTest::mouseMove(&view, to);
    QTest::mouseRelease(&view, Qt::LeftButton, {}, to);
  }

  const Diagram sample = test::sampleDiagram();
  DiagramView view;
  std::vector<double> moved;
  std::vector<ChosenPoint> chosen;
};

TEST_F(DiagramViewTest, DragsTheCursorAsASlider) {
  QSignalSpy released(&view, &DiagramView::cursorReleased);
  drag(at(1.5, 0), at(0.5, 0));
  ASSERT_FALSE(moved.empty());
  EXPECT_NEAR(moved.back(), 0.5, 0.01);
  EXPECT_EQ(released.count(), 1);
  EXPECT_TRUE(chosen.empty());
}

TEST_F(DiagramViewTest, ChoosesASpecialPointExactlyAndABranchPointBetweenComputedOnes) {
  QTest::mouseClick(&view, Qt::LeftButton, {}, at(0, -1));
  ASSERT_EQ(chosen.size(), 1u);
  EXPECT_EQ(chosen[0].parameter, 0);
  EXPECT_EQ(chosen[0].state, (std::vector<double>{-1, 1.0 / 3}));
  QTest::mouseClick(&view, Qt::LeftButton, {}, at(-0.4, std::sqrt(1.4)));
  ASSERT_EQ(chosen.size(), 2u);
  EXPECT_NEAR(chosen[1].parameter, -0.4, 0.01);
  EXPECT_FALSE(chosen[1].cycle);
  EXPECT_NEAR(chosen[1].state[0], std::sqrt(1 - chosen[1].parameter), 1e-3);
  EXPECT_TRUE(moved.empty());
}

TEST_F(DiagramViewTest, ChoosesACycleWithItsPeriodAndExtrema) {
  QTest::mouseClick(&view, Qt::LeftButton, {}, at(-0.5, -1 + std::sqrt(0.5)));
  ASSERT_EQ(chosen.size(), 1u);
  EXPECT_TRUE(chosen[0].cycle);
  EXPECT_NEAR(chosen[0].period, 2 * M_PI / 1.5, 0.05);
  EXPECT_EQ(chosen[0].extrema.size(), 2u);
}

TEST_F(DiagramViewTest, MovesTheCursorByKeysAndWalksTheSpecialPointsByTab) {
  view.setFocus();
  QTest::keyClick(&view, Qt::Key_Right);
  ASSERT_FALSE(moved.empty());
  EXPECT_NEAR(moved.back(), 1.53, 0.01);
  QSignalSpy special(&view, &DiagramView::specialChosen);
  QTest::keyClick(&view, Qt::Key_Tab);
  QTest::keyClick(&view, Qt::Key_Tab);
  ASSERT_EQ(special.count(), 2);
  EXPECT_EQ(special[0][0].toString(), "H1");
  EXPECT_EQ(special[1][0].toString(), "F1");
  QTest::keyClick(&view, Qt::Key_Return);
  ASSERT_EQ(chosen.size(), 1u);
  EXPECT_EQ(chosen[0].parameter, 1);
}

TEST_F(DiagramViewTest, KeepsItsAxesWhenTheDiagramMovesAndGrowsThemOnlyWhenAllowed) {
  const auto before = view.axes();
  Diagram taller = sample;
  taller.branches[0].points[5].state[0] = 50;
  const auto next = std::make_shared<const Diagram>(taller);
  view.setDiagram(next, true, false);
  EXPECT_EQ(view.axes(), before);
  view.setDiagram(next, true, true);
  EXPECT_GT(view.axes().second.hi, 49);
}

TEST_F(DiagramViewTest, GraysAnEarlierDiagramAndNeverGoesBlank) {
  view.setStale(true);
  EXPECT_FALSE(view.showsWhole());
  ASSERT_FALSE(view.figure()->lines.empty());
  EXPECT_TRUE(std::ranges::all_of(view.figure()->lines, [](const FigureLine& line) { return line.role == Role::ghost; }));
  Diagram part = sample;
  part.branches.pop_back();
  view.setDiagram(std::make_shared<const Diagram>(part), false, false);
  const auto ghosts = std::ranges::count_if(view.figure()->lines, [](const FigureLine& line) { return line.role == Role::ghost; });
  EXPECT_GT(ghosts, 0);
  EXPECT_LT(ghosts, static_cast<std::ptrdiff_t>(view.figure()->lines.size()));
}

TEST_F(DiagramViewTest, SpeaksForWhoDoesNotSeeIt) {
  EXPECT_TRUE(view.accessibleDescription().contains("H sub at 0"));
  const Diagram diagram = test::sampleDiagram();
  EXPECT_TRUE(tipOf(diagram, diagram.specialPoints[1]).startsWith("saddle-node (fold): two equilibria"));
  EXPECT_TRUE(tipOf(diagram, diagram.specialPoints[0]).contains("subcritical Hopf"));
}

}  // namespace
}  // namespace separatrix
