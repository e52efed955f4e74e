#ifndef CFIELDENDS_H
#define CFIELDENDS_H

// Sources/DataFrames/CSV/FieldEndFunctions.swift declares the same functions by their symbols. Change the two together.

#include <stddef.h>
#include <stdint.h>

// Finds where the fields of comma-separated values end, 64 bytes at a time.
//
// A field ends at a delimiter, LF, CR or CR LF outside quotes. A quote opens where a field starts, and closes at the
// next quote that is not written twice; any other quote is a character like all others.

enum {
  /// SSE2 on x86-64, NEON on arm64, whatever vectors become elsewhere.
  CFE_PLAIN = 0,
  CFE_AVX2 = 1,
  CFE_AVX512 = 2,
};

/// The fastest instruction set that this processor and this build have; it has all sets before it, too.
int32_t cfe_best_set(void);

/// The state behind a byte, and what was counted up to it. All but the first are 0 or 1, or numbers.
typedef struct {
  /// All bits inside quotes, none outside.
  uint64_t inside;
  /// Whether a field starts here: at the start of a text, and behind each of its ends.
  uint64_t starts_field;
  /// Whether the last byte is a quote that closed, which another one opens again.
  uint64_t follows_quote;
  /// Whether the last byte is CR.
  uint64_t follows_return;
  /// The line ends, those in quotes included: LF, CR, CR LF.
  uint64_t lines;
  /// The line ends outside quotes.
  uint64_t records;
} cfe_state;

/// Goes through `count` bytes; 64 bytes from any multiple of 64 below `count` on must be readable. A number of bytes
/// that is no multiple of 64 ends the text. `quote` is -1 where quotes mean nothing.
///
/// The places where fields end are written to `ends`, which needs room for `count` + 64 of them, unless it is NULL. Of
/// CR LF it is the place of CR. Returns how many there are.
ptrdiff_t cfe_find(int32_t set, const uint8_t *text, ptrdiff_t count, uint8_t delimiter, int32_t quote,
                   cfe_state *state, const uint8_t **ends);

#endif
