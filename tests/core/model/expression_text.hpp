#pragma once

#include <cctype>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/number.hpp"
#include "core/model/graph.hpp"

namespace separatrix::test {

/// Formulas for tests of the graph, without the reader of model texts: V is state 0, x state 1;
/// a, b, c, d are parameters 0 to 3; + - * / ^, unary minus (weaker than ^), exp, sin, numbers
/// enclosed as the reader encloses decimals.
class ExpressionText {
 public:
  ExpressionText(Graph& graph, std::string_view text) : g(graph), rest_(text) {}

  Graph::Id read() { return sum(); }

 private:
  char next() {
    while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
    return rest_.empty() ? '\0' : rest_.front();
  }
  bool take(char c) {
    if (next() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  Graph::Id sum() {
    Graph::Id left = product();
    for (;;) {
      if (take('+'))
        left = g.apply(Operation::add, left, product());
      else if (take('-'))
        left = g.apply(Operation::subtract, left, product());
      else
        return left;
    }
  }
  Graph::Id product() {
    Graph::Id left = signedPower();
    for (;;) {
      if (take('*'))
        left = g.apply(Operation::multiply, left, signedPower());
      else if (take('/'))
        left = g.apply(Operation::divide, left, signedPower());
      else
        return left;
    }
  }
  Graph::Id signedPower() { return take('-') ? g.apply(Operation::negate, signedPower()) : power(); }
  Graph::Id power() {
    const Graph::Id base = primary();
    return take('^') ? g.apply(Operation::power, base, signedPower()) : base;
  }
  Graph::Id primary() {
    if (take('(')) {
      const Graph::Id inner = sum();
      take(')');
      return inner;
    }
    if (std::isdigit(static_cast<unsigned char>(next())) != 0 || next() == '.') return number();
    std::string word;
    while (std::isalpha(static_cast<unsigned char>(next())) != 0) {
      word += next();
      rest_.remove_prefix(1);
    }
    if (word == "exp") return g.apply(Operation::exp, primary());
    if (word == "sin") return g.apply(Operation::sin, primary());
    if (word == "tanh") return g.apply(Operation::tanh, primary());
    if (word == "V") return g.state(0);
    if (word == "x") return g.state(1);
    return g.parameter(word.at(0) - 'a');
  }
  Graph::Id number() {
    std::size_t length = 0;
    while (length < rest_.size() &&
           (std::isdigit(static_cast<unsigned char>(rest_[length])) != 0 || rest_[length] == '.'))
      ++length;
    const std::string_view digits = rest_.substr(0, length);
    const double value = *parseNumber(digits);
    rest_.remove_prefix(length);
    if (value == std::floor(value) || value * 1024 == std::floor(value * 1024)) return g.literal(value);
    return g.literal({value, std::nextafter(value, -INFINITY), std::nextafter(value, INFINITY)});
  }

  Graph& g;
  std::string_view rest_;
};

inline Graph::Id expression(Graph& graph, std::string_view text) { return ExpressionText(graph, text).read(); }

}  // namespace separatrix::test
