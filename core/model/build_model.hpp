#pragma once

#include <memory>

#include "core/model/model.hpp"
#include "core/model/ode_document.hpp"

namespace separatrix {

/// The model that `document` describes; null when an error was said, here or before.
std::shared_ptr<Model> buildModel(OdeDocument& document, Diagnostics& diagnostics);

}  // namespace separatrix
