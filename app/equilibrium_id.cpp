#include "app/equilibrium_id.hpp"

namespace separatrix {

std::optional<std::size_t> equilibriumNamed(const QString& id, const PortraitPtr& portrait) {
  bool isNumber = false;
  const int number = id.mid(1).toInt(&isNumber);
  if (!portrait || !id.startsWith(QLatin1Char('e')) || !isNumber) return std::nullopt;
  if (number < 1 || static_cast<std::size_t>(number) > portrait->equilibria.size()) return std::nullopt;
  return static_cast<std::size_t>(number - 1);
}

}  // namespace separatrix
