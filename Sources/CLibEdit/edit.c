#include "CLibEdit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct lectern_edit {
  EditLine *editor;
  FILE *sink;
  void *owner;
  lectern_read_key read_key;
  lectern_run_command run_command;
  // libedit keeps the pointers that it is given.
  wchar_t *names[LECTERN_COMMAND_LIMIT];
  wchar_t *helps[LECTERN_COMMAND_LIMIT];
};

static lectern_edit *edit_of(EditLine *editor) {
  void *data = NULL;
  el_wget(editor, EL_CLIENTDATA, &data);
  return data;
}

static int read_key(EditLine *editor, wchar_t *key) {
  lectern_edit *edit = edit_of(editor);
  return edit->read_key(edit->owner, key);
}

// libedit gives a command the key that ran it, not its own name, so each number has a function of its own.
#define COMMAND(n)                                                         \
  static unsigned char command_##n(EditLine *editor, wint_t key) {         \
    lectern_edit *edit = edit_of(editor);                                  \
    return (unsigned char)edit->run_command(edit->owner, n, (wchar_t)key); \
  }
#define EIGHT(m) m(0) m(1) m(2) m(3) m(4) m(5) m(6) m(7)
#define ALL(m)                                                                                        \
  EIGHT(m) m(8) m(9) m(10) m(11) m(12) m(13) m(14) m(15) m(16) m(17) m(18) m(19) m(20) m(21) m(22)    \
  m(23) m(24) m(25) m(26) m(27) m(28) m(29) m(30) m(31) m(32) m(33) m(34) m(35) m(36) m(37) m(38)     \
  m(39) m(40) m(41) m(42) m(43) m(44) m(45) m(46) m(47) m(48) m(49) m(50) m(51) m(52) m(53) m(54)     \
  m(55) m(56) m(57) m(58) m(59) m(60) m(61) m(62) m(63)
ALL(COMMAND)

#define NAME(n) command_##n,
static unsigned char (*const commands[LECTERN_COMMAND_LIMIT])(EditLine *, wint_t) = {ALL(NAME)};

lectern_edit *lectern_edit_open(const char *program, int input, int output, void *owner,
                                lectern_read_key read, lectern_run_command run) {
  lectern_edit *edit = calloc(1, sizeof *edit);
  if (edit == NULL) return NULL;
  edit->owner = owner;
  edit->read_key = read;
  edit->run_command = run;
  edit->sink = fopen("/dev/null", "r+");
  if (edit->sink != NULL)
    edit->editor = el_init_fd(program, edit->sink, edit->sink, edit->sink, input, output, output);
  if (edit->editor == NULL) {
    if (edit->sink != NULL) fclose(edit->sink);
    free(edit);
    return NULL;
  }
  el_wset(edit->editor, EL_CLIENTDATA, edit);
  el_wset(edit->editor, EL_EDITOR, L"emacs");
  el_wset(edit->editor, EL_GETCFN, read_key);
  // Ctrl-C, Ctrl-Z and Ctrl-\ are keys while a cell is edited, not signals; so are Ctrl-S and Ctrl-Q, and line ends come as they are.
  el_wset(edit->editor, EL_SETTY, L"-d", L"-isig", L"-icrnl", L"-inlcr", L"-ixon", NULL);
  return edit;
}

void lectern_edit_close(lectern_edit *edit) {
  el_end(edit->editor);
  fclose(edit->sink);
  for (int i = 0; i < LECTERN_COMMAND_LIMIT; i++) {
    free(edit->names[i]);
    free(edit->helps[i]);
  }
  free(edit);
}

int lectern_edit_read_settings(lectern_edit *edit) {
  int result = el_source(edit->editor, NULL);
  el_wset(edit->editor, EL_EDITMODE, 1);
  return result;
}

int lectern_edit_is_vi(lectern_edit *edit) {
  const wchar_t *name = NULL;
  return el_wget(edit->editor, EL_EDITOR, &name) == 0 && name != NULL && wcscmp(name, L"vi") == 0;
}

int lectern_edit_define(lectern_edit *edit, int command, const wchar_t *name, const wchar_t *help) {
  if (command < 0 || command >= LECTERN_COMMAND_LIMIT || edit->names[command] != NULL) return -1;
  edit->names[command] = wcsdup(name);
  edit->helps[command] = wcsdup(help);
  if (edit->names[command] == NULL || edit->helps[command] == NULL) return -1;
  return el_wset(edit->editor, EL_ADDFN, edit->names[command], edit->helps[command], commands[command]);
}

int lectern_edit_bind(lectern_edit *edit, const wchar_t *keys, const wchar_t *name, int vi_command_mode) {
  if (vi_command_mode) return el_wset(edit->editor, EL_BIND, L"-a", keys, name, NULL);
  return el_wset(edit->editor, EL_BIND, keys, name, NULL);
}

void lectern_edit_use_history(lectern_edit *edit, HistoryW *history) {
  el_wset(edit->editor, EL_HIST, history_w, history);
}

void lectern_edit_run(lectern_edit *edit) {
  int count = 0;
  el_wgets(edit->editor, &count);
}

void lectern_edit_line(lectern_edit *edit, const wchar_t **text, size_t *length, size_t *cursor) {
  const LineInfoW *line = el_wline(edit->editor);
  *text = line->buffer;
  *length = (size_t)(line->lastchar - line->buffer);
  *cursor = (size_t)(line->cursor - line->buffer);
}

void lectern_edit_replace(lectern_edit *edit, const wchar_t *text, size_t cursor) {
  const LineInfoW *line = el_wline(edit->editor);
  int length = (int)(line->lastchar - line->buffer);
  el_cursor(edit->editor, (int)(line->lastchar - line->cursor));
  el_deletestr(edit->editor, length);
  el_winsertstr(edit->editor, text);
  line = el_wline(edit->editor);
  el_cursor(edit->editor, (int)cursor - (int)(line->cursor - line->buffer));
}

void lectern_edit_push(lectern_edit *edit, const wchar_t *keys) { el_wpush(edit->editor, keys); }

int lectern_edit_next_key(lectern_edit *edit, wchar_t *key) { return el_wgetc(edit->editor, key); }

void lectern_edit_set_raw(lectern_edit *edit, int raw) { el_wset(edit->editor, EL_PREP_TERM, raw); }

void lectern_edit_resize(lectern_edit *edit) {
  el_resize(edit->editor);
  // libedit keeps its cursor where it was, and in a narrower window would write the next key behind the end of a line.
  el_wset(edit->editor, EL_REFRESH);
}

void lectern_history_set_size(HistoryW *history, int size) {
  HistEventW event;
  history_w(history, &event, H_SETSIZE, size);
}

int lectern_history_size(HistoryW *history) {
  HistEventW event;
  return history_w(history, &event, H_GETSIZE) < 0 ? 0 : event.num;
}

void lectern_history_enter(HistoryW *history, const wchar_t *text) {
  HistEventW event;
  history_w(history, &event, H_ENTER, text);
}

const wchar_t *lectern_history_entry(HistoryW *history, int age, int *number) {
  HistEventW event;
  int result = history_w(history, &event, H_FIRST);
  while (result >= 0 && age-- > 0) result = history_w(history, &event, H_NEXT);
  if (result < 0) return NULL;
  *number = event.num;
  return event.str;
}

void lectern_history_remove(HistoryW *history, int number) {
  HistEventW event;
  if (history_w(history, &event, H_DEL, number) >= 0) free((void *)event.str);
}
