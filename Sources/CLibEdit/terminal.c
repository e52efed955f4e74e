#include "CLibEdit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

// Everything that a signal handler reads is here, in plain C.

static const int fatal_signals[] = {SIGHUP, SIGINT,  SIGQUIT, SIGTERM, SIGSEGV, SIGBUS,
                                    SIGILL, SIGFPE,  SIGABRT, SIGTRAP, SIGSYS,  SIGPIPE};
static const int event_signals[] = {SIGWINCH, SIGCONT};
#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))

static struct sigaction old_fatal[COUNT(fatal_signals)];
static struct sigaction old_event[COUNT(event_signals)];
static volatile sig_atomic_t watching;
static volatile sig_atomic_t entered;
static struct termios original;
static int terminal_input = -1;
static int terminal_output = -1;
static char restore_text[64];
static size_t restore_length;
static int event_pipe[2] = {-1, -1};

static void write_all(int descriptor, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(descriptor, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

static void give_back(void) {
  // From the background, setting the terminal would stop the process with SIGTTOU unless that is blocked.
  sigset_t blocked, before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &blocked, &before);
  write_all(terminal_output, restore_text, restore_length);
  tcsetattr(terminal_input, TCSADRAIN, &original);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void post(char event) {
  int saved = errno;
  ssize_t ignored = write(event_pipe[1], &event, 1);
  (void)ignored;
  errno = saved;
}

static void on_event(int signal) {
  post(signal == SIGWINCH ? LECTERN_EVENT_RESIZED : LECTERN_EVENT_RESUMED);
}

static void on_fatal(int signal, siginfo_t *info, void *context) {
  (void)context;
  int saved = errno;
  if (entered) {
    give_back();
    write_all(terminal_output, "\r\n", 2);
  }
  for (int i = 0; i < COUNT(fatal_signals); i++)
    if (fatal_signals[i] == signal) sigaction(signal, &old_fatal[i], NULL);
  // A fault comes again by itself when the instruction is tried again; a signal that was sent does not.
  if (info == NULL || info->si_code <= 0 || signal == SIGHUP || signal == SIGINT || signal == SIGQUIT ||
      signal == SIGTERM || signal == SIGPIPE)
    raise(signal);
  post(LECTERN_EVENT_RESUMED);
  errno = saved;
}

static void at_exit(void) {
  if (entered) give_back();
  entered = 0;
}

static void watch(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_sigaction = on_fatal;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  for (int i = 0; i < COUNT(fatal_signals); i++) {
    struct sigaction current;
    sigaction(fatal_signals[i], NULL, &current);
    if ((current.sa_flags & SA_SIGINFO) && current.sa_sigaction == on_fatal) continue;
    old_fatal[i] = current;
    if ((current.sa_flags & SA_SIGINFO) || current.sa_handler != SIG_IGN)
      sigaction(fatal_signals[i], &action, NULL);
  }
  if (watching) return;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = on_event;
  action.sa_flags = SA_RESTART;
  for (int i = 0; i < COUNT(event_signals); i++) sigaction(event_signals[i], &action, &old_event[i]);
  watching = 1;
}

int lectern_terminal_enter(int input, int output, const char *restore) {
  if (entered) {
    watch();
    return 0;
  }
  if (event_pipe[0] < 0) {
    if (pipe(event_pipe) < 0) return -1;
    for (int i = 0; i < 2; i++) {
      fcntl(event_pipe[i], F_SETFD, FD_CLOEXEC);
      fcntl(event_pipe[i], F_SETFL, O_NONBLOCK);
    }
    atexit(at_exit);
  }
  if (tcgetattr(input, &original) < 0) return -1;
  terminal_input = input;
  terminal_output = output;
  restore_length = strlen(restore);
  if (restore_length > sizeof restore_text) return -1;
  memcpy(restore_text, restore, restore_length);
  entered = 1;
  watch();
  return 0;
}

void lectern_terminal_leave(void) {
  if (!entered) return;
  give_back();
  entered = 0;
  for (int i = 0; i < COUNT(fatal_signals); i++) {
    struct sigaction current;
    sigaction(fatal_signals[i], NULL, &current);
    if ((current.sa_flags & SA_SIGINFO) && current.sa_sigaction == on_fatal)
      sigaction(fatal_signals[i], &old_fatal[i], NULL);
  }
  for (int i = 0; i < COUNT(event_signals); i++) sigaction(event_signals[i], &old_event[i], NULL);
  watching = 0;
}

int lectern_terminal_set_raw(int input) {
  struct termios raw;
  if (tcgetattr(input, &raw) < 0) return -1;
  raw.c_lflag &= (tcflag_t) ~(ICANON | ECHO | ISIG | IEXTEN);
  raw.c_iflag &= (tcflag_t) ~(IXON | INLCR);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  return tcsetattr(input, TCSADRAIN, &raw);
}

int lectern_terminal_events(void) { return event_pipe[0]; }

void lectern_terminal_size(int output, int *columns, int *rows) {
  struct winsize size;
  *columns = 0;
  *rows = 0;
  if (ioctl(output, TIOCGWINSZ, &size) == 0) {
    *columns = size.ws_col;
    *rows = size.ws_row;
  }
}
