/* diag_text.c - complaints as people read them: place, sentence, source line with a caret, hints. */
#include "base/buf.h"
#include "base/diag.h"
#include "base/diag_list.h"
#include "base/text.h"

#include <string.h>

enum {
    LINE_SHOWN = 100,  /* columns of a source line that are shown around the place */
    SHOWN_IN_FULL = 3, /* complaints of one code in one file; who has read three knows the way out */
};

/* Words of the output itself, by language. */
static const char *const level_words[2][LEVEL_MACHINE + 1] = {
    [LANG_VI] = {"ghi chú", "cảnh báo", "lỗi", "lỗi", "lỗi", "lỗi"},
    [LANG_EN] = {"note", "warning", "error", "error", "error", "error"},
};
const char *diag_level_word(enum diag_level level, enum diag_lang lang)
{
    return level_words[lang][level];
}

static const char *const level_colors[LEVEL_MACHINE + 1] = {"\033[1;36m", "\033[1;33m", "\033[1;31m",
                                                            "\033[1;31m", "\033[1;31m", "\033[1;31m"};
static const char *const hint_words[2] = {"gợi ý", "hint"};

size_t diag_show_char(struct buf *out, uint32_t cp)
{
    char bytes[4];
    size_t n = text_encode(cp, bytes);
    bool unfit = cp < 0x20 || cp == 0x61c || cp == 0x200e || cp == 0x200f || (cp >= 0x202a && cp <= 0x202e) ||
                 (cp >= 0x2066 && cp <= 0x2069) || (cp >= 0x7f && cp < 0xa0);
    if (unfit) {
        buf_str(out, cp == '\t' ? " " : "\xef\xbf\xbd");
        return 1;
    }
    buf_add(out, bytes, n);
    return text_width(bytes, n);
}

char *diag_shown(struct arena *arena, const char *text)
{
    struct buf out = {0};
    size_t n = strlen(text);
    for (size_t i = 0; i < n;) {
        uint32_t cp;
        int length = text_decode(text + i, n - i, &cp);
        diag_show_char(&out, length > 0 ? cp : 0xfffd);
        i += length > 0 ? (size_t)length : 1;
    }
    char *shown = buf_take(&out, arena);
    buf_free(&out);
    return shown;
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
        size_t width = diag_show_char(&x->line, cp);
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
    const char *color = diags->color ? level_colors[diag_entry(d->code)->level] : "";
    buf_printf(out, "%*s | %s%s%s\n", width < 5 ? 5 : width, "", color, buf_text(&x.marks),
               *color ? "\033[0m" : "");
    buf_free(&x.line);
    buf_free(&x.marks);
}

static void print_hints(struct buf *out, const struct diags *diags, const struct diag *d)
{
    const char *hints[DIAG_HINTS_MAX];
    struct arena arena = {0};
    size_t count = diag_hints(&arena, diags, d, hints);
    for (size_t i = 0; i < count; i++)
        buf_printf(out, "  %s: %s\n", hint_words[diags->lang], hints[i]);
    arena_free(&arena);
}

static void print_one(struct buf *out, const struct diags *diags, const struct diag *d)
{
    const struct diag_entry *entry = &(*diag_entry(d->code));
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
    size_t errors = diag_errors(shown);
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
    if (notes > 0 && diags->only_count_notes)
        buf_str(out, diags->lang == LANG_EN ? " (baocao check prints them)" : " (xem bằng: baocao check)");
    buf_char(out, '\n');
}

static void print_more(struct buf *out, const struct diags *diags, size_t count)
{
    if (diags->lang == LANG_EN)
        buf_printf(out, "… and %zu more; mend these and run again\n", count);
    else
        buf_printf(out, "… và %zu lời nhắc nữa; hãy sửa những chỗ trên rồi chạy lại\n", count);
}

/* What follows the first ones of a kind in a file: a line each, without excerpt and hints. */
static void print_short(struct buf *out, const struct diags *diags, const struct diag *d)
{
    struct arena arena = {0};
    struct position position = place_position(d->at);
    buf_printf(out, "%s:%zu:%zu: %s [%s]: %s\n", d->at.source->path, position.line, position.column,
               level_words[diags->lang][diag_entry(d->code)->level], diag_entry(d->code)->code,
               diag_sentence(&arena, diags, d));
    arena_free(&arena);
}

/* Repeats are grouped: of one code in one file the first SHOWN_IN_FULL are printed whole, then all others in
 * a line each. */
static bool is_repeat(const struct diag *sorted, size_t i, size_t *seen)
{
    if (i == 0 || strcmp(diag_path(&sorted[i]), diag_path(&sorted[i - 1])) != 0)
        memset(seen, 0, DIAG_COUNT * sizeof *seen);
    return ++seen[sorted[i].code] > SHOWN_IN_FULL && place_position(sorted[i].at).line > 0;
}

void diag_print(struct diags *diags, FILE *stream)
{
    if (diags->count == 0)
        return;
    size_t count, seen[DIAG_COUNT] = {0}, by_level[LEVEL_MACHINE + 1];
    const struct diag *sorted = diag_sorted(diags, &count);
    struct buf out = {0};
    for (size_t i = 0; i < count && i < DIAG_PRINTED_MAX; i++)
        if (!diags->only_count_notes || diag_entry(sorted[i].code)->level > LEVEL_NOTE)
            (is_repeat(sorted, i, seen) ? print_short : print_one)(&out, diags, &sorted[i]);
    diag_counts(diags, sorted, count, by_level);
    for (int level = 0; level <= LEVEL_MACHINE; level++)
        count += diags->dropped[level];
    if (count > DIAG_PRINTED_MAX)
        print_more(&out, diags, count - DIAG_PRINTED_MAX);
    print_summary(&out, diags, by_level);
    fwrite(out.data, 1, out.len, stream);
    buf_free(&out);
}
