#include "app/render_command.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "app/command_line_model.hpp"
#include "app/command_line_qt.hpp"
#include "app/command_line_values.hpp"
#include "core/figure/atlas_figure.hpp"
#include "core/figure/basin_cells.hpp"
#include "core/figure/diagram_figure.hpp"
#include "core/figure/parameter_plane_figure.hpp"
#include "core/figure/portrait_figure.hpp"
#include "core/figure/write_svg.hpp"
#include "core/io/text_file.hpp"
#include "ui/canvas/write_figure.hpp"

namespace separatrix {
namespace {

enum class Format { svg, pdf, png };

Result<Format> formatOf(const std::string& path) {
  const std::string extension = std::filesystem::path(path).extension().string();
  if (extension == ".svg") return Format::svg;
  if (extension == ".pdf") return Format::pdf;
  if (extension == ".png") return Format::png;
  if (extension == ".tex")
    return std::unexpected(usageError("-o " + path + ": .tex is not available yet.", "Use .svg, .pdf or .png."));
  return std::unexpected(usageError("-o `" + path + "` names no format.", "End it in .svg, .pdf or .png."));
}

Result<StyleName> styleNamed(const std::string& word) {
  if (word == "light") return StyleName::light;
  if (word == "dark") return StyleName::dark;
  if (word == "print") return StyleName::print;
  return std::unexpected(usageError("--style `" + word + "` is not known.", "Use light, dark or print."));
}

// "nullclines,cycles" or "1,3,7": layers by name or by their number in drawing order, from 1.
Result<void> applyLayers(Figure& figure, const std::string& list) {
  if (list.empty()) return {};
  for (const Layer layer : kLayers) figure.show(layer, false);
  for (const std::string_view word : split(list, ',')) {
    const auto found = std::ranges::find_if(kLayers, [word](Layer layer) {
      return name(layer) == word || std::to_string(static_cast<int>(layer) + 1) == word;
    });
    if (found == kLayers.end())
      return std::unexpected(
          usageError("--layers: `" + std::string(word) + "` is no layer.",
                     "Layers: axes, field, nullclines, equilibria, manifolds, orbits, cycles, notes."));
    figure.show(*found, true);
  }
  return {};
}

Result<std::vector<TrajectoryStart>> startsOf(const RenderCommand& command, const PosedProblem& posed) {
  std::vector<TrajectoryStart> starts;
  for (const std::string& text : command.starts) {
    auto state = parseState(*posed.problem.model, posed.start, text, "--from");
    if (!state) return std::unexpected(std::move(state.error()));
    starts.push_back({std::move(*state), Direction::forward, command.time});
  }
  if (starts.empty() && command.view == "time") starts.push_back({posed.start, Direction::forward, command.time});
  return starts;
}

// "V", "mean V", "period", "frequency".
Result<DiagramQuantity> quantityNamed(const Problem& problem, const std::string& words) {
  using Kind = DiagramQuantity::Kind;
  if (words.empty()) return DiagramQuantity{Kind::extrema, problem.plane.i};
  if (words == "period") return DiagramQuantity{Kind::period, 0};
  if (words == "frequency") return DiagramQuantity{Kind::frequency, 0};
  const bool mean = words.starts_with("mean ");
  const auto variable = problem.model->variableNamed(mean ? words.substr(5) : words);
  if (!variable)
    return std::unexpected(usageError("--quantity: `" + words + "` is not known.", "Use a variable's name, `mean NAME`, period or frequency."));
  return DiagramQuantity{mean ? Kind::mean : Kind::extrema, *variable};
}

Result<Figure> atlasFigureOf(const RenderCommand& command, const PosedProblem& posed, const std::stop_token& stop) {
  if (command.atlas.x.empty() || command.atlas.y.empty()) return std::unexpected(usageError("--view atlas needs --x and --y."));
  const auto options = atlasOptions(*posed.problem.model, command.atlas);
  if (!options) return std::unexpected(options.error());
  const auto atlas = atlasWithProgress(posed.problem, *options, command.common, stop);
  if (!atlas) return std::unexpected(atlas.error());
  return atlasFigure(*atlas);
}

Result<Figure> parameterFigure(const RenderCommand& command, const PosedProblem& posed, const std::stop_token& stop) {
  if (command.view == "atlas") return atlasFigureOf(command, posed, stop);
  if (command.diagram.parameter.empty()) return std::unexpected(usageError("--view diagram needs --parameter."));
  const auto options = diagramOptions(*posed.problem.model, command.diagram);
  if (!options) return std::unexpected(options.error());
  const auto quantity = quantityNamed(posed.problem, command.quantity);
  if (!quantity) return std::unexpected(quantity.error());
  const auto diagram = diagramWithProgress(posed.problem, *options, command.common.quiet, stop);
  if (!diagram) return std::unexpected(diagram.error());
  return options->second ? parameterPlaneFigure(*diagram) : diagramFigure(*diagram, *quantity);
}

Result<Figure> figureOf(const RenderCommand& command, const PosedProblem& posed, const std::stop_token& stop) {
  if (command.view == "diagram" || command.view == "atlas") return parameterFigure(command, posed, stop);
  if (command.view != "portrait" && command.view != "time")
    return std::unexpected(usageError("--view " + command.view + " is not available yet.", "Use portrait, time, diagram or atlas."));
  auto starts = startsOf(command, posed);
  if (!starts) return std::unexpected(std::move(starts.error()));
  PortraitOptions options;
  options.tolerance = command.common.tolerance;
  options.maximalPeriod = command.maximalPeriod;
  options.trajectories = std::move(*starts);
  const auto portrait = computePortrait(posed.problem, options, nullptr, stop);
  if (!portrait) return std::unexpected(portrait.error());
  Figure figure =
      command.view == "time" ? timeCourseFigure(*portrait, posed.problem.plane.i) : portraitFigure(*portrait);
  if (command.basins > 0 && command.view == "portrait") {
    const auto basins = computeBasins(*portrait, {.columns = command.basins, .rows = command.basins}, {}, stop);
    if (!basins) return std::unexpected(basins.error());
    addBasins(figure, posed.problem, *basins);
  }
  return figure;
}

Result<PageSize> pageOf(const RenderCommand& command) {
  const auto size = parseSize(command.size);
  if (!size) return std::unexpected(size.error());
  const auto font = parsePoints(command.font, "--font");
  if (!font) return std::unexpected(font.error());
  return PageSize{size->first, size->second, *font};
}

Result<std::string> bytesOf(const Figure& figure, const Style& style, const PageSize& page, Format format,
                            const RenderCommand& command) {
  if (format == Format::svg) return writeSvg(figure, style, page, command.transparent);
  return withOffscreenQt([&]() -> Result<std::string> {
    const auto bytes = format == Format::pdf ? writePdf(figure, style, page, command.transparent)
                                             : writePng(figure, style, page, command.dpi, command.transparent);
    if (!bytes) return std::unexpected(bytes.error());
    return bytes->toStdString();
  });
}

}  // namespace

CommandResult renderCommand(const RenderCommand& command, const std::stop_token& stop) {
  const auto format = formatOf(command.output);
  if (!format) return std::unexpected(format.error());
  const auto styleName = styleNamed(command.style);
  if (!styleName) return std::unexpected(styleName.error());
  const auto page = pageOf(command);
  if (!page) return std::unexpected(page.error());
  if (command.dpi < 10 || command.dpi > 2400) return std::unexpected(usageError("--dpi must lie between 10 and 2400."));

  const auto posed = poseProblem(command.common, command.plane);
  if (!posed) return std::unexpected(posed.error());
  auto figure = figureOf(command, *posed, stop);
  if (!figure) return std::unexpected(figure.error());
  if (auto done = applyLayers(*figure, command.layers); !done) return std::unexpected(std::move(done.error()));
  const auto bytes = bytesOf(*figure, style(*styleName), *page, *format, command);
  if (!bytes) return std::unexpected(bytes.error());
  if (auto written = writeFileAtomically(command.output, *bytes); !written)
    return std::unexpected(std::move(written.error()));
  return CommandOutput{"", posed->notes};
}

}  // namespace separatrix
