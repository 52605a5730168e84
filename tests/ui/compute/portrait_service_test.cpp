#include "ui/compute/portrait_service.hpp"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <atomic>
#include <functional>

namespace separatrix {
namespace {

// A computation that answers with the question alone, so that only order and stages are tested.
Result<Portrait> echo(const Problem& problem, const PortraitOptions& options, const Portrait*, const std::stop_token&) {
  Portrait portrait;
  portrait.problem = problem;
  portrait.options = options;
  portrait.stage = options.stage;
  return portrait;
}

Problem problemAt(double parameter) {
  static const auto model = std::make_shared<const Model>();
  return {model, {parameter}, {Interval(0, 1)}, {0, 0, {0}}};
}

// Spins the event loop until `done`, at most ten seconds.
bool eventually(const std::function<bool()>& done) {
  for (const QDeadlineTimer deadline(10'000); !done() && !deadline.hasExpired();)
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
  return done();
}

struct Watcher {
  std::vector<Picture> pictures;
  explicit Watcher(PortraitService& service) {
    QObject::connect(&service, &PortraitService::pictureReady, &service,
                     [this](const Picture& picture) { pictures.push_back(picture); });
  }
};

TEST(PortraitService, ShowsTheLivePictureAndThenTheCompleteOne) {
  PortraitService service(echo, [](const Portrait&) { return Figure(); });
  Watcher seen(service);
  service.request(problemAt(1), {});
  ASSERT_TRUE(eventually([&] { return service.settled(); }));
  ASSERT_EQ(seen.pictures.size(), 2u);
  EXPECT_EQ(seen.pictures[0].portrait->stage, PortraitStage::live);
  EXPECT_EQ(seen.pictures[1].portrait->stage, PortraitStage::complete);
  EXPECT_EQ(service.recomputes(), 1u);
}

TEST(PortraitService, DoesNotAskTheSameQuestionTwice) {
  PortraitService service(echo, [](const Portrait&) { return Figure(); });
  service.request(problemAt(1), {});
  service.request(problemAt(1), {});
  EXPECT_EQ(service.generation(), 1u);
  ASSERT_TRUE(eventually([&] { return service.settled(); }));
  service.request(problemAt(1), {});
  EXPECT_TRUE(service.settled());
  EXPECT_EQ(service.recomputes(), 1u);
}

TEST(PortraitService, NeverShowsAnOlderPictureAfterANewerOne) {
  PortraitService service(echo, [](const Portrait&) { return Figure(); });
  Watcher seen(service);
  for (int step = 1; step <= 100; ++step) {
    service.request(problemAt(step), {});
    QCoreApplication::processEvents();
  }
  ASSERT_TRUE(eventually([&] { return service.settled(); }));
  for (std::size_t k = 1; k < seen.pictures.size(); ++k)
    EXPECT_LE(seen.pictures[k - 1].generation, seen.pictures[k].generation);
  EXPECT_EQ(seen.pictures.back().portrait->problem.parameters.front(), 100);
}

TEST(PortraitService, ComputesNothingWhilePausedAndTheNewestWhenResumed) {
  std::atomic<int> computations = 0;
  PortraitService service(
      [&](const Problem& p, const PortraitOptions& o, const Portrait* h, const std::stop_token& s) {
        ++computations;
        return echo(p, o, h, s);
      },
      [](const Portrait&) { return Figure(); });
  service.setPaused(true);
  service.request(problemAt(1), {});
  service.request(problemAt(2), {});
  EXPECT_EQ(computations, 0);
  Watcher seen(service);
  service.setPaused(false);
  ASSERT_TRUE(eventually([&] { return service.settled(); }));
  EXPECT_EQ(seen.pictures.front().portrait->problem.parameters.front(), 2);
  EXPECT_EQ(computations, 2);
}

TEST(PortraitService, StopsACostlySearchWhenTheQuestionChangesAndAtShutdown) {
  std::atomic<int> begun = 0, stopped = 0;
  const auto slow = [&](const Problem& p, const PortraitOptions& o, const Portrait* h,
                        const std::stop_token& stop) -> Result<Portrait> {
    if (o.stage == PortraitStage::live) return echo(p, o, h, stop);
    ++begun;
    while (!stop.stop_requested()) std::this_thread::yield();
    ++stopped;
    return std::unexpected(Error{Error::Code::cancelled, "the search was stopped"});
  };
  {
    PortraitService service(slow, [](const Portrait&) { return Figure(); });
    service.request(problemAt(1), {});
    ASSERT_TRUE(eventually([&] { return begun == 1; }));
    service.request(problemAt(2), {});
    ASSERT_TRUE(eventually([&] { return begun == 2; }));
    EXPECT_EQ(stopped, 1);
    EXPECT_FALSE(service.settled());
  }
  EXPECT_EQ(stopped, 2);
}

TEST(PortraitService, SaysWhyThereIsNoPictureAndKeepsTheLastOne) {
  const auto picky = [](const Problem& p, const PortraitOptions& o, const Portrait* h,
                        const std::stop_token& s) -> Result<Portrait> {
    if (p.parameters.front() < 0) return std::unexpected(Error{Error::Code::usage, "the window is empty"});
    return echo(p, o, h, s);
  };
  PortraitService service(picky, [](const Portrait&) { return Figure(); });
  Watcher seen(service);
  std::string sentence;
  QObject::connect(&service, &PortraitService::failed, &service, [&](const Error& e) { sentence = e.sentence; });
  service.request(problemAt(1), {});
  ASSERT_TRUE(eventually([&] { return service.settled(); }));
  service.request(problemAt(-1), {});
  ASSERT_TRUE(eventually([&] { return !sentence.empty(); }));
  EXPECT_EQ(sentence, "the window is empty");
  EXPECT_EQ(seen.pictures.size(), 2u);
}

}  // namespace
}  // namespace separatrix
