/* init.c - `baocao init 2025`: a school's content to start from; `baocao init 2025-q2` with a quarter's file
 * too. */
#include "base/fault.h"
#include "base/file.h"
#include "command/new.h"
#include "read/content.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Content under way: it gets its name when all of it is there. */
struct start {
    struct run *run;
    const char *stage;
    const char *year;  /* "2025" */
    const char **made; /* files and folders, in the order made */
    size_t made_count;
};

static bool fault(struct start *s, const char *path)
{
    diag(&s->run->diags, OUT_FAULT, {0}, path, fault_text(errno, s->run->diags.lang));
    return false;
}

static bool make_folder(struct start *s, const char *path)
{
    if (!folder_make(path))
        return fault(s, path);
    ARENA_PUSH(&s->run->arena, s->made, s->made_count) = path;
    return true;
}

static bool make_file(struct start *s, const char *name, const struct buf *text)
{
    const char *path = path_join(&s->run->arena, s->stage, name);
    if (!file_create(path, buf_text(text), text->len))
        return fault(s, path);
    ARENA_PUSH(&s->run->arena, s->made, s->made_count) = path;
    return true;
}

/* Nothing is left of a start that failed. */
static void take_back(struct start *s)
{
    while (s->made_count > 0)
        remove(s->made[--s->made_count]);
}

/* A file as its template says. */
static bool fill(struct start *s, const char *template, const char *name)
{
    struct arena *arena = &s->run->arena;
    struct value *values = value_object(arena);
    struct buf text = {0};
    value_set_string(arena, values, "nam", s->year);
    bool fine = new_render(s->run, template, values, &text) && make_file(s, name, &text);
    buf_free(&text);
    return fine;
}

/* The file of a quarter, made from what is there by now. */
static bool fill_quarter(struct start *s, int number)
{
    struct run *run = s->run;
    struct buf text = {0};
    const struct model *model = content_read(&run->arena, &run->diags, s->stage, s->stage);
    bool fine = model && diag_ok(&run->diags) && model->year_count == 1 &&
                new_quarter(run, model, model->years, number, &text) &&
                make_file(s, arena_printf(&run->arena, "%s/q%d.md", s->year, number), &text);
    buf_free(&text);
    return fine;
}

static bool write_stage(struct start *s, int quarter)
{
    struct arena *arena = &s->run->arena;
    const char *folder = path_join(arena, s->stage, s->year);
    return make_folder(s, s->stage) && make_folder(s, folder) &&
           make_folder(s, path_join(arena, folder, "minh-chung")) && fill(s, "school", "school.md") &&
           fill(s, "papi", "papi.md") && fill(s, "plan", arena_printf(arena, "%s/plan.md", s->year)) &&
           (!quarter || fill_quarter(s, quarter));
}

/* Nothing there, or an empty folder. */
static bool is_free(struct run *run, const char *path)
{
    struct stat st;
    if (lstat(path, &st) != 0) {
        if (errno == ENOENT)
            return true;
        fault_note(path); /* not to be taken for "it is there" */
    }
    char **names = folder_names(&run->arena, path);
    return names && !*names;
}

/* "content/" is the folder "content". */
static const char *without_slash(struct arena *arena, const char *path)
{
    size_t n = strlen(path);
    while (n > 1 && path[n - 1] == '/')
        n--;
    return arena_strndup(arena, path, n);
}

static void say(struct run *run, const struct start *s, const char *content, int quarter)
{
    static const char *const names[] = {"school.md", "papi.md", "plan.md"};
    struct arena *arena = &run->arena;
    for (size_t i = 0; i < 3; i++)
        run_say(run, MESSAGE_INITED_FILE,
                path_join(arena, i < 2 ? content : path_join(arena, content, s->year), names[i]), NULL, NULL);
    const char *file = arena_printf(arena, "%s/q%d.md", s->year, quarter);
    if (quarter)
        run_say(run, MESSAGE_INITED_FILE, path_join(arena, content, file), NULL, NULL);
    run_say(run, quarter ? MESSAGE_INITED_QUARTER : MESSAGE_INITED, s->year, NULL, NULL);
}

void command_init(struct run *run)
{
    struct arena *arena = &run->arena;
    const char *what = run->arguments[0], *content = without_slash(arena, run->options.content);
    struct quarter quarter = {0};
    int year = what ? new_year_parse(what) : 0;
    if (what && !year && quarter_parse(what, &quarter))
        year = new_year_parse(arena_printf(arena, "%d", quarter.year));
    if (!year || run->arguments[1]) {
        diag(&run->diags, INIT_YEAR, {0}, what);
        return;
    }
    if (!is_free(run, content)) {
        diag(&run->diags, INIT_THERE, {0}, content);
        return;
    }
    struct start start = {.run = run, .year = arena_printf(arena, "%d", year)};
    start.stage = draft_name(arena, content);
    drafts_remove_stale(arena, content, folder_remove); /* killed, or without memory to take it back */
    if (!write_stage(&start, quarter.number)) {
        take_back(&start);
    } else if (rename(start.stage, content) != 0) { /* an empty folder gives way, another does not */
        fault(&start, content);
        take_back(&start);
    } else if (!folder_sync(content) || !folder_sync_parent(content)) { /* FAT needs both (file.c) */
        fault(&start, content);
    } else {
        say(run, &start, content, quarter.number);
    }
}
