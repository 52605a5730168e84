#include "core/model/model.hpp"

#include <algorithm>

namespace separatrix {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

template <class Named>
std::optional<int> indexOf(const std::vector<Named>& items, std::string_view name) {
  for (std::size_t i = 0; i < items.size(); ++i)
    if (sameName(items[i].name, name)) return static_cast<int>(i);
  return std::nullopt;
}

}  // namespace

std::string_view name(ModelKind kind) {
  switch (kind) {
    case ModelKind::flow: return "flow";
    case ModelKind::map: return "map";
    case ModelKind::hybrid: return "hybrid";
  }
  return "flow";
}

bool sameName(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char p, char q) { return lower(p) == lower(q); });
}

std::optional<int> Model::variableNamed(std::string_view wanted) const { return indexOf(variables, wanted); }
std::optional<int> Model::parameterNamed(std::string_view wanted) const { return indexOf(parameters, wanted); }

const Preset* Model::presetNamed(std::string_view id) const {
  const auto found = std::ranges::find_if(presets, [id](const Preset& p) { return sameName(p.id, id); });
  return found == presets.end() ? nullptr : &*found;
}

std::vector<double> Model::defaultParameters() const {
  std::vector<double> values;
  for (const Parameter& parameter : parameters) values.push_back(parameter.value);
  return values;
}

std::vector<double> Model::initialState() const {
  std::vector<double> state;
  for (const Variable& variable : variables) state.push_back(variable.initial);
  return state;
}

}  // namespace separatrix
