#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/model/ode_document.hpp"

namespace separatrix {

/// What a name of a model text stands for.
struct Symbol {
  enum class Kind { parameter, number, state, quantity, derived, function };
  Kind kind = Kind::parameter;
  std::string name;             ///< as first spelled
  int index = 0;                ///< of parameters and states: in declared order
  double value = 0;             ///< of parameters and numbers: given; of states: initial
  std::uint32_t statement = 0;  ///< that defines it
  Span place;                   ///< of its name in that statement's line
};

/// The names of one document, matched without regard to case.
class Symbols {
 public:
  /// Collects every name `document` defines. Says what is defined twice and what cannot be defined.
  Symbols(const OdeDocument& document, Diagnostics& diagnostics);

  std::optional<std::uint32_t> find(std::string_view name) const;
  const Symbol& operator[](std::uint32_t index) const { return symbols_[index]; }
  Symbol& operator[](std::uint32_t index) { return symbols_[index]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(symbols_.size()); }

  const std::vector<std::uint32_t>& parameters() const { return parameters_; }  ///< symbols, in declared order
  const std::vector<std::uint32_t>& states() const { return states_; }
  std::vector<std::string> names() const;

 private:
  void define(Symbol symbol, const SourceLine& line, Diagnostics& diagnostics);

  const OdeDocument& document_;
  std::vector<Symbol> symbols_;
  std::vector<std::uint32_t> parameters_, states_;
  std::unordered_map<std::string, std::uint32_t> known_;
};

std::string lowerCase(std::string_view name);

}  // namespace separatrix
