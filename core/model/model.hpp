#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/model/program.hpp"
#include "core/scalar/interval.hpp"

namespace separatrix {

/// flow: x' = f(x). map: x -> f(x). hybrid: a flow with resets (integrate-and-fire).
enum class ModelKind { flow, map, hybrid };
std::string_view name(ModelKind kind);  ///< "flow", "map", "hybrid"

/// Where a variable's interval comes from (DESIGN.md, section 10); a `fallback` is named in remarks.
enum class RangeSource { declared, plotOption, gate, fallback };

struct Variable {
  std::string name;      ///< as first spelled
  double initial = 0;    ///< from init, or 0
  Interval range{};      ///< the interval searched for equilibria
  RangeSource rangeSource = RangeSource::fallback;
  std::string unit{}, label{}, text{};  ///< label: a LaTeX source; text: words for a tooltip; empty when not given
};

struct Parameter {
  std::string name;  ///< as first spelled
  double value = 0;  ///< default, from the text
  std::optional<Interval> range{};  ///< the slider's; absent when the text gives none
  std::string unit{}, label{}, text{};
  bool logarithmic = false;
};

/// Named parameter (and initial) values: XPPAUT's `set`, or a step of our story.
struct Preset {
  std::string id, title, caption;
  std::vector<std::pair<std::string, double>> assignments;  ///< parameter or variable name (as first spelled), value
  bool isStep = false;                                      ///< from `#: step`, in story order
};

/// When `condition` (an output of the reset tape) crosses 0 in direction `sign` (0: either), the
/// assigned variables jump. Right-hand sides see the state before the jump.
struct Reset {
  std::string name;  ///< the condition as written
  int sign = 0;
  int conditionOutput = 0;                           ///< index into Program::resets outputs
  std::vector<std::pair<int, int>> variableOutputs{};  ///< (variable index, output of Program::resets)
};

/// A statement about the model that a test recomputes; see DESIGN.md, section 10.
struct Fact {
  enum class Kind { equilibriumCount, equilibriumType, hopf, fold, cycle, cycleCount };
  Kind kind = Kind::equilibriumCount;
  std::string step;  ///< preset at which it holds; empty: the defaults
  std::string over;  ///< parameter swept (hopf, fold); its interval in `range`
  Interval range;
  int count = 0;
  std::string type;                                   ///< "stable node", ...; for cycles "stable" / "unstable"
  std::vector<std::pair<std::string, double>> at;     ///< variable or parameter values
  std::optional<double> period;
  std::optional<double> tolerance;
  std::string criticality;                            ///< "subcritical", "supercritical" or empty
  int line = 0;
};

/// One model text, understood. Immutable once read; shared by every problem posed about it.
struct Model {
  ModelKind kind = ModelKind::flow;
  std::string name;   ///< built-in's name or the file's stem
  std::string title, about;
  std::vector<std::string> cites;
  std::vector<Variable> variables;
  std::vector<Parameter> parameters;
  std::vector<std::string> auxiliaries;  ///< names, in the order of Program::auxiliaries outputs
  std::vector<Preset> presets;
  std::vector<int> sliders;              ///< parameter indices that come first; the first two are the pad's axes
  std::pair<int, int> plane{0, 0};       ///< variables shown by default; equal for one-dimensional models
  std::vector<Reset> resets;
  std::vector<Fact> facts;
  std::map<std::string, std::string> options;  ///< XPPAUT's @ lines, keys in lower case
  std::vector<std::string> remarks;      ///< what the reader wants said: readings that surprise
  std::string text;                      ///< the source, for the editor and for sessions
  bool dependsOnTime = false;
  std::shared_ptr<const Program> program;

  int dimension() const { return static_cast<int>(variables.size()); }
  std::optional<int> variableNamed(std::string_view name) const;   ///< without regard to case
  std::optional<int> parameterNamed(std::string_view name) const;  ///< without regard to case
  const Preset* presetNamed(std::string_view id) const;            ///< step id or set name; null when there is none
  std::vector<double> defaultParameters() const;
  std::vector<double> initialState() const;
};

/// Equality of names as XPPAUT sees it: ASCII letters without regard to case.
bool sameName(std::string_view a, std::string_view b);

}  // namespace separatrix
