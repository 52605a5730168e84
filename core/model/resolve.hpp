#pragma once

#include <vector>

#include "core/model/symbols.hpp"

namespace separatrix {

/// Finds what every name in every expression of `document` means and writes it into the nodes.
/// Says: names nobody defined, calls of what is no function, wrong numbers of arguments,
/// functions that are not supported yet.
void resolveNames(OdeDocument& document, const Symbols& symbols, Diagnostics& diagnostics);

/// The symbols of kind quantity, derived and function, each after all it is made of. Says which
/// definitions go round in circles, and which functions nest more than 500 deep.
/// Precondition: names are resolved.
std::vector<std::uint32_t> orderDefinitions(const OdeDocument& document, const Symbols& symbols,
                                            Diagnostics& diagnostics);

}  // namespace separatrix
