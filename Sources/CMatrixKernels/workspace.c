// Memory for packed blocks, one of each kind for each thread.

#include "kernel_table.h"

#include <pthread.h>
#include <stdlib.h>

typedef struct {
  void *memory;
  size_t bytes;
} workspace;

static _Thread_local workspace own[CMK_WORKSPACES];
static pthread_key_t at_thread_end;
static pthread_once_t key_made = PTHREAD_ONCE_INIT;

static void release(void *raw) {
  workspace *all = raw;
  for (int use = 0; use < CMK_WORKSPACES; use++) {
    free(all[use].memory);
    all[use] = (workspace){NULL, 0};
  }
}
static void make_key(void) { pthread_key_create(&at_thread_end, release); }

void *cmk_workspace(cmk_workspace_use use, size_t bytes) {
  workspace *kept = &own[use];
  if (kept->bytes >= bytes) return kept->memory;
  pthread_once(&key_made, make_key);
  const size_t rounded = (bytes + 4095) / 4096 * 4096;
  free(kept->memory);
  kept->memory = aligned_alloc(4096, rounded);
  kept->bytes = kept->memory == NULL ? 0 : rounded;
  pthread_setspecific(at_thread_end, own);
  return kept->memory;
}
