/* diag.c - complaints gathered in a run and printed sorted by place. */
#include "base/diag.h"

#include "base/buf.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct diag {
    enum diag_code code;
    struct place at;
    const char *args[4]; /* {a} {b} {c} {d}; NULL where not given */
    size_t order;        /* as added, to keep the sort stable */
};

enum { LINE_SHOWN = 100 }; /* columns of a source line that are shown around the place */

static const struct diag_entry entries[DIAG_COUNT] = {
#define DIAG(name, code, level, vi, en, hint_vi, hint_en)                                                    \
    [DIAG_##name] = {#name, code, LEVEL_##level, {vi, en}, {hint_vi, hint_en}},
#include "base/diag.def"
#undef DIAG
};

/* Words of the output itself, by language. */
static const char *const level_words[2][LEVEL_MACHINE + 1] = {
    [LANG_VI] = {"ghi chú", "cảnh báo", "lỗi", "lỗi", "lỗi"},
    [LANG_EN] = {"note", "warning", "error", "error", "error"},
};
static const char *const level_colors[LEVEL_MACHINE + 1] = {"\033[1;36m", "\033[1;33m", "\033[1;31m",
                                                            "\033[1;31m", "\033[1;31m"};
static const char *const hint_words[2] = {"gợi ý", "hint"};

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
        d.args[i] = given[i] ? arena_strdup(diags->arena, given[i]) : NULL;
    ARENA_PUSH(diags->arena, diags->list, diags->count) = d;
}

bool diag_ok(const struct diags *diags)
{
    return diags->by_level[LEVEL_ERROR] + diags->by_level[LEVEL_USAGE] + diags->by_level[LEVEL_MACHINE] == 0;
}

int diag_exit_status(const struct diags *diags, bool strict)
{
    if (diags->by_level[LEVEL_MACHINE])
        return 3;
    if (diags->by_level[LEVEL_USAGE])
        return 2;
    return diags->by_level[LEVEL_ERROR] || (strict && diags->by_level[LEVEL_WARNING]);
}

static const char *path_of(const struct diag *d)
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
    int order = strcmp(path_of(a), path_of(b));
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

/* The first n bytes of a sentence with its texts put in; false when it names a text that was not given. */
static bool fill(struct buf *out, const char *sentence, size_t n, const char *const args[4])
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
    return fill(out, sentence, strlen(sentence), args);
}

/* One code point as it may safely be shown: tabs as a space, what would reorder or hide text as a replacement
 * sign. */
static size_t show_char(struct buf *out, uint32_t cp)
{
    char bytes[4];
    size_t n = text_encode(cp, bytes);
    bool reorders = cp == 0x61c || cp == 0x200e || cp == 0x200f || (cp >= 0x202a && cp <= 0x202e) ||
                    (cp >= 0x2066 && cp <= 0x2069) || (cp >= 0x80 && cp < 0xa0);
    if (cp == '\t' || reorders) {
        buf_str(out, reorders ? "\xef\xbf\xbd" : " ");
        return 1;
    }
    buf_add(out, bytes, n);
    return text_width(bytes, n);
}

/* The line of a place, cut to a window around it, and the run of carets under it. */
struct excerpt {
    struct buf line, marks;
};

static void excerpt_make(struct excerpt *x, struct place at, struct position position)
{
    const struct source *source = at.source;
    size_t start = source->lines[position.line - 1], end = start;
    while (end < source->len && source->text[end] != '\n')
        end++;
    size_t from = start, mark_end = at.offset + at.length;
    if (text_width(source->text + start, at.offset - start) > LINE_SHOWN * 3 / 4) {
        from = at.offset > start + LINE_SHOWN / 2 ? at.offset - LINE_SHOWN / 2 : start;
        while (from > start && ((unsigned char)source->text[from] & 0xc0) == 0x80)
            from--;
        buf_str(&x->line, "…");
        buf_str(&x->marks, " ");
    }
    size_t columns = 0, marks = 0;
    uint32_t cp;
    int len;
    for (size_t i = from; i < end; i += (size_t)len) {
        len = text_decode(source->text + i, end - i, &cp);
        if (len <= 0)
            break;
        if (columns >= LINE_SHOWN) {
            buf_str(&x->line, "…");
            break;
        }
        size_t width = show_char(&x->line, cp);
        columns += width;
        for (size_t w = 0; w < width && i < at.offset; w++)
            buf_char(&x->marks, ' ');
        for (size_t w = 0; w < width && i >= at.offset && i < mark_end; w++)
            buf_char(&x->marks, marks++ ? '~' : '^');
    }
    if (marks == 0)
        buf_char(&x->marks, '^'); /* the place is the end of the line, or empty */
}

