#ifndef CMATRIXKERNELS_H
#define CMATRIXKERNELS_H

// Sources/Kernels/CFunctions.swift and NetworkFunctions.swift declare the same functions by their symbols. Change them
// together.

#include <stddef.h>
#include <stdint.h>

// The inner loops of dense linear algebra, compiled once for each instruction set and chosen when first used.
//
// Sums are formed in an order that does not depend on the instruction set. Matrix products use fused multiply-add
// where the processor has it, everything else never does.

#ifdef __cplusplus
extern "C" {
#endif

enum {
  CMK_PLAIN = 0,
  CMK_NEON = 1,
  CMK_AVX2 = 2,
  CMK_AVX512 = 3,
};

/// The instruction set in use on this thread.
int32_t cmk_instruction_set(void);
/// Uses `set` on this thread from now on; 0, and nothing changes, where this processor or this build lacks it.
int32_t cmk_use_instruction_set(int32_t set);

/// The number of processors that this process may use, at least 1.
int32_t cmk_processors(void);
/// Runs `body` on a new thread that nobody waits for and that takes no signals but those of faults; 0 if there is none.
int32_t cmk_start_thread(void (*body)(void *), void *state);
/// Nanoseconds of a clock that only goes forward.
int64_t cmk_nanoseconds(void);
/// Tells the processor that this thread waits for another one in a loop.
void cmk_pause(void);

/// Calls `body` with `state` and ranges of pieces, [first, end), that make up [0, pieces), on one or more threads, and
/// returns when all is done.
typedef void (*cmk_loop)(ptrdiff_t pieces, void (*body)(const void *state, ptrdiff_t first, ptrdiff_t end),
                         const void *state);

/// The part of C that a product writes.
enum {
  CMK_ALL = 0,
  /// Tiles wholly above the diagonal are left alone; entries above the diagonal in the others may be written.
  CMK_LOWER = 1,
};

/// What a layer of a neural network does to each of its sums.
enum {
  CMK_IDENTITY = 0,
  CMK_RELU = 1,
  CMK_TANH = 2,
  CMK_SIGMOID = 3,
};

#define CMK_DECLARE(S, T)                                                                                            \
  /* C = beta C + alpha A B. C is `rows` × `columns`, row-major with `c_stride`; entry (i, p) of A is               */ \
  /* a[i * a_row + p * a_column], of B likewise. C may overlap neither, and is not read where `beta` is 0.          */ \
  /* Pieces of the work run in calls of `loop` if `threads` is more than 1. 0 without memory for packed blocks.     */ \
  int32_t cmk_gemm_##S(int32_t part, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t depth, T alpha, const T *a,        \
                       ptrdiff_t a_row, ptrdiff_t a_column, const T *b, ptrdiff_t b_row, ptrdiff_t b_column, T beta, \
                       T *c, ptrdiff_t c_stride, ptrdiff_t threads, cmk_loop loop);                                  \
  /* result[i] = Σ a[i * a_row + j] x[j]. */                                                                        \
  void cmk_times_vector_##S(ptrdiff_t rows, ptrdiff_t columns, const T *a, ptrdiff_t a_row, const T *x, T *result); \
  /* result[j] += Σ x[i] a[i * a_row + j]. */                                                                       \
  void cmk_add_vector_times_##S(ptrdiff_t rows, ptrdiff_t columns, const T *a, ptrdiff_t a_row, const T *x,         \
                                T *result);                                                                         \
  T cmk_dot_##S(ptrdiff_t count, const T *x, const T *y);                                                           \
  T cmk_sum_##S(ptrdiff_t count, const T *x);                                                                       \
  T cmk_absolute_sum_##S(ptrdiff_t count, const T *x);                                                              \
  /* The smallest and the largest value; NaN where a value is NaN. `count` is at least 1. */                        \
  T cmk_minimum_##S(ptrdiff_t count, const T *x);                                                                   \
  T cmk_maximum_##S(ptrdiff_t count, const T *x);                                                                   \
  T cmk_absolute_maximum_##S(ptrdiff_t count, const T *x);                                                          \
  /* y += alpha x. */                                                                                               \
  void cmk_add_scaled_##S(ptrdiff_t count, T alpha, const T *x, T *y);                                              \
  /* result = x op y, element by element; result may be x or y. */                                                  \
  void cmk_add_##S(ptrdiff_t count, const T *x, const T *y, T *result);                                             \
  void cmk_subtract_##S(ptrdiff_t count, const T *x, const T *y, T *result);                                        \
  void cmk_multiply_##S(ptrdiff_t count, const T *x, const T *y, T *result);                                        \
  void cmk_divide_##S(ptrdiff_t count, const T *x, const T *y, T *result);                                          \
  /* result = x factor + term. */                                                                                   \
  void cmk_scale_##S(ptrdiff_t count, const T *x, T factor, T term, T *result);                                     \
  /* (x[i], y[i]) = (c x[i] + s y[i], c y[i] - s x[i]). */                                                          \
  void cmk_rotate_##S(ptrdiff_t count, T *x, T *y, T c, T s);                                                       \
  /* x = f(x + biases), row by row of `rows` × `columns`. */                                                        \
  void cmk_activate_##S(int32_t activation, ptrdiff_t rows, ptrdiff_t columns, const T *biases, T *x);              \
  /* slope = slope f'(x), where a = f(x). */                                                                        \
  void cmk_times_slope_##S(int32_t activation, ptrdiff_t count, const T *a, T *slope);                              \
  /* x = exp(x - maximum) / sum, row by row, with the sum of the numerators; `columns` is at least 1. */            \
  void cmk_softmax_##S(ptrdiff_t rows, ptrdiff_t columns, T *x, T *maxima, T *sums);                                \
  /* v = momentum v + g with g = gradient + decay w; w -= rate v, or rate (g + momentum v) for Nesterov. */         \
  void cmk_momentum_step_##S(ptrdiff_t count, T rate, T momentum, int32_t nesterov, T decay, const T *gradient,     \
                             T *velocity, T *w);                                                                    \
  /* m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g²; w = keep w - rate m / (root_scale √v + epsilon). */ \
  void cmk_adam_step_##S(ptrdiff_t count, T rate, T keep, T beta1, T beta2, T root_scale, T epsilon,                \
                         const T *gradient, T *mean, T *square, T *w);

CMK_DECLARE(f32, float)
CMK_DECLARE(f64, double)

#undef CMK_DECLARE

#ifdef __cplusplus
}
#endif

#endif
