/* publish_unit.h - a folder to publish into, which goes with the test. */
#ifndef TESTS_PUBLISH_UNIT_H
#define TESTS_PUBLISH_UNIT_H

#include "unit.h"

#include "base/file.h"
#include "publish/publish.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

struct fixture {
    struct arena arena;
    struct diags diags;
    char folder[64];
    int status; /* of the last publication, where a test keeps it */
};

/* pattern: of mkdtemp. */
static int make_folder(void **state, const char *pattern)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->diags.arena = &f->arena;
    strcpy(f->folder, pattern);
    assert_non_null(mkdtemp(f->folder));
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    int status = system(arena_printf(&f->arena, "rm -rf %s", f->folder));
    arena_free(&f->arena);
    free(f);
    return status;
}

static char *path(struct fixture *f, const char *name)
{
    return path_join(&f->arena, f->folder, name);
}

static void put(struct fixture *f, const char *name, const char *text)
{
    int fd = open(path(f, name), O_WRONLY | O_CREAT | O_TRUNC, 0666);
    assert_true(fd >= 0);
    assert_true(file_write_all(fd, text, strlen(text)));
    close(fd);
}

#endif
