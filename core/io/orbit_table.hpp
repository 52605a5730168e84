#pragma once

#include <string>
#include <vector>

#include "core/flow/trajectory.hpp"
#include "core/model/problem.hpp"

namespace separatrix {

/// A trajectory as columns of equal length: time, the variables, the auxiliary quantities at the
/// same times. An auxiliary that has no value somewhere is not finite there; writers leave it out.
struct OrbitTable {
  std::vector<double> t;
  std::vector<std::string> variables, auxiliaries;
  std::vector<std::vector<double>> states, auxiliaryValues;  ///< one column per name
};

/// Samples with a non-finite coordinate (a trajectory that blew up) end the table.
OrbitTable orbitTable(const Problem& problem, const Trajectory& trajectory);

/// The document "separatrix/orbit/1" of CLI.md.
std::string orbitJson(const Problem& problem, const Trajectory& trajectory);

/// `t`, the variables, the auxiliaries; one header line, one row per sample, decimal points
/// whatever the locale. What has no value is an empty cell.
std::string orbitCsv(const Problem& problem, const Trajectory& trajectory);

}  // namespace separatrix
