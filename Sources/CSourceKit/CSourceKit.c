#include "CSourceKit.h"

#include <dlfcn.h>
#include <malloc.h>
#include <string.h>

// The order of the members of LecternSourceKit.
static const char *const names[] = {
    "initialize",
    "uid_get_from_cstr",
    "uid_get_string_ptr",
    "request_dictionary_create",
    "request_dictionary_set_value",
    "request_dictionary_set_string",
    "request_dictionary_set_int64",
    "request_dictionary_set_uid",
    "request_array_create",
    "request_array_set_string",
    "request_release",
    "send_request_sync",
    "response_dispose",
    "response_is_error",
    "response_error_get_description",
    "response_get_value",
    "variant_dictionary_get_value",
    "variant_dictionary_get_string",
    "variant_dictionary_get_int64",
    "variant_dictionary_get_uid",
    "variant_array_get_count",
    "variant_array_get_value",
    "variant_get_type",
};

enum { count = sizeof names / sizeof *names };
_Static_assert(sizeof(LecternSourceKit) == count * sizeof(void *), "one name for each member");

const char *lectern_load_sourcekit(const char *path, LecternSourceKit *table) {
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (!library) return dlerror();
  for (int index = 0; index < count; index++) {
    char symbol[64] = "sourcekitd_";
    strncat(symbol, names[index], sizeof symbol - strlen(symbol) - 1);
    void *address = dlsym(library, symbol);
    if (!address) return dlerror();
    memcpy((char *)table + index * sizeof address, &address, sizeof address);
  }
  return NULL;
}

void lectern_share_heaps(void) { mallopt(M_ARENA_MAX, 2); }

void lectern_trim_heaps(void) { malloc_trim(0); }
