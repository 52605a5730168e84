#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/model/model.hpp"
#include "core/model/read_ode.hpp"

namespace separatrix {

/// {"schema":"separatrix/models/1","models":[{name, title, about, kind, dimension, variables, parameters, presets}]}
std::string modelsJson(const std::vector<std::shared_ptr<const Model>>& models);

/// {"schema":"separatrix/check/1","file":..,"valid":..,"diagnostics":[{severity, code, line, column, sentence,
/// suggestion}]}
std::string diagnosticsJson(const std::string& file, const OdeReading& reading);

}  // namespace separatrix
