#include "core/model/chain.hpp"

#include <array>
#include <utility>

#include "core/model/apply_operation.hpp"

namespace separatrix {
namespace {

// The links that also stand in chains of three: the arithmetic ones and the first few functions.
constexpr int kArithmetic = 6;
constexpr int kInTriples = 10;
constexpr int kOperationCount = static_cast<int>(Operation::select) + 1;

template <Link link>
inline double follow(double v, double y) {
  if constexpr (link == Link::plus) return v + y;
  else if constexpr (link == Link::minus) return v - y;
  else if constexpr (link == Link::minusFrom) return y - v;
  else if constexpr (link == Link::times) return v * y;
  else if constexpr (link == Link::over) return v / y;
  else if constexpr (link == Link::under) return y / v;
  else if constexpr (link == Link::negated) return -v;
  else if constexpr (link == Link::expOf) return applyTo<Operation::exp>(v);
  else if constexpr (link == Link::tanhOf) return applyTo<Operation::tanh>(v);
  else if constexpr (link == Link::coshOf) return applyTo<Operation::cosh>(v);
  else if constexpr (link == Link::squared) return applyTo<Operation::square>(v);
  else if constexpr (link == Link::cubed) return applyTo<Operation::cube>(v);
  else if constexpr (link == Link::reciprocalOf) return applyTo<Operation::reciprocal>(v);
  else if constexpr (link == Link::linearOverExpm1Of) return applyTo<Operation::linearOverExpm1>(v);
  else if constexpr (link == Link::sinOf) return applyTo<Operation::sin>(v);
  else return applyTo<Operation::cos>(v);
}

template <Link link>
inline double operand(const double* r, std::uint16_t index) {
  return takesOperand(link) ? r[index] : 0;
}

template <Link first>
void chain1(const ChainStep& s, double* r) {
  r[s.target] = follow<first>(r[s.a], operand<first>(r, s.b));
}
template <Link first, Link second>
void chain2(const ChainStep& s, double* r) {
  const double v = follow<first>(r[s.a], operand<first>(r, s.b));
  r[s.target] = follow<second>(v, operand<second>(r, s.c));
}
template <Link first, Link second, Link third>
void chain3(const ChainStep& s, double* r) {
  const double v = follow<first>(r[s.a], operand<first>(r, s.b));
  const double w = follow<second>(v, operand<second>(r, s.c));
  r[s.target] = follow<third>(w, operand<third>(r, s.d));
}
template <Operation operation>
void single(const ChainStep& s, double* r) {
  r[s.target] = applyTo<operation>(r[s.a], r[s.b], r[s.c]);
}

constexpr Link link(std::size_t i) { return static_cast<Link>(i); }

// At most one function among three: chains of two functions gain nothing from a third link.
template <std::size_t i>
constexpr ChainStep::Function tripleAt() {
  constexpr std::size_t p = i / kInTriples / kInTriples, q = i / kInTriples % kInTriples, r = i % kInTriples;
  if constexpr ((p >= kArithmetic) + (q >= kArithmetic) + (r >= kArithmetic) > 1) return nullptr;
  else return chain3<link(p), link(q), link(r)>;
}

template <std::size_t... i>
constexpr auto firsts(std::index_sequence<i...>) {
  return std::array<ChainStep::Function, sizeof...(i)>{chain1<link(i)>...};
}
template <std::size_t... i>
constexpr auto pairs(std::index_sequence<i...>) {
  return std::array<ChainStep::Function, sizeof...(i)>{chain2<link(i / kLinkCount), link(i % kLinkCount)>...};
}
template <std::size_t... i>
constexpr auto triples(std::index_sequence<i...>) {
  return std::array<ChainStep::Function, sizeof...(i)>{tripleAt<i>()...};
}
template <std::size_t... i>
constexpr auto singles(std::index_sequence<i...>) {
  return std::array<ChainStep::Function, sizeof...(i)>{single<static_cast<Operation>(i)>...};
}

constexpr auto kFirsts = firsts(std::make_index_sequence<kLinkCount>());
constexpr auto kPairs = pairs(std::make_index_sequence<kLinkCount * kLinkCount>());
constexpr auto kTriples = triples(std::make_index_sequence<kInTriples * kInTriples * kInTriples>());
constexpr auto kSingles = singles(std::make_index_sequence<kOperationCount>());

}  // namespace

std::optional<Link> linkFor(Operation operation, int place) {
  switch (operation) {
    case Operation::add: return Link::plus;
    case Operation::subtract: return place == 0 ? Link::minus : Link::minusFrom;
    case Operation::multiply: return Link::times;
    case Operation::divide: return place == 0 ? Link::over : Link::under;
    case Operation::negate: return Link::negated;
    case Operation::exp: return Link::expOf;
    case Operation::tanh: return Link::tanhOf;
    case Operation::cosh: return Link::coshOf;
    case Operation::square: return Link::squared;
    case Operation::cube: return Link::cubed;
    case Operation::reciprocal: return Link::reciprocalOf;
    case Operation::linearOverExpm1: return Link::linearOverExpm1Of;
    case Operation::sin: return Link::sinOf;
    case Operation::cos: return Link::cosOf;
    default: return std::nullopt;
  }
}

ChainStep::Function chainFunction(std::span<const Link> links) {
  const auto at = [&](std::size_t i) { return static_cast<std::size_t>(links[i]); };
  if (links.size() == 1) return kFirsts[at(0)];
  if (links.size() == 2) return kPairs[at(0) * kLinkCount + at(1)];
  if (links.size() != 3 || at(0) >= kInTriples || at(1) >= kInTriples || at(2) >= kInTriples) return nullptr;
  return kTriples[(at(0) * kInTriples + at(1)) * kInTriples + at(2)];
}

ChainStep::Function singleFunction(Operation operation) { return kSingles[static_cast<std::size_t>(operation)]; }

}  // namespace separatrix
