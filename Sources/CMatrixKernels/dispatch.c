#include "kernel_table.h"

static _Atomic(const cmk_kernels *) chosen;
static _Thread_local const cmk_kernels *chosen_for_thread;

/// The table of `set`, or NULL where this processor or this build lacks it.
static const cmk_kernels *kernels_of(int32_t set) {
  if (set == cmk_baseline_kernels.instruction_set) return &cmk_baseline_kernels;
#if defined(__x86_64__)
  __builtin_cpu_init();
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (set == CMK_AVX2 && avx2) return &cmk_avx2_kernels;
  if (set == CMK_AVX512 && avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    return &cmk_avx512_kernels;
#endif
  return NULL;
}

static inline const cmk_kernels *kernels(void) {
  if (__builtin_expect(chosen_for_thread != NULL, 0)) return chosen_for_thread;
  const cmk_kernels *known = atomic_load_explicit(&chosen, memory_order_acquire);
  if (__builtin_expect(known != NULL, 1)) return known;
  const cmk_kernels *best = NULL;
  for (int32_t set = CMK_AVX512; best == NULL; set--) best = kernels_of(set);
  atomic_store_explicit(&chosen, best, memory_order_release);
  return best;
}

int32_t cmk_instruction_set(void) { return kernels()->instruction_set; }

int32_t cmk_use_instruction_set(int32_t set) {
  const cmk_kernels *found = kernels_of(set);
  if (found == NULL) return 0;
  chosen_for_thread = found;
  return 1;
}

#define DEFINE(S, T)                                                                                                  \
  int32_t cmk_gemm_##S(int32_t part, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t depth, T alpha, const T *a,         \
                       ptrdiff_t a_row, ptrdiff_t a_column, const T *b, ptrdiff_t b_row, ptrdiff_t b_column, T beta,  \
                       T *c, ptrdiff_t c_stride, ptrdiff_t threads, cmk_loop loop) {                                  \
    return kernels()->S.gemm(part, rows, columns, depth, alpha, a, a_row, a_column, b, b_row, b_column, beta, c,      \
                             c_stride, threads, loop);                                                                \
  }                                                                                                                   \
  void cmk_times_vector_##S(ptrdiff_t rows, ptrdiff_t columns, const T *a, ptrdiff_t a_row, const T *x, T *result) {  \
    kernels()->S.times_vector(rows, columns, a, a_row, x, result);                                                    \
  }                                                                                                                   \
  void cmk_add_vector_times_##S(ptrdiff_t rows, ptrdiff_t columns, const T *a, ptrdiff_t a_row, const T *x,           \
                                T *result) {                                                                          \
    kernels()->S.add_vector_times(rows, columns, a, a_row, x, result);                                                \
  }                                                                                                                   \
  T cmk_dot_##S(ptrdiff_t count, const T *x, const T *y) { return kernels()->S.dot(count, x, y); }                    \
  T cmk_sum_##S(ptrdiff_t count, const T *x) { return kernels()->S.sum(count, x); }                                   \
  T cmk_absolute_sum_##S(ptrdiff_t count, const T *x) { return kernels()->S.absolute_sum(count, x); }                 \
  T cmk_minimum_##S(ptrdiff_t count, const T *x) { return kernels()->S.minimum(count, x); }                           \
  T cmk_maximum_##S(ptrdiff_t count, const T *x) { return kernels()->S.maximum(count, x); }                           \
  T cmk_absolute_maximum_##S(ptrdiff_t count, const T *x) { return kernels()->S.absolute_maximum(count, x); }         \
  void cmk_add_scaled_##S(ptrdiff_t count, T alpha, const T *x, T *y) { kernels()->S.add_scaled(count, alpha, x, y); } \
  void cmk_add_##S(ptrdiff_t count, const T *x, const T *y, T *result) { kernels()->S.add(count, x, y, result); }     \
  void cmk_subtract_##S(ptrdiff_t count, const T *x, const T *y, T *result) {                                         \
    kernels()->S.subtract(count, x, y, result);                                                                       \
  }                                                                                                                   \
  void cmk_multiply_##S(ptrdiff_t count, const T *x, const T *y, T *result) {                                         \
    kernels()->S.multiply(count, x, y, result);                                                                       \
  }                                                                                                                   \
  void cmk_divide_##S(ptrdiff_t count, const T *x, const T *y, T *result) {                                           \
    kernels()->S.divide(count, x, y, result);                                                                         \
  }                                                                                                                   \
  void cmk_scale_##S(ptrdiff_t count, const T *x, T factor, T term, T *result) {                                      \
    kernels()->S.scale(count, x, factor, term, result);                                                               \
  }                                                                                                                   \
  void cmk_rotate_##S(ptrdiff_t count, T *x, T *y, T c, T s) { kernels()->S.rotate(count, x, y, c, s); }              \
  void cmk_activate_##S(int32_t activation, ptrdiff_t rows, ptrdiff_t columns, const T *biases, T *x) {               \
    kernels()->S.activate(activation, rows, columns, biases, x);                                                      \
  }                                                                                                                   \
  void cmk_times_slope_##S(int32_t activation, ptrdiff_t count, const T *a, T *slope) {                               \
    kernels()->S.times_slope(activation, count, a, slope);                                                            \
  }                                                                                                                   \
  void cmk_softmax_##S(ptrdiff_t rows, ptrdiff_t columns, T *x, T *maxima, T *sums) {                                 \
    kernels()->S.softmax(rows, columns, x, maxima, sums);                                                             \
  }                                                                                                                   \
  void cmk_momentum_step_##S(ptrdiff_t count, T rate, T momentum, int32_t nesterov, T decay, const T *gradient,       \
                             T *velocity, T *w) {                                                                     \
    kernels()->S.momentum_step(count, rate, momentum, nesterov, decay, gradient, velocity, w);                        \
  }                                                                                                                   \
  void cmk_adam_step_##S(ptrdiff_t count, T rate, T keep, T beta1, T beta2, T root_scale, T epsilon,                  \
                         const T *gradient, T *mean, T *square, T *w) {                                               \
    kernels()->S.adam_step(count, rate, keep, beta1, beta2, root_scale, epsilon, gradient, mean, square, w);          \
  }

DEFINE(f32, float)
DEFINE(f64, double)
