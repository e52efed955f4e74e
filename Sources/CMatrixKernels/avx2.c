#if defined(__x86_64__)

#include "blocks.h"

#include <stddef.h>
#include <stdint.h>
#include <stdatomic.h>
#include <stdbool.h>

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)

// 12 of the 16 registers hold the tile, 2 a row of B.
#define GEMM_VECTOR_BYTES 32
#define GEMM_ROWS 6
#define GEMM_VECTORS 2
#define MULTIPLY_ADD(a, b, c) __builtin_elementwise_fma(a, b, c)
#define INSTRUCTION_SET CMK_AVX2
#define TABLE cmk_avx2_kernels
#include "kernels.inc"

#pragma clang attribute pop

#endif
