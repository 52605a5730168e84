#include "core/figure/write_svg.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/base/number.hpp"
#include "core/figure/draw_figure.hpp"
#include "core/figure/visible_line.hpp"

namespace separatrix {
namespace {

constexpr double kTolerance = 0.02;  // points, of simplified curves

/// Two decimals of a point at most, no trailing zeros, no "-0".
std::string number(double value) {
  std::array<char, 64> buffer{};
  const double rounded = std::round(value * 100) / 100;
  if (rounded == 0 || !std::isfinite(rounded)) return "0";
  auto end = std::to_chars(buffer.begin(), buffer.end(), rounded, std::chars_format::fixed, 2).ptr;
  while (end[-1] == '0') --end;
  if (end[-1] == '.') --end;
  return std::string(buffer.data(), end);
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n') out += c;
  }
  return out;
}

std::string attribute(std::string_view key, std::string_view value) {
  return " " + std::string(key) + "=\"" + std::string(value) + "\"";
}

std::string pathData(const PathMark& path) {
  std::string d;
  for (const PaperLine& piece : path.pieces) {
    const PaperLine line = simplify(piece, path.fill ? 0 : kTolerance);
    for (std::size_t k = 0; k < line.size(); ++k) {
      d += k == 0 ? "M" : k == 1 ? "L" : " ";
      d += number(line[k].x) + " " + number(line[k].y);
    }
    if (path.closed) d += "Z";
  }
  return d;
}

std::string svg(const PathMark& path) {
  std::string text = "<path" + attribute("d", pathData(path)) + attribute("fill", path.fill ? hex(*path.fill) : "none");
  if (path.ink && path.width > 0) {
    text += attribute("stroke", hex(*path.ink)) + attribute("stroke-width", number(path.width)) + attribute("stroke-linejoin", "round");
    std::string dash;
    for (const double part : path.dash) dash += (dash.empty() ? "" : " ") + number(part);
    if (!dash.empty()) text += attribute("stroke-dasharray", dash);
  }
  return text + "/>\n";
}

std::string svg(const DiscMark& disc) {
  std::string text = "<circle" + attribute("cx", number(disc.center.x)) + attribute("cy", number(disc.center.y)) +
                     attribute("r", number(disc.radius)) + attribute("fill", hex(disc.fill));
  if (disc.width > 0) text += attribute("stroke", hex(disc.ink)) + attribute("stroke-width", number(disc.width));
  return text + "/>\n";
}

// Scripts are tspans shifted by dy; the shift is undone by the run that follows.
std::string spans(const TextMark& mark) {
  std::string text;
  double shift = 0;
  for (const TextRun& run : mark.runs) {
    const double wanted = run.script == 0 ? 0 : (run.script > 0 ? -kSuperscriptRise : kSubscriptDrop) * mark.size;
    std::string attributes;
    if (run.italic) attributes += attribute("font-style", "italic");
    if (run.script != 0) attributes += attribute("font-size", number(mark.size * kScriptScale));
    if (wanted != shift) attributes += attribute("dy", number(wanted - shift));
    shift = wanted;
    text += attributes.empty() ? escaped(run.text) : "<tspan" + attributes + ">" + escaped(run.text) + "</tspan>";
  }
  return text;
}

std::string svg(const TextMark& mark) {
  constexpr std::array<std::string_view, 3> anchors = {"start", "middle", "end"};
  std::string text = "<text" + attribute("x", number(mark.at.x)) + attribute("y", number(mark.at.y)) +
                     attribute("text-anchor", anchors[static_cast<std::size_t>(mark.align)]) +
                     attribute("font-size", number(mark.size)) + attribute("fill", hex(mark.ink));
  if (mark.upward) text += attribute("transform", "rotate(-90 " + number(mark.at.x) + " " + number(mark.at.y) + ")");
  return text + ">" + spans(mark) + "</text>\n";
}

std::string svg(const Marks& marks) {
  std::string text;
  for (const Mark& mark : marks) text += std::visit([](const auto& m) { return svg(m); }, mark);
  return text;
}

std::string header(const Figure& figure, const PageLayout& layout, const PageSize& page) {
  const std::string size = number(layout.width) + " " + number(layout.height);
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"";
  text += attribute("width", formatNumber(page.widthCm, 8) + "cm") + attribute("height", formatNumber(page.heightCm, 8) + "cm");
  text += attribute("viewBox", "0 0 " + size) + attribute("font-family", "'Latin Modern Roman', STIX, 'DejaVu Serif', serif") + ">\n";
  text += "<title>" + escaped(plainText(textRuns(figure.title))) + "</title>\n";
  return text + "<desc>" + escaped(plainText(textRuns(figure.caption))) + "</desc>\n";
}

}  // namespace

std::string writeSvg(const Figure& figure, const Style& style, const PageSize& page, bool transparent) {
  const PageLayout layout = layOutPage(figure, page);
  const PaperFrame& f = layout.frame;
  const auto rectangle = [](double x, double y, double width, double height) {
    return "<rect" + attribute("x", number(x)) + attribute("y", number(y)) + attribute("width", number(width)) + attribute("height", number(height));
  };
  std::string text = header(figure, layout, page);
  text += "<defs><clipPath id=\"plot\">" + rectangle(f.left, f.top, f.width, f.height) + "/></clipPath></defs>\n";
  if (!transparent) text += rectangle(0, 0, layout.width, layout.height) + attribute("fill", hex(style.background)) + "/>\n";
  for (const Layer layer : kLayers) {
    const bool clipped = layer != Layer::axes && layer != Layer::equilibria;
    text += "<g" + attribute("id", "layer-" + std::string(name(layer)));
    if (clipped) text += attribute("clip-path", "url(#plot)");
    text += ">\n";
    if (layer == Layer::axes) text += svg(drawAxes(figure, style, layout));
    text += svg(drawLayer(figure, layer, style, f)) + "</g>\n";
  }
  return text + "</svg>\n";
}

}  // namespace separatrix
