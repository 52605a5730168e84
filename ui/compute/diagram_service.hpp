#pragma once

#include <QObject>
#include <QTimer>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

#include "core/base/error.hpp"
#include "core/continuation/diagram.hpp"
#include "ui/compute/bell.hpp"
#include "ui/compute/latest_worker.hpp"

namespace separatrix {

/// A diagram as it comes to the window: numbered, timed, whole or in part.
struct DiagramPicture {
  DiagramPtr diagram;
  std::uint64_t generation = 0;  ///< of the request it answers
  bool complete = false;
  double milliseconds = 0;       ///< spent so far
};

/// Computes diagrams beside the window, the newest question first. A quick diagram is finished and shown
/// even when a newer question waits, so that a drag shows many; a slow one is stopped after a while, having
/// shown what it had found. Answers come on the UI thread.
class DiagramService : public QObject {
  Q_OBJECT

 public:
  using Compute = std::function<Result<Diagram>(const Problem&, const DiagramOptions&, const DiagramSink&, const std::stop_token&)>;

  explicit DiagramService(Compute compute, QObject* parent = nullptr);
  ~DiagramService() override;

  /// Asks for a diagram; an equal question is not asked twice. The value of the varied parameters does not
  /// matter to a diagram: they are set to the model's defaults, so that moving the cursor asks nothing.
  void request(Problem problem, const DiagramOptions& options);
  void forget();  ///< no diagram is wanted any more

  std::uint64_t generation() const { return generation_; }  ///< of the last request
  bool settled() const { return settled_; }                 ///< the complete answer to the last request is shown

 signals:
  void asked();  ///< a new question; what is shown is now an earlier state
  void pictureReady(const separatrix::DiagramPicture& picture);
  void failed(const separatrix::Error& error);

 private:
  using Clock = std::chrono::steady_clock;
  struct Question {
    Problem problem;
    DiagramOptions options;
    std::uint64_t generation = 0;
  };
  struct Answer {
    DiagramPicture picture;
    std::optional<Error> error;
  };

  Answer answer(const Question& question, const std::stop_token& stop);  // worker thread
  std::stop_source begin(std::uint64_t generation);
  void stopIfSlow();
  void customEvent(QEvent* bell) override;
  void publish(const Answer& answer);

  Compute compute_;
  std::optional<Question> wanted_;
  std::uint64_t generation_ = 0, shownGeneration_ = 0;
  bool settled_ = true, shownComplete_ = false;
  QTimer patience_;
  Bell<Answer> bell_;
  std::mutex mutex_;
  std::stop_source running_;            // guarded by mutex_, like the next two
  std::uint64_t runningGeneration_ = 0;
  Clock::time_point runningSince_;
  std::unique_ptr<LatestWorker<Question, Answer>> worker_;  // last: its thread ends before anything it uses
};

}  // namespace separatrix
