/* file.h - whole files, read and written with every failure seen. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

enum file_result {
    FILE_FINE,
    FILE_MISSING,
    FILE_FOLDER,
    FILE_DENIED,
    FILE_TOO_LARGE,
    FILE_OUTSIDE,
    FILE_FAULT
};

/* Reads a regular file of at most limit bytes into out (appended). errno tells more on FILE_FAULT.
 * FILE_OUTSIDE: a link leads to where wall.h does not let us. */
enum file_result file_read(const char *path, size_t limit, struct buf *out);

/* Writes all bytes to an open descriptor; false with errno set. */
bool file_write_all(int fd, const void *bytes, size_t n);

/* Makes a new file with these bytes, on disk before it has its name: there is all of it, or nothing. False
 * with errno set; EEXIST when the name is taken, which is never overwritten. */
bool file_create(const char *path, const void *bytes, size_t n);

/* The same, in the place of a file that may be there: at any moment there is the old one whole or the new. */
bool file_replace(const char *path, const void *bytes, size_t n);

/* The hidden name beside path that a thing has while this process makes it. */
char *draft_name(struct arena *arena, const char *path);

/* Calls remove for each such name beside path whose process is gone. */
void drafts_remove_stale(struct arena *arena, const char *path, int (*remove)(const char *draft));

/* Regular file / folder there? Symbolic links are followed. */
bool file_exists(const char *path);
bool folder_exists(const char *path);

/* Waits until a folder's own list of names, or that of the folder which holds path, is on the disk. False
 * with errno. */
bool folder_sync(const char *path);
bool folder_sync_parent(const char *path);

/* Makes a folder, whose name is then on the disk. False with errno, as mkdir() has it, and nothing is there
 * that was not. */
bool folder_make(const char *path);

/* "dir/name" in the arena; name alone when dir is "." or empty. */
char *path_join(struct arena *arena, const char *dir, const char *name);

/* Does a relative path written in the content stay below the folder it starts from: not empty, not absolute,
 * no
 * "..", no scheme or drive, no backslash? */
bool path_inside(const char *path);

/* Where a path leads, through all links; free() it. NULL with errno set, never for want of memory, which
 * would be taken for a path that leads nowhere. */
char *path_real(const char *path);

/* Removes a folder with all that is in it; symbolic links are removed, not followed. Fine when it is not
 * there. Else -1 with errno, as remove() has it. */
int folder_remove(const char *path);

/* Names in a folder, sorted by bytes, without "." and "..". NULL-terminated list; NULL when it cannot be
 * read. */
char **folder_names(struct arena *arena, const char *path);

#endif
