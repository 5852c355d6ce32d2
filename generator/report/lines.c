/* lines.c - words into lines. */
#include "report/lines.h"

#include "base/buf.h"
#include "base/text.h"

#include <string.h>

/* A space may grow to this many times its width before a line is rather left ragged. */
static const double stretch_max = 2.4;

/* ---- words ---- */

/* Words that are not parted from the figure, Roman numeral or name that follows. Folded. */
static const char *const binders[] = {"quy",  "so",    "so:",  "ngay", "thang", "nam",
                                      "dieu", "khoan", "diem", "muc",  "quan",  "phuong",
                                      "luc",  "tap",   "lan",  "thu",  "(quy"};

static bool starts_figure(const char *s, size_t n)
{
    size_t roman = 0;
    while (roman < n && strchr("IVX", s[roman]))
        roman++;
    bool is_roman = roman > 0 && (roman == n || strchr(".,;:)", s[roman]));
    return (n > 0 && *s >= '0' && *s <= '9') || is_roman;
}

/* "75 %", "Quý II", "ngày 17", "tháng 6", "số 32/KH-HB" stay on one line. */
static bool binds(struct arena *arena, const struct piece *before, const char *s, size_t n)
{
    if (n == 1 && (*s == '%' || *s == '-'))
        return *s == '%';
    if (starts_figure(before->text, before->length) && n == strlen("tháng") && memcmp(s, "tháng", n) == 0)
        return true; /* "ngày 8 tháng 7" */
    if (before->length > 12 || !starts_figure(s, n))
        return false;
    const char *key = text_key(arena, arena_strndup(arena, before->text, before->length));
    for (size_t i = 0; i < sizeof binders / sizeof *binders; i++)
        if (strcmp(binders[i], key) == 0)
            return true;
    return false;
}

static void add_piece(struct words *words, enum font_face face, const char *s, size_t n, bool space,
                      bool forced)
{
    struct piece *before = words->count ? &words->pieces[words->count - 1] : NULL;
    struct piece piece = {.text = s, .length = n, .face = face, .forced = forced};
    piece.width = font_width(words->fonts[face], s, n) * words->size / 1000;
    piece.space_before = space && before && !forced;
    piece.no_break = piece.space_before && binds(words->arena, before, s, n);
    ARENA_PUSH(words->arena, words->pieces, words->count) = piece;
}

/* State between the spans of one text. */
struct adder {
    struct words *words;
    bool space, forced;
};

static void add_text(struct adder *a, enum font_face face, const char *text)
{
    text = arena_strdup(a->words->arena, text);
    while (*text) {
        size_t blank = strspn(text, " \n\t");
        a->space = a->space || blank > 0;
        text += blank;
        size_t n = strcspn(text, " \n\t");
        if (n == 0)
            break;
        add_piece(a->words, face, text, n, a->space, a->forced);
        a->space = a->forced = false;
        text += n;
    }
}

static enum font_face emphasised(enum font_face face, bool strong)
{
    static const enum font_face italic[] = {FACE_ITALIC, FACE_BOLD_ITALIC, FACE_REGULAR, FACE_BOLD};
    static const enum font_face bold[] = {FACE_BOLD, FACE_BOLD, FACE_BOLD_ITALIC, FACE_BOLD_ITALIC};
    return strong ? bold[face] : italic[face];
}

static void add_spans(struct adder *a, enum font_face face, const struct span *span)
{
    for (; span; span = span->next) {
        switch (span->kind) {
        case SPAN_TEXT:
        case SPAN_CODE:
            add_text(a, face, span->text);
            break;
        case SPAN_SOFT:
            a->space = true;
            break;
        case SPAN_BREAK:
            a->forced = true;
            break;
        case SPAN_EMPH:
        case SPAN_STRONG:
            add_spans(a, emphasised(face, span->kind == SPAN_STRONG), span->first);
            break;
        case SPAN_LINK:
            add_spans(a, face, span->first);
            if (strncmp(span->url, "http", 4) == 0 &&
                strcmp(span->url, span_text(a->words->arena, span->first)) != 0)
                add_text(a, face, arena_printf(a->words->arena, " (%s)", span->url)); /* paper has no links */
            break;
        case SPAN_IMAGE:
            add_spans(a, FACE_ITALIC, span->first);
            break;
        }
    }
}

void words_add(struct words *words, enum font_face face, const char *text)
{
    struct adder a = {words, words->count > 0, false};
    add_text(&a, face, text);
}

void words_add_spans(struct words *words, enum font_face face, const struct span *span)
{
    struct adder a = {words, words->count > 0, false};
    add_spans(&a, face, span);
}

char *words_text(const struct words *words)
{
    struct buf text = {0};
    for (size_t i = 0; i < words->count; i++) {
        const struct piece *p = &words->pieces[i];
        if (p->space_before || p->forced)
            buf_char(&text, ' ');
        buf_add(&text, p->text, p->length);
    }
    char *copy = buf_take(&text, words->arena);
    buf_free(&text);
    return copy;
}

/* ---- lines ---- */

static double space_width(const struct words *words, const struct piece *piece)
{
    return font_width(words->fonts[piece->face], " ", 1) * words->size / 1000;
}

/* How many bytes of a piece fit into width: behind the last "/", "-", "." that fits, else as many characters
 * as fit. */
