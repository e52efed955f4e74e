// What the kernel process needs from below Swift: fault handlers that park a thread, a thread with a stack
// of a known size, and the entry points of the runtime that a cell must not be allowed to take.
#ifndef CKERNEL_H
#define CKERNEL_H

#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>

enum { CKERNEL_MAX_FRAMES = 96 };

typedef enum {
  CKERNEL_FINISHED = 0,
  CKERNEL_SIGNAL = 1,
  CKERNEL_THROWN = 2,
  CKERNEL_EXIT = 3,
  CKERNEL_INTERRUPTED = 4,
} ckernel_report_kind;

typedef struct {
  int32_t kind;
  /// Whether it happened on the thread that runs the cell, rather than on one that a cell started.
  bool on_cell_thread;
  int32_t signal_number;
  int32_t exit_status;
  uint64_t address;
  bool stack_overflow;
  int32_t frame_count;
  /// Innermost first. The first is the faulting instruction, the others are return addresses.
  uint64_t frames[CKERNEL_MAX_FRAMES];
} ckernel_report;

/// Installs the handlers. Call once, on the thread that serves requests. Returns a descriptor that becomes
/// readable when a report is ready, or -1.
int ckernel_install(void);

/// Runs `entry` on a new thread. Returns 0 or an error number.
int ckernel_run(int (*entry)(int, char **), uint64_t stack_bytes);

/// Takes the report that made the descriptor readable.
bool ckernel_take_report(ckernel_report *report);

/// Stops the thread that runs a cell, at a moment when it holds no lock of the C library if one comes within
/// `milliseconds`. The report follows.
void ckernel_interrupt(int milliseconds);

/// Sets what is told of an error that no cell caught, on the thread that threw it. The error is the runtime's box.
void ckernel_on_uncaught(void (*handler)(void *error));

/// Writes out what waits in standard output, without waiting for a lock that a parked thread may hold.
void ckernel_flush_output(void);

/// Makes standard output and error usable again after a cell closed them or was parked while it held them.
void ckernel_repair_output(int saved_output, int saved_error);

/// Opens a shared object, or returns NULL with the loader's message in `message`.
void *ckernel_load(const char *path, char *message, int capacity);
int (*ckernel_entry(void *handle, const char *symbol))(int, char **);

/// The file that holds `address` and where in it, or false.
bool ckernel_locate(uint64_t address, char *path, int capacity, uint64_t *offset);

/// Caps the memory that this process can map.
void ckernel_limit_memory(uint64_t bytes);

/// Makes a pipe whose ends are closed in programs that are started. Returns false on failure.
bool ckernel_pipe(int ends[2]);

/// Has a program that is to be started inherit no descriptor from `first` on.
void ckernel_close_from(posix_spawn_file_actions_t *actions, int first);

/// The descriptor from which caught interrupts are readable, or -1.
int ckernel_interrupt_descriptor(void);
/// Makes interrupts (SIGINT) readable from the descriptor instead of ending the process; forgets earlier ones.
void ckernel_catch_interrupts(void);
/// Gives SIGINT its usual meaning again.
void ckernel_release_interrupts(void);

#endif
