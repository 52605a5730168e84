// Compiled for x86-64-v2: two doubles at a time. See block_kernel_body.hpp.
#define SEPARATRIX_BLOCK_NAMESPACE block_v2
#define SEPARATRIX_BLOCK_WIDTH 2
#define SEPARATRIX_VECTOR_FUNCTION(name) _ZGVbN2v_##name
#define SEPARATRIX_VECTOR_FUNCTION_OF_TWO(name) _ZGVbN2vv_##name
#include "core/model/block_kernel_body.hpp"
