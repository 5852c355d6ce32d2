/* rollup.c - `baocao rollup DIR`: the overview of many schools' reports, each PDF read in a process of its
 * own. */
#include "base/digest.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/pool.h"
#include "base/walk.h"
#include "command/meter.h"
#include "command/run.h"
#include "pdf/file.h"
#include "publish/publish.h"
#include "rollup/judge.h"
#include "rollup/pages.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* What reading may cost before it is given up: a report takes some hundredths of a second. */
enum { SECONDS_CPU = 20, SECONDS = 300, BATCH_MAX = 8 };
enum { NOT_WRITTEN = 5 }; /* how a process ends that could not hand over what it read */
#define MEMORY_MAX ((rlim_t)PDF_MEMORY + (rlim_t)(512 << 20))

struct work {
    struct run *run;
    const char *folder; /* without slashes at its end */
    struct stat out;    /* the output folder, which is not read; st_ino 0: it is not there */
    char **paths;
    size_t count;
    struct seal_roots *roots;
    struct rollup_row *rows;
    size_t batch; /* files that one process reads, one after the other */
    size_t
        *again; /* second pass: numbers of the files whose batch died, each to be read by itself; else NULL */
    size_t *lost; /* first pass: such files */
    size_t lost_count;
    struct meter meter;
};

/* ---- which files ---- */

static bool enter(void *context, const char *path)
{
    const struct work *work = context;
    struct stat st;
    return !(work->out.st_ino && stat(path, &st) == 0 && st.st_ino == work->out.st_ino &&
             st.st_dev == work->out.st_dev);
}

static void take(void *context, const char *path)
{
    struct work *work = context;
    size_t n = strlen(path);
    if (n > 4 && strcasecmp(path + n - 4, ".pdf") == 0)
        ARENA_PUSH(&work->run->arena, work->paths, work->count) = arena_strdup(&work->run->arena, path);
}

static void tell_link(void *context, const char *path)
{
    const struct work *work = context;
    diag(&work->run->diags, ALL_LINK, {0}, path);
}

static void tell_odd(void *context, const char *folder, const char *shown)
{
    const struct work *work = context;
    diag(&work->run->diags, ALL_NAME, place_file(&work->run->arena, folder), shown);
}

static void tell_fault(void *context, const char *path, int error)
{
    const struct work *work = context;
    run_tell_folder(work->run, path, error);
}

static void find(struct work *work)
{
    const struct walk walk = {&work->run->arena, work, enter, take, tell_link, tell_odd, tell_fault};
    struct run *run = work->run;
    size_t n = strlen(work->folder);
    while (n > 1 && work->folder[n - 1] == '/')
        n--;
    work->folder = arena_strndup(&run->arena, work->folder, n);
    if (stat(run->options.out, &work->out) != 0)
        work->out.st_ino = 0;
    walk_folder(&walk, work->folder);
    natural_sort(work->paths, work->count);
    if (work->count == 0 && diag_ok(&run->diags))
        diag(&run->diags, ROLLUP_NONE, place_file(&run->arena, work->folder), work->folder);
}

/* The path below the folder. */
static const char *below(const struct work *work, size_t number)
{
    const char *path = work->paths[number];
    size_t n = strcmp(work->folder, ".") == 0 ? 0 : strlen(work->folder);
    return path[n] == '/' ? path + n + 1 : path + n;
}

/* ---- one file, in its own process ---- */

static void set_limits(void)
{
    const struct rlimit cpu = {SECONDS_CPU, SECONDS_CPU + 1}, core = {0, 0};
    setrlimit(RLIMIT_CPU, &cpu);
    setrlimit(RLIMIT_CORE, &core);
#ifndef __SANITIZE_ADDRESS__ /* which reserves far more addresses than memory */
    const struct rlimit memory = {MEMORY_MAX, MEMORY_MAX};
    setrlimit(RLIMIT_AS, &memory);
#endif
    alarm(SECONDS);
}

/* The files of a piece of work: from *first up to, not including, the end that is returned. */
static size_t piece(const struct work *work, size_t number, size_t *first)
{
    *first = work->again ? work->again[number] : number * work->batch;
    size_t end = *first + (work->again ? 1 : work->batch);
    return end < work->count ? end : work->count;
}

static int judge(void *context, size_t number)
{
    struct work *work = context;
    struct buf out = {0};
    size_t first, end = piece(work, number, &first);
    set_limits();
    fault_forget(); /* ours, from before there were processes: publish() asks for it */
    for (size_t i = first; i < end; i++) {
        struct arena arena = {0};
        struct rollup_row row;
        size_t at = out.len, length = 0;
        buf_add(&out, &length, sizeof length);
        rollup_empty(&row, "");
        rollup_judge(&arena, work->paths[i], work->roots, &row);
        row_write(&out, &row);
        length = out.len - at - sizeof length;
        memcpy(out.data + at, &length, sizeof length);
        arena_free(&arena);
    }
    bool written = file_write_all(STDOUT_FILENO, buf_text(&out), out.len);
    buf_free(&out);
    return written ? 0 : NOT_WRITTEN;
}

