// What every processor of an architecture has: NEON on arm64, SSE2 on x86-64, whatever vectors become elsewhere.

#include "blocks.h"

#define GEMM_VECTOR_BYTES 16
#define TABLE cmk_baseline_kernels
#if defined(__aarch64__)
// 24 of the 32 registers hold the tile, 3 a row of B.
#define GEMM_ROWS 8
#define GEMM_VECTORS 3
#define MULTIPLY_ADD(a, b, c) __builtin_elementwise_fma(a, b, c)
#define INSTRUCTION_SET CMK_NEON
#else
// 8 of the 16 registers hold the tile, 2 a row of B.
#define GEMM_ROWS 4
#define GEMM_VECTORS 2
#define MULTIPLY_ADD(a, b, c) ((a) * (b) + (c))
#define INSTRUCTION_SET CMK_PLAIN
#endif
#include "kernels.inc"
