/* wall.c - what a run may touch. The kernel's part is in wall_kernel.c. */
#include "base/wall.h"

#include "base/fault.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/wall_kernel.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Allowed so far; the table is small and of fixed size, for it must outlive every arena. */
static struct place_allowed {
    char *real; /* without a slash at its end, but for "/" */
    unsigned rights;
} places[WALL_PLACES_MAX];
static size_t count;
static bool closed;

void wall_allow(const char *path, unsigned rights)
{
    if (closed || count == WALL_PLACES_MAX)
        return;
    char *real = path_real(path);
    if (!real) {
        if (errno != EACCES)
            fault_note(path);
        return;
    }
    places[count++] = (struct place_allowed){real, rights};
}

void wall_close(bool kernel, unsigned gates, unsigned port)
{
    struct wall_plan plan = {.gates = gates, .port = port};
    if (closed)
        return;
    for (size_t i = 0; i < count; i++)
        plan.places[plan.count++] = (struct wall_place){places[i].real, places[i].rights};
    if (kernel)
        wall_close_kernel(&plan);
    closed = true;
}

static bool is_below(const char *real, const char *folder)
{
    size_t n = strlen(folder);
    return strncmp(real, folder, n) == 0 && (real[n] == '/' || !real[n] || (n == 1 && *folder == '/'));
}

bool wall_allows(const char *path, enum wall_right right)
{
    if (!closed)
        return true;
    char *real = path_real(path);
    if (!real) {
        if (errno != EACCES) /* opening it will say so */
            fault_note(path);
        return true;
    }
    bool fine = false;
    for (size_t i = 0; i < count && !fine; i++)
        fine = (places[i].rights & right) && is_below(real, places[i].real);
    free(real);
    if (!fine)
        errno = EXDEV;
    return fine;
}

bool wall_allows_new(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup(".");
    if (!folder)
        mem_exhausted();
    bool fine = wall_allows(folder, WALL_WRITE);
    int error = errno;
    free(folder);
    errno = error;
    return fine;
}
