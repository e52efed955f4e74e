// What parallel loops need of the operating system and the processor.

#if defined(__linux__)
#define _GNU_SOURCE
#include <sched.h>
#endif

#include "CMatrixKernels.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

int32_t cmk_processors(void) {
#if defined(__linux__)
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) == 0 && CPU_COUNT(&allowed) > 0) return CPU_COUNT(&allowed);
#endif
  const long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (int32_t)online : 1;
}

typedef struct {
  void (*body)(void *);
  void *state;
} thread_start;

static void *run(void *raw) {
  const thread_start start = *(thread_start *)raw;
  free(raw);
  start.body(start.state);
  return NULL;
}

int32_t cmk_start_thread(void (*body)(void *), void *state) {
  thread_start *start = malloc(sizeof *start);
  if (start == NULL) return 0;
  *start = (thread_start){body, state};
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  // The new thread begins with the mask of this one. A fault that is blocked would end the process.
  sigset_t mask, before;
  sigfillset(&mask);
  const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS};
  for (unsigned i = 0; i < sizeof faults / sizeof *faults; i++) sigdelset(&mask, faults[i]);
  pthread_sigmask(SIG_SETMASK, &mask, &before);
  pthread_t thread;
  const int error = pthread_create(&thread, &attributes, run, start);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  pthread_attr_destroy(&attributes);
  if (error != 0) free(start);
  return error == 0;
}

int64_t cmk_nanoseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

void cmk_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}
