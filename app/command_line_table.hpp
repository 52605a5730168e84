#pragma once

#include <string>
#include <vector>

#include "core/phaseplane/portrait.hpp"

namespace separatrix {

/// A portrait for people: equilibria, cycles and manifolds, one line each, numbers to ten digits.
std::string portraitTable(const Portrait& portrait);

/// Rows of cells as lines, columns aligned and two blanks apart, each line after `indent`.
std::string alignedRows(const std::vector<std::vector<std::string>>& rows, const std::string& indent = "");

}  // namespace separatrix
