#include "core/model/annotations.hpp"

#include <algorithm>
#include <array>

#include "core/base/number.hpp"

namespace separatrix {
namespace {

constexpr std::size_t kMostSliders = 100, kMostPresets = 2'000;
constexpr std::string_view kBlanks = " \t\f\v";

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks), end = text.find_last_not_of(kBlanks);
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin, end - begin + 1);
}

}  // namespace

std::vector<AnnotationWord> annotationWords(const SourceLine& line) {
  std::vector<AnnotationWord> words;
  const std::string_view text = line.text;
  std::size_t at = text.find("#:") + 2;
  while ((at = text.find_first_not_of(kBlanks, at)) != std::string_view::npos) {
    std::size_t end = at;
    if (text[at] == '"') {
      const std::size_t close = text.find('"', at + 1);
      end = close == std::string_view::npos ? text.size() : close + 1;
      const std::size_t inside = close == std::string_view::npos ? end : close;
      words.push_back({text.substr(at + 1, inside - at - 1),
                       {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)},
                       true});
    } else {
      for (int braces = 0; end < text.size() && (braces > 0 || kBlanks.find(text[end]) == std::string_view::npos);
           ++end)
        braces += text[end] == '{' ? 1 : text[end] == '}' ? -1 : 0;
      words.push_back(
          {text.substr(at, end - at), {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, false});
    }
    at = end;
  }
  return words;
}

void readAnnotations(const OdeDocument& document, const Symbols& symbols, Model& model, Diagnostics& diagnostics) {
  for (const OdeStatement& statement : document.statements)
    if (statement.kind == OdeStatement::Kind::annotation)
      AnnotationReader(document.lineOf(statement), symbols, model, diagnostics).read();
}

AnnotationReader::AnnotationReader(const SourceLine& line, const Symbols& symbols, Model& model,
                                   Diagnostics& diagnostics)
    : line_(line), symbols_(symbols), model_(model), diagnostics_(diagnostics), words_(annotationWords(line)) {}

Span AnnotationReader::here() const {
  if (!atEnd()) return word().span;
  return words_.empty() ? Span{0, 1} : words_.back().span;
}

bool AnnotationReader::fail(Span where, std::string sentence, std::string suggestion, std::string_view code) {
  sayError(diagnostics_, line_, where, code, std::move(sentence), std::move(suggestion));
  return false;
}

std::optional<int> AnnotationReader::indexOf(std::string_view name, Symbol::Kind kind) const {
  const auto found = symbols_.find(name);
  if (!found || symbols_[*found].kind != kind) return std::nullopt;
  return symbols_[*found].index;
}

bool AnnotationReader::unknownName(const Word& name, std::string_view text) {
  const std::string nearest = diagnostics_.full() ? "" : nearestName(text, symbols_.names());
  return fail(name.span, quoted(text) + " is no variable or parameter.",
              nearest.empty() ? "" : "Did you mean `" + nearest + "`?", "E101");
}

std::string AnnotationReader::restOfLine() const {
  return atEnd() ? std::string() : std::string(trimmed(std::string_view(line_.text).substr(word().span.begin)));
}

bool AnnotationReader::number(std::string_view text, const Word& in, double& value) {
  const auto parsed = parseNumber(text);
  if (!parsed) return fail(in.span, quoted(text) + " is not a number.");
  value = *parsed;
  return true;
}

bool AnnotationReader::interval(std::string_view text, const Word& in, Interval& value) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return fail(in.span, "An interval is written LO..HI, not " + quoted(text) + ".");
  double low = 0, high = 0;
  if (!number(text.substr(0, dots), in, low) || !number(text.substr(dots + 2), in, high)) return false;
  if (!(low < high))
    return fail(in.span, "The interval " + quoted(text) + " is empty.", "Write the smaller end first.");
  value = {low, high};
  return true;
}

// NAME=VALUE with the name of a variable or parameter, made the name as first spelled.
bool AnnotationReader::assignment(const Word& in, std::string& name, double& value) {
  const std::size_t equals = in.text.find('=');
  if (equals == std::string_view::npos) return fail(in.span, "NAME=VALUE is expected, not " + quoted(in.text) + ".");
  const std::string_view given = in.text.substr(0, equals);
  if (const auto p = parameter(given))
    name = model_.parameters[static_cast<std::size_t>(*p)].name;
  else if (const auto v = variable(given))
    name = model_.variables[static_cast<std::size_t>(*v)].name;
  else
    return unknownName(in, given);
  return number(in.text.substr(equals + 1), in, value);
}

