#pragma once

#include <vector>

#include "core/model/problem.hpp"

namespace separatrix {

/// Problems over the same window whose shown components are, round by round, the factors of the shown components of
/// `problem`: their zero sets together are its nullclines. Products, powers, squares, absolute values and differences
/// of squares are taken apart, each factor once, so that crossings stay sharp, double roots become simple and branches
/// however close are told apart. A component without factors stands in the first round as it is; one with fewer factors
/// than there are rounds is 1 in the last. {problem} when there is nothing to take apart, and for maps.
/// Where a factor vanishes the component may have no value: the caller looks.
std::vector<Problem> splitFactors(const Problem& problem);

}  // namespace separatrix
