#include <algorithm>
#include <utility>

#include "core/model/resolve.hpp"

namespace separatrix {
namespace {

constexpr int kDeepestNesting = 500;

bool isDefinition(Symbol::Kind kind) {
  return kind == Symbol::Kind::quantity || kind == Symbol::Kind::derived || kind == Symbol::Kind::function;
}

// Depth-first search with a stack of its own, so that a chain of any length is safe.
class Ordering {
 public:
  Ordering(const OdeDocument& document, const Symbols& symbols, Diagnostics& diagnostics)
      : document_(document),
        symbols_(symbols),
        diagnostics_(diagnostics),
        state_(symbols.size(), State::fresh),
        depth_(symbols.size(), 0) {}

  std::vector<std::uint32_t> order() {
    for (std::uint32_t i = 0; i < symbols_.size(); ++i)
      if (isDefinition(symbols_[i].kind) && state_[i] == State::fresh) visit(i);
    return std::move(order_);
  }

 private:
  enum class State : char { fresh, open, finished };
  struct Visit {
    std::uint32_t symbol;
    std::size_t nextNode;
  };

  const Expression& expressionOf(std::uint32_t symbol) const {
    return document_.statements[symbols_[symbol].statement].expression;
  }

  void visit(std::uint32_t first) {
    open(first);
    while (!stack_.empty()) {
      Visit& top = stack_.back();
      const Expression& expression = expressionOf(top.symbol);
      if (top.nextNode == expression.nodes.size()) {
        close();
        continue;
      }
      const ExpressionNode& node = expression.nodes[top.nextNode++];
      if (node.binding != ExpressionNode::Binding::symbol || !isDefinition(symbols_[node.value].kind)) continue;
      if (state_[node.value] == State::fresh) {
        open(node.value);
      } else if (state_[node.value] == State::open) {
        circle(node.value, top.symbol, node);
      } else {
        deepen(top.symbol, node.value);
      }
    }
  }

  void open(std::uint32_t symbol) {
    state_[symbol] = State::open;
    stack_.push_back({symbol, 0});
  }

  void close() {
    const std::uint32_t symbol = stack_.back().symbol;
    stack_.pop_back();
    state_[symbol] = State::finished;
    order_.push_back(symbol);
    if (!stack_.empty()) deepen(stack_.back().symbol, symbol);
  }

  void deepen(std::uint32_t outer, std::uint32_t inner) {
    if (symbols_[inner].kind != Symbol::Kind::function) return;
    const int depth = depth_[inner] + 1;
    if (depth > kDeepestNesting && !tooDeep_) {
      sayError(diagnostics_, document_.lineOf(document_.statements[symbols_[outer].statement]), symbols_[outer].place,
               "E114", "Functions are nested more than 500 deep here.", "Write some of them out.");
      tooDeep_ = true;
    }
    depth_[outer] = std::max(depth_[outer], depth);
  }

  void circle(std::uint32_t repeated, std::uint32_t in, const ExpressionNode& node) {
    std::string path;
    constexpr std::size_t kShown = 8;
    auto at = std::ranges::find(stack_, repeated, &Visit::symbol);
    const bool abridged = static_cast<std::size_t>(stack_.end() - at) > kShown;
    for (std::size_t shown = 0; at != stack_.end() && shown < kShown; ++at, ++shown)
      path += symbols_[at->symbol].name + " -> ";
    if (abridged) path += "... -> ";
    const SourceLine& line = document_.lineOf(document_.statements[symbols_[in].statement]);
    sayError(diagnostics_, line, {node.span.begin, node.span.begin + node.nameLength}, "E113",
             quoted(symbols_[repeated].name) + " is defined through itself: " + path + symbols_[repeated].name + ".",
             "One of these definitions must not use the others.");
  }

  const OdeDocument& document_;
  const Symbols& symbols_;
  Diagnostics& diagnostics_;
  std::vector<State> state_;
  std::vector<int> depth_;
  std::vector<Visit> stack_;
  bool tooDeep_ = false;
  std::vector<std::uint32_t> order_;
};

}  // namespace

std::vector<std::uint32_t> orderDefinitions(const OdeDocument& document, const Symbols& symbols,
                                            Diagnostics& diagnostics) {
  return Ordering(document, symbols, diagnostics).order();
}

}  // namespace separatrix
