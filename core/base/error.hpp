#pragma once

#include <expected>
#include <string>

namespace separatrix {

/// A position in a text; lines and columns count from 1, 0 means "not known".
struct Place {
  std::string file;
  int line = 0;
  int column = 0;

  friend bool operator==(const Place&, const Place&) = default;
};

/// Why a question has no answer. A computation that ran but missed its goal is not an Error: it
/// is a value whose status says so.
struct Error {
  enum class Code {
    usage,          ///< the caller asked for something meaningless (unknown name, empty window)
    invalidModel,   ///< the model text cannot be understood
    file,           ///< a file cannot be read or written
    outsideDomain,  ///< the field is not finite where it is needed
    numerical,      ///< no document can be made of what was computed
    cancelled,      ///< the stop token fired; nobody wants the answer any more
  };
  Code code = Code::usage;
  std::string sentence;  ///< one sentence for a person, naming the offending value
  Place place{};         ///< where in the user's text, if anywhere
  std::string remedy{};  ///< what to do about it; empty when there is nothing to advise

  friend bool operator==(const Error&, const Error&) = default;
};

template <class T>
using Result = std::expected<T, Error>;

/// "model.ode:3:14: sentence remedy", without the parts that are not known.
std::string describe(const Error& error);

/// The exit code of a command that failed with `code`: 1 numerical, 2 usage, 3 model, 4 file, 130 cancelled.
int exitCode(Error::Code code);

}  // namespace separatrix
