#include <benchmark/benchmark.h>

#include <QApplication>
#include <array>
#include <memory>

#include "core/figure/portrait_figure.hpp"
#include "core/flow/integrate.hpp"
#include "core/model/library.hpp"
#include "core/model/read_ode.hpp"
#include "ui/canvas/figure_canvas.hpp"

// What it costs to put a whole portrait on the screen: every layer drawn anew and the widget
// repainted. 40 trajectories of 500 points each, whatever their shape needs.
namespace separatrix::bench {
namespace {

QApplication& application() {
  static int count = 1;
  static char program[] = "separatrix_bench";
  static char* arguments[] = {program, nullptr};
  if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  static auto* application = new QApplication(count, arguments);  // outlives main: Qt's own statics go first
  return *application;
}

Figure wholePortrait(double I) {
  const auto model = readModel(*builtInText("morris-lecar"), "morris-lecar");
  Problem problem = defaultProblem(*model);
  problem.parameters[static_cast<std::size_t>(*(*model)->parameterNamed("I_ext"))] = I;
  Portrait portrait = *computePortrait(problem);
  IntegrateOptions sampling;
  sampling.sampleEvery = 0.4;
  for (int k = 0; k < 40; ++k) {
    const std::vector<double> start = {-70 + 130 * (k % 8 + 0.5) / 8, 0.9 * (k / 8 + 0.5) / 5};
    portrait.options.trajectories.push_back({start, Direction::forward, 200});
    portrait.trajectories.push_back(integrate(**model, problem.field(), start, 200, sampling));
  }
  return portraitFigure(portrait);
}

// Two figures in turn, so that every layer has changed.
void paint(benchmark::State& state) {
  application();
  FigureCanvas canvas;
  canvas.resize(900, 700);
  canvas.show();
  const std::array figures = {std::make_shared<const Figure>(wholePortrait(30)), std::make_shared<const Figure>(wholePortrait(31))};
  canvas.setFigure(figures[0]);
  QApplication::processEvents();
  std::size_t turn = 0;
  for (auto _ : state) {
    canvas.setFigure(figures[++turn % 2]);
    canvas.repaint();
  }
  std::size_t points = 0;
  for (const FigureLine& line : figures[0]->lines) points += line.curve.size();
  state.counters["points"] = static_cast<double>(points);
}
BENCHMARK(paint)->Name("paint/900x700")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace separatrix::bench
