#ifndef LECTERN_CLIBEDIT_H
#define LECTERN_CLIBEDIT_H

#include <stddef.h>
#include <wchar.h>
#include <histedit.h>

// libedit's entry points are variadic, which Swift cannot call. Each function below wraps one use of them.

/// One editor: libedit's state, its owner, and the two calls that libedit makes into the owner.
typedef struct lectern_edit lectern_edit;

/// Gives the next key in `key`: 1 for a key, 0 at the end of the input, -1 for an error.
typedef int (*lectern_read_key)(void *owner, wchar_t *key);
/// Runs the command with this number; returns one of libedit's CC_ codes.
typedef int (*lectern_run_command)(void *owner, int command, wchar_t key);

/// The largest number of commands that can be defined.
#define LECTERN_COMMAND_LIMIT 64

/// Opens an editor on a terminal. What libedit would draw is thrown away: the owner draws. NULL on failure.
lectern_edit *lectern_edit_open(const char *program, int input, int output, void *owner,
                                lectern_read_key read_key, lectern_run_command run_command);
void lectern_edit_close(lectern_edit *edit);

/// Reads ~/.editrc (or $EDITRC); 0 when there was one.
int lectern_edit_read_settings(lectern_edit *edit);
/// Whether the user's settings chose vi keys.
int lectern_edit_is_vi(lectern_edit *edit);
int lectern_edit_define(lectern_edit *edit, int command, const wchar_t *name, const wchar_t *help);
/// Binds keys to a command, in vi's command mode if `vi_command_mode` is not 0.
int lectern_edit_bind(lectern_edit *edit, const wchar_t *keys, const wchar_t *name, int vi_command_mode);
void lectern_edit_use_history(lectern_edit *edit, HistoryW *history);

/// Edits one cell; returns when a command ends it or the input ends.
void lectern_edit_run(lectern_edit *edit);
void lectern_edit_line(lectern_edit *edit, const wchar_t **text, size_t *length, size_t *cursor);
/// Replaces the whole text (zero-terminated) and puts the cursor before character `cursor`.
void lectern_edit_replace(lectern_edit *edit, const wchar_t *text, size_t cursor);
/// Makes `keys` the next keys that are read.
void lectern_edit_push(lectern_edit *edit, const wchar_t *keys);
/// Reads the next key in the middle of a command; as `lectern_read_key`.
int lectern_edit_next_key(lectern_edit *edit, wchar_t *key);
/// Switches the terminal between editing (1) and ordinary (0) mode.
void lectern_edit_set_raw(lectern_edit *edit, int raw);
void lectern_edit_resize(lectern_edit *edit);

void lectern_history_set_size(HistoryW *history, int size);
int lectern_history_size(HistoryW *history);
void lectern_history_enter(HistoryW *history, const wchar_t *text);
/// The entry `age` places before the newest (0), or NULL; `number` names it for removal.
const wchar_t *lectern_history_entry(HistoryW *history, int age, int *number);
void lectern_history_remove(HistoryW *history, int number);

// The terminal's state, given back on exit and before a fatal signal takes its course. One terminal at a time.

/// What came in while a key was awaited: the window changed, or the terminal must be taken again
/// (the process was stopped and continued, or a fatal signal was survived).
enum { LECTERN_EVENT_RESIZED = 'W', LECTERN_EVENT_RESUMED = 'C' };

/// Remembers the terminal's state and watches the signals; `restore` is written to `output` when it is given back.
/// A second call before `lectern_terminal_leave` only watches the signals again. 0, or -1 if `input` is no terminal.
int lectern_terminal_enter(int input, int output, const char *restore);
/// Gives the terminal back as it was and stops watching.
void lectern_terminal_leave(void);
/// Switches the terminal to reading key by key without echo or signals.
int lectern_terminal_set_raw(int input);
/// Readable when events have come in: one byte each. -1 before the first `lectern_terminal_enter`.
int lectern_terminal_events(void);
/// Columns and rows of the terminal; 0 when it does not say.
void lectern_terminal_size(int output, int *columns, int *rows);

#endif
