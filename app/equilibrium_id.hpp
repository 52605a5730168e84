#pragma once

#include <QString>
#include <optional>

#include "core/phaseplane/portrait.hpp"

namespace separatrix {

/// The index of the equilibrium with this id ("e2" is 1) in a portrait that has it; nothing for anything else.
std::optional<std::size_t> equilibriumNamed(const QString& id, const PortraitPtr& portrait);

}  // namespace separatrix
