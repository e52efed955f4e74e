#ifndef CMK_KERNEL_TABLE_H
#define CMK_KERNEL_TABLE_H

#include "CMatrixKernels.h"

#include <stdatomic.h>
#include <stdbool.h>

#define CMK_FUNCTIONS(T)                                                                                             \
  struct {                                                                                                           \
    bool (*gemm)(int32_t, ptrdiff_t, ptrdiff_t, ptrdiff_t, T, const T *, ptrdiff_t, ptrdiff_t, const T *, ptrdiff_t, \
                 ptrdiff_t, T, T *, ptrdiff_t, ptrdiff_t, cmk_loop);                                                 \
    void (*times_vector)(ptrdiff_t, ptrdiff_t, const T *, ptrdiff_t, const T *, T *);                                \
    void (*add_vector_times)(ptrdiff_t, ptrdiff_t, const T *, ptrdiff_t, const T *, T *);                            \
    T (*dot)(ptrdiff_t, const T *, const T *);                                                                       \
    T (*sum)(ptrdiff_t, const T *);                                                                                  \
    T (*absolute_sum)(ptrdiff_t, const T *);                                                                         \
    T (*minimum)(ptrdiff_t, const T *);                                                                              \
    T (*maximum)(ptrdiff_t, const T *);                                                                              \
    T (*absolute_maximum)(ptrdiff_t, const T *);                                                                     \
    void (*add_scaled)(ptrdiff_t, T, const T *, T *);                                                                \
    void (*add)(ptrdiff_t, const T *, const T *, T *);                                                               \
    void (*subtract)(ptrdiff_t, const T *, const T *, T *);                                                          \
    void (*multiply)(ptrdiff_t, const T *, const T *, T *);                                                          \
    void (*divide)(ptrdiff_t, const T *, const T *, T *);                                                            \
    void (*scale)(ptrdiff_t, const T *, T, T, T *);                                                                  \
    void (*rotate)(ptrdiff_t, T *, T *, T, T);                                                                       \
    void (*activate)(int32_t, ptrdiff_t, ptrdiff_t, const T *, T *);                                                 \
    void (*times_slope)(int32_t, ptrdiff_t, const T *, T *);                                                         \
    void (*softmax)(ptrdiff_t, ptrdiff_t, T *, T *, T *);                                                            \
    void (*momentum_step)(ptrdiff_t, T, T, int32_t, T, const T *, T *, T *);                                         \
    void (*adam_step)(ptrdiff_t, T, T, T, T, T, T, const T *, T *, T *, T *);                                        \
  }

/// All loops of one instruction set.
typedef struct {
  int32_t instruction_set;
  CMK_FUNCTIONS(float) f32;
  CMK_FUNCTIONS(double) f64;
} cmk_kernels;

extern const cmk_kernels cmk_baseline_kernels;
#if defined(__x86_64__)
extern const cmk_kernels cmk_avx2_kernels;
extern const cmk_kernels cmk_avx512_kernels;
#endif

/// What a thread packs: its block of A, and the panel of B of the product that it was called for, which others read.
typedef enum { CMK_OWN_BLOCK, CMK_SHARED_PANEL, CMK_WORKSPACES } cmk_workspace_use;

/// Memory of this thread, aligned to 64 bytes and kept until the thread ends; NULL if there is none.
void *cmk_workspace(cmk_workspace_use use, size_t bytes);

#endif
