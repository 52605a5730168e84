#pragma once

#include <QObject>
#include <cstdint>
#include <optional>

#include "core/phaseplane/atlas.hpp"
#include "ui/compute/bell.hpp"
#include "ui/compute/latest_worker.hpp"

namespace separatrix {

/// Paints atlases beside the window: the newest question only, each finer state as it comes; and the portraits
/// that stand for their regions, on request. Answers come on the UI thread.
class AtlasService : public QObject {
  Q_OBJECT

 public:
  explicit AtlasService(QObject* parent = nullptr);

  void request(Problem problem, const AtlasOptions& options);  ///< an equal question is not asked twice
  void forget();
  void requestPortrait(const Problem& problem);  ///< of a region's example
  bool settled() const { return settled_; }

 signals:
  void atlasReady(const separatrix::AtlasPtr& atlas);
  void portraitReady(const separatrix::PortraitPtr& portrait);
  void finished();

 private:
  struct Question {
    Problem problem;
    AtlasOptions options;
    std::uint64_t generation = 0;
  };
  struct Answer {
    AtlasPtr atlas;
    PortraitPtr portrait;
    std::uint64_t generation = 0;
    bool last = false;
  };

  Answer answer(const Question& question, const std::stop_token& stop);  // worker thread
  void customEvent(QEvent* bell) override;

  std::optional<Question> wanted_;
  std::uint64_t generation_ = 0;
  bool settled_ = true;
  Bell<Answer> bell_;
  LatestWorker<Problem, Answer> portraits_;  // last, both: their threads end before what they use
  LatestWorker<Question, Answer> atlases_;
};

}  // namespace separatrix
