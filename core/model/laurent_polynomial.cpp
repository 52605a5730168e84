#include "core/model/laurent_polynomial.hpp"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <string_view>

namespace separatrix {
namespace {

constexpr std::size_t kMaximalTerms = 40;
constexpr int kMaximalDepth = 30;
constexpr Rational kTooLarge{0, 0};

std::optional<Rational> decimal(double value) {
  char text[40];
  const auto [end, error] = std::to_chars(text, text + sizeof text, value, std::chars_format::scientific);
  if (error != std::errc()) return std::nullopt;
  std::int64_t digits = 0;
  int exponent = 0;
  bool afterPoint = false, negative = false;
  const char* c = text;
  for (; c != end && *c != 'e'; ++c) {
    if (*c == '-')
      negative = true;
    else if (*c == '.')
      afterPoint = true;
    else {
      digits = digits * 10 + (*c - '0');
      if (afterPoint) --exponent;
    }
  }
  int power = 0;
  const char* digitsOfPower = c + (c + 1 < end && c[1] == '+' ? 2 : 1);
  if (c != end) std::from_chars(digitsOfPower, end, power);
  exponent += power;
  Rational result{negative ? -digits : digits, 1};
  for (; exponent > 0 && result.isHeld(); --exponent) result = result * Rational{10, 1};
  for (; exponent < 0 && result.isHeld(); ++exponent) result = result * Rational{1, 10};
  return result.isHeld() ? std::optional(result) : std::nullopt;
}

std::optional<Rational> binary(double value) {
  int exponent = 0;
  double mantissa = std::frexp(value, &exponent);
  for (int i = 0; i < 53 && mantissa != std::floor(mantissa); ++i) {
    mantissa *= 2;
    --exponent;
  }
  if (exponent < -40 || exponent > 40 || std::fabs(mantissa) > 0x1p53) return std::nullopt;
  const Rational m{static_cast<std::int64_t>(mantissa), 1}, scale{std::int64_t{1} << std::abs(exponent), 1};
  const Rational result = m * (exponent < 0 ? inverse(scale) : scale);
  return result.isHeld() ? std::optional(result) : std::nullopt;
}

LaurentPolynomial::Monomial product(const LaurentPolynomial::Monomial& a, const LaurentPolynomial::Monomial& b,
                                    int sign) {
  std::map<Graph::Id, int> powers(a.begin(), a.end());
  for (const auto& [atom, power] : b) powers[atom] += sign * power;
  std::erase_if(powers, [](const auto& entry) { return entry.second == 0; });
  return {powers.begin(), powers.end()};
}

}  // namespace

Rational Rational::of(std::int64_t numerator, std::int64_t denominator) {
  constexpr auto kLowest = std::numeric_limits<std::int64_t>::min();
  if (denominator == 0 || numerator == kLowest || denominator == kLowest) return kTooLarge;
  const std::int64_t d = std::gcd(numerator, denominator) * (denominator < 0 ? -1 : 1);
  return {numerator / d, denominator / d};
}

Rational operator+(const Rational& a, const Rational& b) {
  std::int64_t p = 0, r = 0, s = 0, q = 0;
  if (!a.isHeld() || !b.isHeld() || __builtin_mul_overflow(a.p, b.q, &p) || __builtin_mul_overflow(b.p, a.q, &r) ||
      __builtin_add_overflow(p, r, &s) || __builtin_mul_overflow(a.q, b.q, &q))
    return kTooLarge;
  return Rational::of(s, q);
}

Rational operator*(const Rational& a, const Rational& b) {
  if (!a.isHeld() || !b.isHeld()) return kTooLarge;
  const Rational c = Rational::of(a.p, b.q), d = Rational::of(b.p, a.q);  // cancel first
  std::int64_t p = 0, q = 0;
  if (__builtin_mul_overflow(c.p, d.p, &p) || __builtin_mul_overflow(c.q, d.q, &q)) return kTooLarge;
  return Rational::of(p, q);
}

Rational inverse(const Rational& a) { return a.p == 0 ? kTooLarge : Rational::of(a.q, a.p); }

std::optional<Rational> rationalOf(const Literal& literal) {
  if (!std::isfinite(literal.nearest)) return std::nullopt;
  const bool isExact = literal.below == literal.above;
  return isExact ? binary(literal.nearest) : decimal(literal.nearest);
}

Literal literalOf(const Rational& value) {
  const auto p = static_cast<double>(value.p), q = static_cast<double>(value.q);
  const double nearest = p / q;
  const bool pIsExact = std::fabs(p) <= 0x1p53, qIsExact = q <= 0x1p53;
  if (pIsExact && qIsExact && std::fma(nearest, q, -p) == 0) return Literal::exact(nearest);
  double below = nearest, above = nearest;
  for (int i = 0; i < (pIsExact && qIsExact ? 1 : 3); ++i) {
    below = std::nextafter(below, -INFINITY);
    above = std::nextafter(above, INFINITY);
  }
  return {nearest, below, above};
}

void LaurentPolynomial::add(const Monomial& monomial, const Rational& coefficient) {
  const auto [place, isNew] = terms_.try_emplace(monomial, coefficient);
  if (!isNew) place->second = place->second + coefficient;
  if (place->second.p == 0 && place->second.isHeld()) terms_.erase(place);
}

bool LaurentPolynomial::isHeld() const {
  for (const auto& term : terms_)
    if (!term.second.isHeld()) return false;
  return terms_.size() <= kMaximalTerms;
}

LaurentPolynomial operator*(const LaurentPolynomial& a, const LaurentPolynomial& b) {
  LaurentPolynomial result;
  if (a.terms_.size() * b.terms_.size() > kMaximalTerms * kMaximalTerms)
    result.terms_[{}] = kTooLarge;
  else
    for (const auto& [m, r] : a.terms_)
      for (const auto& [n, s] : b.terms_) result.add(product(m, n, 1), r * s);
  return result;
}

std::optional<LaurentPolynomial> LaurentPolynomial::of(const Graph& graph, Graph::Id id) {
  LaurentPolynomial result = build(graph, id, 0);
  if (!result.isHeld()) return std::nullopt;
  return result;
}

LaurentPolynomial LaurentPolynomial::build(const Graph& graph, Graph::Id id, int depth) {
  const Graph::Node& node = graph[id];
  const auto of = [&](std::size_t k) { return build(graph, node.operand[k], depth + 1); };
  LaurentPolynomial result;
  const auto give = [&](Rational r, Monomial m) {
    result.add(m, r);
    return result;
  };
  const auto quotient = [&](const LaurentPolynomial& over, Graph::Id denominator) {
    const LaurentPolynomial under = build(graph, denominator, depth + 1);
    const bool single = under.terms_.size() == 1;
    const Rational r = single ? inverse(under.terms_.begin()->second) : Rational{1, 1};
    const Monomial m = single ? under.terms_.begin()->first : Monomial{{denominator, 1}};
    for (const auto& [n, s] : over.terms_) result.add(product(n, m, -1), s * r);
    return result;
  };
  if (depth > kMaximalDepth) return give(kTooLarge, {});
  switch (node.operation) {
    case Operation::literal:
      if (const std::optional<Rational> r = rationalOf(graph.literalOf(id))) return r->p == 0 ? result : give(*r, {});
      return give({1, 1}, {{id, 1}});
    case Operation::negate: return give({-1, 1}, {}) * of(0);
    case Operation::multiply: return of(0) * of(1);
    case Operation::square: result = of(0); return result * result;
    case Operation::cube: result = of(0); return result * result * result;
    case Operation::add:
    case Operation::subtract: {
      result = of(0);
      const Rational sign{node.operation == Operation::add ? 1 : -1, 1};
      for (const auto& [m, r] : of(1).terms_) result.add(m, sign * r);
      if (result.terms_.size() > kMaximalTerms) return give(kTooLarge, {});
      return result;
    }
    case Operation::divide: return quotient(of(0), node.operand[1]);
    case Operation::reciprocal: {
      LaurentPolynomial one;
      one.add({}, {1, 1});
      return quotient(one, node.operand[0]);
    }
    default: return give({1, 1}, {{id, 1}});
  }
}

std::map<LaurentPolynomial::Monomial, LaurentPolynomial> LaurentPolynomial::coefficients(const Graph& graph) const {
  std::map<Monomial, LaurentPolynomial> result;
  for (const auto& [monomial, r] : terms_) {
    Monomial uniform, rest;
    for (const auto& factor : monomial) (graph.isUniform(factor.first) ? uniform : rest).push_back(factor);
    result[rest].add(uniform, r);
  }
  return result;
}

Graph::Id LaurentPolynomial::node(Graph& graph) const {
  Graph::Id sum = graph.literal(0.0);
  for (const auto& [monomial, r] : terms_) {
    Graph::Id term = graph.literal(literalOf(r));
    for (const auto& [atom, power] : monomial)
      for (int i = 0; i < std::abs(power); ++i)
        term = graph.apply(power > 0 ? Operation::multiply : Operation::divide, term, atom);
    sum = graph.apply(Operation::add, sum, term);
  }
  return sum;
}

LaurentPolynomial LaurentPolynomial::constant(const Rational& value) {
  LaurentPolynomial result;
  result.add({}, value);
  return result;
}

namespace {

// Of two expressions in parameters alone every ratio is free of states: only a number will do, since the
// ratio is evaluated also where both vanish.
std::optional<Proportion> numericalProportion(const LaurentPolynomial& p, const LaurentPolynomial& q) {
  const auto &P = p.terms(), &Q = q.terms();
  if (Q.empty() || P.size() != Q.size() || (Q.size() == 1 && Q.begin()->first.empty())) return std::nullopt;
  const Rational ratio = P.begin()->second * inverse(Q.begin()->second);
  for (auto i = P.begin(), j = Q.begin(); i != P.end(); ++i, ++j)
    if (!ratio.isHeld() || i->first != j->first || i->second != ratio * j->second) return std::nullopt;
  return Proportion{LaurentPolynomial::constant(ratio), LaurentPolynomial::constant({1, 1})};
}

}  // namespace

// a and b as sums over products s of the atoms that vary: a = sum A_s s, b = sum B_s s. Then a = r b
// with r free of states exactly when A_s B_0 = A_0 B_s for every s, 0 being any s that occurs in b.
std::optional<Proportion> proportion(const Graph& graph, Graph::Id a, Graph::Id b) {
  const std::optional<LaurentPolynomial> p = LaurentPolynomial::of(graph, a), q = LaurentPolynomial::of(graph, b);
  if (!p || !q) return std::nullopt;
  if (graph.isUniform(b)) return graph.isUniform(a) ? numericalProportion(*p, *q) : std::nullopt;
  const auto A = p->coefficients(graph), B = q->coefficients(graph);
  if (B.empty() || A.size() != B.size() || (B.size() == 1 && B.begin()->first.empty())) return std::nullopt;
  const LaurentPolynomial &A0 = A.begin()->second, &B0 = B.begin()->second;
  for (auto i = A.begin(), j = B.begin(); i != A.end(); ++i, ++j) {
    if (i->first != j->first) return std::nullopt;
    const LaurentPolynomial left = i->second * B0, right = A0 * j->second;
    if (!left.isHeld() || !right.isHeld() || left != right) return std::nullopt;
  }
  return Proportion{A0, B0};
}

}  // namespace separatrix
