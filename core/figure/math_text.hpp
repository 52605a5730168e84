#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/figure/figure.hpp"

namespace separatrix {

/// A stretch of text set in one way. Variables are italic, numbers, words and units upright;
/// `script` is -1 in a subscript, +1 in a superscript.
struct TextRun {
  std::string text;  ///< UTF-8
  bool italic = false;
  int script = 0;

  friend bool operator==(const TextRun&, const TextRun&) = default;
};
using TextRuns = std::vector<TextRun>;

/// Sub- and superscripts are set this much smaller, and shifted by these fractions of the size.
inline constexpr double kScriptScale = 0.7, kSubscriptDrop = 0.22, kSuperscriptRise = 0.38;

/// The runs of a small LaTeX formula: letters, digits, `_`, `^`, braces, Greek letters, \mathrm,
/// \text, \infty, \bar, \dot. What is not understood is shown as it is written, never dropped.
TextRuns mathRuns(std::string_view latex);

/// The runs of plain text with formulas between dollar signs.
TextRuns textRuns(std::string_view text);

/// "V (mV)": symbol, then the unit upright between parentheses.
TextRuns axisRuns(const FigureAxis& axis);

/// The text without its styles: "Iext = 30". For descriptions and accessible names.
std::string plainText(const TextRuns& runs);

/// The width of runs set at `size`, estimated from average letter widths: no font is asked, so
/// every back-end lays out the same page.
double estimatedWidth(const TextRuns& runs, double size);

/// A LaTeX symbol for a variable or parameter: its label if it has one, else made from its name
/// ("I_ext" -> I_{ext}, "V3" -> V_{3}, "lambda" -> \lambda).
std::string symbolFor(std::string_view name, std::string_view label);

}  // namespace separatrix
