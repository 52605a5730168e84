#pragma once

#include <QObject>
#include <QTimer>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "core/base/error.hpp"
#include "core/figure/figure.hpp"
#include "core/phaseplane/portrait.hpp"
#include "ui/compute/bell.hpp"
#include "ui/compute/latest_worker.hpp"

namespace separatrix {

/// A portrait as it comes to the window: numbered, timed, and with its figure already made.
struct Picture {
  PortraitPtr portrait;
  std::shared_ptr<const Figure> figure;
  std::uint64_t generation = 0;  ///< of the request it answers
  double milliseconds = 0;       ///< spent computing it
  int trajectoriesLeftOut = 0;   ///< of a draft that a heavy model made too slow
};

/// The border between core and widgets: requests go in on the UI thread, pictures come out on the
/// UI thread. A live picture follows every request, the complete one follows a pause.
class PortraitService : public QObject {
  Q_OBJECT

 public:
  using Compute = std::function<Result<Portrait>(const Problem&, const PortraitOptions&, const Portrait* hint,
                                                 const std::stop_token&)>;
  using Draw = std::function<Figure(const Portrait&)>;

  PortraitService(Compute compute, Draw draw, QObject* parent = nullptr);
  ~PortraitService() override;

  /// Asks for a picture; an equal question is not asked twice. Its stage is chosen here.
  void request(const Problem& problem, const PortraitOptions& options);
  void setPaused(bool paused);  ///< while paused requests are numbered and kept, not computed
  bool paused() const { return paused_; }

  std::uint64_t generation() const { return generation_; }  ///< of the last request
  std::uint64_t recomputes() const { return recomputes_; }  ///< live computations that were shown
  bool settled() const { return settled_; }                 ///< the complete answer to the last request is shown

 signals:
  void asked(quint64 generation);  ///< a new question; what is shown is now a draft
  void pictureReady(const separatrix::Picture& picture);
  void failed(const separatrix::Error& error);

 private:
  struct Question {
    Problem problem;
    PortraitOptions options;
    std::uint64_t generation = 0;
    int leftOut = 0;
  };
  struct Answer {
    Picture picture;
    std::optional<Error> error;
  };
  using Lane = LatestWorker<Question, Answer>;

  Answer answer(const Question& question, const std::stop_token& stop);  // worker threads
  void customEvent(QEvent* bell) override;
  void submit();
  void publish(const Answer& answer);
  void watchBudget(const Picture& picture);
  Question draft() const;

  Compute compute_;
  Draw draw_;
  std::optional<Question> wanted_;
  std::uint64_t generation_ = 0, recomputes_ = 0, shownGeneration_ = 0;
  PortraitStage shownStage_ = PortraitStage::live;
  bool settled_ = false, paused_ = false, heavy_ = false;
  int slowDrafts_ = 0;
  QTimer pause_;
  Bell<Answer> bell_;
  std::mutex hintMutex_;
  PortraitPtr hint_;  // guarded by hintMutex_
  std::unique_ptr<Lane> live_, complete_;  // last members: their threads end before anything they use
};

}  // namespace separatrix
