/* all.c - `baocao build --all DIR`: every school below a folder, each in a process of its own. */
#include "command/build.h"

#include "base/diag_json.h"
#include "base/digest.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/pool.h"
#include "command/meter.h"
#include "command/reports.h"
#include "command/schools.h"
#include "command/wall.h"
#include "publish/publish.h"
#include "view/mustache_kept.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FAILED_SHOWN = 20 };

struct all {
    struct run *run;
    struct schools schools;
    const char *templates; /* absolute: of --templates; or those beside the schools, or NULL */
    bool json, own_templates;
    size_t told, written;
    size_t failed[FAILED_SHOWN]; /* numbers of the first schools that were not written */
    int failed_exit[FAILED_SHOWN];
    struct meter meter;
};

/* A path that keeps its meaning when the folder changes; NULL stays NULL. */
static const char *absolute(struct run *run, const char *path)
{
    char *full = path ? path_real(path) : NULL;
    const char *kept = full ? arena_strdup(&run->arena, full) : path;
    free(full);
    return kept;
}

/* ---- one school, in its own process ---- */

/* The templates of a school: those of the command line, its own, those beside the schools, those installed.
 */
static void choose_templates(struct all *all)
{
    struct options *options = &all->run->options;
    bool own = all->own_templates && folder_exists("templates");
    options->templates = own ? NULL : all->templates;
    run_find_data(all->run);
}

static void build_one(struct all *all, const char *folder)
{
    struct run *run = all->run;
    if (chdir(folder) != 0) {
        diag(&run->diags, USAGE_FOLDER, {0}, folder, strerror(errno));
        return;
    }
    if (publish_busy(&run->arena, run->options.out)) {
        diag(&run->diags, ALL_BUSY, place_file(&run->arena, run->options.out));
        return;
    }
    choose_templates(all);
    run_wall(run, "build");
    build_school(run);
}

/* What only says how many notes there are is not worth the line of the school's name. */
static bool worth_telling(const struct diags *diags)
{
    return !diags->only_count_notes || diag_errors(diags->by_level) || diags->by_level[LEVEL_WARNING];
}

static int work(void *context, size_t number)
{
    struct all *all = context;
    struct run *run = all->run;
    bool strict = run->options.strict != NULL;
    run->diags = (struct diags){.arena = &run->arena, .lang = run->diags.lang, .color = run->diags.color};
    run->said.len = 0;
    build_one(all, all->schools.folders[number]);
    run_tell_fault(run);
    if (all->json)
        diag_print_json(&run->diags, strict, stdout);
    else if (worth_telling(&run->diags))
        diag_print(&run->diags, stderr);
    fflush(stderr);
    if (!all->json && run->options.verbose)
        fwrite(buf_text(&run->said), 1, run->said.len, stdout);
    return diag_exit_status(&run->diags, strict);
}

/* ---- what became of them ---- */

/* Copies a descriptor to a stream, behind the school's name if there is anything. False with errno. */
static bool copy(int from, FILE *to, const char *title)
{
    char bytes[16384];
    ssize_t n;
    while ((n = read(from, bytes, sizeof bytes)) > 0 || (n < 0 && errno == EINTR)) {
        if (n > 0 && title)
            fprintf(to, "== %s\n", title);
        if (n > 0)
            title = NULL;
        fwrite(bytes, 1, n > 0 ? (size_t)n : 0, to);
    }
    return n == 0;
}

/* One school in JSON. One that died may have written half an object, which is left out. */
static void tell_json(struct all *all, const struct pool_result *result, int status)
{
    struct buf name = {0};
    json_string(&name, all->schools.folders[result->number]);
    printf("%s{\"folder\": %s, \"exit\": %d, \"signal\": %d, \"result\": ", all->told ? ",\n" : "",
           buf_text(&name), status, result->signal);
    if (result->exit < 0 || lseek(result->out, 0, SEEK_END) <= 0 || lseek(result->out, 0, SEEK_SET) != 0 ||
        !copy(result->out, stdout, NULL))
        printf("null");
    printf("}");
    buf_free(&name);
}

/* A school whose process was ended: said where its complaints would stand. */
static void tell_death(struct all *all, const char *folder, int signal)
{
    struct run *run = all->run;
    struct diags diags = {.arena = &run->arena, .lang = run->diags.lang, .color = run->diags.color};
    fprintf(stderr, "== %s\n", folder);
    diag(&diags, ALL_DIED, {0}, arena_printf(&run->arena, "%d, %s", signal, strsignal(signal)));
    diag_print(&diags, stderr);
}

/* What a school said cannot be had, for this errno: that is told instead. */
static void tell_lost(struct all *all, const char *folder, int error)
{
    struct run *run = all->run;
    struct diags diags = {.arena = &run->arena, .lang = run->diags.lang, .color = run->diags.color};
    diag(&diags, FILE_FAULT, place_file(&run->arena, folder), folder, fault_text(error, diags.lang));
    diag_print(&diags, stderr);
    run->exit_floor = diag_worse_exit(run->exit_floor, diag_exit_status(&diags, false));
}