static size_t fitting_bytes(const struct words *words, const struct piece *piece, double width)
{
    size_t fit = 0, good = 0;
    double used = 0;
    uint32_t cp;
    int len;
    for (size_t i = 0; i < piece->length; i += (size_t)len) {
        len = text_decode(piece->text + i, piece->length - i, &cp);
        if (len <= 0)
            break;
        used += font_width(words->fonts[piece->face], piece->text + i, (size_t)len) * words->size / 1000;
        if (used > width && fit > 0)
            break;
        fit = i + (size_t)len;
        if (cp == '/' || cp == '-' || cp == '.' || cp == ',')
            good = fit;
    }
    return good > fit / 2 ? good : fit;
}

/* Cuts pieces that are wider than a line into ones that are not. */
static void cut_long(struct words *words, double width)
{
    bool any = false;
    for (size_t i = 0; i < words->count; i++)
        any = any || words->pieces[i].width > width;
    if (!any)
        return;
    struct words cut = *words;
    cut.pieces = NULL;
    cut.count = 0;
    for (size_t i = 0; i < words->count; i++) {
        struct piece rest = words->pieces[i];
        while (rest.width > width) {
            size_t n = fitting_bytes(words, &rest, width);
            struct piece head = rest;
            if (n == 0 || n >= rest.length)
                break;
            head.length = n;
            head.width = font_width(words->fonts[rest.face], rest.text, n) * words->size / 1000;
            ARENA_PUSH(words->arena, cut.pieces, cut.count) = head;
            rest.text += n;
            rest.length -= n;
            rest.width = font_width(words->fonts[rest.face], rest.text, rest.length) * words->size / 1000;
            rest.space_before = rest.no_break = false;
            rest.forced = true;
        }
        ARENA_PUSH(words->arena, cut.pieces, cut.count) = rest;
    }
    *words = cut;
}

/* The end of the unbreakable run that begins at i, and its width without a leading space. */
static size_t run_end(const struct words *words, size_t i, double *width)
{
    *width = words->pieces[i].width;
    for (i++; i < words->count; i++) {
        const struct piece *p = &words->pieces[i];
        if (p->forced || (p->space_before && !p->no_break))
            break;
        *width += p->width + (p->space_before ? space_width(words, p) : 0);
    }
    return i;
}

static void finish_line(struct words *words, struct lines *lines, size_t first, size_t end, double width,
                        bool last)
{
    struct line line = {first, end, width, 0, last};
    for (size_t i = first + 1; i < end; i++)
        line.spaces += words->pieces[i].space_before;
    ARENA_PUSH(words->arena, lines->items, lines->count) = line;
}

struct lines lines_break(struct words *words, double width, double indent)
{
    struct lines lines = {0};
    cut_long(words, width - indent);
    size_t first = 0;
    double used = 0;
    for (size_t i = 0; i < words->count;) {
        double run;
        size_t end = run_end(words, i, &run);
        const struct piece *p = &words->pieces[i];
        double room = width - (lines.count == 0 ? indent : 0);
        double space = i > first && p->space_before ? space_width(words, p) : 0;
        if (i > first && (p->forced || used + space + run > room + 0.01)) {
            finish_line(words, &lines, first, i, used, p->forced);
            first = i;
            used = space = 0;
        }
        used += space + run;
        i = end;
        room = width - (lines.count == 0 ? indent : 0);
        if (used > room + 0.01 && words->pieces[first].width < used) {
            /* A bound run ("số 32/KH-HB…") wider than a line: it may break after all. */
            for (size_t k = first + 1; k < end; k++)
                words->pieces[k].no_break = false;
            i = first;
            used = 0;
            bool can = false;
            for (size_t k = first + 1; k < end; k++)
                can = can || words->pieces[k].space_before;
            if (!can)
                for (size_t k = first + 1; k < end; k++)
                    words->pieces[k].forced = true;
        }
    }
    if (words->count > first)
        finish_line(words, &lines, first, words->count, used, true);
    return lines;
}

/* ---- drawing ---- */

/* Neighbouring pieces of one face are drawn as one run, with real spaces in it. */
static size_t draw_run(struct page *page, const struct words *words, size_t i, size_t end, double *x,
                       double y, double extra)
{
    const struct piece *first = &words->pieces[i];
    struct buf text = {0};
    double width = 0;
    for (; i < end && words->pieces[i].face == first->face; i++) {
        const struct piece *p = &words->pieces[i];
        if (p->space_before && p != first) {
            buf_char(&text, ' ');
            width += space_width(words, p) + extra;
        }
        buf_add(&text, p->text, p->length);
        width += p->width;
    }
    if (i < end && words->pieces[i].space_before) {
        buf_char(&text, ' '); /* belongs to this run, so that copied text has it */
        width += space_width(words, first) + extra;
    }
    size_t n = text.len;
    page_text(words->arena, page, *x, y, first->face, words->size, buf_take(&text, words->arena), n, extra);
    buf_free(&text);
    *x += width;
    return i;
}

void line_draw(struct page *page, const struct words *words, const struct line *line, double x, double y,
               double width, enum align align)
{
    double free_width = width - line->width, extra = 0;
    if (align == ALIGN_CENTER)
        x += free_width / 2;
    else if (align == ALIGN_RIGHT)
        x += free_width;
    else if (align == ALIGN_JUSTIFY && !line->last && line->spaces > 0) {
        double space = font_width(words->fonts[FACE_REGULAR], " ", 1) * words->size / 1000;
        extra = free_width / (double)line->spaces;
        if (extra > space * (stretch_max - 1))
            extra = 0;
    }
    for (size_t i = line->first; i < line->end;)
        i = draw_run(page, words, i, line->end, &x, y, extra);
}
