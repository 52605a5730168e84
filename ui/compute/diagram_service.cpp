#include "ui/compute/diagram_service.hpp"

#include <utility>

namespace separatrix {
namespace {

constexpr std::chrono::milliseconds kPatience(120);  // with a diagram nobody asks for any more
constexpr std::chrono::milliseconds kPartEvery(60);  // a quick diagram comes whole

double milliseconds(std::chrono::steady_clock::duration d) { return std::chrono::duration<double, std::milli>(d).count(); }

}  // namespace

DiagramService::DiagramService(Compute compute, QObject* parent) : QObject(parent), compute_(std::move(compute)), bell_(this) {
  patience_.setSingleShot(true);
  patience_.setInterval(kPatience);
  connect(&patience_, &QTimer::timeout, this, &DiagramService::stopIfSlow);
  worker_ = std::make_unique<LatestWorker<Question, Answer>>(
      WhenSuperseded::finish, [this](const Question& question, const std::stop_token& stop) { return answer(question, stop); },
      [this](std::uint64_t, Answer made) { bell_.ring(std::move(made)); });
}

DiagramService::~DiagramService() = default;

void DiagramService::request(Problem problem, const DiagramOptions& options) {
  const auto setDefault = [&](int parameter) {
    const auto k = static_cast<std::size_t>(parameter);
    problem.parameters[k] = problem.model->parameters[k].value;
  };
  setDefault(options.parameter);
  if (options.second) setDefault(options.second->parameter);
  if (wanted_ && wanted_->problem == problem && wanted_->options == options) return;
  wanted_ = Question{std::move(problem), options, ++generation_};
  settled_ = false;
  worker_->submit(*wanted_);
  stopIfSlow();
  emit asked();
}

void DiagramService::forget() {
  wanted_.reset();
  settled_ = true;
  shownGeneration_ = ++generation_;
  worker_->drop();
  const std::lock_guard lock(mutex_);
  running_.request_stop();
}

// Stops what runs once it has had its time and something newer waits; else looks again later.
void DiagramService::stopIfSlow() {
  const std::lock_guard lock(mutex_);
  if (runningGeneration_ == generation_ || settled_) return;
  if (Clock::now() - runningSince_ >= kPatience) running_.request_stop();
  else patience_.start();
}

std::stop_source DiagramService::begin(std::uint64_t generation) {
  const std::lock_guard lock(mutex_);
  running_ = std::stop_source();
  runningGeneration_ = generation;
  runningSince_ = Clock::now();
  return running_;
}

DiagramService::Answer DiagramService::answer(const Question& question, const std::stop_token& stop) {
  std::stop_source own = begin(question.generation);
  const std::stop_callback shutdown(stop, [&own] { own.request_stop(); });
  const auto start = Clock::now();
  auto last = start;
  const DiagramSink sink = [&](const Diagram& partial) {
    const auto now = Clock::now();
    if (now - last < kPartEvery || own.stop_requested()) return;
    last = now;
    bell_.ring({{std::make_shared<const Diagram>(partial), question.generation, false, milliseconds(now - start)}, std::nullopt});
  };
  Answer made;
  made.picture.generation = question.generation;
  Result<Diagram> diagram = compute_(question.problem, question.options, sink, own.get_token());
  made.picture.milliseconds = milliseconds(Clock::now() - start);
  if (!diagram) {
    made.error = std::move(diagram.error());
    return made;
  }
  made.picture.complete = true;
  made.picture.diagram = std::make_shared<const Diagram>(std::move(*diagram));
  return made;
}

void DiagramService::customEvent(QEvent*) {
  for (const Answer& answer : bell_.take()) publish(answer);
}

void DiagramService::publish(const Answer& made) {
  const DiagramPicture& picture = made.picture;
  const bool newest = picture.generation == generation_;
  if (made.error) {
    if (made.error->code != Error::Code::cancelled && newest && wanted_) {
      settled_ = true;
      emit failed(*made.error);
    }
    return;
  }
  const bool older = picture.generation < shownGeneration_;
  const bool shownIsBetter = picture.generation == shownGeneration_ && shownComplete_;
  const bool outdatedPart = !picture.complete && !newest;
  if (!wanted_ || older || shownIsBetter || outdatedPart) return;
  shownGeneration_ = picture.generation;
  shownComplete_ = picture.complete;
  settled_ = newest && picture.complete;
  emit pictureReady(picture);
}

}  // namespace separatrix
