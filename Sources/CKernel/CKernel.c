#define _GNU_SOURCE
#include "CKernel.h"

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <link.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

#define ALTERNATE_STACK_BYTES (256 * 1024)
#define INTERRUPT_SIGNAL SIGURG

static int report_pipe[2] = {-1, -1};
static ckernel_report pending;
static atomic_int pending_claimed;
static pthread_t serving_thread;
static bool installed;

static pthread_t cell_thread;
static atomic_bool cell_running;
static char *cell_stack_low;
static __thread bool on_cell_thread;

/// Frames at the last throw of each thread: an uncaught error is reported long after its origin.
static __thread int32_t thrown_count;
static __thread uint64_t thrown_frames[CKERNEL_MAX_FRAMES];

// How cautious an interrupt still is: 2 = outside the runtime and the C library, 1 = outside the C library, 0 = anywhere.
static atomic_int interrupt_caution;
static atomic_bool interrupt_landed;

typedef struct {
  uintptr_t low, high;
  int caution;
} code_range;
static code_range guarded_code[16];
static int guarded_code_count;

static void park(void) __attribute__((noreturn));
static void park(void) {
  sigset_t all;
  sigfillset(&all);
  for (;;) sigsuspend(&all);
}

static bool claim_report(void) {
  int free_slot = 0;
  return atomic_compare_exchange_strong(&pending_claimed, &free_slot, 1);
}

static void publish_report(void) {
  char byte = 1;
  while (write(report_pipe[1], &byte, 1) < 0 && errno == EINTR) {
  }
}

/// Frame records of Swift code: each frame pointer points at the caller's, with the return address above it.
static int32_t walk_frame_pointers(uintptr_t frame, uint64_t *frames, int32_t capacity) {
  int32_t count = 0;
  uintptr_t previous = 0;
  while (count < capacity && frame > previous && (frame & (sizeof(void *) - 1)) == 0 && frame > 4096) {
    if (previous != 0 && frame - previous > (64u << 20)) break;
    uintptr_t *record = (uintptr_t *)frame;
    if (record[1] < 4096) break;
    frames[count++] = record[1];
    previous = frame;
    frame = record[0];
  }
  return count;
}

static uintptr_t program_counter(ucontext_t *context) {
#if defined(__x86_64__)
  return (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
  return (uintptr_t)context->uc_mcontext.pc;
#else
#error "unknown processor"
#endif
}

static bool is_after_system_call(uintptr_t counter) {
#if defined(__x86_64__)
  const uint8_t *code = (const uint8_t *)counter;
  return code[-2] == 0x0f && code[-1] == 0x05;
#else
  return ((const uint32_t *)counter)[-1] == 0xd4000001;
#endif
}

static void record_backtrace(ucontext_t *context) {
  void *addresses[CKERNEL_MAX_FRAMES + 8];
  uintptr_t counter = program_counter(context);
  int total = backtrace(addresses, CKERNEL_MAX_FRAMES + 8);
  int start = 0;
  for (int i = 0; i < total; i++) {
    if ((uintptr_t)addresses[i] == counter) {
      start = i;
      break;
    }
  }
  pending.frame_count = 0;
  pending.frames[pending.frame_count++] = counter;
  for (int i = start + 1; i < total && pending.frame_count < CKERNEL_MAX_FRAMES; i++) {
    pending.frames[pending.frame_count++] = (uint64_t)(uintptr_t)addresses[i];
  }
}

static void on_fault(int number, siginfo_t *info, void *raw_context) {
  if (pthread_equal(pthread_self(), serving_thread)) {
    signal(number, SIG_DFL);
    raise(number);
    return;
  }
  if (claim_report()) {
    memset(&pending, 0, sizeof pending);
    pending.kind = CKERNEL_SIGNAL;
    pending.on_cell_thread = on_cell_thread;
    pending.signal_number = number;
    pending.address = (uint64_t)(uintptr_t)info->si_addr;
    if (number == SIGSEGV && on_cell_thread) {
      char *address = (char *)info->si_addr;
      pending.stack_overflow =
          address < cell_stack_low + (256 * 1024) && address >= cell_stack_low - (1024 * 1024);
    }
    record_backtrace((ucontext_t *)raw_context);
    publish_report();
  }
  park();
}

static void on_interrupt(int number, siginfo_t *info, void *raw_context) {
  (void)number;
  (void)info;
  if (!on_cell_thread || !atomic_load(&cell_running)) return;
  uintptr_t counter = program_counter((ucontext_t *)raw_context);
  int caution = atomic_load(&interrupt_caution);
  if (caution > 0 && !is_after_system_call(counter)) {
    for (int i = 0; i < guarded_code_count; i++) {
      if (counter >= guarded_code[i].low && counter < guarded_code[i].high && guarded_code[i].caution <= caution) {
        return;
      }
    }
  }
  atomic_store(&interrupt_landed, true);
  if (claim_report()) {
    memset(&pending, 0, sizeof pending);
    pending.kind = CKERNEL_INTERRUPTED;
    pending.on_cell_thread = true;
    record_backtrace((ucontext_t *)raw_context);
    publish_report();
  }
  park();
}

static int note_guarded_code(struct dl_phdr_info *info, size_t size, void *unused) {
  (void)size;
  (void)unused;
  const char *name = info->dlpi_name ? info->dlpi_name : "";
  int caution = 0;
  if (strstr(name, "libc.so") || strstr(name, "ld-linux") || strstr(name, "libpthread")) caution = 1;
  if (strstr(name, "libswiftCore") || strstr(name, "libdispatch") || strstr(name, "libstdc++")) caution = 2;
  if (caution == 0) return 0;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *header = &info->dlpi_phdr[i];
    if (header->p_type == PT_LOAD && (header->p_flags & PF_X) && guarded_code_count < 16) {
      uintptr_t low = info->dlpi_addr + header->p_vaddr;
      guarded_code[guarded_code_count++] = (code_range){low, low + header->p_memsz, caution};
    }
  }
  return 0;
}

