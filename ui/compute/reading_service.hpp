#pragma once

#include <QObject>
#include <cstdint>
#include <string>

#include "core/model/read_ode.hpp"
#include "ui/compute/bell.hpp"
#include "ui/compute/latest_worker.hpp"

namespace separatrix {

/// Reads model texts off the UI thread, the newest first and only: however long or malicious a
/// text is, the window stays alive. Answers come on the UI thread.
class ReadingService : public QObject {
  Q_OBJECT

 public:
  struct Text {
    std::string text, name;
    int purpose = 0;  ///< the caller's own; comes back with the reading
  };

  explicit ReadingService(QObject* parent = nullptr);

  void read(Text text);

 signals:
  void ready(const separatrix::OdeReading& reading, const separatrix::ReadingService::Text& text);

 private:
  struct Answer {
    OdeReading reading;
    Text text;
    std::uint64_t ticket = 0;
  };

  void customEvent(QEvent* bell) override;

  std::uint64_t newest_ = 0;
  Bell<Answer> bell_;
  LatestWorker<Text, Answer> worker_;  // last: its thread ends before what it uses
};

}  // namespace separatrix
