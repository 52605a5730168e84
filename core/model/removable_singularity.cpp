#include "core/model/removable_singularity.hpp"

#include <cstdlib>
#include <optional>
#include <vector>

#include "core/model/laurent_polynomial.hpp"

namespace separatrix {
namespace {

using Id = Graph::Id;
constexpr std::size_t kMaximalFactors = 24;

// sign * over[0] * over[1] * ... / (under[0] * under[1] * ...)
struct Factors {
  std::vector<Id> over, under;
  bool negative = false;
};

void collect(const Graph& graph, Id id, bool inverted, Factors& factors) {
  if (factors.over.size() + factors.under.size() >= kMaximalFactors) {
    (inverted ? factors.under : factors.over).push_back(id);
    return;
  }
  const Graph::Node& node = graph[id];
  switch (node.operation) {
    case Operation::negate:
      factors.negative = !factors.negative;
      collect(graph, node.operand[0], inverted, factors);
      break;
    case Operation::multiply:
      collect(graph, node.operand[0], inverted, factors);
      collect(graph, node.operand[1], inverted, factors);
      break;
    case Operation::divide:
      collect(graph, node.operand[0], inverted, factors);
      collect(graph, node.operand[1], !inverted, factors);
      break;
    case Operation::reciprocal: collect(graph, node.operand[0], !inverted, factors); break;
    default: (inverted ? factors.under : factors.over).push_back(id);
  }
}

// node = sign (exp(w) - 1), or with exp(-w) when `inverted`
struct ExponentialMinusOne {
  Id w = 0;
  bool inverted = false;
  bool negative = false;
};

std::optional<ExponentialMinusOne> exponentialMinusOne(const Graph& graph, Id id) {
  const Graph::Node& node = graph[id];
  if (node.operation != Operation::subtract && node.operation != Operation::add) return std::nullopt;
  const bool isSum = node.operation == Operation::add;
  for (const std::size_t k : {0u, 1u}) {
    const Id one = node.operand[k];
    Id e = node.operand[1 - k];
    if (!graph.isLiteral(one, isSum ? -1 : 1)) continue;
    ExponentialMinusOne result;
    result.negative = !isSum && k == 0;
    if (graph[e].operation == Operation::reciprocal) {
      result.inverted = true;
      e = graph[e].operand[0];
    }
    if (graph[e].operation != Operation::exp) continue;
    result.w = graph[e].operand[0];
    return result;
  }
  return std::nullopt;
}

// r = over/under times the numbers among the factors, one rounding where the numbers are rational.
Id coefficient(Graph& graph, const Proportion& ratio, bool inverted, Factors& factors) {
  const LaurentPolynomial &over = inverted ? ratio.under : ratio.over, &under = inverted ? ratio.over : ratio.under;
  bool simple = over.terms().size() == 1 && under.terms().size() == 1;
  Rational number{1, 1};
  if (simple) number = over.terms().begin()->second * inverse(under.terms().begin()->second);
  if (!number.isHeld()) {
    number = {1, 1};
    simple = false;
  }
  if (factors.negative) number = number * Rational{-1, 1};
  const auto absorb = [&](std::vector<Id>& list, bool inverse_) {
    std::erase_if(list, [&](Id id) {
      const std::optional<Rational> r = graph.isLiteral(id) ? rationalOf(graph.literalOf(id)) : std::nullopt;
      if (!r) return false;
      const Rational next = number * (inverse_ ? inverse(*r) : *r);
      if (!next.isHeld()) return false;
      number = next;
      return true;
    });
  };
  absorb(factors.over, false);
  absorb(factors.under, true);
  Id result = graph.literal(literalOf(number));
  if (!simple)
    return graph.apply(Operation::multiply, result,
                       graph.apply(Operation::divide, over.node(graph), under.node(graph)));
  const auto times = [&](const LaurentPolynomial::Monomial& monomial, bool inverse_) {
    for (const auto& [atom, power] : monomial)
      for (int i = 0; i < std::abs(power); ++i)
        result = graph.apply((power > 0) != inverse_ ? Operation::multiply : Operation::divide, result, atom);
  };
  times(over.terms().begin()->first, false);
  times(under.terms().begin()->first, true);
  return result;
}

// coefficient * regular * (what is left of the factors), what depends on parameters only first.
Id rebuilt(Graph& graph, Id result, Id regular, const Factors& factors) {
  for (const bool uniform : {true, false}) {
    for (const Id id : factors.over)
      if (graph.isUniform(id) == uniform) result = graph.apply(Operation::multiply, result, id);
    for (const Id id : factors.under)
      if (graph.isUniform(id) == uniform) result = graph.apply(Operation::divide, result, id);
    if (uniform) result = graph.apply(Operation::multiply, result, regular);
  }
  return result;
}

// m / (s (exp(w) - 1)) with m = r w:  r phi(-w) / s.  With exp(-w) instead: m / (s (exp(-w) - 1)) = -r phi(w) / s.
Id linearOverExponential(Graph& graph, const Factors& factors) {
  for (std::size_t d = 0; d < factors.under.size(); ++d) {
    const std::optional<ExponentialMinusOne> found = exponentialMinusOne(graph, factors.under[d]);
    if (!found || graph.isLiteral(found->w)) continue;
    for (std::size_t m = 0; m < factors.over.size(); ++m) {
      const std::optional<Proportion> ratio = proportion(graph, factors.over[m], found->w);
      if (!ratio) continue;
      Factors rest = factors;
      rest.under.erase(rest.under.begin() + static_cast<std::ptrdiff_t>(d));
      rest.over.erase(rest.over.begin() + static_cast<std::ptrdiff_t>(m));
      if (found->negative != found->inverted) rest.negative = !rest.negative;
      const Id c = coefficient(graph, *ratio, false, rest);
      const Id u = found->inverted ? found->w : graph.apply(Operation::negate, found->w);
      return rebuilt(graph, c, graph.apply(Operation::linearOverExpm1, u), rest);
    }
  }
  return Graph::kNone;
}

// sin(w) / m with m = r w:  sinc(w) / r
Id sineOverArgument(Graph& graph, const Factors& factors) {
  for (std::size_t s = 0; s < factors.over.size(); ++s) {
    const Graph::Node sine = graph[factors.over[s]];
    if (sine.operation != Operation::sin || graph.isLiteral(sine.operand[0])) continue;
    for (std::size_t d = 0; d < factors.under.size(); ++d) {
      const std::optional<Proportion> ratio = proportion(graph, factors.under[d], sine.operand[0]);
      if (!ratio) continue;
      Factors rest = factors;
      rest.over.erase(rest.over.begin() + static_cast<std::ptrdiff_t>(s));
      rest.under.erase(rest.under.begin() + static_cast<std::ptrdiff_t>(d));
      const Id c = coefficient(graph, *ratio, true, rest);
      return rebuilt(graph, c, graph.apply(Operation::sinc, sine.operand[0]), rest);
    }
  }
  return Graph::kNone;
}

}  // namespace

Id withoutRemovableSingularity(Graph& graph, Id over, Id under, bool isProduct) {
  Factors factors;
  collect(graph, over, false, factors);
  collect(graph, under, !isProduct, factors);
  const Id result = linearOverExponential(graph, factors);
  return result != Graph::kNone ? result : sineOverArgument(graph, factors);
}

}  // namespace separatrix
