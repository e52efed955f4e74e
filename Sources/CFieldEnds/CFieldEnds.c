#include "CFieldEnds.h"

#include <stdbool.h>
#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

typedef uint8_t cfe_bytes __attribute__((ext_vector_type(64)));
typedef _Bool cfe_bits __attribute__((ext_vector_type(64)));

static inline uint64_t cfe_parities(uint64_t bits) {
  for (int step = 1; step < 64; step *= 2) bits ^= bits << step;
  return bits;
}

#define CFE_FIND cfe_find_plain
#define CFE_PARITIES cfe_parities
#define CFE_FIRST(bits) __builtin_ctzll((bits) | (uint64_t)1 << 63)
#include "find.inc"
#undef CFE_FIND
#undef CFE_PARITIES
#undef CFE_FIRST

#if defined(__x86_64__)

// The product without carries with a number of nothing but ones.
#define CFE_PARITIES(bits) \
  (uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)(bits)), _mm_set1_epi8(-1), 0))
#define CFE_FIRST(bits) _tzcnt_u64(bits)

#pragma clang attribute push(__attribute__((target("avx2,pclmul,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)
#define CFE_FIND cfe_find_avx2
#include "find.inc"
#undef CFE_FIND
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("avx2,pclmul,avx512f,avx512bw,avx512vl,bmi,bmi2,lzcnt,popcnt"))), \
                             apply_to = function)
#define CFE_FIND cfe_find_avx512
#include "find.inc"
#undef CFE_FIND
#pragma clang attribute pop

int32_t cfe_best_set(void) {
  __builtin_cpu_init();
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul") &&
                    __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") &&
                    __builtin_cpu_supports("lzcnt") && __builtin_cpu_supports("popcnt");
  if (!avx2) return CFE_PLAIN;
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl")
             ? CFE_AVX512
             : CFE_AVX2;
}

#else

int32_t cfe_best_set(void) { return CFE_PLAIN; }

#endif

ptrdiff_t cfe_find(int32_t set, const uint8_t *text, ptrdiff_t count, uint8_t delimiter, int32_t quote,
                   cfe_state *state, const uint8_t **ends) {
#if defined(__x86_64__)
  if (set == CFE_AVX512) return cfe_find_avx512(text, count, delimiter, quote, state, ends);
  if (set == CFE_AVX2) return cfe_find_avx2(text, count, delimiter, quote, state, ends);
#endif
  (void)set;
  return cfe_find_plain(text, count, delimiter, quote, state, ends);
}
