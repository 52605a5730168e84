#pragma once

#include <complex>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "core/model/problem.hpp"

namespace separatrix {

/// Keys stand in the order in which they are written, as CLI.md shows them.
using Json = nlohmann::ordered_json;

/// A finite number, so that it reads back to the same double; whole numbers without a fraction.
/// What is not finite has no number in JSON: null.
Json jsonNumber(double value);

Json jsonInterval(const Interval& interval);   ///< [lo, hi]
Json jsonComplex(std::complex<double> value);  ///< {"re":..,"im":..}

/// {"V":..,"n":..}: one value per variable of `model`, in declared order.
Json jsonState(const Model& model, std::span<const double> state);
Json jsonBox(const Model& model, const Box& box);

/// {"I_ext":30,...}: one value per parameter of `model`, in declared order.
Json jsonParameters(const Model& model, std::span<const double> values);

/// The document as text on one line, ended by a newline. Bytes that are no UTF-8 are replaced.
std::string jsonText(const Json& document);

}  // namespace separatrix
