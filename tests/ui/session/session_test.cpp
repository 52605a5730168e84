#include "ui/session/session.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace separatrix {
namespace {

std::shared_ptr<const Model> twoParameterModel(double firstDefault = 30) {
  Model model;
  model.name = "two";
  model.text = "two " + std::to_string(firstDefault);
  model.variables = {{"V", -60, {-80, 80}, RangeSource::declared, "", "", ""},
                     {"n", 0, {-0.1, 1.1}, RangeSource::declared, "", "", ""}};
  model.parameters = {{"I", firstDefault, Interval(0, 120), "", "", "", false},
                      {"g", 0, std::nullopt, "", "", "", false}};
  model.presets = {{"a", "Excitable", "", {{"I", 30}}, true},
                   {"b", "Spiking", "", {{"i", 70}}, true},
                   {"old", "", "", {{"g", 2}}, false}};
  model.plane = {0, 1};
  return std::make_shared<const Model>(std::move(model));
}

SessionState start() { return freshState(twoParameterModel()); }

TEST(SessionState, AFreshModelStandsAtItsFirstStep) {
  const SessionState state = start();
  EXPECT_EQ(state.step, "a");
  EXPECT_EQ(state.parameters, (std::vector<double>{30, 0}));
  EXPECT_EQ(state.parameterRanges[0], Interval(0, 120));
  EXPECT_EQ(state.parameterRanges[1], Interval(-1, 1));
  EXPECT_EQ(state.box[1], Interval(-0.1, 1.1));
}

TEST(SessionState, AStepSetsItsParametersAndTheDefaultsOfTheOthers) {
  SessionState state = withParameter(start(), 1, 0.5);
  EXPECT_EQ(state.step, "");
  state = withPreset(state, *state.model->presetNamed("b"));
  EXPECT_EQ(state.parameters, (std::vector<double>{70, 0}));
  EXPECT_EQ(state.step, "b");
}

TEST(SessionState, AKickIsATrajectoryOfItsOwnThatMoves) {
  SessionState state = start();
  state.trajectories.push_back({{0, 0}});
  state = withKick(std::move(state), {-40, 0}, {-20, 0});
  ASSERT_EQ(state.trajectories.size(), 2u);
  EXPECT_EQ(state.trajectories[1].state, (std::vector<double>{-20, 0}));
  state = withKick(std::move(state), {-41, 0}, {-25, 0});
  ASSERT_EQ(state.trajectories.size(), 2u);
  EXPECT_EQ(state.trajectories[1].state, (std::vector<double>{-25, 0}));
  const SessionState before = state;
  EXPECT_EQ(withoutTrajectory(state, 0).kick->trajectory, 0);
  EXPECT_FALSE(withoutTrajectory(state, 1).kick);
  EXPECT_EQ(withoutTrajectory(state, 5), before);
  state.kick.reset();
  EXPECT_FALSE(state == before);
}

TEST(SessionState, TypingAStepsValuesIsThatStep) {
  EXPECT_EQ(withParameter(start(), 0, 70).step, "b");
}

TEST(SessionState, TheRangeOfASliderGrowsToHoldATypedValue) {
  const SessionState state = withParameter(start(), 0, 150);
  EXPECT_EQ(state.parameterRanges[0], Interval(0, 150));
}

TEST(SessionState, AnotherTextKeepsWhatBothTextsName) {
  SessionState state = withParameter(start(), 1, 0.5);
  state.box[0] = {-50, 50};
  state.trajectories = {{{-20, 0.1}, Direction::forward, 0}};
  const SessionState next = withModel(state, twoParameterModel(40));
  EXPECT_EQ(next.parameters, (std::vector<double>{40, 0.5})) << "a changed default wins, an unchanged one does not";
  EXPECT_EQ(next.box[0], Interval(-50, 50));
  EXPECT_EQ(next.trajectories, state.trajectories);
}

TEST(SessionState, GridValuesAreShortDecimals) {
  EXPECT_EQ(gridStep({0, 120}), 0.1);
  EXPECT_EQ(snapToGrid(50.4999, 0.1), 50.5);
  EXPECT_EQ(snapToGrid(39.84, 0.1), 39.8);
  EXPECT_EQ(gridStep({0, 1}), 0.001);
  EXPECT_EQ(snapToGrid(0.0419999, 0.001), 0.042);
  EXPECT_EQ(snapToGrid(1234567, 500), 1234500);
  EXPECT_FALSE(std::signbit(snapToGrid(-1e-9, 0.1)));
}

TEST(Session, ADragIsOneStepBack) {
  Session session(start());
  for (int value = 31; value <= 70; ++value)
    session.apply("change I", "param.I", withParameter(session.state(), 0, value));
  session.closeGesture();
  EXPECT_EQ(session.undoText(), "change I");
  session.undo();
  EXPECT_EQ(session.state().parameters[0], 30);
  EXPECT_FALSE(session.canUndo());
  session.redo();
  EXPECT_EQ(session.state().parameters[0], 70);
}

TEST(Session, TwoDragsOfOneSliderAreTwoSteps) {
  Session session(start());
  session.apply("change I", "param.I", withParameter(session.state(), 0, 40));
  session.closeGesture();
  session.apply("change I", "param.I", withParameter(session.state(), 0, 50));
  session.closeGesture();
  session.undo();
  EXPECT_EQ(session.state().parameters[0], 40);
}

TEST(Session, AnotherGestureEndsTheOpenOne) {
  Session session(start());
  session.apply("change I", "param.I", withParameter(session.state(), 0, 40));
  session.apply("change g", "param.g", withParameter(session.state(), 1, 0.5));
  session.apply("change g", "param.g", withParameter(session.state(), 1, 0.7));
  session.undo();
  EXPECT_EQ(session.state().parameters, (std::vector<double>{40, 0}));
}

TEST(Session, ADragThatEndsWhereItBeganIsNoStep) {
  Session session(start());
  session.apply("change I", "param.I", withParameter(session.state(), 0, 40));
  session.apply("change I", "param.I", withParameter(session.state(), 0, 30));
  session.closeGesture();
  EXPECT_FALSE(session.canUndo());
}

TEST(Session, AnEqualStateIsNoStep) {
  Session session(start());
  int changes = 0;
  QObject::connect(&session, &Session::changed, &session, [&] { ++changes; });
  session.apply("nothing", {}, session.state());
  EXPECT_FALSE(session.canUndo());
  EXPECT_EQ(changes, 0);
}

TEST(Session, CancelLeavesNoTraceOfTheGesture) {
  Session session(start());
  session.apply("change I", {}, withParameter(session.state(), 0, 40));
  session.undo();
  const SessionState before = session.state();
  SessionState next = before;
  next.trajectories.push_back({{0, 0}, Direction::forward, 0});
  session.apply("add trajectory", "live", next);
  session.cancelGesture();
  EXPECT_EQ(session.state(), before);
  EXPECT_TRUE(session.canRedo()) << "what could be redone before still can";
}

TEST(Session, EveryKindOfChangeComesBackAndForth) {
  Session session(start());
  std::vector<SessionState> states = {session.state()};
  const auto change = [&](auto edit) {
    SessionState next = session.state();
    edit(next);
    session.apply("edit", {}, next);
    states.push_back(session.state());
  };
  change([](SessionState& s) { s.parameterRanges[0] = {0, 200}; });
  change([](SessionState& s) { s.box[0] = {-10, 10}; });
  change([](SessionState& s) { s.trajectories.push_back({{1, 1}, Direction::both, 0}); });
  change([](SessionState& s) { s.trajectories.front().state[0] = 2; });
  change([](SessionState& s) { s.trajectories.clear(); });
  change([](SessionState& s) { s.layers[4] = false; });
  change([](SessionState& s) { s.style = StyleName::dark; });
  change([](SessionState& s) { s = withModel(s, twoParameterModel(10)); });
  for (std::size_t k = states.size() - 1; k-- > 0;) {
    session.undo();
    EXPECT_EQ(session.state(), states[k]) << k;
  }
  for (std::size_t k = 1; k < states.size(); ++k) {
    session.redo();
    EXPECT_EQ(session.state(), states[k]) << k;
  }
}

TEST(Session, ANewChangeForgetsWhatCouldBeRedone) {
  Session session(start());
  session.apply("change I", {}, withParameter(session.state(), 0, 40));
  session.undo();
  session.apply("change I", {}, withParameter(session.state(), 0, 50));
  EXPECT_FALSE(session.canRedo());
}

}  // namespace
}  // namespace separatrix
