#include "core/figure/math_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

namespace separatrix {
namespace {

using Symbol = std::pair<std::string_view, std::string_view>;
constexpr std::array<Symbol, 39> kSymbols = {{
    {"alpha", "α"},   {"beta", "β"},    {"gamma", "γ"},   {"delta", "δ"},    {"epsilon", "ε"}, {"varepsilon", "ε"},
    {"zeta", "ζ"},    {"eta", "η"},     {"theta", "θ"},   {"iota", "ι"},     {"kappa", "κ"},   {"lambda", "λ"},
    {"mu", "μ"},      {"nu", "ν"},      {"xi", "ξ"},      {"pi", "π"},       {"rho", "ρ"},     {"sigma", "σ"},
    {"tau", "τ"},     {"upsilon", "υ"}, {"phi", "φ"},     {"varphi", "φ"},   {"chi", "χ"},     {"psi", "ψ"},
    {"omega", "ω"},   {"Gamma", "Γ"},   {"Delta", "Δ"},   {"Theta", "Θ"},    {"Lambda", "Λ"},  {"Xi", "Ξ"},
    {"Pi", "Π"},      {"Sigma", "Σ"},   {"Phi", "Φ"},     {"Psi", "Ψ"},      {"Omega", "Ω"},   {"infty", "∞"},
    {"cdot", "·"},    {"times", "×"},   {"approx", "≈"},
}};
// Accents are combining characters that follow their letter.
constexpr std::array<Symbol, 5> kAccents = {
    {{"bar", "\u0304"}, {"dot", "\u0307"}, {"ddot", "\u0308"}, {"hat", "\u0302"}, {"tilde", "\u0303"}}};
constexpr std::array<std::string_view, 5> kUpright = {"mathrm", "text", "operatorname", "textrm", "mathsf"};

template <std::size_t n>
std::optional<std::string_view> look(const std::array<Symbol, n>& table, std::string_view word) {
  for (const auto& [key, value] : table)
    if (key == word) return value;
  return std::nullopt;
}

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Reads a formula once from left to right; nesting deeper than kDeepest is shown as it is written.
class MathReader {
 public:
  explicit MathReader(std::string_view source) : source_(source) {}

  TextRuns read() {
    while (position_ < source_.size()) item(0, false, 0);
    return std::move(runs_);
  }

 private:
  static constexpr int kDeepest = 20;

  void put(std::string_view text, bool italic, int script) {
    if (!runs_.empty() && runs_.back().italic == italic && runs_.back().script == script)
      runs_.back().text += text;
    else
      runs_.push_back({std::string(text), italic, script});
  }

  // One item: a group in braces, a script, a command, a word or a character.
  void item(int script, bool upright, int depth) {
    const char c = source_[position_];
    if (depth > kDeepest) return put(source_.substr(position_++, 1), false, script);
    if (c == '{') return group(script, upright, depth);
    if (c == '\\') return command(script, upright, depth);
    if (c == '_' || c == '^') {
      ++position_;
      if (position_ < source_.size()) item(c == '_' ? -1 : 1, upright, depth + 1);
      return;
    }
    if (isLetter(c)) return word(script, upright);
    ++position_;
    if (c == '}' || (c == ' ' && !upright)) return;
    if (c == '-') return put("−", false, script);
    put(source_.substr(position_ - 1, 1), false, script);
  }

  void group(int script, bool upright, int depth) {
    ++position_;
    while (position_ < source_.size() && source_[position_] != '}') item(script, upright, depth + 1);
    if (position_ < source_.size()) ++position_;
  }

  // A single letter is a variable; several in a row are a word ("ext"), set upright.
  void word(int script, bool upright) {
    std::size_t end = position_;
    while (end < source_.size() && isLetter(source_[end])) ++end;
    put(source_.substr(position_, end - position_), end - position_ == 1 && !upright, script);
    position_ = end;
  }

  void command(int script, bool upright, int depth) {
    std::size_t end = position_ + 1;
    while (end < source_.size() && isLetter(source_[end])) ++end;
    const std::string_view name = source_.substr(position_ + 1, end - position_ - 1);
    if (name.empty()) {  // \, \; \ \_ \% ...
      const std::string_view next = source_.substr(end, 1);
      position_ = std::min(end + 1, source_.size());
      const bool space = next == "," || next == ";" || next == ":" || next == " ";
      return put(next == "!" ? "" : space ? " " : next, false, script);
    }
    position_ = end;
    while (position_ < source_.size() && source_[position_] == ' ') ++position_;
    if (const auto symbol = look(kSymbols, name)) {
      const bool greek = name.front() >= 'a' && name != "infty" && name != "cdot" && name != "times" && name != "approx";
      return put(*symbol, greek && !upright, script);
    }
    const auto accent = look(kAccents, name);
    const bool plain = std::ranges::find(kUpright, name) != kUpright.end();
    if (!accent && !plain) return put(name, false, script);
    if (position_ < source_.size()) item(script, upright || plain, depth + 1);
    if (accent && !runs_.empty()) runs_.back().text += *accent;
  }

