#pragma once

#include <QString>
#include <string>

namespace separatrix {

/// The symbol of a variable or parameter as rich text for labels: I<sub>ext</sub>.
QString richName(const std::string& name, const std::string& label);

/// The same without styles, for menus and tooltips.
QString plainName(const std::string& name, const std::string& label);

}  // namespace separatrix