/* ---- what they say ---- */

static const char *death(struct run *run, const struct pool_result *result)
{
    if (result->signal == SIGXCPU || result->signal == SIGALRM)
        return run_text(run, MESSAGE_ROLLUP_SLOW, NULL, NULL, NULL);
    if (result->exit == 3 || result->signal == SIGKILL)
        return run_text(run, MESSAGE_ROLLUP_LARGE, NULL, NULL, NULL);
    return run_text(run, MESSAGE_ROLLUP_DIED, arena_printf(&run->arena, "%d", result->signal), NULL, NULL);
}

static void place(struct work *work, size_t number)
{
    const char *path = below(work, number);
    work->rows[number].path = path;
    work->rows[number].shown = row_clean(&work->run->arena, path, strlen(path));
}

/* The rows that a process wrote; false when not all of them are there. */
static bool read_rows(struct work *work, int from, size_t first, size_t end)
{
    struct buf bytes = {0};
    char part[16384];
    for (ssize_t n; (n = read(from, part, sizeof part)) > 0 || (n < 0 && errno == EINTR);)
        buf_add(&bytes, part, n > 0 ? (size_t)n : 0);
    size_t at = 0, length = 0, i = first;
    for (; i < end && bytes.len - at >= sizeof length; i++, at += length) {
        memcpy(&length, bytes.data + at, sizeof length);
        at += sizeof length;
        if (length > bytes.len - at || !row_read(&work->run->arena, bytes.data + at, length, &work->rows[i]))
            break;
        place(work, i);
    }
    bool fine = i == end && at == bytes.len;
    buf_free(&bytes);
    return fine;
}

/* A batch that died is read again, file by file, for only one of them is to blame. */
static void done(void *context, const struct pool_result *result)
{
    struct work *work = context;
    size_t first, end = piece(work, result->number, &first);
    if (result->exit == 0 && read_rows(work, result->out, first, end))
        return;
    for (size_t i = first; i < end && end - first > 1; i++)
        ARENA_PUSH(&work->run->arena, work->lost, work->lost_count) = i;
    if (end - first > 1)
        return;
    bool fault =
        result->exit == NOT_WRITTEN || result->exit == 0; /* it did its work, and we have not got it */
    rollup_empty(&work->rows[first], "");
    work->rows[first].kind = fault ? ROLLUP_FAULT : ROLLUP_DIED;
    work->rows[first].note =
        fault ? run_text(work->run, MESSAGE_ROLLUP_NOT_WRITTEN, NULL, NULL, NULL) : death(work->run, result);
    place(work, first);
}

static void tick(void *context, size_t ended)
{
    struct work *work = context;
    size_t files = ended * work->batch;
    meter_show(&work->meter, files < work->count && !work->again ? files : work->count);
}

/* Few files are spread over all processors; many are read some by a process, for making one takes as long as
 * reading a short file. */
static size_t batch_size(size_t count, size_t jobs)
{
    size_t share = count / (jobs * 4);
    return share < 1 ? 1 : share > BATCH_MAX ? BATCH_MAX : share;
}

static bool judge_all(struct work *work)
{
    struct run *run = work->run;
    struct pool pool = {.context = work, .work = judge, .done = done};
    char hash[DIGEST_HEX];
    if (!run_jobs(run, &pool.jobs))
        return false;
    if (meter_start(&work->meter, run, MESSAGE_METER_FILES, work->count))
        pool.tick = tick;
    digest_sha256("", 0, hash); /* OpenSSL is set up once, not once a file */
    work->rows = arena_alloc(&run->arena, work->count * sizeof *work->rows);
    work->batch = batch_size(work->count, pool.jobs);
    pool.count = (work->count + work->batch - 1) / work->batch;
    bool fine = pool_run(&pool);
    if (fine && !pool.stopped_by && work->lost_count > 0) {
        work->again = work->lost;
        pool.count = work->lost_count;
        fine = pool_run(&pool);
    }
    if (!fine)
        diag(&run->diags, ALL_NO_PROCESS, {0}, strerror(errno));
    meter_end(&work->meter, work->count);
    run->stopped_by = pool.stopped_by;
    return fine && !pool.stopped_by;
}

/* ---- the overview ---- */

