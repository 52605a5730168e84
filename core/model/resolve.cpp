#include "core/model/resolve.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <unordered_set>
#include <utility>

#include "core/model/built_in_functions.hpp"
#include "core/model/lexer.hpp"
#include "core/model/model.hpp"

namespace separatrix {
namespace {

using Node = ExpressionNode;
using Kind = OdeStatement::Kind;

constexpr std::size_t kLongestAdvised = 60;

class Resolver {
 public:
  Resolver(const OdeDocument& document, const Symbols& symbols, Diagnostics& diagnostics)
      : document_(document), symbols_(symbols), diagnostics_(diagnostics) {
    for (const OdeStatement& statement : document.statements) {
      if (statement.kind != Kind::unsupported) continue;
      const SourceLine& line = document.lineOf(statement);
      for (Token token = nextToken(line.text, 0); token.kind != Token::Kind::end;
           token = nextToken(line.text, token.span.end))
        unsupported_.insert(lowerCase(line[token.span]));
    }
  }

  void expression(Expression& expression, const SourceLine& line, std::span<const Span> arguments) {
    line_ = &line;
    arguments_ = arguments;
    for (Node& node : expression.nodes) {
      if (diagnostics_.errorCount() > Diagnostics::kMost) return;
      if (node.kind == Node::Kind::name && node.binding == Node::Binding::none) value(node);
      if (node.kind == Node::Kind::call) call(node);
    }
  }

 private:
  std::string_view word(const Node& node) const {
    return (*line_)[{node.span.begin, node.span.begin + node.nameLength}];
  }
  void say(const Node& node, std::string_view code, std::string sentence, std::string suggestion = {},
           std::string replacement = {}) {
    sayError(diagnostics_, *line_, {node.span.begin, node.span.begin + node.nameLength}, code, std::move(sentence),
             std::move(suggestion), std::move(replacement));
  }

  void value(Node& node) {
    const std::string_view name = word(node);
    for (std::uint32_t i = 0; i < arguments_.size(); ++i)
      if (sameName((*line_)[arguments_[i]], name)) return bind(node, Node::Binding::argument, i);
    if (const auto symbol = symbols_.find(name)) {
      if (symbols_[*symbol].kind == Symbol::Kind::function)
        return say(node, "E102", quoted(name) + " is a function and needs its arguments.",
                   "Write `" + std::string(name) + "(...)`.");
      return bind(node, Node::Binding::symbol, *symbol);
    }
    if (sameName(name, "t")) return bind(node, Node::Binding::time, 0);
    if (sameName(name, "pi")) return bind(node, Node::Binding::pi, 0);
    if (builtInFunction(name))
      return say(node, "E102", quoted(name) + " is a function and needs its arguments.",
                 "Write `" + std::string(name) + "(...)`.");
    unknown(node, false);
  }

  void call(Node& node) {
    const std::string_view name = word(node);
    for (const Span& argument : arguments_)
      if (sameName((*line_)[argument], name)) return notCallable(node, "an argument");
    if (const auto symbol = symbols_.find(name)) {
      const Symbol& found = symbols_[*symbol];
      if (found.kind != Symbol::Kind::function) return notCallable(node, kindName(found.kind));
      checkCount(node, static_cast<int>(document_.statements[found.statement].arguments.size()));
      return bind(node, Node::Binding::symbol, *symbol);
    }
    if (const auto index = builtInFunction(name)) {
      const BuiltInFunction& function = builtInFunction(*index);
      if (!function.notYet.empty()) return say(node, "E111", std::string(function.notYet));
      checkCount(node, function.arguments);
      return bind(node, Node::Binding::builtIn, *index);
    }
    if (sameName(name, "t") || sameName(name, "pi")) return notCallable(node, "a number");
    unknown(node, true);
  }

  static void bind(Node& node, Node::Binding binding, std::uint32_t index) {
    node.binding = binding;
    node.value = index;
  }

  static std::string kindName(Symbol::Kind kind) {
    switch (kind) {
      case Symbol::Kind::state: return "a variable";
      case Symbol::Kind::quantity: return "a quantity";
      case Symbol::Kind::function: return "a function";
      default: return "a parameter";
    }
  }

  void notCallable(const Node& node, const std::string& what) {
    const std::string name(word(node));
    say(node, "E102", quoted(name) + " is " + what + ", not a function.", "A product is written `" + name + "*(...)`.",
        name + "*");
  }

  void checkCount(const Node& node, int wanted) {
    if (static_cast<int>(node.childCount) == wanted) return;
    const std::string name(word(node));
    say(node, "E109",
        quoted(name) + " takes " + std::to_string(wanted) + (wanted == 1 ? " argument" : " arguments") +
            ", here it has " + std::to_string(node.childCount) + ".",
        static_cast<int>(node.childCount) > wanted ? "A decimal point is written `.`, not `,`." : "");
  }

  void unknown(const Node& node, bool isCall) {
    const std::string name(word(node));
    if (unsupported_.contains(lowerCase(name))) return;
    if (!isCall && isGivenInitially(name))
      return say(node, "E105", quoted(name) + " has an initial value but no equation.",
                 "Add `" + name + "'=...` or make it a parameter.");
    for (const OdeStatement& statement : document_.statements)
      if (statement.kind == Kind::auxiliary && sameName(document_.nameOf(statement), name))
        return say(node, "E101", quoted(name) + " is an aux quantity, which other formulas cannot use.",
                   "Define it as `" + name + "=...` instead.");
    std::vector<std::string> known = symbols_.names();
    for (const Span& argument : arguments_) known.emplace_back((*line_)[argument]);
    if (isCall) std::ranges::copy(builtInFunctionNames(), std::back_inserter(known));
    const std::string nearest = nearestName(name, known);
    const std::string advice = !nearest.empty() ? "Did you mean `" + nearest + "`?"
                               : isCall         ? "Define it, for instance with `" + name + "(x)=...`."
                                                : "Define it, for instance with `par " + name + "=0`.";
    say(node, "E101", quoted(name) + " is not defined.", name.size() > kLongestAdvised ? "" : advice, nearest);
  }

  bool isGivenInitially(std::string_view name) const {
    return std::ranges::any_of(document_.statements, [&](const OdeStatement& statement) {
      const SourceLine& line = document_.lineOf(statement);
      if (statement.kind == Kind::initialValue) return sameName(line[statement.name], name);
      return statement.kind == Kind::initials && std::ranges::any_of(statement.assignments, [&](const Assignment& a) {
               return sameName(line[a.name], name);
             });
    });
  }

  const OdeDocument& document_;
  const Symbols& symbols_;
  Diagnostics& diagnostics_;
  std::unordered_set<std::string> unsupported_;  // named in lines that were refused already
  const SourceLine* line_ = nullptr;
  std::span<const Span> arguments_;
};

}  // namespace

void resolveNames(OdeDocument& document, const Symbols& symbols, Diagnostics& diagnostics) {
  Resolver resolver(document, symbols, diagnostics);
  for (OdeStatement& statement : document.statements) {
    const SourceLine& line = document.lineOf(statement);
    resolver.expression(statement.expression, line, statement.arguments);
    for (ResetAssignment& reset : statement.resets) resolver.expression(reset.expression, line, {});
  }
}

}  // namespace separatrix
