#define _GNU_SOURCE
#include "CSeccomp.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <stddef.h>

// By name, since not every processor has each of them.
static const char *const allowed[] = {
    // Files.
    "access", "chdir", "chmod", "close", "close_range", "copy_file_range", "creat", "dup", "dup2", "dup3", "faccessat",
    "faccessat2", "fadvise64", "fallocate", "fchdir", "fchmod", "fchmodat", "fchown", "fchownat", "fcntl", "fdatasync",
    "fgetxattr", "flock", "fremovexattr", "fsetxattr", "fstat", "fstatfs", "fsync", "ftruncate", "getcwd", "getdents",
    "getdents64", "getxattr", "ioctl", "lgetxattr", "link", "linkat", "listxattr", "llistxattr", "lseek", "lstat",
    "mkdir", "mkdirat", "newfstatat", "open", "openat", "pipe", "pipe2", "pread64", "preadv", "preadv2", "pwrite64",
    "pwritev", "pwritev2", "read", "readahead", "readlink", "readlinkat", "readv", "rename", "renameat", "renameat2",
    "rmdir", "sendfile", "setxattr", "stat", "statfs", "statx", "symlink", "symlinkat", "sync_file_range", "truncate",
    "umask", "unlink", "unlinkat", "utime", "utimensat", "utimes", "write", "writev",
    // The descriptors that were handed over.
    "getpeername", "getsockname", "getsockopt", "recvfrom", "recvmsg", "sendmsg", "sendto", "shutdown",
    // Memory.
    "brk", "madvise", "membarrier", "mincore", "mmap", "mprotect", "mremap", "msync", "munmap",
    // Waiting.
    "epoll_create", "epoll_create1", "epoll_ctl", "epoll_pwait", "epoll_pwait2", "epoll_wait", "eventfd", "eventfd2",
    "futex", "futex_waitv", "poll", "ppoll", "pselect6", "select", "timerfd_create", "timerfd_gettime",
    "timerfd_settime",
    // Time.
    "clock_getres", "clock_gettime", "clock_nanosleep", "gettimeofday", "nanosleep", "time", "times",
    // Threads and signals.
    "arch_prctl", "exit", "exit_group", "get_robust_list", "getcpu", "getpid", "getppid", "gettid", "getpgid",
    "getpgrp", "getsid", "kill", "prctl", "restart_syscall", "rseq", "rt_sigaction", "rt_sigpending", "rt_sigprocmask",
    "rt_sigqueueinfo", "rt_sigreturn", "rt_sigsuspend", "rt_sigtimedwait", "rt_tgsigqueueinfo", "sched_getaffinity",
    "sched_getattr", "sched_getparam", "sched_getscheduler", "sched_setaffinity", "sched_yield", "set_robust_list",
    "set_tid_address", "setpgid", "setpriority", "getpriority", "sigaltstack", "signalfd", "signalfd4", "tgkill",
    "tkill", "wait4", "waitid",
    // What it is and may.
    "capget", "capset", "getegid", "geteuid", "getgid", "getgroups", "getrandom", "getresgid", "getresuid", "getrlimit",
    "getrusage", "getuid", "prlimit64", "setgid", "setgroups", "setregid", "setresgid", "setresuid", "setreuid",
    "setrlimit", "setuid", "sysinfo", "uname",
    // The one program that is started.
    "execve",
};

int cseccomp_write_filter(int descriptor) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
  if (filter == NULL) return ENOMEM;
  int code = 0;
  for (size_t index = 0; code == 0 && index < sizeof allowed / sizeof *allowed; index++) {
    int number = seccomp_syscall_resolve_name(allowed[index]);
    if (number < 0) continue;
    code = seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 0);
  }
  // A new thread, never a new process. The C library falls back to `clone` where `clone3`, whose flags are out of the
  // filter's sight, is not there.
  if (code == 0) {
    code = seccomp_rule_add(
        filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
  }
  if (code == 0) code = seccomp_export_bpf(filter, descriptor);
  seccomp_release(filter);
  return -code;
}