void AnnotationReader::read() {
  if (atEnd()) return;
  const Word first = word();
  ++next_;
  const auto is = [&](std::string_view wanted) { return sameName(first.text, wanted); };
  if (is("title"))
    model_.title = restOfLine();
  else if (is("about"))
    model_.about = restOfLine();
  else if (is("cite")) {
    std::string rest = restOfLine();
    for (std::size_t at = 0; at <= rest.size();) {
      const std::size_t comma = std::min(rest.find(',', at), rest.size());
      if (const auto key = trimmed(std::string_view(rest).substr(at, comma - at)); !key.empty())
        model_.cites.emplace_back(key);
      at = comma + 1;
    }
  } else if (is("range"))
    range();
  else if (is("slider"))
    slider();
  else if (is("plane"))
    plane();
  else if (is("step"))
    step();
  else if (is("fact"))
    fact();
  else {
    const std::string nearest =
        nearestName(first.text, {"title", "about", "cite", "range", "slider", "plane", "step", "fact"});
    sayWarning(diagnostics_, line_, first.span, "W112", "`#:` " + quoted(first.text) + " is not known and is not used.",
               nearest.empty() ? "" : "Did you mean `" + nearest + "`?", nearest);
  }
}

bool AnnotationReader::rangeDetails(std::string& unit, std::string& label, std::string& text, bool& logarithmic) {
  for (; !atEnd(); ++next_) {
    if (word().quoted)
      text = word().text;
    else if (word().text == "log")
      logarithmic = true;
    else if (word().text == "label") {
      ++next_;
      if (atEnd()) return fail(here(), "`label` is followed by a LaTeX source.");
      label = word().text;
    } else if (unit.empty())
      unit = word().text;
    else
      return fail(word().span, quoted(word().text) + " is one word too many.",
                  "#: range NAME LO..HI [UNIT] [\"words\"] [label TEX] [log]");
  }
  return true;
}

bool AnnotationReader::range() {
  if (words_.size() < 3) return fail(here(), "A range is written `#: range NAME LO..HI`.");
  const Word name = words_[1];
  Interval interval{};
  if (!this->interval(words_[2].text, words_[2], interval)) return false;
  next_ = 3;
  if (const auto v = variable(name.text)) {
    Variable& known = model_.variables[static_cast<std::size_t>(*v)];
    known.range = interval;
    known.rangeSource = RangeSource::declared;
    bool logarithmic = false;
    return rangeDetails(known.unit, known.label, known.text, logarithmic);
  }
  const auto p = parameter(name.text);
  if (!p) return unknownName(name, name.text);
  Parameter& known = model_.parameters[static_cast<std::size_t>(*p)];
  known.range = interval;
  if (!rangeDetails(known.unit, known.label, known.text, known.logarithmic)) return false;
  if (known.logarithmic && interval.lo <= 0) return fail(words_[2].span, "A logarithmic range lies above 0.");
  return true;
}

bool AnnotationReader::slider() {
  for (; !atEnd(); ++next_) {
    const auto p = parameter(word().text);
    if (!p) return unknownName(word(), word().text);
    if (model_.sliders.size() >= kMostSliders) return fail(word().span, "`#: slider` names more than 100 parameters.");
    if (std::ranges::find(model_.sliders, *p) == model_.sliders.end()) model_.sliders.push_back(*p);
  }
  return model_.sliders.empty() ? fail(here(), "`#: slider` names parameters.") : true;
}

bool AnnotationReader::plane() {
  if (words_.size() != 3) return fail(here(), "A plane is written `#: plane X Y`.");
  const auto x = variable(words_[1].text), y = variable(words_[2].text);
  if (!x) return unknownName(words_[1], words_[1].text);
  if (!y) return unknownName(words_[2], words_[2].text);
  if (*x == *y) return fail(words_[2].span, "A plane has two different variables.");
  model_.plane = {*x, *y};
  return true;
}

bool AnnotationReader::step() {
  if (words_.size() < 2) return fail(here(), "A step is written `#: step ID \"title\" NAME=VALUE ... [\"caption\"]`.");
  Preset preset;
  preset.isStep = true;
  preset.id = words_[1].text;
  if (model_.presets.size() >= kMostPresets)
    return fail(words_[1].span, "There are more than 2,000 steps and sets.", {}, "E115");
  if (model_.presetNamed(preset.id) != nullptr)
    return fail(words_[1].span, "The step or set " + quoted(preset.id) + " is defined twice.", {}, "E106");
  bool titled = false;
  for (next_ = 2; !atEnd(); ++next_) {
    if (word().quoted) {
      (titled ? preset.caption : preset.title) = word().text;
      titled = true;
      continue;
    }
    std::pair<std::string, double> value;
    if (!assignment(word(), value.first, value.second)) return false;
    preset.assignments.push_back(std::move(value));
  }
  model_.presets.push_back(std::move(preset));
  return true;
}

}  // namespace separatrix
