#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

namespace separatrix {

/// What happens to the running computation when a newer request arrives.
enum class WhenSuperseded {
  finish,   ///< cheap stages: finish and show it, then jump to the newest. A drag never starves.
  abandon,  ///< costly stages: stop; only an undisturbed request is ever answered.
};

/// One background thread with room for one waiting request: the newest.
///
/// submit() overwrites whatever waits and returns at once, so a slider may call it per pixel.
/// `compute` and `deliver` run on the worker; `deliver` hands the answer to its own thread, where
/// the receiver ignores what is older than the one on screen. Destruction stops and joins.
template <class Request, class Answer>
class LatestWorker {
 public:
  using Compute = std::function<Answer(const Request&, const std::stop_token&)>;
  using Deliver = std::function<void(std::uint64_t ticket, Answer)>;

  LatestWorker(WhenSuperseded policy, Compute compute, Deliver deliver)
      : policy_(policy),
        compute_(std::move(compute)),
        deliver_(std::move(deliver)),
        thread_([this](const std::stop_token& shutdown) { run(shutdown); }) {}

  ~LatestWorker() {
    thread_.request_stop();  // first, so that run() cannot start another computation after the next line
    const std::lock_guard lock(mutex_);
    running_.request_stop();
  }  // ~jthread joins

  LatestWorker(const LatestWorker&) = delete;
  LatestWorker& operator=(const LatestWorker&) = delete;

  std::uint64_t submit(Request request) {
    const std::lock_guard lock(mutex_);
    if (policy_ == WhenSuperseded::abandon) running_.request_stop();
    waiting_ = std::move(request);
    wake_.notify_one();
    return ++newest_;
  }

  /// Nobody wants an answer any more: forgets what waits and, when abandoning, stops what runs.
  void drop() {
    const std::lock_guard lock(mutex_);
    if (policy_ == WhenSuperseded::abandon) running_.request_stop();
    waiting_.reset();
  }

 private:
  void run(const std::stop_token& shutdown) {
    std::unique_lock lock(mutex_);
    while (wake_.wait(lock, shutdown, [this] { return waiting_.has_value(); }) && !shutdown.stop_requested()) {
      const Request request = std::move(*waiting_);
      waiting_.reset();
      const std::uint64_t ticket = newest_;
      running_ = std::stop_source();
      const std::stop_token stop = running_.get_token();

      lock.unlock();
      Answer answer = compute_(request, stop);
      if (!stop.stop_requested()) deliver_(ticket, std::move(answer));
      lock.lock();
    }
  }

  const WhenSuperseded policy_;
  const Compute compute_;
  const Deliver deliver_;
  std::mutex mutex_;  // guards the four below
  std::condition_variable_any wake_;
  std::optional<Request> waiting_;
  std::stop_source running_;
  std::uint64_t newest_ = 0;
  std::jthread thread_;  // last: joined before anything it uses is destroyed
};

}  // namespace separatrix
