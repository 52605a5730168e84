#include "ui/compute/latest_worker.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <latch>
#include <semaphore>
#include <vector>

namespace separatrix {
namespace {

// A worker whose computations run only when the test lets them.
struct Rig {
  std::counting_semaphore<1000> started{0}, mayFinish{0}, delivered{0};
  std::mutex mutex;
  std::vector<int> answers;
  std::atomic<int> computed{0};
  LatestWorker<int, int> worker;

  explicit Rig(WhenSuperseded policy)
      : worker(
            policy,
            [this](const int& request, const std::stop_token& stop) {
              ++computed;
              started.release();
              while (!mayFinish.try_acquire_for(std::chrono::milliseconds(1)))
                if (stop.stop_requested()) return -1;
              return request;
            },
            [this](std::uint64_t, int answer) {
              {
                const std::lock_guard lock(mutex);
                answers.push_back(answer);
              }
              delivered.release();
            }) {}

  std::vector<int> seen() {
    const std::lock_guard lock(mutex);
    return answers;
  }
};

TEST(LatestWorker, FinishesWhatRunsThenJumpsToTheNewest) {
  Rig rig(WhenSuperseded::finish);
  rig.worker.submit(1);
  rig.started.acquire();
  for (int request = 2; request <= 9; ++request) rig.worker.submit(request);
  rig.mayFinish.release(2);
  rig.delivered.acquire();
  rig.delivered.acquire();
  EXPECT_EQ(rig.seen(), (std::vector{1, 9}));
  EXPECT_EQ(rig.computed, 2);
}

TEST(LatestWorker, AbandonsWhatRunsAndAnswersOnlyTheNewest) {
  Rig rig(WhenSuperseded::abandon);
  rig.worker.submit(1);
  rig.started.acquire();
  rig.worker.submit(2);
  rig.started.acquire();  // 1 has given way without permission to finish
  rig.mayFinish.release();
  rig.delivered.acquire();
  EXPECT_EQ(rig.seen(), std::vector{2});
}

TEST(LatestWorker, ShowsPicturesWhileRequestsKeepComing) {
  Rig rig(WhenSuperseded::finish);
  rig.worker.submit(0);
  for (int request = 1; request <= 200; ++request) {
    rig.started.acquire();       // a computation runs
    rig.worker.submit(request);  // and is superseded while it does
    rig.mayFinish.release();
    rig.delivered.acquire();     // yet each one is shown
  }
  EXPECT_EQ(rig.seen().size(), 200u);
  EXPECT_TRUE(std::ranges::is_sorted(rig.seen()));
}

TEST(LatestWorker, ForgetsWhatIsDropped) {
  Rig rig(WhenSuperseded::abandon);
  rig.worker.submit(1);
  rig.started.acquire();
  rig.worker.drop();
  rig.worker.submit(2);
  rig.started.acquire();
  rig.mayFinish.release();
  rig.delivered.acquire();
  EXPECT_EQ(rig.seen(), std::vector{2});
}

TEST(LatestWorker, StopsARunningComputationWhenItIsDestroyed) {
  std::atomic<bool> stopped = false;
  std::latch running(1);
  {
    LatestWorker<int, int> worker(
        WhenSuperseded::finish,
        [&](const int&, const std::stop_token& stop) {
          running.count_down();
          while (!stop.stop_requested()) std::this_thread::yield();
          stopped = true;
          return 0;
        },
        [](std::uint64_t, int) { FAIL() << "a stopped computation has no answer"; });
    worker.submit(1);
    running.wait();
    worker.submit(2);  // must not be started during shutdown
  }
  EXPECT_TRUE(stopped);
}

TEST(LatestWorker, GivesEachRequestAHigherTicket) {
  Rig rig(WhenSuperseded::finish);
  const auto first = rig.worker.submit(1);
  EXPECT_LT(first, rig.worker.submit(2));
  rig.mayFinish.release(2);
}

}  // namespace
}  // namespace separatrix
