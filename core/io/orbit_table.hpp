#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/flow/stimulus.hpp"
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

/// Samples with a non-finite coordinate (a trajectory that blew up) end the table. Auxiliaries follow the stimuli.
OrbitTable orbitTable(const Problem& problem, const Trajectory& trajectory, std::span<const Stimulus> stimuli = {});

/// The document "separatrix/orbit/1" of CLI.md. `end.blow_up` has the pole's time and its error, "stimuli" the course
/// of each stimulated parameter: [{"parameter":..,"t":[..],"value":[..]}], constant from each time to the next.
std::string orbitJson(const Problem& problem, const Trajectory& trajectory, std::span<const Stimulus> stimuli = {});

/// `t`, the variables, the auxiliaries; one header line, one row per sample, decimal points
/// whatever the locale. What has no value is an empty cell.
std::string orbitCsv(const Problem& problem, const Trajectory& trajectory, std::span<const Stimulus> stimuli = {});

}  // namespace separatrix
