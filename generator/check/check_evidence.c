/* check_evidence.c - files that the content names: evidence, and relative links and pictures in prose. */
#include "base/fault.h"
#include "base/file.h"
#include "base/text.h"
#include "check/folder.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where relative paths begin. */
struct base {
    const char *folder, *shown;
    bool internal; /* what is named does not go to the site */
};

/* The folder part of a path and another name in it. */
static const char *beside(struct checking *c, const char *path, const char *name)
{
    return arena_printf(c->arena, "%.*s%s", (int)(last_part(path) - path), path, name);
}

/* The name in the listing that differs only by case or by how its accents are encoded. */
static const char *same_but_case(struct checking *c, const struct listing *listing, const char *name)
{
    const char *loose = text_loose(c->arena, name);
    for (size_t i = 0; i < listing->count; i++)
        if (strcmp(listing->names[i], name) != 0 &&
            strcmp(text_loose(c->arena, listing->names[i]), loose) == 0)
            return listing->names[i];
    return NULL;
}

/* A path with "%20" and the like as the bytes they stand for; the path itself when it has none. */
static const char *decode_percent(struct checking *c, const char *path)
{
    char *copy = arena_strdup(c->arena, path), *out = copy;
    for (const char *p = copy; *p; p++) {
        char digits[3] = {0};
        if (*p == '%' && p[1] && p[2])
            memcpy(digits, p + 1, 2);
        char *end;
        long value = strtol(digits, &end, 16);
        bool coded = digits[0] && end == digits + 2 && value > 0 && digits[0] != '+' && digits[0] != '-';
        *out++ = coded ? (char)value : *p;
        p += coded ? 2 : 0;
    }
    *out = '\0';
    return copy;
}

static bool leads_out(const char *path)
{
    bool drive = ((path[0] | 32) >= 'a' && (path[0] | 32) <= 'z') && path[1] == ':';
    if (drive || *path == '/' || *path == '\\')
        return true;
    for (const char *p = path; *p;) {
        size_t n = strcspn(p, "/\\");
        if (n == 2 && p[0] == '.' && p[1] == '.')
            return true;
        p += n + (p[n] != '\0');
    }
    return false;
}

/* Follows symbolic links: true when the real file lies in the real content folder. */
static bool is_inside(struct checking *c, const char *path)
{
    char *real = path_real(path), *folder = path_real(c->model->folder);
    if (!real || !folder)
        fault_note(path);
    size_t n = folder ? strlen(folder) : 0;
    bool root = n == 1; /* a content folder of "/" holds everything */
    bool inside = real && folder && strncmp(real, folder, n) == 0 && (root || real[n] == '/' || !real[n]);
    free(real);
    free(folder);
    return inside;
}

/* What the writer may have meant by a file that is not there. */
static const char *guess_file(struct checking *c, struct base base, const char *path)
{
    char *slashes = arena_strdup(c->arena, path);
    for (char *p = slashes; *p; p++)
        *p = *p == '\\' ? '/' : *p;
    if (strcmp(slashes, path) != 0 && file_exists(path_join(c->arena, base.folder, slashes)))
        return slashes;
    if (!guess_allowed(c))
        return NULL;
    const char *full = path_join(c->arena, base.folder, path), *name = last_part(path);
    const struct listing *listing = list_folder_of(c, full);
    const char *const *names = (const char *const *)listing->names;
    const char *nearest = names ? text_nearest(c->arena, name, names, listing->count) : NULL;
    return nearest ? beside(c, path, nearest) : NULL;
}

/* The file is called so, but for capitals or for how its accents are put together. */
static void complain_name(struct checking *c, struct place at, const char *path, const char *right)
{
    size_t path_length = strlen(path), length = strlen(right);
    const char *nfc = text_nfc(c->arena, right, &length);
    if (strcmp(nfc, text_nfc(c->arena, path, &path_length)) != 0) {
        diag(c->diags, EVIDENCE_NAME, at, path, right);
        return;
    }
    const char *name = last_part(nfc), *point = strrchr(name, '.');
    size_t stem = point ? (size_t)(point - name) : strlen(name);
    const char *plain = text_slug(c->arena, arena_strndup(c->arena, name, stem));
    diag(c->diags, FILE_NORMAL_FORM, at, path,
         beside(c, path, arena_printf(c->arena, "%s%s", plain, point ? point : "")));
}

static void complain_missing(struct checking *c, struct place at, struct base base, const char *path)
{
    const char *guess = guess_file(c, base, path);
    bool case_only = guess && strcmp(text_loose(c->arena, guess), text_loose(c->arena, path)) == 0;
    if (case_only)
        complain_name(c, at, path, guess);
    else
        diag(c->diags, EVIDENCE_MISSING, at, path, base.shown, guess);
}