// The runtime calls this before each throw.
static void note_throw(void *error) {
  (void)error;
  if (!on_cell_thread) return;
  thrown_count = walk_frame_pointers((uintptr_t)__builtin_frame_address(0), thrown_frames, CKERNEL_MAX_FRAMES);
}

int ckernel_install(void) {
  if (pipe2(report_pipe, O_CLOEXEC) != 0) return -1;
  serving_thread = pthread_self();
  void *warm[2];
  backtrace(warm, 2);
  dl_iterate_phdr(note_guarded_code, NULL);

  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigfillset(&action.sa_mask);
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  action.sa_sigaction = on_fault;
  const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS};
  for (unsigned i = 0; i < sizeof faults / sizeof *faults; i++) sigaction(faults[i], &action, NULL);
  action.sa_sigaction = on_interrupt;
  sigaction(INTERRUPT_SIGNAL, &action, NULL);
  signal(SIGINT, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGXFSZ, SIG_IGN);

  const char *hooks[] = {"_swift_willThrow", "_swift_willThrowTypedImpl"};
  for (unsigned i = 0; i < sizeof hooks / sizeof *hooks; i++) {
    void (**hook)(void *) = (void (**)(void *))dlsym(RTLD_DEFAULT, hooks[i]);
    if (hook) *hook = note_throw;
  }
  installed = true;
  return report_pipe[0];
}

typedef struct {
  int (*entry)(int, char **);
} cell_start;

static void *run_cell(void *raw) {
  cell_start start = *(cell_start *)raw;
  free(raw);
  stack_t alternate;
  memset(&alternate, 0, sizeof alternate);
  alternate.ss_size = ALTERNATE_STACK_BYTES;
  alternate.ss_sp =
      mmap(NULL, ALTERNATE_STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (alternate.ss_sp != MAP_FAILED) sigaltstack(&alternate, NULL);

  pthread_attr_t attributes;
  void *low = NULL;
  size_t bytes = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
    pthread_attr_getstack(&attributes, &low, &bytes);
    pthread_attr_destroy(&attributes);
  }
  cell_stack_low = (char *)low;
  on_cell_thread = true;
  thrown_count = 0;

  char *arguments[] = {(char *)"cell", NULL};
  start.entry(1, arguments);

  atomic_store(&cell_running, false);
  on_cell_thread = false;
  if (claim_report()) {
    memset(&pending, 0, sizeof pending);
    pending.kind = CKERNEL_FINISHED;
    pending.on_cell_thread = true;
    publish_report();
  }
  if (alternate.ss_sp != MAP_FAILED) {
    stack_t off = {.ss_flags = SS_DISABLE};
    sigaltstack(&off, NULL);
    munmap(alternate.ss_sp, ALTERNATE_STACK_BYTES);
  }
  return NULL;
}

int ckernel_run(int (*entry)(int, char **), uint64_t stack_bytes) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, stack_bytes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  cell_start *start = malloc(sizeof *start);
  start->entry = entry;
  atomic_store(&interrupt_landed, false);
  atomic_store(&cell_running, true);
  int result = pthread_create(&cell_thread, &attributes, run_cell, start);
  pthread_attr_destroy(&attributes);
  if (result != 0) {
    atomic_store(&cell_running, false);
    free(start);
  }
  return result;
}

bool ckernel_take_report(ckernel_report *report) {
  char byte;
  ssize_t count;
  do {
    count = read(report_pipe[0], &byte, 1);
  } while (count < 0 && errno == EINTR);
  if (count != 1) return false;
  *report = pending;
  if (report->kind != CKERNEL_FINISHED && report->on_cell_thread) atomic_store(&cell_running, false);
  atomic_store(&pending_claimed, 0);
  return true;
}

