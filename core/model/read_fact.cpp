#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/base/number.hpp"
#include "core/model/annotations.hpp"

namespace separatrix {
namespace {

// The words of `portrait --json` for the type of an equilibrium.
constexpr auto kTypes = std::to_array<std::string_view>(
    {"stable node", "unstable node", "stable focus", "unstable focus", "saddle", "saddle-focus", "center",
     "stable star", "unstable star", "stable degenerate node", "unstable degenerate node", "nonhyperbolic"});

constexpr std::string_view kGrammar =
    "#: fact [at STEP] [over NAME=LO..HI] equilibria=N | TYPE at X=.. tol=.. | hopf at NAME=.. tol=.. | fold at "
    "NAME=.. "
    "tol=.. | cycle stable|unstable [period=.. tol=..] | cycles=N";

}  // namespace

bool AnnotationReader::fact() {
  constexpr std::size_t kMostFacts = 10'000;
  if (model_.facts.size() >= kMostFacts) return fail(here(), "There are more than 10,000 facts.", {}, "E115");
  Fact fact;
  fact.line = line_.firstLine();
  if (!atEnd() && word().text == "at") {
    ++next_;
    if (atEnd() || model_.presetNamed(word().text) == nullptr)
      return fail(here(), "`at` names a step or set that stands above.", std::string(kGrammar));
    fact.step = model_.presetNamed(word().text)->id;
    ++next_;
  }
  if (!atEnd() && word().text == "over") {
    ++next_;
    const std::size_t equals = atEnd() ? std::string_view::npos : word().text.find('=');
    if (equals == std::string_view::npos)
      return fail(here(), "`over` is followed by NAME=LO..HI.", std::string(kGrammar));
    const auto p = parameter(word().text.substr(0, equals));
    if (!p) return unknownName(word(), word().text.substr(0, equals));
    fact.over = model_.parameters[static_cast<std::size_t>(*p)].name;
    if (!interval(word().text.substr(equals + 1), word(), fact.range)) return false;
    ++next_;
  }
  if (!factSubject(fact)) return false;
  model_.facts.push_back(std::move(fact));
  return true;
}

bool AnnotationReader::factSubject(Fact& fact) {
  if (atEnd()) return fail(here(), "A fact states something.", std::string(kGrammar));
  const Word subject = word();
  for (const auto& [key, kind] :
       {std::pair{"equilibria=", Fact::Kind::equilibriumCount}, std::pair{"cycles=", Fact::Kind::cycleCount}}) {
    if (!subject.text.starts_with(key)) continue;
    double count = 0;
    if (!number(subject.text.substr(std::string_view(key).size()), subject, count)) return false;
    if (count < 0 || count > 1'000'000 || count != std::floor(count))
      return fail(subject.span, "A count is a whole number.");
    fact.kind = kind;
    fact.count = static_cast<int>(count);
    ++next_;
    return atEnd() ? true : fail(here(), quoted(word().text) + " is one word too many.", std::string(kGrammar));
  }
  if (subject.text == "cycle") return cycleFact(fact);
  if (subject.text == "hopf" || subject.text == "fold") {
    fact.kind = subject.text == "hopf" ? Fact::Kind::hopf : Fact::Kind::fold;
    ++next_;
    if (atEnd() || word().text != "at")
      return fail(here(), quoted(subject.text) + " is followed by `at NAME=..`.", std::string(kGrammar));
    ++next_;
    return places(fact);
  }
  return typeAt(fact);
}

// TYPE at X=.. [Y=..] tol=..
bool AnnotationReader::typeAt(Fact& fact) {
  fact.kind = Fact::Kind::equilibriumType;
  const Span first = here();
  for (; !atEnd() && word().text != "at"; ++next_)
    fact.type += (fact.type.empty() ? "" : " ") + std::string(word().text);
  if (std::ranges::find(kTypes, fact.type) == kTypes.end())
    return fail(first, quoted(fact.type) + " is no type of equilibrium.", std::string(kGrammar));
  if (atEnd()) return fail(here(), "`at X=..` is missing.", std::string(kGrammar));
  ++next_;
  return places(fact);
}

bool AnnotationReader::cycleFact(Fact& fact) {
  fact.kind = Fact::Kind::cycle;
  ++next_;
  if (atEnd() || (word().text != "stable" && word().text != "unstable"))
    return fail(here(), "A cycle is `stable` or `unstable`.", std::string(kGrammar));
  fact.type = word().text;
  ++next_;
  return atEnd() ? true : places(fact);
}

// NAME=VALUE ..., period=.., tol=.., subcritical or supercritical, to the end of the line.
bool AnnotationReader::places(Fact& fact) {
  for (; !atEnd(); ++next_) {
    const Word in = word();
    double value = 0;
    if (in.text == "subcritical" || in.text == "supercritical") {
      fact.criticality = in.text;
    } else if (in.text.starts_with("tol=") || in.text.starts_with("period=")) {
      const std::size_t equals = in.text.find('=');
      if (!number(in.text.substr(equals + 1), in, value)) return false;
      if (!(value > 0)) return fail(in.span, quoted(in.text) + " must be above 0.");
      (in.text[0] == 't' ? fact.tolerance : fact.period) = value;
    } else {
      std::string name;
      if (!assignment(in, name, value)) return false;
      fact.at.emplace_back(std::move(name), value);
    }
  }
  if (fact.kind != Fact::Kind::cycle && fact.at.empty())
    return fail(here(), "`at` is followed by NAME=VALUE.", std::string(kGrammar));
  if (fact.kind != Fact::Kind::cycle && !fact.tolerance)
    return fail(here(), "`tol=..` is missing.", std::string(kGrammar));
  return true;
}

}  // namespace separatrix
