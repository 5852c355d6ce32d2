/* old.h - the output that is there already: what of it is as it will be, and what of it is not ours. */
#ifndef PUBLISH_OLD_H
#define PUBLISH_OLD_H

#include "base/arena.h"
#include "base/tree.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

/* A file as it was when its bytes were read. */
struct old_file {
    dev_t dev;
    ino_t ino;
    off_t size;
    struct timespec changed;
    mode_t mode;
    gid_t group;
    bool there;
};

/* The depth of our own trees is small; anything below so many folders is not ours. */
enum { OLD_DEPTH_MOST = 64 };

/* The old output as the new tree sees it. */
struct old {
    /* It holds the files of the tree and their manifest, with the same bytes, and nothing else, not even an
     * empty folder. Bytes are compared, never times. What cannot be read differs. */
    bool same;
    /* For each file of the tree: what the old output has of it, when that may stand in the new one as well: a
     * plain file of the same bytes, as we wrote it, ours, and known by no other name. NULL when something in
     * the old output is not ours: it will be kept, and must share nothing with the new one. */
    struct old_file *twins;
};

struct old old_look(struct arena *arena, const char *folder, const struct tree *tree);

/* Is it still that file, and unchanged? */
bool old_is(const struct old_file *file, const struct stat *st);

/* The files of an old output that would be lost, were it removed: those that its manifest does not name, or
 * that differ from it; paths relative to the folder, in order. A manifest that cannot be read makes every
 * file a stranger; what out, the new output, has too (old_shared) is none, whatever is in it. folder: the old
 * output, by the name it has now. tree: of the new one, whose digests spare computing those of files that
 * stayed as they were. */
size_t old_strangers(struct arena *arena, const char *folder, const char *out, const struct tree *tree,
                     char ***paths);

/* Does the file of which lstat said this stand in the other folder too, by a second name that is the same
 * below it? False with errno when it is not known; with 0 when it does not. */
bool old_shared(const struct stat *st, struct arena *arena, const char *other, const char *relative);

#endif
