#pragma once

#include "core/model/model.hpp"
#include "core/model/symbols.hpp"

namespace separatrix {

/// Fills what a model says without its formulas: kind, variables and parameters, initial values,
/// sets, options, plane, comment lines.
void declareModel(const OdeDocument& document, const Symbols& symbols, Model& model, Diagnostics& diagnostics);

}  // namespace separatrix