void ckernel_interrupt(int milliseconds) {
  struct timespec pause = {0, 500 * 1000};
  int attempts = milliseconds * 2;
  for (int attempt = 0; attempt <= attempts; attempt++) {
    if (!atomic_load(&cell_running) || atomic_load(&interrupt_landed)) return;
    atomic_store(&interrupt_caution, attempt < attempts / 2 ? 2 : attempt < attempts ? 1 : 0);
    // A thread inside print holds the lock of standard output; parked there, it would keep it.
    bool locked = false;
    for (int spin = 0; spin < 200 && !locked; spin++) locked = ftrylockfile(stdout) == 0;
    if (!locked && attempt < attempts) {
      sched_yield();
      continue;
    }
    pthread_kill(cell_thread, INTERRUPT_SIGNAL);
    nanosleep(&pause, NULL);
    if (locked) funlockfile(stdout);
  }
}

static void (*uncaught_handler)(void *error);

void ckernel_on_uncaught(void (*handler)(void *error)) { uncaught_handler = handler; }

// Takes the place of the runtime's end of a program whose error nobody caught.
__attribute__((visibility("default"), noreturn)) void swift_errorInMain(void *error) {
  if (uncaught_handler) uncaught_handler(error);
  if (claim_report()) {
    memset(&pending, 0, sizeof pending);
    pending.kind = CKERNEL_THROWN;
    pending.on_cell_thread = on_cell_thread;
    pending.frame_count = thrown_count;
    memcpy(pending.frames, thrown_frames, sizeof(uint64_t) * (size_t)thrown_count);
    publish_report();
  }
  park();
}

// A cell that calls exit would end the kernel and with it every value of the student.
__attribute__((visibility("default"), noreturn)) void exit(int status) {
  if (installed && !pthread_equal(pthread_self(), serving_thread)) {
    if (claim_report()) {
      memset(&pending, 0, sizeof pending);
      pending.kind = CKERNEL_EXIT;
      pending.on_cell_thread = on_cell_thread;
      pending.exit_status = status;
      pending.frame_count =
          walk_frame_pointers((uintptr_t)__builtin_frame_address(0), pending.frames, CKERNEL_MAX_FRAMES);
      publish_report();
    }
    park();
  }
  void (*real_exit)(int) = (void (*)(int))dlsym(RTLD_NEXT, "exit");
  if (real_exit) real_exit(status);
  _exit(status);
}

void ckernel_flush_output(void) {
  if (ftrylockfile(stdout) == 0) {
    fflush_unlocked(stdout);
    funlockfile(stdout);
  }
}

void ckernel_repair_output(int saved_output, int saved_error) {
  dup2(saved_output, 1);
  dup2(saved_error, 2);
  bool usable = fileno(stdout) == 1 && ftrylockfile(stdout) == 0;
  if (usable) {
    clearerr_unlocked(stdout);
    funlockfile(stdout);
  } else {
    FILE *fresh = fdopen(dup(saved_output), "w");
    if (fresh) stdout = fresh;
  }
  if (fileno(stderr) != 2) {
    FILE *fresh = fdopen(dup(saved_error), "w");
    if (fresh) {
      setvbuf(fresh, NULL, _IONBF, 0);
      stderr = fresh;
    }
  }
}

void *ckernel_load(const char *path, char *message, int capacity) {
  void *handle = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
  if (!handle) {
    const char *reason = dlerror();
    snprintf(message, (size_t)capacity, "%s", reason ? reason : "unknown reason");
  }
  return handle;
}

int (*ckernel_entry(void *handle, const char *symbol))(int, char **) {
  return (int (*)(int, char **))dlsym(handle, symbol);
}

bool ckernel_locate(uint64_t address, char *path, int capacity, uint64_t *offset) {
  Dl_info info;
  if (dladdr((void *)(uintptr_t)address, &info) == 0 || !info.dli_fname) return false;
  snprintf(path, (size_t)capacity, "%s", info.dli_fname);
  *offset = address - (uint64_t)(uintptr_t)info.dli_fbase;
  return true;
}

void ckernel_limit_memory(uint64_t bytes) {
  struct rlimit limit = {bytes, bytes};
  setrlimit(RLIMIT_AS, &limit);
}

bool ckernel_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0; }

static int interrupt_pipe[2] = {-1, -1};

static void note_interrupt(int number) {
  (void)number;
  int saved = errno;
  char byte = 1;
  (void)!write(interrupt_pipe[1], &byte, 1);
  errno = saved;
}

int ckernel_interrupt_descriptor(void) {
  if (interrupt_pipe[0] < 0 && pipe2(interrupt_pipe, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  return interrupt_pipe[0];
}

void ckernel_catch_interrupts(void) {
  if (ckernel_interrupt_descriptor() < 0) return;
  char drained;
  while (read(interrupt_pipe[0], &drained, 1) == 1) {
  }
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = note_interrupt;
  sigaction(SIGINT, &action, NULL);
}

void ckernel_release_interrupts(void) { signal(SIGINT, SIG_DFL); }

void ckernel_close_from(posix_spawn_file_actions_t *actions, int first) {
  posix_spawn_file_actions_addclosefrom_np(actions, first);
}
