#pragma once

#include <QObject>
#include <cstdint>
#include <functional>
#include <utility>

#include "ui/compute/bell.hpp"
#include "ui/compute/latest_worker.hpp"

namespace separatrix {

/// A question beside the picture (basins, thresholds, events), answered on a thread of its own and
/// delivered on the thread of the lane's maker. A computation may publish several answers, better and better; only
/// answers to the last question arrive.
template <class Request, class Answer>
class SideLane : public QObject {
 public:
  using Publish = std::function<void(Answer)>;
  using Compute = std::function<void(const Request&, const Publish&, const std::stop_token&)>;
  using Receive = std::function<void(const Answer&)>;

  SideLane(WhenSuperseded policy, Compute compute, Receive receive)
      : receive_(std::move(receive)),
        bell_(this),
        worker_(
            policy,
            [this, compute = std::move(compute)](const Question& question, const std::stop_token& stop) {
              compute(question.request,
                      [this, &question](Answer answer) { bell_.ring({question.number, std::move(answer), false}); }, stop);
              return question.number;
            },
            [this](std::uint64_t, std::uint64_t number) { bell_.ring({number, {}, true}); }) {}

  void ask(Request request) {
    busy_ = true;
    worker_.submit({std::move(request), ++newest_});
  }
  void drop() {  ///< nobody wants the answer any more
    ++newest_;
    busy_ = false;
    worker_.drop();
  }
  bool busy() const { return busy_; }  ///< the last question's computation has not ended

  std::function<void()> ended;  ///< called when it has, after its last answer; may be empty

 private:
  struct Question {
    Request request;
    std::uint64_t number = 0;
  };
  struct Letter {
    std::uint64_t number = 0;
    Answer answer{};
    bool last = false;
  };

  void customEvent(QEvent*) override {
    for (const Letter& letter : bell_.take()) {
      if (letter.number != newest_) continue;
      if (!letter.last) {
        receive_(letter.answer);
        continue;
      }
      busy_ = false;
      if (ended) ended();
    }
  }

  Receive receive_;
  std::uint64_t newest_ = 0;
  bool busy_ = false;
  Bell<Letter> bell_;
  LatestWorker<Question, std::uint64_t> worker_;  // last: its thread ends before what it uses
};

}  // namespace separatrix
