#pragma once

#include <memory>
#include <vector>

#include "core/model/field.hpp"
#include "core/model/model.hpp"

namespace separatrix {

/// One interval per variable, in declared order.
using Box = std::vector<Interval>;

/// The two variables a picture shows (x axis i, y axis j) and the values at which the others are
/// held (n entries; those of i and j are not used). For n = 1, i == j.
struct Plane {
  int i = 0;
  int j = 1;
  std::vector<double> held;

  friend bool operator==(const Plane&, const Plane&) = default;
};

/// The only input of every computation: which model, at which parameters, searched where, seen how.
struct Problem {
  std::shared_ptr<const Model> model;
  std::vector<double> parameters;  ///< in declared order
  Box box;
  Plane plane;

  Field field() const { return Field(model->program, parameters); }
  friend bool operator==(const Problem&, const Problem&) = default;
};

/// The problem a model text poses by itself: default parameters, declared ranges, its plane, the
/// other variables held at their initial values.
Problem defaultProblem(std::shared_ptr<const Model> model);

}  // namespace separatrix
