#include "core/io/atlas_json.hpp"

#include "core/io/json_values.hpp"

namespace separatrix {
namespace {

Json axisJson(const Model& model, int parameter, const Interval& range, int count) {
  return {{"parameter", model.parameters[static_cast<std::size_t>(parameter)].name}, {"range", jsonInterval(range)}, {"cells", count}};
}

Json portraitJson(const Atlas& atlas, const AtlasPortrait& portrait) {
  const auto& parameters = atlas.problem.model->parameters;
  return {{"signature", portrait.signature},
          {"equilibria", portrait.equilibria.size()},
          {"cycles", portrait.cycles.size()},
          {"equilibrium_types", portrait.equilibria},
          {"cycle_stabilities", portrait.cycles},
          {"example", {{parameters[static_cast<std::size_t>(atlas.options.xParameter)].name, jsonNumber(portrait.x)},
                       {parameters[static_cast<std::size_t>(atlas.options.yParameter)].name, jsonNumber(portrait.y)}}}};
}

}  // namespace

std::string atlasJson(const Atlas& atlas) {
  const AtlasOptions& options = atlas.options;
  const Model& model = *atlas.problem.model;
  Json document = {{"schema", "separatrix/atlas/1"},
                   {"model", model.name},
                   {"parameters", jsonParameters(model, atlas.problem.parameters)},
                   {"x", axisJson(model, options.xParameter, options.x, options.columns)},
                   {"y", axisJson(model, options.yParameter, options.y, options.rows)}};
  Json rows = Json::array();
  for (int row = 0; row < options.rows; ++row) {
    Json cells = Json::array();
    for (int column = 0; column < options.columns; ++column) {
      const int cell = atlas.cells[static_cast<std::size_t>(row * options.columns + column)];
      cells.push_back(cell < 0 ? Json() : Json(cell));
    }
    rows.push_back(std::move(cells));
  }
  document["cells"] = std::move(rows);
  document["portraits"] = Json::array();
  for (const AtlasPortrait& portrait : atlas.portraits) document["portraits"].push_back(portraitJson(atlas, portrait));
  document["computed"] = atlas.computed;
  document["remarks"] = atlas.remarks;
  return jsonText(document);
}

}  // namespace separatrix