static void print_excerpt(struct buf *out, const struct diags *diags, const struct diag *d,
                          struct position position)
{
    struct excerpt x = {0};
    excerpt_make(&x, d->at, position);
    char number[24];
    int width = snprintf(number, sizeof number, "%zu", position.line);
    buf_printf(out, "%*s%s | %s\n", width < 5 ? 5 - width : 0, "", number, buf_text(&x.line));
    const char *color = diags->color ? level_colors[entries[d->code].level] : "";
    buf_printf(out, "%*s | %s%s%s\n", width < 5 ? 5 : width, "", color, buf_text(&x.marks),
               *color ? "\033[0m" : "");
    buf_free(&x.line);
    buf_free(&x.marks);
}

static void print_hints(struct buf *out, const struct diags *diags, const struct diag *d)
{
    const char *hint = entries[d->code].hint[diags->lang];
    while (hint && *hint) {
        size_t n = strcspn(hint, "\n");
        struct buf line = {0};
        if (fill(&line, hint, n, d->args))
            buf_printf(out, "  %s: %s\n", hint_words[diags->lang], buf_text(&line));
        buf_free(&line);
        hint += n + (hint[n] == '\n');
    }
}

static void print_one(struct buf *out, const struct diags *diags, const struct diag *d)
{
    const struct diag_entry *entry = &entries[d->code];
    struct position position = place_position(d->at);
    const char *color = diags->color ? level_colors[entry->level] : "",
               *plain = diags->color ? "\033[0m" : "";
    if (d->at.source && position.line)
        buf_printf(out, "%s:%zu:%zu: ", d->at.source->path, position.line, position.column);
    else
        buf_printf(out, "%s: ", d->at.source ? d->at.source->path : "baocao");
    buf_printf(out, "%s%s [%s]:%s ", color, level_words[diags->lang][entry->level], entry->code, plain);
    diag_fill(out, entry->text[diags->lang], d->args);
    buf_char(out, '\n');
    if (position.line)
        print_excerpt(out, diags, d, position);
    print_hints(out, diags, d);
}

static void print_summary(struct buf *out, const struct diags *diags, const size_t shown[])
{
    size_t errors = shown[LEVEL_ERROR] + shown[LEVEL_USAGE] + shown[LEVEL_MACHINE];
    size_t warnings = shown[LEVEL_WARNING], notes = shown[LEVEL_NOTE];
    static const char *const one[2][3] = {{"lỗi", "cảnh báo", "ghi chú"}, {"error", "warning", "note"}};
    const size_t counts[3] = {errors, warnings, notes};
    const char *separator = "";
    for (int i = 0; i < 3; i++) {
        if (counts[i] == 0)
            continue;
        bool plural = diags->lang == LANG_EN && counts[i] > 1;
        buf_printf(out, "%s%zu %s%s", separator, counts[i], one[diags->lang][i], plural ? "s" : "");
        separator = ", ";
    }
    buf_char(out, '\n');
}

static void print_more(struct buf *out, const struct diags *diags, size_t count)
{
    if (diags->lang == LANG_EN)
        buf_printf(out, "… and %zu more; mend these and run again\n", count);
    else
        buf_printf(out, "… và %zu lời nhắc nữa; hãy sửa những chỗ trên rồi chạy lại\n", count);
}

void diag_print(struct diags *diags, FILE *stream)
{
    if (diags->count == 0)
        return;
    struct diag *sorted = arena_alloc(diags->arena, diags->count * sizeof *sorted);
    memcpy(sorted, diags->list, diags->count * sizeof *sorted);
    qsort(sorted, diags->count, sizeof *sorted, compare);
    struct buf out = {0};
    size_t shown[LEVEL_MACHINE + 1] = {0}, different = 0;
    for (size_t i = 0; i < diags->count; i++) {
        if (i > 0 && compare_same(&sorted[i - 1], &sorted[i]) == 0)
            continue;
        if (different++ < DIAG_PRINTED_MAX)
            print_one(&out, diags, &sorted[i]);
        shown[entries[sorted[i].code].level]++;
    }
    for (int level = 0; level <= LEVEL_MACHINE; level++) {
        shown[level] += diags->dropped[level];
        different += diags->dropped[level];
    }
    if (different > DIAG_PRINTED_MAX)
        print_more(&out, diags, different - DIAG_PRINTED_MAX);
    print_summary(&out, diags, shown);
    fwrite(out.data, 1, out.len, stream);
    buf_free(&out);
}
