/* diag_excuse.c - complaints that an author has answered, and complaints about some files only. */
#include "base/diag.h"
#include "base/diag_list.h"
#include "base/text.h"

#include <string.h>

/* The code of that name ("t134"), or DIAG_COUNT. */
static enum diag_code find_code(const char *name)
{
    int code = 0;
    while (code < DIAG_COUNT && strcasecmp(diag_entry((enum diag_code)code)->code, name) != 0)
        code++;
    return (enum diag_code)code;
}

static void complain_code(struct diags *diags, const struct excuse *excuse)
{
    const char *names[DIAG_COUNT];
    for (int code = 0; code < DIAG_COUNT; code++)
        names[code] = diag_entry((enum diag_code)code)->code;
    diag(diags, EXCUSE_CODE, excuse->code.at, excuse->code.s,
         text_nearest(diags->arena, excuse->code.s, names, DIAG_COUNT));
}

/* False after a complaint about the excuse itself. */
static bool is_allowed(struct diags *diags, const struct excuse *excuse)
{
    enum diag_code code = find_code(excuse->code.s);
    if (code == DIAG_COUNT) {
        complain_code(diags, excuse);
        return false;
    }
    const struct diag_entry *entry = diag_entry(code);
    bool privacy = entry->level == LEVEL_ERROR && *entry->code == 'Q';
    if (entry->level > LEVEL_WARNING && !privacy)
        diag(diags, EXCUSE_LEVEL, excuse->code.at, entry->code);
    else if (!excuse->reason.s)
        diag(diags, EXCUSE_REASON, excuse->code.at, entry->code);
    else
        return true;
    return false;
}

static bool holds(struct arena *arena, const char *text, const char *key)
{
    return text && strstr(text_key(arena, text), key) != NULL;
}

static bool answers(struct diags *diags, const struct diag *d, const struct excuse *excuse, const char *path,
                    const char *key)
{
    if (strcasecmp(diag_entry(d->code)->code, excuse->code.s) != 0 || strcmp(diag_path(d), path) != 0)
        return false;
    bool found = !key || holds(diags->arena, diag_sentence(diags->arena, diags, d), key);
    for (int i = 0; i < 4 && !found; i++)
        found = holds(diags->arena, d->args[i], key);
    return found;
}

static void take_out(struct diags *diags, const struct excuse *excuse, const char *path)
{
    const char *key = excuse->about.s ? text_key(diags->arena, excuse->about.s) : NULL;
    size_t kept = 0, before = diags->count;
    for (size_t i = 0; i < before; i++) {
        struct diag *d = &diags->list[i];
        if (answers(diags, d, excuse, path, key))
            diags->by_level[diag_entry(d->code)->level]--;
        else
            diags->list[kept++] = *d;
    }
    diags->count = kept;
    if (kept == before && diag_ok(diags))
        diag(diags, EXCUSE_IDLE, excuse->code.at, excuse->code.s);
}

void diag_settle(struct diags *diags, const struct source *source, const struct excuses *excuses)
{
    for (size_t i = 0; i < excuses->count; i++)
        if (is_allowed(diags, &excuses->items[i]))
            take_out(diags, &excuses->items[i], source->path);
}

/* Is the path that file, or below that folder? */
static bool is_below(const char *path, const char *folder)
{
    size_t n = strlen(folder);
    return strncmp(path, folder, n) == 0 && (!path[n] || path[n] == '/');
}

void diag_keep(struct diags *diags, const char *const *paths, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < diags->count; i++) {
        struct diag *d = &diags->list[i];
        bool keep = !d->at.source || diag_entry(d->code)->level == LEVEL_MACHINE;
        for (size_t p = 0; p < count && !keep; p++)
            keep = is_below(d->at.source->path, paths[p]);
        if (keep)
            diags->list[kept++] = *d;
        else
            diags->by_level[diag_entry(d->code)->level]--;
    }
    diags->count = kept;
}

bool diag_about_file(const struct diags *diags, const char *path)
{
    for (size_t i = 0; i < diags->count; i++)
        if (strcmp(diag_path(&diags->list[i]), path) == 0)
            return true;
    return false;
}
