#include "ui/compute/diagram_service.hpp"

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <atomic>
#include <functional>
#include <thread>

namespace separatrix {
namespace {

// A model of two parameters a, b with defaults 5 and 6; diagrams vary a.
Problem problemAt(double a, double b) {
  static const auto model = [] {
    auto made = std::make_shared<Model>();
    made->parameters.resize(2);
    made->parameters[0].value = 5;
    made->parameters[1].value = 6;
    return std::shared_ptr<const Model>(made);
  }();
  return {model, {a, b}, {Interval(0, 1)}, {0, 0, {0}}};
}

Result<Diagram> echo(const Problem& problem, const DiagramOptions& options, const DiagramSink&, const std::stop_token&) {
  Diagram diagram;
  diagram.problem = problem;
  diagram.options = options;
  return diagram;
}

// Spins the event loop until `done`, at most ten seconds.
bool eventually(const std::function<bool()>& done) {
  for (const QDeadlineTimer deadline(10'000); !done() && !deadline.hasExpired();)
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
  return done();
}

struct Watcher {
  std::vector<DiagramPicture> pictures;
  explicit Watcher(DiagramService& service) {
    QObject::connect(&service, &DiagramService::pictureReady, &service, [this](const DiagramPicture& picture) { pictures.push_back(picture); });
  }
};

TEST(DiagramService, AsksNothingWhenOnlyTheVariedParameterMoves) {
  DiagramService service(echo);
  Watcher seen(service);
  service.request(problemAt(1, 2), {});
  service.request(problemAt(3, 2), {});
  EXPECT_EQ(service.generation(), 1u);
  ASSERT_TRUE(eventually([&] { return service.settled(); }));
  ASSERT_EQ(seen.pictures.size(), 1u);
  EXPECT_EQ(seen.pictures[0].diagram->problem.parameters, (std::vector<double>{5, 2}));
  service.request(problemAt(3, 4), {});
  EXPECT_FALSE(service.settled());
  EXPECT_EQ(service.generation(), 2u);
}

TEST(DiagramService, ShowsTheNewestAndNeverAnOlderOneAfterIt) {
  DiagramService service(echo);
  Watcher seen(service);
  for (int k = 1; k <= 300; ++k) {
    service.request(problemAt(0, k), {});
    QCoreApplication::processEvents();
  }
  ASSERT_TRUE(eventually([&] { return service.settled(); }));
  for (std::size_t k = 1; k < seen.pictures.size(); ++k) EXPECT_GE(seen.pictures[k].generation, seen.pictures[k - 1].generation);
  EXPECT_EQ(seen.pictures.back().generation, 300u);
  EXPECT_EQ(seen.pictures.back().diagram->problem.parameters[1], 300);
}

TEST(DiagramService, StopsASlowDiagramNobodyWantsAnyMore) {
  std::atomic<bool> began = false, stopped = false;
  DiagramService service([&](const Problem& problem, const DiagramOptions& options, const DiagramSink& sink, const std::stop_token& stop) -> Result<Diagram> {
    if (problem.parameters[1] > 1) return echo(problem, options, sink, stop);
    began = true;
    while (!stop.stop_requested()) std::this_thread::yield();
    stopped = true;
    return std::unexpected(Error{Error::Code::cancelled, "stopped"});
  });
  Watcher seen(service);
  service.request(problemAt(0, 1), {});
  ASSERT_TRUE(eventually([&] { return began.load(); }));
  service.request(problemAt(0, 2), {});
  ASSERT_TRUE(eventually([&] { return service.settled(); }));
  EXPECT_TRUE(stopped);
  ASSERT_EQ(seen.pictures.size(), 1u);
  EXPECT_EQ(seen.pictures[0].generation, 2u);
}

TEST(DiagramService, ShowsPartsOfASlowDiagramOnTheWay) {
  DiagramService service([](const Problem& problem, const DiagramOptions& options, const DiagramSink& sink, const std::stop_token& stop) {
    for (const QDeadlineTimer long_enough(200); !long_enough.hasExpired();) sink(*echo(problem, options, {}, stop));
    return echo(problem, options, {}, stop);
  });
  Watcher seen(service);
  service.request(problemAt(0, 1), {});
  ASSERT_TRUE(eventually([&] { return service.settled(); }));
  ASSERT_GE(seen.pictures.size(), 2u);
  EXPECT_FALSE(seen.pictures.front().complete);
  EXPECT_TRUE(seen.pictures.back().complete);
}

TEST(DiagramService, ForgetsWhatIsNotWanted) {
  DiagramService service(echo);
  Watcher seen(service);
  service.request(problemAt(0, 1), {});
  service.forget();
  EXPECT_TRUE(service.settled());
  for (const QDeadlineTimer pause(50); !pause.hasExpired();) QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
  EXPECT_TRUE(seen.pictures.empty());
}

TEST(DiagramService, EndsWhileItComputes) {
  std::atomic<bool> began = false;
  {
    DiagramService service([&](const Problem&, const DiagramOptions&, const DiagramSink&, const std::stop_token& stop) -> Result<Diagram> {
      began = true;
      while (!stop.stop_requested()) std::this_thread::yield();
      return std::unexpected(Error{Error::Code::cancelled, "stopped"});
    });
    service.request(problemAt(0, 1), {});
    ASSERT_TRUE(eventually([&] { return began.load(); }));
  }
  SUCCEED();
}

}  // namespace
}  // namespace separatrix
