#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/expression.hpp"
#include "core/model/source_line.hpp"

namespace separatrix {

/// name = number, in a declaration, a preset, an option line.
struct Assignment {
  Span name;
  Span value{};          ///< empty when only the name is given
  double number = 0;     ///< 0 when only the name is given, as in XPPAUT
  bool isNumber = true;  ///< false: `value` is other text (options only)
};

/// name = expression, in what a reset does.
struct ResetAssignment {
  Span name;
  Expression expression;
};

/// One statement of a model text, as written.
struct OdeStatement {
  enum class Kind {
    parameters,
    numbers,
    initials,
    options,
    only,
    preset,  ///< `assignments`
    differential,
    iteration,
    initialValue,
    quantity,
    function,
    auxiliary,
    derived,      ///< `name` = `expression`
    reset,        ///< `expression` is the condition, `resets` what happens
    annotation,   ///< a `#:` line
    comment,      ///< kept for the writer
    unsupported,  ///< an error was said; the names in it draw no second one
    note          ///< understood, without effect on the model (options file, boundary conditions)
  };
  Kind kind = Kind::comment;
  std::uint32_t line = 0;       ///< index into OdeDocument::lines
  Span name;                    ///< what is defined; of a preset: its name
  std::vector<Span> arguments;  ///< of a function
  std::vector<Assignment> assignments;
  Expression expression;
  std::vector<ResetAssignment> resets;
  int sign = 0;  ///< of a reset
};

/// A model text taken apart into statements, in order. What stands after `done` is kept as text.
struct OdeDocument {
  std::vector<SourceLine> lines;
  std::vector<OdeStatement> statements;
  std::uint32_t end = 0;  ///< index of the line that says `done`; lines.size() when none does

  const SourceLine& lineOf(const OdeStatement& statement) const { return lines[statement.line]; }
  std::string_view nameOf(const OdeStatement& statement) const { return lineOf(statement)[statement.name]; }
};

/// Takes `text` apart. Whatever it cannot understand becomes a diagnostic; the statements that it
/// can are in the document, so that independent errors are found in one reading.
OdeDocument parseOde(std::string_view text, Diagnostics& diagnostics);

}  // namespace separatrix
