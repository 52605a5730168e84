#include "core/figure/captions.hpp"

#include <algorithm>
#include <cmath>

#include "core/base/number.hpp"
#include "core/figure/math_text.hpp"

namespace separatrix {

FigureAxis axisOf(const Problem& problem, int variable) {
  const Variable& v = problem.model->variables[static_cast<std::size_t>(variable)];
  return {problem.box[static_cast<std::size_t>(variable)], symbolFor(v.name, v.label), v.unit};
}

FigureAxis parameterAxis(const Model& model, int parameter, const Interval& range) {
  const Parameter& p = model.parameters[static_cast<std::size_t>(parameter)];
  return {range, symbolFor(p.name, p.label), p.unit};
}

std::string captionOf(const Problem& problem, const std::vector<int>& varying) {
  std::string caption;
  for (std::size_t k = 0; k < problem.parameters.size(); ++k) {
    const Parameter& parameter = problem.model->parameters[k];
    if (!std::isfinite(problem.parameters[k]) || std::ranges::count(varying, static_cast<int>(k)) > 0) continue;
    if (!caption.empty()) caption += ", ";
    caption += "$" + symbolFor(parameter.name, parameter.label) + " = " + formatNumber(problem.parameters[k], 6) + "$";
    if (!parameter.unit.empty()) caption += " " + parameter.unit;
  }
  return caption;
}

std::string titleOf(const Model& model) { return model.title.empty() ? model.name : model.title; }

}  // namespace separatrix
