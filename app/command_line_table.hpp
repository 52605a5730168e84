#pragma once

#include <string>
#include <vector>

#include "core/phaseplane/basins.hpp"
#include "core/phaseplane/portrait.hpp"

namespace separatrix {

/// A portrait for people: equilibria, cycles and manifolds, one line each, numbers to ten digits.
std::string portraitTable(const Portrait& portrait);

/// How much of the window each basin covers.
std::string basinsTable(const Basins& basins);

/// Rows of cells as lines, columns aligned and two blanks apart, each line after `indent`.
std::string alignedRows(const std::vector<std::vector<std::string>>& rows, const std::string& indent = "");

}  // namespace separatrix
