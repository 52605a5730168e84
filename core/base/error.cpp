#include "core/base/error.hpp"

namespace separatrix {

std::string describe(const Error& error) {
  std::string text;
  if (!error.place.file.empty()) {
    text += error.place.file + ":";
    if (error.place.line > 0) text += std::to_string(error.place.line) + ":" + std::to_string(error.place.column) + ":";
    text += " ";
  }
  text += error.sentence;
  if (!error.remedy.empty()) text += " " + error.remedy;
  return text;
}

int exitCode(Error::Code code) {
  switch (code) {
    case Error::Code::usage: return 2;
    case Error::Code::invalidModel: return 3;
    case Error::Code::file: return 4;
    case Error::Code::cancelled: return 130;
    case Error::Code::outsideDomain:
    case Error::Code::numerical: return 1;
  }
  return 1;
}

}  // namespace separatrix