  std::string_view source_;
  std::size_t position_ = 0;
  TextRuns runs_;
};

}  // namespace

TextRuns mathRuns(std::string_view latex) { return MathReader(latex).read(); }

TextRuns textRuns(std::string_view text) {
  TextRuns runs;
  while (!text.empty()) {
    const std::size_t open = text.find('$');
    const std::size_t close = open == std::string_view::npos ? open : text.find('$', open + 1);
    if (close == std::string_view::npos) {
      runs.push_back({std::string(text)});
      break;
    }
    if (open > 0) runs.push_back({std::string(text.substr(0, open))});
    for (TextRun& run : mathRuns(text.substr(open + 1, close - open - 1))) runs.push_back(std::move(run));
    text.remove_prefix(close + 1);
  }
  return runs;
}

namespace {

// "uA/cm^2" as people print it: a micro sign, exponents raised.
void appendUnit(TextRuns& runs, std::string_view unit) {
  std::string text;
  const auto flush = [&](int script) {
    if (!text.empty()) runs.push_back({std::exchange(text, {}), false, script});
  };
  for (std::size_t k = 0; k < unit.size(); ++k) {
    const bool starts = k == 0 || unit[k - 1] == '/' || unit[k - 1] == ' ';
    if (unit[k] == 'u' && starts && k + 1 < unit.size() && isLetter(unit[k + 1])) {
      text += "\u00B5";
    } else if (unit[k] == '^' && k + 1 < unit.size()) {
      flush(0);
      for (++k; k < unit.size() && (isDigit(unit[k]) || unit[k] == '-'); ++k) text += unit[k];
      --k;
      flush(1);
    } else {
      text += unit[k];
    }
  }
  flush(0);
}

}  // namespace

TextRuns axisRuns(const FigureAxis& axis) {
  TextRuns runs = mathRuns(axis.label);
  if (axis.unit.empty()) return runs;
  TextRuns unit{{runs.empty() ? "(" : " ("}};
  appendUnit(unit, axis.unit);
  unit.push_back({")"});
  for (TextRun& run : unit) {
    const bool joins = &run != unit.data() && run.script == 0 && runs.back().script == 0 && !runs.back().italic;
    if (joins) runs.back().text += run.text;
    else runs.push_back(std::move(run));
  }
  return runs;
}

std::string plainText(const TextRuns& runs) {
  std::string text;
  for (const TextRun& run : runs) text += run.text;
  return text;
}

// Average widths of a text face, in fractions of its size: digits 1/2, narrow letters and
// punctuation 0.3, capitals and m, w 0.72, the rest 0.5; combining accents none.
double estimatedWidth(const TextRuns& runs, double size) {
  double width = 0;
  for (const TextRun& run : runs) {
    double em = 0;
    for (std::size_t i = 0; i < run.text.size(); ++i) {
      const char c = run.text[i];
      const auto byte = static_cast<unsigned char>(c);
      if ((byte & 0xC0) == 0x80 || byte == 0xCC) continue;  // continuation of a character; combining accent
      const bool narrow = std::string_view("iljtfrI .,:;!'()[]|").find(c) != std::string_view::npos;
      const bool wide = byte == 0xE2 || c == 'm' || c == 'w' || (c >= 'A' && c <= 'Z');
      em += narrow ? 0.33 : wide ? 0.72 : 0.5;
    }
    width += em * size * (run.script == 0 ? 1 : kScriptScale);
  }
  return width;
}

std::string symbolFor(std::string_view name, std::string_view label) {
  if (!label.empty()) return std::string(label);
  const auto part = [](std::string_view word) {
    return look(kSymbols, word) ? "\\" + std::string(word) : std::string(word);
  };
  if (const std::size_t bar = name.find('_'); bar != std::string_view::npos && bar > 0 && bar + 1 < name.size())
    return part(name.substr(0, bar)) + "_{" + part(name.substr(bar + 1)) + "}";
  std::size_t letters = 0;
  while (letters < name.size() && isLetter(name[letters])) ++letters;
  const std::string_view digits = name.substr(letters);
  const bool indexed = letters > 0 && !digits.empty() && std::ranges::all_of(digits, isDigit);
  return indexed ? part(name.substr(0, letters)) + "_{" + std::string(digits) + "}" : part(name);
}

}  // namespace separatrix
