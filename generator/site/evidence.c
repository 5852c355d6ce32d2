/* evidence.c - walks what the site shows of the model and copies the files it names. */
#include "site/evidence.h"

#include "base/file.h"
#include "base/picture.h"
#include "pdf/clean.h"
#include "site/images.h"
#include "site/picture.h"
#include "site/scan.h"

#include <string.h>
#include <strings.h>

struct copier {
    struct arena *arena;
    struct diags *diags;
    struct tree *tree;
    struct link_places *places;
    const char *folder; /* where relative paths begin, to open */
    const char *target; /* the same in the tree: "site/2024/" */
    const char *page;   /* that shows what is being walked, or NULL */
    struct images images;
    bool fine;
};

static bool has_ending(const char *name, size_t n, const char *ending)
{
    size_t len = strlen(ending);

    return n >= len && strncasecmp(name + n - len, ending, len) == 0;
}

static bool as_it_is(const void *bytes, size_t size, struct buf *out)
{
    buf_add(out, bytes, size);
    return true;
}

/* Kinds of files that may be evidence, and what appends them without what they tell besides their content;
 * NULL: we cannot, and say that they are to be saved as another kind. No other kind is published: not what
 * holds our content, nor what servers or the readers' devices would run. */
static const struct kind {
    const char *ending;
    bool (*clean)(const void *bytes, size_t size, struct buf *out);
} kinds[] = {
    {".pdf", pdf_clean}, {".jpg", picture_strip}, {".jpeg", picture_strip}, {".png", picture_strip},
    {".txt", as_it_is},  {".csv", as_it_is},      {".doc", NULL},           {".docx", NULL},
    {".xls", NULL},      {".xlsx", NULL},         {".ppt", NULL},           {".pptx", NULL},
    {".odt", NULL},      {".ods", NULL},          {".odp", NULL},           {".rtf", NULL},
    {".heic", NULL},     {".webp", NULL},         {".gif", NULL},           {".tif", NULL},
    {".tiff", NULL},     {".bmp", NULL},          {".mp3", NULL},           {".mp4", NULL},
    {".zip", NULL},
};

static const struct kind *kind_of(const char *path)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (has_ending(path, strlen(path), kinds[i].ending))
            return &kinds[i];
    return NULL;
}

/* A folder of such a name could be in the place of a file of the site. */
static bool is_file_name(const char *name, size_t n)
{
    static const char *const endings[] = {".html", ".xml", ".svg", ".csv", ".png", ".txt"};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (has_ending(name, n, endings[i]))
            return true;
    return false;
}

bool evidence_publishable(const char *path)
{
    if (strncmp(path, "da-ky/", 6) == 0 || strncmp(path, IMAGES_FOLDER "/", sizeof IMAGES_FOLDER) == 0)
        return false;
    if (strcasecmp(path, "tasks.csv") == 0 || has_ending(path, strlen(path), "/tasks.csv"))
        return false; /* the site has its own */
    for (const char *at = path;;) {
        size_t n = strcspn(at, "/");
        if (n == 0 || at[0] == '.')
            return false;
        if (at[n] == '\0')
            return kind_of(at) != NULL;
        if (is_file_name(at, n))
            return false;
        at += n + 1;
    }
}

/* Is a path in the tree one that the site itself writes? */
static bool is_ours(const char *target)
{
    static const char *const ours[] = {"site/bao-cao/", "site/" PICTURE_NAME, "site/robots.txt"};

    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
        if (strncmp(target, ours[i], strlen(ours[i])) == 0)
            return true;
    return false;
}

/* The name of the file on disk: as typed, or with %20 and the like decoded when there is no such file. */
static const char *disk_name(const struct copier *copier, const char *typed)
{
    if (file_exists(path_join(copier->arena, copier->folder, typed)))
        return typed;
    return html_percent_decode(copier->arena, typed);
}

static bool was_told(const struct link_places *places, const char *target)
{
    for (size_t i = 0; i < places->told_count; i++)
        if (strcmp(places->told[i], target) == 0)
            return true;
    return false;
}

static void note_told(struct copier *copier, const char *target)
{
    ARENA_PUSH(copier->arena, copier->places->told, copier->places->told_count) = target;
    copier->fine = false;
}

static void add_clean(struct copier *copier, const char *path, const char *target, const struct buf *bytes,
                      struct place at)
{
    const struct kind *kind = kind_of(path);
    struct buf out = {0};

    if (kind->clean != NULL && kind->clean(buf_text(bytes), bytes->len, &out)) {
        tree_add(copier->tree, target, buf_text(&out), out.len);
    } else {
        diag(copier->diags, SITE_EVIDENCE_TELLS, at, path);
        note_told(copier, target);
    }
    buf_free(&out);
}

/* The file in the tree, copied if it is not there yet; NULL after a complaint. */
static const struct tree_file *copy(struct copier *copier, const char *typed, struct place at)
{
    /* Judged before any disk is touched, and again under the name that is opened. */
    const char *path = evidence_publishable(typed) ? disk_name(copier, typed) : typed;
    char *target = arena_printf(copier->arena, "%s%s", copier->target, path);

    if (was_told(copier->places, target))
        return NULL;
    if (!evidence_publishable(path) || is_ours(target)) {
        diag(copier->diags, SITE_NOT_PUBLIC, at, path);
        note_told(copier, target);
        return NULL;
    }
    if (tree_find(copier->tree, target) != NULL)
        return tree_find(copier->tree, target);
    struct buf bytes = {0};
    enum file_result result =
        file_read(path_join(copier->arena, copier->folder, path), EVIDENCE_LIMIT, &bytes);
    switch (result) {
    case FILE_FINE:
        add_clean(copier, path, target, &bytes, at);
        break;
    case FILE_TOO_LARGE:
        diag(copier->diags, SITE_EVIDENCE_LARGE, at, path);
        note_told(copier, target);
        break;
    case FILE_MISSING:
    case FILE_FOLDER:
    case FILE_DENIED:
    case FILE_OUTSIDE:
    case FILE_FAULT:
        diag(copier->diags, SITE_EVIDENCE_READ, at, path);
        note_told(copier, target);
        break;
    }
    buf_free(&bytes);
    return tree_find(copier->tree, target);
}

