/* diag.c - complaints gathered in a run, and sorted by place. They are printed in diag_text.c and
 * diag_json.c. */
#include "base/diag.h"

#include "base/buf.h"
#include "base/diag_list.h"

#include <stdlib.h>
#include <string.h>

static const struct diag_entry entries[DIAG_COUNT] = {
#define DIAG(name, code, level, vi, en, hint_vi, hint_en)                                                    \
    [DIAG_##name] = {#name, code, LEVEL_##level, {vi, en}, {hint_vi, hint_en}},
#include "base/diag.def"
#undef DIAG
};

const struct diag_entry *diag_entry(enum diag_code code)
{
    return &entries[code];
}

void diag_add(struct diags *diags, enum diag_code code, const struct diag_about *about)
{
    const char *const given[4] = {about->a, about->b, about->c, about->d};
    diags->by_level[entries[code].level]++;
    if (diags->count == DIAG_KEPT_MAX) {
        diags->dropped[entries[code].level]++;
        return;
    }
    struct diag d = {.code = code, .at = about->at, .order = diags->count};
    for (size_t i = 0; i < 4; i++)
        d.args[i] = given[i] ? diag_shown(diags->arena, given[i]) : NULL;
    ARENA_PUSH(diags->arena, diags->list, diags->count) = d;
}

size_t diag_errors(const size_t by_level[LEVEL_MACHINE + 1])
{
    size_t errors = 0;
    for (int level = LEVEL_ERROR; level <= LEVEL_MACHINE; level++)
        errors += by_level[level];
    return errors;
}

void diag_forget(struct diags *diags)
{
    diags->count = 0;
    memset(diags->dropped, 0, sizeof diags->dropped);
    memset(diags->by_level, 0, sizeof diags->by_level);
}

bool diag_ok(const struct diags *diags)
{
    return diag_errors(diags->by_level) == 0;
}

int diag_exit_status(const struct diags *diags, bool strict)
{
    if (diags->by_level[LEVEL_MACHINE])
        return 3;
    if (diags->by_level[LEVEL_SIGNING])
        return 4;
    if (diags->by_level[LEVEL_USAGE])
        return 2;
    return diags->by_level[LEVEL_ERROR] || (strict && diags->by_level[LEVEL_WARNING]);
}

int diag_worse_exit(int a, int b)
{
    static const int weight[] = {0, 1, 2, 4, 3};
    return weight[a] >= weight[b] ? a : b;
}

const char *diag_path(const struct diag *d)
{
    return d->at.source ? d->at.source->path : "";
}

static int compare_texts(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

/* By file, place, code, texts: what is equal here is the same complaint. */
static int compare_same(const struct diag *a, const struct diag *b)
{
    int order = strcmp(diag_path(a), diag_path(b));
    if (order == 0 && a->at.offset != b->at.offset)
        order = a->at.offset < b->at.offset ? -1 : 1;
    if (order == 0 && a->code != b->code)
        order = a->code < b->code ? -1 : 1;
    for (size_t i = 0; order == 0 && i < 4; i++)
        order = compare_texts(a->args[i], b->args[i]);
    return order;
}

static int compare(const void *x, const void *y)
{
    const struct diag *a = x, *b = y;
    int order = compare_same(a, b);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

bool diag_fill_part(struct buf *out, const char *sentence, size_t n, const char *const args[4])
{
    for (size_t i = 0; i < n; i++) {
        bool slot = sentence[i] == '{' && i + 2 < n && sentence[i + 2] == '}' && sentence[i + 1] >= 'a' &&
                    sentence[i + 1] <= 'd';
        if (!slot) {
            buf_char(out, sentence[i]);
            continue;
        }
        const char *arg = args[sentence[i + 1] - 'a'];
        if (!arg)
            return false;
        buf_str(out, arg);
        i += 2;
    }
    return true;
}

bool diag_fill(struct buf *out, const char *sentence, const char *const args[4])
{
    return diag_fill_part(out, sentence, strlen(sentence), args);
}

char *diag_sentence(struct arena *arena, const struct diags *diags, const struct diag *d)
{
    struct buf out = {0};
    diag_fill(&out, entries[d->code].text[diags->lang], d->args);
    char *text = buf_take(&out, arena);
    buf_free(&out);
    return text;
}

size_t diag_hints(struct arena *arena, const struct diags *diags, const struct diag *d, const char **out)
{
    const char *hint = entries[d->code].hint[diags->lang];
    size_t count = 0;
    while (hint && *hint && count < DIAG_HINTS_MAX) {
        size_t n = strcspn(hint, "\n");
        struct buf line = {0};
        if (diag_fill_part(&line, hint, n, d->args))
            out[count++] = buf_take(&line, arena);
        if (count > 0 && diags->reword)
            out[count - 1] = diags->reword(arena, d->at.source, out[count - 1]);
        buf_free(&line);
        hint += n + (hint[n] == '\n');
    }
    return count;
}

struct diag *diag_sorted(struct diags *diags, size_t *count)
{
    struct diag *sorted = arena_alloc(diags->arena, (diags->count + 1) * sizeof *sorted);
    if (diags->count > 0)
        memcpy(sorted, diags->list, diags->count * sizeof *sorted);
    qsort(sorted, diags->count, sizeof *sorted, compare);
    *count = 0;
    for (size_t i = 0; i < diags->count; i++)
        if (i == 0 || compare_same(&sorted[*count - 1], &sorted[i]) != 0)
            sorted[(*count)++] = sorted[i];
    return sorted;
}

void diag_counts(const struct diags *diags, const struct diag *sorted, size_t count,
                 size_t by_level[LEVEL_MACHINE + 1])
{
    for (int level = 0; level <= LEVEL_MACHINE; level++)
        by_level[level] = diags->dropped[level];
    for (size_t i = 0; i < count; i++)
        by_level[entries[sorted[i].code].level]++;
}