/* A file that is there on a computer that takes no notice of case would be missing on the web server. */
static void check_exact_name(struct checking *c, struct place at, const char *path, const char *full)
{
    const char *name = last_part(full);
    const struct listing *listing = list_folder_of(c, full);
    if (!listing->names || listing_find(listing, name) < listing->count)
        return;
    const char *right = same_but_case(c, listing, name);
    if (right)
        complain_name(c, at, path, beside(c, path, right));
}

static void check_file(struct checking *c, struct place at, struct base base, const char *typed)
{
    const char *path = typed, *full = path_join(c->arena, base.folder, path);
    if (!leads_out(path) && !file_exists(full)) {
        path = decode_percent(c, typed);
        full = path_join(c->arena, base.folder, path);
    }
    struct stat st;
    if (leads_out(path))
        diag(c->diags, EVIDENCE_OUTSIDE, at, typed, base.shown);
    else if (stat(full, &st) != 0) {
        fault_note(full);
        complain_missing(c, at, base, path);
    } else if (!is_inside(c, full))
        diag(c->diags, FILE_LINK_OUT, at, typed, base.shown);
    else if (S_ISDIR(st.st_mode))
        diag(c->diags, EVIDENCE_FOLDER, at, typed);
    else if (!S_ISREG(st.st_mode))
        diag(c->diags, EVIDENCE_MISSING, at, typed, base.shown);
    else if (access(full, R_OK) != 0)
        diag(c->diags, FILE_DENIED, at, typed);
    else {
        check_exact_name(c, at, path, full);
        if (!base.internal)
            check_found_file(c, at, path, full, &st);
    }
}

void check_evidence_files(struct checking *c)
{
    const struct base base = {.folder = c->year->folder, .shown = c->year->shown};
    for (size_t i = 0; i < c->entry->evidence_count; i++) {
        const struct evidence *evidence = &c->entry->evidence[i];
        if (evidence->is_file && evidence->target.s && *evidence->target.s)
            check_file(c, evidence->target.at, base, evidence->target.s);
    }
}

/* ---- links in prose ---- */

/* Has it a scheme ("https:", "tel:"), or does it stay on the page? */
static bool is_elsewhere(const char *url)
{
    size_t n = strcspn(url, ":/?#");
    return !*url || *url == '#' || *url == '?' || url[n] == ':' || strncmp(url, "//", 2) == 0;
}

static void check_spans(struct checking *c, struct base base, const struct span *span)
{
    for (; span; span = span->next) {
        if (span->kind == SPAN_IMAGE && is_elsewhere(span->url))
            diag(c->diags, IMAGE_ELSEWHERE, span->at, span->url, base.shown);
        else if (span->url && !check_site_link(c, span->at, span->url) && !is_elsewhere(span->url))
            check_file(c, span->at, base, arena_strndup(c->arena, span->url, strcspn(span->url, "?#")));
        check_spans(c, base, span->first);
    }
}

static void check_blocks(struct checking *c, struct base base, const struct block *block)
{
    for (; block; block = block->next) {
        check_spans(c, base, block->spans);
        check_blocks(c, base, block->first);
    }
}

void check_progress_links(struct checking *c)
{
    struct base base = {.folder = c->year->folder, .shown = c->year->shown};
    for (int i = 0; i < PART_COUNT; i++) {
        base.internal = i == PART_INTERNAL;
        check_blocks(c, base, c->progress->parts[i]);
    }
    base.internal = false;
    for (size_t i = 0; i < c->progress->entry_count; i++)
        check_blocks(c, base, c->progress->entries[i]->prose);
}

static void check_section_links(struct checking *c, struct base base, const struct section *section)
{
    for (; section; section = section->next) {
        for (size_t i = 0; i < section->item_count; i++) {
            check_blocks(c, base, section->items[i].block);
            if (section->items[i].task)
                check_blocks(c, base, section->items[i].task->prose);
        }
        check_section_links(c, base, section->first);
    }
}

void check_plan_links(struct checking *c)
{
    const struct base base = {.folder = c->year->folder, .shown = c->year->shown};
    check_blocks(c, base, c->year->plan->preamble);
    check_section_links(c, base, c->year->plan->parts);
    check_blocks(c, base, c->year->plan->closing);
}

void check_school_links(struct checking *c)
{
    const struct model *model = c->model;
    const char *shown = model->school ? model->school->source->path : "";
    const struct base base = {.folder = model->folder,
                              .shown = arena_strndup(c->arena, shown, (size_t)(last_part(shown) - shown))};
    if (model->school)
        check_blocks(c, base, model->school->about);
    for (size_t i = 0; model->papi && i < model->papi->count; i++)
        check_blocks(c, base, model->papi->indices[i].about);
}
