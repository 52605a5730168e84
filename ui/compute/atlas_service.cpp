#include "ui/compute/atlas_service.hpp"

#include <algorithm>
#include <thread>
#include <utility>

#include "ui/compute/thread_executor.hpp"

namespace separatrix {
namespace {

// One processor stays with the window.
int spareThreads() { return static_cast<int>(std::max(2U, std::thread::hardware_concurrency()) - 1); }

constexpr int kThumbnailWidth = 220, kThumbnailHeight = 160;

}  // namespace

AtlasService::AtlasService(QObject* parent)
    : QObject(parent), bell_(this),
      portraits_(
          WhenSuperseded::abandon,
          [](const Problem& problem, const std::stop_token& stop) {
            PortraitOptions options;
            options.pixelsWide = kThumbnailWidth;
            options.pixelsHigh = kThumbnailHeight;
            Answer made;
            if (auto portrait = computePortrait(problem, options, nullptr, stop))
              made.portrait = std::make_shared<const Portrait>(std::move(*portrait));
            return made;
          },
          [this](std::uint64_t, Answer made) { bell_.ring(std::move(made)); }),
      atlases_(
          WhenSuperseded::abandon, [this](const Question& question, const std::stop_token& stop) { return answer(question, stop); },
          [this](std::uint64_t, Answer made) { bell_.ring(std::move(made)); }) {}

void AtlasService::request(Problem problem, const AtlasOptions& options) {
  for (const int parameter : {options.xParameter, options.yParameter}) problem.parameters[static_cast<std::size_t>(parameter)] = 0;
  if (wanted_ && wanted_->problem == problem && wanted_->options == options) return;
  wanted_ = Question{std::move(problem), options, ++generation_};
  settled_ = false;
  atlases_.submit(*wanted_);
}

void AtlasService::forget() {
  wanted_.reset();
  settled_ = true;
  ++generation_;
  atlases_.drop();
}

void AtlasService::requestPortrait(const Problem& problem) { portraits_.submit(problem); }

AtlasService::Answer AtlasService::answer(const Question& question, const std::stop_token& stop) {
  const AtlasSink sink = [&](const Atlas& partial) {
    if (!stop.stop_requested()) bell_.ring({std::make_shared<const Atlas>(partial), nullptr, question.generation, false});
  };
  Answer made{nullptr, nullptr, question.generation, true};
  if (auto atlas = computeAtlas(question.problem, question.options, threadExecutor(spareThreads()), sink, stop))
    made.atlas = std::make_shared<const Atlas>(std::move(*atlas));
  return made;
}

void AtlasService::customEvent(QEvent*) {
  for (const Answer& made : bell_.take()) {
    if (made.portrait) emit portraitReady(made.portrait);
    if (made.generation != generation_ || !wanted_) continue;
    if (made.last) settled_ = true;
    if (made.atlas) emit atlasReady(made.atlas);
    if (made.last) emit finished();
  }
}

}  // namespace separatrix
