#include "core/model/problem.hpp"

#include <utility>

namespace separatrix {

Problem defaultProblem(std::shared_ptr<const Model> model) {
  Problem problem;
  problem.parameters = model->defaultParameters();
  for (const Variable& variable : model->variables) problem.box.push_back(variable.range);
  problem.plane = {model->plane.first, model->plane.second, model->initialState()};
  problem.model = std::move(model);
  return problem;
}

}  // namespace separatrix
