#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/command_line_options.hpp"
#include "core/model/problem.hpp"
#include "core/model/read_ode.hpp"

namespace separatrix {

/// A model text and where it came from.
struct ModelText {
  std::string text;
  std::string name;  ///< a built-in's name, or a file's stem
  std::string file;  ///< what places in the text are called by
};

/// The text MODEL stands for: a built-in's name or a path. Errors: usage for an unknown built-in
/// (with the nearest name), file for a file that cannot be read.
Result<ModelText> findModelText(const std::string& model);

/// The model MODEL stands for; its warnings are added to `notes`.
/// Errors: those of findModelText; invalidModel with the place of the first error.
Result<std::shared_ptr<const Model>> loadModel(const std::string& model, std::vector<std::string>& notes);

/// "FILE:LINE:COLUMN: error[CODE]: sentence suggestion", fit to be shown: at most some hundred
/// characters, no bytes that are no text.
std::string describe(const Diagnostic& diagnostic, const std::string& file);

/// A problem and where its trajectories start by default.
struct PosedProblem {
  Problem problem;
  std::vector<double> start;
  std::vector<std::string> notes;
};

/// The problem the options pose: preset first, then --set, then window, plane and held values.
/// Errors: those of loadModel; usage for unknown names (with the nearest one) and empty windows.
Result<PosedProblem> poseProblem(const CommandOptions& options, const PlaneOptions& plane = {});

/// `start` with the coordinates of "V=-20,n=0.1" replaced. Errors: usage.
Result<std::vector<double>> parseState(const Model& model, std::vector<double> start, const std::string& text,
                                       std::string_view option);

}  // namespace separatrix
