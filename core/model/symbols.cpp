#include "core/model/symbols.hpp"

#include <algorithm>
#include <utility>

#include "core/model/built_in_functions.hpp"

namespace separatrix {
namespace {

using Kind = OdeStatement::Kind;

std::optional<Symbol::Kind> definedKind(Kind kind) {
  switch (kind) {
    case Kind::differential:
    case Kind::iteration: return Symbol::Kind::state;
    case Kind::quantity: return Symbol::Kind::quantity;
    case Kind::derived: return Symbol::Kind::derived;
    case Kind::function: return Symbol::Kind::function;
    default: return std::nullopt;
  }
}

}  // namespace

std::string lowerCase(std::string_view name) {
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

Symbols::Symbols(const OdeDocument& document, Diagnostics& diagnostics) : document_(document) {
  for (std::uint32_t i = 0; i < document.statements.size(); ++i) {
    const OdeStatement& statement = document.statements[i];
    const SourceLine& line = document.lineOf(statement);
    if (statement.kind == Kind::parameters || statement.kind == Kind::numbers) {
      const auto kind = statement.kind == Kind::parameters ? Symbol::Kind::parameter : Symbol::Kind::number;
      for (const Assignment& a : statement.assignments)
        define({kind, std::string(line[a.name]), 0, a.number, i, a.name}, line, diagnostics);
    } else if (const auto kind = definedKind(statement.kind)) {
      define({*kind, std::string(line[statement.name]), 0, 0, i, statement.name}, line, diagnostics);
    }
  }
}

void Symbols::define(Symbol symbol, const SourceLine& line, Diagnostics& diagnostics) {
  if (isReserved(symbol.name)) {
    sayError(diagnostics, line, symbol.place, "E107",
             quoted(symbol.name) + " has a meaning of its own and cannot be defined.", "Choose another name.");
    return;
  }
  const auto [place, isNew] = known_.try_emplace(lowerCase(symbol.name), size());
  if (!isNew) {
    const Symbol& first = symbols_[place->second];
    const int firstLine = document_.lineOf(document_.statements[first.statement]).lineAt(first.place.begin);
    const std::string other = first.name == symbol.name ? "" : " and " + quoted(first.name) + ", which are one name,";
    sayError(diagnostics, line, symbol.place, "E106",
             quoted(symbol.name) + other + (other.empty() ? " is" : " are") + " defined twice (lines " +
                 std::to_string(firstLine) + " and " + std::to_string(line.lineAt(symbol.place.begin)) + ").",
             "Rename one of them: names are matched without regard to case.");
    return;
  }
  std::vector<std::uint32_t>* list = symbol.kind == Symbol::Kind::parameter ? &parameters_
                                     : symbol.kind == Symbol::Kind::state   ? &states_
                                                                            : nullptr;
  if (list != nullptr) {
    symbol.index = static_cast<int>(list->size());
    list->push_back(size());
  }
  symbols_.push_back(std::move(symbol));
}

std::optional<std::uint32_t> Symbols::find(std::string_view name) const {
  const auto found = known_.find(lowerCase(name));
  if (found == known_.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> Symbols::names() const {
  std::vector<std::string> all;
  for (const Symbol& symbol : symbols_) all.push_back(symbol.name);
  return all;
}

}  // namespace separatrix
