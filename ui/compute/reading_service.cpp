#include "ui/compute/reading_service.hpp"

#include <utility>

namespace separatrix {

ReadingService::ReadingService(QObject* parent)
    : QObject(parent),
      bell_(this),
      worker_(
          WhenSuperseded::finish,
          [](const Text& text, const std::stop_token&) {
            return Answer{readOde(text.text, text.name), text, 0};
          },
          [this](std::uint64_t ticket, Answer answer) {
            answer.ticket = ticket;
            bell_.ring(std::move(answer));
          }) {}

void ReadingService::read(Text text) { newest_ = worker_.submit(std::move(text)); }

void ReadingService::customEvent(QEvent*) {
  for (const Answer& answer : bell_.take())
    if (answer.ticket == newest_) emit ready(answer.reading, answer.text);
}

}  // namespace separatrix