/* The way from one folder to another that is there; to itself when it cannot be told. */
static const char *way_between(struct arena *arena, const char *from, const char *to)
{
    char *slash = strrchr(arena_strdup(arena, from), '/');
    const char *parent =
        slash ? arena_strndup(arena, from, (size_t)(slash == from ? 1 : strlen(from) - strlen(slash))) : ".";
    char *start = path_real(parent), *end = path_real(to);
    struct buf way = {0};
    buf_str(&way, "..");
    if (start && end) {
        size_t same = 0; /* the last slash up to which both are the same */
        for (size_t i = 0;; i++) {
            bool start_ends = !start[i] || start[i] == '/', end_ends = !end[i] || end[i] == '/';
            if (start_ends && end_ends)
                same = i;
            if (start[i] != end[i] || !start[i])
                break;
        }
        for (const char *p = start + same; *p; p++)
            if (*p == '/' && p[1])
                buf_str(&way, "/..");
        if (end[same] && end[same + 1])
            buf_printf(&way, "/%s", end + same + (end[same] == '/'));
    }
    free(start);
    free(end);
    const char *text = buf_take(&way, arena);
    buf_free(&way);
    return text;
}

/* Settings of the folder, over which the command line has the last word. */
static bool read_roster(struct run *run, const char *folder, struct roster *roster)
{
    const struct options *options = &run->options;
    roster_read(&run->arena, &run->diags, folder, roster);
    if (options->due && !date_parse(options->due, &roster->due))
        diag(&run->diags, ROLLUP_DUE, {0}, options->due);
    if (options->quarter && !quarter_parse(options->quarter, &roster->quarter))
        diag(&run->diags, USAGE_QUARTER, {0}, options->quarter);
    return diag_ok(&run->diags);
}

static void warn(struct run *run, const char *folder, const struct district *district)
{
    for (size_t i = 0; i < district->school_count; i++) {
        const struct rollup_row *row = district->schools[i].current;
        if (!row || (row->seal != ROLLUP_BROKEN && row->seal != ROLLUP_UNTRUSTED))
            continue;
        diag(&run->diags, ROLLUP_SIGNATURE,
             place_file(&run->arena, path_join(&run->arena, folder, row->shown)), row->school,
             *row->note ? row->note : row->signers);
    }
    for (size_t i = 0; i < district->stray_count; i++) {
        const struct rollup_row *stray = district->strays[i];
        const char *path = path_join(&run->arena, folder, stray->shown);
        if (stray->kind == ROLLUP_FAULT) /* the overview is written, and the run fails all the same */
            diag(&run->diags, FILE_FAULT, place_file(&run->arena, path), path, stray->note);
        else if (stray->kind != ROLLUP_FOREIGN)
            diag(&run->diags, ROLLUP_FILE, place_file(&run->arena, path),
                 *stray->note ? stray->note : run_text(run, MESSAGE_ROLLUP_ALTERED, NULL, NULL, NULL));
    }
}

static void say(struct run *run, const struct work *work, const struct district *d)
{
    struct arena *a = &run->arena;
    size_t standing[ROLLUP_MISSING + 1] = {0};
    for (size_t i = 0; i < d->school_count; i++)
        standing[d->schools[i].standing]++;
    run_say(run, MESSAGE_ROLLUP_WRITTEN, run->options.out, arena_number(a, work->count),
            arena_number(a, d->school_count));
    run_say(run, MESSAGE_ROLLUP_SUM, arena_number(a, standing[ROLLUP_ON_TIME] + standing[ROLLUP_LATE]),
            arena_number(a, standing[ROLLUP_LATE]), arena_number(a, standing[ROLLUP_MISSING]));
}

static void write_overview(struct work *work, const struct roster *roster)
{
    struct run *run = work->run;
    struct arena *a = &run->arena;
    const struct options *options = &run->options;
    struct district district;
    struct tree tree = {.arena = a};
    district_make(a, roster, work->rows, work->count, &district);
    warn(run, work->folder, &district);
    if (options->strict && run->diags.by_level[LEVEL_WARNING])
        return;
    const char *way = way_between(a, options->out, work->folder);
    if (rollup_write(a, &run->diags, &district, options->templates, options->templates, way, &tree) &&
        publish(a, &run->diags, options->out, &tree))
        say(run, work, &district);
}

void command_rollup(struct run *run)
{
    struct work work = {.run = run, .folder = run->arguments[0]};
    struct roster roster = {0};
    if (!work.folder || run->arguments[1]) {
        diag(&run->diags, ROLLUP_WHAT, {0});
        return;
    }
    work.roots = run->options.trust ? seal_roots_read(&run->diags, run->options.trust) : NULL;
    find(&work);
    if (read_roster(run, work.folder, &roster) && work.count > 0 && pdf_ready(&run->diags) &&
        judge_all(&work))
        write_overview(&work, &roster);
    seal_roots_free(work.roots);
}
