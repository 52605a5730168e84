#pragma once

namespace separatrix {

/// Says on stderr which contract of ours was broken where, and aborts. Never returns.
[[noreturn]] void contractBroken(const char* condition, const char* file, int line);

}  // namespace separatrix

/// States what our own code guarantees here. Always armed, in every build: a broken contract is
/// our bug, never the user's, and stopping beats drawing a wrong picture.
#define SEPARATRIX_EXPECTS(condition) \
  ((condition) ? static_cast<void>(0) : ::separatrix::contractBroken(#condition, __FILE__, __LINE__))
