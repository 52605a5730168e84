#include "core/base/contract.hpp"

#include <cstdio>
#include <cstdlib>

namespace separatrix {

void contractBroken(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: contract broken: %s\n", file, line, condition);
  std::abort();
}

}  // namespace separatrix
