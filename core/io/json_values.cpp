#include "core/io/json_values.hpp"

#include <cmath>
#include <cstdint>

#include "core/base/contract.hpp"

namespace separatrix {

Json jsonNumber(double value) {
  constexpr double kLargestExact = 9007199254740992.0;  // 2^53: every whole double up to here is an exact integer
  if (!std::isfinite(value)) return nullptr;
  if (value == std::trunc(value) && std::fabs(value) <= kLargestExact) return static_cast<std::int64_t>(value);
  return value;
}

Json jsonInterval(const Interval& interval) { return Json::array({jsonNumber(interval.lo), jsonNumber(interval.hi)}); }

Json jsonComplex(std::complex<double> value) {
  return {{"re", jsonNumber(value.real())}, {"im", jsonNumber(value.imag())}};
}

Json jsonState(const Model& model, std::span<const double> state) {
  SEPARATRIX_EXPECTS(state.size() == model.variables.size());
  Json object = Json::object();
  for (std::size_t k = 0; k < state.size(); ++k) object[model.variables[k].name] = jsonNumber(state[k]);
  return object;
}

Json jsonBox(const Model& model, const Box& box) {
  SEPARATRIX_EXPECTS(box.size() == model.variables.size());
  Json object = Json::object();
  for (std::size_t k = 0; k < box.size(); ++k) object[model.variables[k].name] = jsonInterval(box[k]);
  return object;
}

Json jsonParameters(const Model& model, std::span<const double> values) {
  SEPARATRIX_EXPECTS(values.size() == model.parameters.size());
  Json object = Json::object();
  for (std::size_t k = 0; k < values.size(); ++k) object[model.parameters[k].name] = jsonNumber(values[k]);
  return object;
}

std::string jsonText(const Json& document) {
  return document.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace separatrix
