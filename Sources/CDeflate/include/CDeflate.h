#ifndef CDEFLATE_H
#define CDEFLATE_H

// Sources/DataFrames/CSV/DeflateFunctions.swift declares the same functions by their symbols. Change the two together.

#include <stddef.h>
#include <stdint.h>

// The gzip format (RFC 1952), by zlib, piece by piece.

/// A compression or a decompression that is going on.
typedef struct cdeflate_stream cdeflate_stream;

enum {
  /// There is more to do, or to be given.
  CDEFLATE_GOING = 0,
  /// The end of the compressed data was written or read.
  CDEFLATE_END = 1,
  /// The data is damaged, or zlib was called in a wrong way; `cdeflate_message` says which.
  CDEFLATE_FAILED = 2,
};

/// Begins to compress at `level` (1 is the fastest, 9 the smallest); NULL where there is no memory.
cdeflate_stream *cdeflate_open_compressing(int32_t level);
/// Begins to decompress; NULL where there is no memory.
cdeflate_stream *cdeflate_open_decompressing(void);

/// Works until the input is used up or the output is full. How much of each was used is written to `consumed` and
/// `produced`; both are 0 where nothing can be done without more of one of them.
///
/// A compression ends once `finishing` is not 0, with no input after this one. A decompression begins anew when it goes
/// on after an end.
int32_t cdeflate_step(cdeflate_stream *stream, const void *input, ptrdiff_t input_count, void *output,
                      ptrdiff_t output_count, int32_t finishing, ptrdiff_t *consumed, ptrdiff_t *produced);

/// What went wrong, in zlib's words; as long as the stream is open.
const char *cdeflate_message(const cdeflate_stream *stream);

void cdeflate_close(cdeflate_stream *stream);

#endif
