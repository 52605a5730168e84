#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "core/model/graph.hpp"

namespace separatrix {

/// p/q in lowest terms, q > 0, q = 0 meaning "too large to be held": every operation on that gives that.
struct Rational {
  std::int64_t p = 0, q = 1;

  static Rational of(std::int64_t numerator, std::int64_t denominator);
  bool isHeld() const { return q != 0; }
  friend bool operator==(const Rational&, const Rational&) = default;
};
Rational operator+(const Rational& a, const Rational& b);
Rational operator*(const Rational& a, const Rational& b);
Rational inverse(const Rational& a);  ///< not held for 0

/// The decimal number an author wrote, or the exact value of a literal that is a short binary
/// fraction; empty when neither is known.
std::optional<Rational> rationalOf(const Literal& literal);
Literal literalOf(const Rational& value);  ///< nearest double and an enclosure; `value` must be held

/// A sum of terms r a^i b^j ..., r rational, i, j integers of either sign, a, b, ... nodes of a
/// graph (*atoms*): the normal form in which two expressions that are equal by the rules of
/// arithmetic are equal term by term. An atom is a leaf or a node arithmetic does not see into.
class LaurentPolynomial {
 public:
  using Monomial = std::vector<std::pair<Graph::Id, int>>;  ///< by atom, powers not zero

  /// Empty when the expression is too large for an answer (40 terms, 30 levels, 64-bit coefficients).
  static std::optional<LaurentPolynomial> of(const Graph& graph, Graph::Id id);
  static LaurentPolynomial constant(const Rational& value);

  const std::map<Monomial, Rational>& terms() const { return terms_; }
  /// The coefficients, themselves free of states and time, of each product of powers of the other atoms.
  std::map<Monomial, LaurentPolynomial> coefficients(const Graph& graph) const;
  Graph::Id node(Graph& graph) const;

  friend bool operator==(const LaurentPolynomial&, const LaurentPolynomial&) = default;
  friend LaurentPolynomial operator*(const LaurentPolynomial& a, const LaurentPolynomial& b);
  bool isHeld() const;  ///< no coefficient overflowed and there are not too many terms

 private:
  static LaurentPolynomial build(const Graph& graph, Graph::Id id, int depth);
  void add(const Monomial& monomial, const Rational& coefficient);

  std::map<Monomial, Rational> terms_;  ///< coefficients not zero
};

/// The factor r, free of states and time, with a = r b as expressions, when that can be shown. Where a and b
/// themselves depend on parameters only, r is a number.
struct Proportion {
  LaurentPolynomial over, under;  ///< r = over / under
};
std::optional<Proportion> proportion(const Graph& graph, Graph::Id a, Graph::Id b);

}  // namespace separatrix