static void done(void *context, const struct pool_result *result)
{
    struct all *all = context;
    const char *folder = all->schools.folders[result->number];
    int status = result->exit < 0 ? 3 : result->exit;
    size_t missed = all->told - all->written;
    meter_hide(&all->meter);
    int error = copy(result->err, stderr, folder) ? 0 : errno;
    if (result->signal)
        tell_death(all, folder, result->signal);
    fflush(stderr);
    if (all->json)
        tell_json(all, result, status);
    else if (!copy(result->out, stdout, folder))
        error = errno;
    if (error)
        tell_lost(all, folder, error);
    if (status != 0 && missed < FAILED_SHOWN) {
        all->failed[missed] = result->number;
        all->failed_exit[missed] = status;
    }
    all->told++;
    all->written += status == 0;
    all->run->exit_floor = diag_worse_exit(all->run->exit_floor, status);
}

static void tick(void *context, size_t ended)
{
    struct all *all = context;
    meter_show(&all->meter, ended);
}

static void say_sum(struct all *all, int stopped_by)
{
    struct run *run = all->run;
    struct arena *a = &run->arena;
    size_t failed = all->told - all->written;
    run_say(run, MESSAGE_ALL_BUILT, arena_number(a, all->written), arena_number(a, all->schools.count), NULL);
    if (failed > 0)
        run_say(run, MESSAGE_ALL_FAILED, arena_number(a, failed), NULL, NULL);
    for (size_t i = 0; i < failed && i < FAILED_SHOWN; i++)
        run_say(run, MESSAGE_ALL_FAILED_ONE, all->schools.folders[all->failed[i]],
                arena_printf(a, "%d", all->failed_exit[i]), NULL);
    if (failed > FAILED_SHOWN)
        run_say(run, MESSAGE_ALL_FAILED_MORE, arena_number(a, failed - FAILED_SHOWN), NULL, NULL);
    if (stopped_by)
        run_say(run, MESSAGE_ALL_STOPPED, arena_number(a, all->schools.count - all->told), NULL, NULL);
}

/* ---- all of them ---- */

/* A path of the command line that is meant in each school's own folder: one place for all would be written
 * by all. */
static bool inside(struct run *run, const char *option, const char *path)
{
    if (path_inside(path))
        return true;
    diag(&run->diags, ALL_OUTSIDE, {0}, option, path);
    return false;
}

static bool settle_options(struct all *all, const char *folder)
{
    struct run *run = all->run;
    struct options *options = &run->options;
    const char *beside = path_join(&run->arena, folder, "templates");
    if (options->format && strcmp(options->format, "sarif") == 0) {
        diag(&run->diags, USAGE_CHOICE, {0}, "--format", "sarif", "text|json");
        return false;
    }
    all->json = options->format && strcmp(options->format, "json") == 0;
    all->own_templates = !run->given.templates;
    if (run->given.templates)
        all->templates = absolute(run, run->given.templates);
    else if (folder_exists(beside))
        all->templates = absolute(run, beside);
    options->fonts = absolute(run, options->fonts);
    return inside(run, "--out", options->out) & inside(run, "--content", options->content);
}

/* The templates that most schools will use; not by a path that means another folder in each. */
static void keep_templates(struct all *all)
{
    static const char *const rooms[] = {"report", "site", "van-thu"};
    struct run *run = all->run;
    run->options.templates = all->templates;
    run_find_data(run);
    for (size_t i = 0; *run->options.templates == '/' && i < sizeof rooms / sizeof *rooms; i++)
        mustache_keep(&run->arena, path_join(&run->arena, run->options.templates, rooms[i]));
}

/* What every school needs is read before the first of them: the children share it. */
static bool warm(struct all *all)
{
    struct run *run = all->run;
    char hash[DIGEST_HEX];
    digest_sha256("", 0, hash);
    keep_templates(all);
    return reports_faces(run) != NULL;
}

static void run_all(struct all *all, size_t jobs)
{
    struct run *run = all->run;
    struct pool pool = {
        .count = all->schools.count, .jobs = jobs, .context = all, .work = work, .done = done};
    if (meter_start(&all->meter, run, MESSAGE_METER_SCHOOLS, all->schools.count))
        pool.tick = tick;
    if (all->json)
        printf("{\"schools\": [\n");
    if (!pool_run(&pool))
        diag(&run->diags, ALL_NO_PROCESS, {0}, strerror(errno));
    meter_end(&all->meter, all->told);
    if (all->json)
        printf("],\n\"written\": %zu, \"count\": %zu, \"exit\": %d}\n", all->written, all->schools.count,
               run->exit_floor);
    else
        say_sum(all, pool.stopped_by);
    run->stopped_by = pool.stopped_by;
}

void build_all(struct run *run)
{
    struct all all = {.run = run};
    const char *folder = run->arguments[0] ? run->arguments[0] : ".";
    size_t jobs;
    int fault;
    if (!run_jobs(run, &jobs) || !settle_options(&all, folder))
        return;
    run->answers = all.json; /* stdout is one object; what is said of the whole goes to stderr */
    schools_find(run, folder, &all.schools);
    if (run->options.list) {
        for (size_t i = 0; i < all.schools.count; i++)
            buf_printf(&run->said, "%s\n", all.schools.folders[i]);
    } else if (all.schools.count > 0 && warm(&all) &&
               !fault_noted(&fault)) { /* told once, not by each school */
        run_all(&all, jobs);
    }
}
