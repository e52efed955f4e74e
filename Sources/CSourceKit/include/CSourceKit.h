// The part of the compiler's editor service that Lectern calls, as a table that is filled from the toolchain's
// shared library at run time: Lectern is not linked against it and starts without it.
#ifndef LECTERN_CSOURCEKIT_H
#define LECTERN_CSOURCEKIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// An interned name: a key of a dictionary or one of a fixed set of values.
typedef struct LecternUID *LecternUID;
/// A value under construction, reference counted.
typedef struct LecternRequest *LecternRequest;
/// An answer, to be disposed of once.
typedef struct LecternResponse *LecternResponse;
/// A value inside an answer, valid as long as the answer is. Passed by value.
typedef struct {
  uint64_t words[3];
} LecternVariant;

typedef struct {
  void (*_Nonnull initialize)(void);
  LecternUID _Nonnull (*_Nonnull uid)(const char *_Nonnull name);
  const char *_Nonnull (*_Nonnull uid_name)(LecternUID _Nonnull);

  LecternRequest _Nonnull (*_Nonnull dictionary)(
      const LecternUID _Nonnull *_Nullable keys, const LecternRequest _Nonnull *_Nullable values, size_t count);
  void (*_Nonnull set_value)(LecternRequest _Nonnull, LecternUID _Nonnull key, LecternRequest _Nonnull value);
  void (*_Nonnull set_string)(LecternRequest _Nonnull, LecternUID _Nonnull key, const char *_Nonnull value);
  void (*_Nonnull set_integer)(LecternRequest _Nonnull, LecternUID _Nonnull key, int64_t value);
  void (*_Nonnull set_uid)(LecternRequest _Nonnull, LecternUID _Nonnull key, LecternUID _Nonnull value);
  LecternRequest _Nonnull (*_Nonnull array)(const LecternRequest _Nonnull *_Nullable values, size_t count);
  /// Puts a string at `index`; -1 for the end.
  void (*_Nonnull array_set_string)(LecternRequest _Nonnull, size_t index, const char *_Nonnull value);
  void (*_Nonnull release)(LecternRequest _Nonnull);

  LecternResponse _Nonnull (*_Nonnull send)(LecternRequest _Nonnull);
  void (*_Nonnull dispose)(LecternResponse _Nonnull);
  bool (*_Nonnull is_error)(LecternResponse _Nonnull);
  const char *_Nullable (*_Nonnull error_text)(LecternResponse _Nonnull);
  LecternVariant (*_Nonnull value)(LecternResponse _Nonnull);

  LecternVariant (*_Nonnull get_value)(LecternVariant, LecternUID _Nonnull key);
  const char *_Nullable (*_Nonnull get_string)(LecternVariant, LecternUID _Nonnull key);
  int64_t (*_Nonnull get_integer)(LecternVariant, LecternUID _Nonnull key);
  LecternUID _Nullable (*_Nonnull get_uid)(LecternVariant, LecternUID _Nonnull key);
  size_t (*_Nonnull count)(LecternVariant);
  LecternVariant (*_Nonnull element)(LecternVariant, size_t index);
  /// What the value is; 0 for nothing.
  int (*_Nonnull type)(LecternVariant);
} LecternSourceKit;

/// Loads the library at `path` and fills `table`. Returns NULL, or what went wrong as text that stays valid until
/// the next call on this thread.
const char *_Nullable lectern_load_sourcekit(const char *_Nonnull path, LecternSourceKit *_Nonnull table);

/// Has the threads of this process share heaps instead of having one each.
void lectern_share_heaps(void);

/// Gives free memory back to the system.
void lectern_trim_heaps(void);

#endif
