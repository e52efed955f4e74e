#include "CDeflate.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <zlib.h>

struct cdeflate_stream {
  z_stream state;
  bool compresses;
  bool is_at_end;
  int status;
};

// 15 bits of window, and 16 for the header of a gzip file; 8 is the usual share of memory.
enum { WINDOW = 15 + 16, MEMORY = 8 };

static cdeflate_stream *opened(cdeflate_stream *stream) {
  if (stream->status == Z_OK) return stream;
  free(stream);
  return NULL;
}

cdeflate_stream *cdeflate_open_compressing(int32_t level) {
  cdeflate_stream *stream = calloc(1, sizeof *stream);
  if (stream == NULL) return NULL;
  stream->compresses = true;
  stream->status = deflateInit2(&stream->state, level, Z_DEFLATED, WINDOW, MEMORY, Z_DEFAULT_STRATEGY);
  return opened(stream);
}

cdeflate_stream *cdeflate_open_decompressing(void) {
  cdeflate_stream *stream = calloc(1, sizeof *stream);
  if (stream == NULL) return NULL;
  stream->status = inflateInit2(&stream->state, WINDOW);
  return opened(stream);
}

static uInt limited(ptrdiff_t count) { return count > INT_MAX ? INT_MAX : (uInt)count; }

int32_t cdeflate_step(cdeflate_stream *stream, const void *input, ptrdiff_t input_count, void *output,
                      ptrdiff_t output_count, int32_t finishing, ptrdiff_t *consumed, ptrdiff_t *produced) {
  z_stream *state = &stream->state;
  uInt given = limited(input_count), room = limited(output_count);
  state->next_in = (Bytef *)input;
  state->avail_in = given;
  state->next_out = output;
  state->avail_out = room;
  if (stream->compresses) {
    stream->status = deflate(state, finishing && given == input_count ? Z_FINISH : Z_NO_FLUSH);
  } else {
    if (stream->is_at_end) inflateReset(state);
    stream->status = inflate(state, Z_NO_FLUSH);
  }
  *consumed = given - state->avail_in;
  *produced = room - state->avail_out;
  stream->is_at_end = stream->status == Z_STREAM_END;
  if (stream->is_at_end) return CDEFLATE_END;
  return stream->status == Z_OK || stream->status == Z_BUF_ERROR ? CDEFLATE_GOING : CDEFLATE_FAILED;
}

const char *cdeflate_message(const cdeflate_stream *stream) {
  return stream->state.msg != NULL ? stream->state.msg : zError(stream->status);
}

void cdeflate_close(cdeflate_stream *stream) {
  if (stream->compresses) {
    deflateEnd(&stream->state);
  } else {
    inflateEnd(&stream->state);
  }
  free(stream);
}
