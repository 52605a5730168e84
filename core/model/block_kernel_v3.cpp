// Compiled for x86-64-v3: four doubles at a time. See block_kernel_body.hpp.
#define SEPARATRIX_BLOCK_NAMESPACE block_v3
#define SEPARATRIX_BLOCK_WIDTH 4
#define SEPARATRIX_VECTOR_FUNCTION(name) _ZGVdN4v_##name
#define SEPARATRIX_VECTOR_FUNCTION_OF_TWO(name) _ZGVdN4vv_##name
#include "core/model/block_kernel_body.hpp"
