// The filter of system calls for programs that run somebody else's code.
#ifndef CSECCOMP_H
#define CSECCOMP_H

/// Writes the filter, as a program for the kernel's packet filter, to `descriptor`. Returns 0 or an error number.
///
/// What the filter lets through: memory, files, time, threads, signals and waiting. Everything else fails with ENOSYS:
/// new processes, sockets, tracing, shared memory, keys, mounts, namespaces, modules, and what kernels to come will add.
int cseccomp_write_filter(int descriptor);

#endif
