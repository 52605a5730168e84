#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace separatrix {

/// The models that come with the program, sorted by name: the files of resources/models without
/// their `.ode`.
std::vector<std::string> builtInNames();

/// The text of a built-in model, its name matched without regard to case; empty for any other name.
std::optional<std::string_view> builtInText(std::string_view name);

}  // namespace separatrix