/* A link of the prose: to a file of the content, which is copied and returned, or to a page of the site,
 * which the link check knows. */
static const struct tree_file *copy_link(struct copier *copier, const char *url, struct place at)
{
    if (link_is_absolute(url))
        return NULL;
    ARENA_PUSH(copier->arena, copier->places->items, copier->places->count) =
        (struct link_place){url, copier->page, at};
    if (url[0] == '#' || url[0] == '/')
        return NULL;
    char *path = html_percent_decode(copier->arena, arena_strndup(copier->arena, url, strcspn(url, "?#")));
    if (strchr(path, '/') == NULL || strncmp(path, "../", 3) == 0 ||
        is_ours(arena_printf(copier->arena, "%s%s", copier->target, path)))
        return NULL;
    return copy(copier, path, at);
}

static void refuse(struct copier *copier, const struct tree_file *file, struct place at)
{
    diag(copier->diags, SITE_EVIDENCE_TELLS, at, file->path + strlen(copier->target));
    copier->fine = false;
}

/* A picture has words; that it is a file of ours is said by check (D012). */
static void copy_image(struct copier *copier, struct span *image, bool linked)
{
    if (image->first == NULL) {
        diag(copier->diags, SITE_IMAGE_WORDS, image->at, image->url);
        copier->fine = false;
    }
    const struct tree_file *file = copy_link(copier, image->url, image->at);
    if (file != NULL && !images_show(&copier->images, image, copier->target, file, linked))
        refuse(copier, file, image->at);
}

static void copy_spans(struct copier *copier, struct span *span, bool linked)
{
    for (; span != NULL; span = span->next) {
        bool link = span->kind == SPAN_LINK && span->url != NULL;
        if (span->kind == SPAN_IMAGE && span->url != NULL)
            copy_image(copier, span, linked);
        else if (link)
            copy_link(copier, span->url, span->at);
        copy_spans(copier, span->first, linked || link);
    }
}

static void copy_prose(struct copier *copier, const struct block *block)
{
    for (; block != NULL; block = block->next) {
        copy_spans(copier, block->spans, false);
        copy_prose(copier, block->first);
    }
}

static void copy_sections(struct copier *copier, const struct section *section)
{
    for (; section != NULL; section = section->next) {
        for (size_t i = 0; i < section->item_count; i++) {
            const struct section_item *item = &section->items[i];
            if (item->task != NULL) {
                copy_prose(copier, item->task->prose);
            } else if (item->block != NULL) {
                /* The item is one block; its next is another item of the section. */
                copy_spans(copier, item->block->spans, false);
                copy_prose(copier, item->block->first);
            }
        }
        copy_sections(copier, section->first);
    }
}

static void copy_quarter(struct copier *copier, const struct progress *progress)
{
    for (int part = 0; part < PART_COUNT; part++)
        if (part != PART_INTERNAL)
            copy_prose(copier, progress->parts[part]);
    for (size_t i = 0; i < progress->entry_count; i++) {
        const struct entry *entry = progress->entries[i];
        for (size_t k = 0; k < entry->evidence_count; k++)
            if (entry->evidence[k].is_file && entry->evidence[k].target.s != NULL)
                copy(copier, entry->evidence[k].target.s, entry->evidence[k].target.at);
        copy_prose(copier, entry->prose);
    }
}

/* Years stand below the folder of the school, so the crest's address is the same from all of them. */
static void copy_crest(struct copier *copier, struct school *school)
{
    if (school->crest.s == NULL || *school->crest.s == '\0')
        return;
    const struct tree_file *file = copy(copier, school->crest.s, school->crest.at);
    if (file != NULL && !images_show_crest(&copier->images, school, copier->target, file))
        refuse(copier, file, school->crest.at);
}

bool evidence_copy(struct arena *arena, struct diags *diags, const struct model *model, struct tree *tree,
                   struct mustache *templates, struct link_places *places)
{
    struct copier copier = {.arena = arena,
                            .diags = diags,
                            .tree = tree,
                            .places = places,
                            .folder = model->folder,
                            .target = "site/",
                            .page = "index.html",
                            .images = {arena, tree, templates, NULL, 0},
                            .fine = true};

    copy_prose(&copier, model->school->about);
    copy_crest(&copier, model->school);
    for (size_t i = 0; i < model->year_count; i++) {
        const struct year *year = &model->years[i];
        copier.folder = year->folder;
        copier.target = arena_printf(arena, "site/%d/", year->number);
        copier.page = NULL;
        copy_prose(&copier, year->plan->preamble);
        copy_sections(&copier, year->plan->parts);
        copy_prose(&copier, year->plan->closing);
        for (int q = 0; q < 4; q++)
            if (year->quarters[q] != NULL) {
                copier.page = arena_printf(arena, "%d/quy-%d.html", year->number, q + 1);
                copy_quarter(&copier, year->quarters[q]);
            }
    }
    return copier.fine;
}
