/* library.h - shared libraries that are loaded by name when they are first needed: most runs need none of
 * them, and starting without them is a good part of a short run. */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

/* Loads the library of that name for good, and fills functions (a table of count pointers and nothing else)
 * with those of the names, in their order. False when the library or one of them is not there: functions is
 * as it was, and dlerror() says why. */
bool library_load(const char *soname, const char *const *names, size_t count, void *functions);

#endif
