#include "ui/compute/portrait_service.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace separatrix {
namespace {

constexpr int kPauseMilliseconds = 80;        // after the last event the complete stage begins
constexpr double kDraftBudgetMilliseconds = 33;
constexpr int kSlowDraftsAllowed = 3;
constexpr double kDraftTolerance = 1e-6;      // of trajectories while things move: invisible at any screen's size
constexpr std::size_t kTrajectoriesOfAHeavyDraft = 3;

}  // namespace

PortraitService::PortraitService(Compute compute, Draw draw, QObject* parent)
    : QObject(parent), compute_(std::move(compute)), draw_(std::move(draw)), bell_(this) {
  pause_.setSingleShot(true);
  pause_.setInterval(kPauseMilliseconds);
  connect(&pause_, &QTimer::timeout, this, [this] {
    if (wanted_ && !paused_) complete_->submit(*wanted_);
  });
  const auto work = [this](const Question& question, const std::stop_token& stop) { return answer(question, stop); };
  const auto post = [this](std::uint64_t, Answer made) { bell_.ring(std::move(made)); };
  live_ = std::make_unique<Lane>(WhenSuperseded::finish, work, post);
  complete_ = std::make_unique<Lane>(WhenSuperseded::abandon, work, post);
}

PortraitService::~PortraitService() = default;

void PortraitService::request(const Problem& problem, const PortraitOptions& options) {
  if (wanted_ && wanted_->problem == problem && wanted_->options == options) return;
  if (wanted_ && wanted_->problem.model != problem.model) {
    heavy_ = false;
    slowDrafts_ = 0;
  }
  wanted_ = Question{problem, options, ++generation_, 0};
  wanted_->options.stage = PortraitStage::complete;
  settled_ = false;
  emit asked(generation_);
  if (!paused_) submit();
}

void PortraitService::setPaused(bool paused) {
  if (paused == paused_) return;
  paused_ = paused;
  if (paused) {
    pause_.stop();
    complete_->drop();
  } else if (wanted_ && !settled_) {
    submit();
  }
}

void PortraitService::submit() {
  complete_->drop();
  live_->submit(draft());
  pause_.start();
}

// A model whose drafts were too slow three times running keeps its first trajectories only while it moves.
PortraitService::Question PortraitService::draft() const {
  Question question = *wanted_;
  question.options.stage = PortraitStage::live;
  question.options.tolerance = std::max(question.options.tolerance, kDraftTolerance);
  auto& trajectories = question.options.trajectories;
  if (heavy_ && trajectories.size() > kTrajectoriesOfAHeavyDraft) {
    question.leftOut = static_cast<int>(trajectories.size() - kTrajectoriesOfAHeavyDraft);
    trajectories.resize(kTrajectoriesOfAHeavyDraft);
  }
  return question;
}

PortraitService::Answer PortraitService::answer(const Question& question, const std::stop_token& stop) {
  const auto begin = std::chrono::steady_clock::now();
  PortraitPtr hint;
  {
    const std::lock_guard lock(hintMutex_);
    hint = hint_;
  }
  Answer made;
  made.picture.generation = question.generation;
  made.picture.trajectoriesLeftOut = question.leftOut;
  if (hint && hint->problem.model != question.problem.model) hint.reset();
  Result<Portrait> portrait = compute_(question.problem, question.options, hint.get(), stop);
  if (!portrait) {
    made.error = portrait.error();
    return made;
  }
  made.picture.portrait = std::make_shared<const Portrait>(std::move(*portrait));
  made.picture.figure = std::make_shared<const Figure>(draw_(*made.picture.portrait));
  {
    const std::lock_guard lock(hintMutex_);
    hint_ = made.picture.portrait;
  }
  made.picture.milliseconds =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  return made;
}

void PortraitService::customEvent(QEvent*) {
  for (const Answer& answer : bell_.take()) publish(answer);
}

void PortraitService::publish(const Answer& made) {
  const Picture& picture = made.picture;
  const bool newest = picture.generation == generation_;
  if (made.error) {
    if (made.error->code != Error::Code::cancelled && newest) emit failed(*made.error);
    return;
  }
  const PortraitStage stage = picture.portrait->stage;
  const bool older = picture.generation < shownGeneration_;
  const bool shownIsBetter = picture.generation == shownGeneration_ && shownStage_ > stage;
  const bool outdated = stage == PortraitStage::complete && !newest;
  if (stage == PortraitStage::live) watchBudget(picture);
  if (older || shownIsBetter || outdated) return;
  if (picture.generation != shownGeneration_) ++recomputes_;
  shownGeneration_ = picture.generation;
  shownStage_ = stage;
  settled_ = newest && stage == PortraitStage::complete;
  emit pictureReady(picture);
}

void PortraitService::watchBudget(const Picture& picture) {
  slowDrafts_ = picture.milliseconds > kDraftBudgetMilliseconds ? slowDrafts_ + 1 : 0;
  if (slowDrafts_ >= kSlowDraftsAllowed) heavy_ = true;
}

}  // namespace separatrix
