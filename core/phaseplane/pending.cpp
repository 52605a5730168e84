// Parts of the house that are still being built: each definition here goes when the real one lands.
#include "core/cycles/find_cycles.hpp"

namespace separatrix {

}  // namespace separatrix
