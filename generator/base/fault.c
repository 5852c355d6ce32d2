/* fault.c - what the machine refuses. */
#include "base/fault.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { PATH_KEPT = 1024 };

static struct {
    int error;
    char path[PATH_KEPT]; /* cut when it is longer */
} noted;

bool fault_is_machine(int error)
{
    switch (error) {
    case ENOENT: /* these are told by whoever wanted the file */
    case ENOTDIR:
    case ELOOP:
    case ENAMETOOLONG:
    case EXDEV:
        return false;
    default:
        return true;
    }
}

void fault_note(const char *path)
{
    if (!fault_is_machine(errno))
        return;
    if (noted.error)
        return;
    noted.error = errno;
    snprintf(noted.path, sizeof noted.path, "%s", path);
}

const char *fault_noted(int *error)
{
    *error = noted.error;
    return noted.error ? noted.path : NULL;
}

void fault_forget(void)
{
    noted.error = 0;
}

const char *fault_text(int error, enum diag_lang lang)
{
    static const struct {
        int error;
        const char *text[2];
    } rows[] = {
#define FAULT(error, vi, en) {error, {vi, en}},
#include "base/fault.def"
#undef FAULT
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].error == error)
            return rows[i].text[lang];
    return strerror(error);
}
