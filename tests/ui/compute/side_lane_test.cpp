#include "ui/compute/side_lane.hpp"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <vector>

namespace separatrix {
namespace {

template <class Condition>
bool within(int milliseconds, const Condition& holds) {
  QElapsedTimer clock;
  clock.start();
  while (!holds() && clock.elapsed() < milliseconds) QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
  return holds();
}

TEST(SideLane, DeliversBetterAndBetterAnswersThenEnds) {
  std::vector<int> got;
  bool ended = false;
  SideLane<int, int> lane(
      WhenSuperseded::abandon,
      [](int n, const auto& publish, const std::stop_token&) {
        for (int k = 1; k <= n; ++k) publish(k);
      },
      [&](int answer) { got.push_back(answer); });
  lane.ended = [&] { ended = true; };
  lane.ask(3);
  EXPECT_TRUE(lane.busy());
  ASSERT_TRUE(within(5000, [&] { return ended; }));
  EXPECT_EQ(got, (std::vector{1, 2, 3}));
  EXPECT_FALSE(lane.busy());
}

TEST(SideLane, AnswersOnlyTheLastQuestion) {
  std::vector<int> got;
  SideLane<int, int> lane(
      WhenSuperseded::finish, [](int n, const auto& publish, const std::stop_token&) { publish(n); },
      [&](int answer) { got.push_back(answer); });
  for (int k = 0; k < 100; ++k) lane.ask(k);
  ASSERT_TRUE(within(5000, [&] { return !lane.busy(); }));
  EXPECT_EQ(got, std::vector{99});
}

TEST(SideLane, SaysNothingOnceDropped) {
  std::vector<int> got;
  SideLane<int, int> lane(
      WhenSuperseded::finish, [](int n, const auto& publish, const std::stop_token&) { publish(n); },
      [&](int answer) { got.push_back(answer); });
  lane.ask(1);
  lane.drop();
  lane.ask(2);
  ASSERT_TRUE(within(5000, [&] { return !lane.busy(); }));
  EXPECT_EQ(got, std::vector{2});
}

}  // namespace
}  // namespace separatrix
