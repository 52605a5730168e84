#pragma once

#include <string>

#include "core/figure/figure.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

/// The axis of a variable over its interval in the problem's box, and of a parameter over `range`.
FigureAxis axisOf(const Problem& problem, int variable);
FigureAxis parameterAxis(const Model& model, int parameter, const Interval& range);

/// "$V_{3} = 12$, ...": every parameter in declared order but those the figure lets vary.
std::string captionOf(const Problem& problem, const std::vector<int>& varying = {});

std::string titleOf(const Model& model);  ///< its title, else its name

}  // namespace separatrix
