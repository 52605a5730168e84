#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.hpp"
#include "core/figure/write_svg.hpp"
#include "core/flow/stimulus.hpp"
#include "core/model/problem.hpp"
#include "core/scalar/interval.hpp"

namespace separatrix {

/// "NAME=VALUE". Errors: usage, naming the option.
Result<std::pair<std::string, double>> parseAssignment(std::string_view text, std::string_view option);

/// "V=-20,n=0.1". Errors: usage.
Result<std::vector<std::pair<std::string, double>>> parseAssignments(std::string_view text, std::string_view option);

/// "X0:X1,Y0:Y1,...": intervals with two finite ends, the smaller first. Errors: usage.
Result<std::vector<Interval>> parseIntervals(std::string_view text, std::string_view option);

/// "NAME=VALUE@FROM:TO" as the model's parameter, what is added to its present value, and when; without TO a step.
/// Errors: usage.
Result<Stimulus> parseStimulus(const Problem& problem, std::string_view text);

/// "12x8cm" (cm, mm, in, pt; cm when nothing is said) as width and height in cm. Errors: usage.
Result<std::pair<double, double>> parseSize(std::string_view text);

/// "9pt" or "9". Errors: usage.
Result<double> parsePoints(std::string_view text, std::string_view option);

/// The parts of `text` between `separator`s, blanks around them dropped.
std::vector<std::string_view> split(std::string_view text, char separator);

Error usageError(std::string sentence, std::string remedy = {});

}  // namespace separatrix
