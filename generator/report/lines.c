/* lines.c - text into measured words, and lines drawn. */
#include "report/lines.h"

#include "base/buf.h"
#include "base/text.h"

#include <string.h>

/* ---- words ---- */

/* Words that are not parted from the figure or Roman numeral that follows. */
static const char *const binders[] = {"Quý",    "quý", "Quận", "quận", "Phường", "phường", "số",   "Số",
                                      "số:",    "Số:", "Điều", "điều", "Khoản",  "khoản",  "Điểm", "điểm",
                                      "Mục",    "mục", "Phần", "phần", "lục",    "ngày",   "Ngày", "tháng",
                                      "năm",    "Năm", "lớp",  "Lớp",  "khối",   "Khối",   "thứ",  "Chương",
                                      "chương", "kỳ",  "Bảng", "bảng", "đến",    "tập",    "lần"};

static bool is_figure(const char *s, size_t n)
{
    return n > 0 && *s >= '0' && *s <= '9';
}

static bool is_roman(const char *s, size_t n)
{
    size_t roman = 0;
    while (roman < n && strchr("IVX", s[roman]))
        roman++;
    return roman > 0 &&
           (roman == n || strchr(".,;:)", s[roman]) || strncmp(s + roman, "”", strlen("”")) == 0);
}

/* "12", "1.234", but nothing that ends a clause ("12,") */
static bool is_count(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!(s[i] >= '0' && s[i] <= '9') && (s[i] != '.' || i + 1 == n))
            return false;
    return n > 0 && n <= 5;
}

static bool is_word(const char *s, size_t n, const char *word)
{
    return n > 0 && *s == *word && strlen(word) == n && memcmp(s, word, n) == 0;
}

static bool is_binder(const struct piece *piece)
{
    const char *s = piece->text;
    size_t n = piece->length;
    if (n > 1 && *s == '(')
        s++, n--;
    for (size_t i = 0; i < sizeof binders / sizeof *binders; i++)
        if (is_word(s, n, binders[i]))
            return true;
    return false;
}

/* One capital letter, with or without a full stop: of a name cut short ("Nguyễn Văn A", "T. Hòa"). */
static bool is_initial(struct arena *arena, const char *s, size_t n)
{
    uint32_t letter;
    int length = text_decode(s, n, &letter);
    if (length <= 0 || !(n == (size_t)length || (n == (size_t)length + 1 && s[n - 1] == '.')))
        return false;
    char *alone = arena_strndup(arena, s, (size_t)length);
    bool cased = (letter | 32) - 'a' < 26u || letter >= 0xc0;
    return cased && strcmp(text_upper(arena, alone), alone) == 0;
}

static bool is_title(const struct piece *piece)
{
    static const char *const titles[] = {"ông", "bà", "Ông", "Bà", "thầy", "cô", "Thầy", "Cô"};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (is_word(piece->text, piece->length, titles[i]))
            return true;
    return false;
}

/* "75 %", "Quý II", "ngày 17 tháng 6", "số 32/KH-HB", "26 hồ sơ", "Nguyễn Văn A", "bà Quý" stay on one line,
 * and no line begins with a dash. */
static bool binds(struct arena *arena, const struct piece *before, const char *s, size_t n)
{
    if ((*s == '%' && n <= 2) || is_word(s, n, "-") || is_word(s, n, "–"))
        return true;
    if (is_figure(before->text, before->length) && is_word(s, n, "tháng"))
        return true;
    bool capital = (*s >= 'A' && *s <= 'Z') || (unsigned char)*s >= 0xc3;
    if (capital &&
        (is_title(before) || is_initial(arena, s, n) || is_initial(arena, before->text, before->length)))
        return true;
    if ((is_figure(s, n) || is_roman(s, n)) && is_binder(before)) /* the rarer thing is asked first */
        return true;
    /* a count and what is counted, unless the count itself counts out a binder ("năm 2024 trường") */
    bool lower_case = (*s >= 'a' && *s <= 'z') || (unsigned char)*s >= 0xc3;
    return !before->no_break && is_count(before->text, before->length) && lower_case;
}

static void add_piece(struct words *words, enum font_face face, const char *s, size_t n, bool space,
                      bool forced, struct link *link)
{
    struct piece *before = words->count ? &words->pieces[words->count - 1] : NULL;
    struct piece piece = {.text = s, .length = n, .face = face, .forced = forced};
    piece.width = font_width(words->fonts[face], s, n) * words->size / 1000;
    piece.space_before = space && before && !forced;
    piece.link = link;
    piece.no_break = piece.space_before && binds(words->arena, before, s, n);
    ARENA_PUSH(words->arena, words->pieces, words->count) = piece;
}

/* State between the spans of one text. */
struct adder {
    struct words *words;
    bool space, forced;
    struct link *link;
};

/* A copy without soft hyphens: they are hints where to break, and would be drawn. */
static char *copy_visible(struct arena *arena, const char *text)
{
    static const char soft_hyphen[] = "\xc2\xad";
    char *copy = arena_strdup(arena, text), *out = copy;
    if (!strstr(copy, soft_hyphen))
        return copy;
    for (const char *s = copy; *s; s++)
        if (strncmp(s, soft_hyphen, 2) == 0)
            s++;
        else
            *out++ = *s;
    *out = '\0';
    return copy;
}

/* "https://…" in plain text is a link too, without the signs that end a clause. */
static struct link *address_of(struct arena *arena, const char *s, size_t n)
{
    if (*s != 'h' || (strncmp(s, "http://", 7) != 0 && strncmp(s, "https://", 8) != 0))
        return NULL;
    while (n > 0 && strchr(".,;:)!?", s[n - 1]))
        n--;
    struct link *link = ARENA_NEW(arena, struct link);
    link->url = arena_strndup(arena, s, n);
    return link;
}

/* Addresses of the web and of mail; those of files beside the site mean nothing on paper. */
static bool opens(const char *url)
{
    return strncmp(url, "http://", 7) == 0 || strncmp(url, "https://", 8) == 0 ||
           strncmp(url, "mailto:", 7) == 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

static void add_text(struct adder *a, enum font_face face, const char *text)
{
    text = copy_visible(a->words->arena, text);
    while (*text) {
        for (; is_blank(*text); text++)
            a->space = true;
        size_t n = 0;
        while (text[n] && !is_blank(text[n]))
            n++;
        if (n == 0)
            break;
        add_piece(a->words, face, text, n, a->space, a->forced,
                  a->link ? a->link : address_of(a->words->arena, text, n));
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
            if (opens(span->url)) {
                a->link = ARENA_NEW(a->words->arena, struct link);
                a->link->url = span->url;
            }
            add_spans(a, face, span->first);
            if (strncmp(span->url, "http", 4) == 0 &&
                strcmp(span->url, span_text(a->words->arena, span->first)) != 0)
                add_text(a, face, arena_printf(a->words->arena, " (%s)", span->url)); /* paper has no links */
            a->link = NULL;
            break;
        case SPAN_IMAGE:
            add_spans(a, FACE_ITALIC, span->first);
            break;
        }
    }
}

void words_add(struct words *words, enum font_face face, const char *text)
{
    struct adder a = {words, words->count > 0, false, NULL};
    add_text(&a, face, text);
}

void words_add_spans(struct words *words, enum font_face face, const struct span *span)
{
    struct adder a = {words, words->count > 0, false, NULL};
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

double space_width(const struct words *words, const struct piece *piece)
{
    return font_advance(words->fonts[piece->face], ' ') * words->size / 1000;
}

/* ---- drawing ---- */

/* What is drawn from here on is a link's text, and its box opens the address; artifacts have no links.
 * Returns what it is part of. */
static struct element *begin_link(const struct words *words, struct page *page, struct link *link, double x,
                                  double y, double width)
{
    struct element *above = page->element;
    if (!link || !above)
        return above;
    if (!link->element)
        link->element = element_new(page->arena, above, ROLE_LINK);
    page->element = link->element;
    ARENA_PUSH(page->arena, page->links, page->link_count) =
        (struct page_link){.x = x,
                           .y = y - 0.8 * words->size,
                           .x2 = x + width,
                           .y2 = y + 0.25 * words->size,
                           .url = arena_strdup(page->arena, link->url),
                           .element = link->element};
    return above;
}

/* Behind the last of neighbouring pieces of one face and link, and how many bytes they and their spaces have
 * at most. */
static size_t run_end(const struct words *words, size_t first, size_t end, size_t *bytes)
{
    const struct piece *p = &words->pieces[first];
    size_t i = first;
    for (*bytes = 0; i < end && words->pieces[i].face == p->face && words->pieces[i].link == p->link; i++)
        *bytes += words->pieces[i].length + 1;
    return i;
}

/* Such a run is drawn with real spaces in it. */
static size_t draw_run(struct page *page, const struct words *words, size_t from, size_t end, double *x,
                       double y, double extra)
{
    const struct piece *first = &words->pieces[from];
    size_t bytes, behind = run_end(words, from, end, &bytes);
    char *text = arena_alloc(&page->scratch, bytes + 1), *out = text;
    double width = 0;
    for (const struct piece *p = first; p < words->pieces + behind; p++) {
        if (p->space_before && p != first) {
            *out++ = ' ';
            width += space_width(words, p) + extra;
        }
        memcpy(out, p->text, p->length);
        out += p->length;
        width += p->width;
    }
    double inked = width;
    if (behind < words->count && (words->pieces[behind].space_before || words->pieces[behind].forced)) {
        *out++ = ' '; /* belongs to this run, at the end of a line too, so that copied text has it */
        width += space_width(words, first) + extra;
    }
    struct element *above = begin_link(words, page, first->link, *x, y, inked);
    page_text(page, *x, y, first->face, words->size, text, (size_t)(out - text), extra);
    page->element = above;
    *x += width;
    return behind;
}

void line_draw(struct page *page, const struct words *words, const struct line *line, double x, double y,
               double width, enum align align)
{
    double free_width = width - line->width, extra = align == ALIGN_JUSTIFY ? line->extra : 0;
    if (align == ALIGN_CENTER)
        x += free_width / 2;
    else if (align == ALIGN_RIGHT)
        x += free_width;
    for (size_t i = line->first; i < line->end;)
        i = draw_run(page, words, i, line->end, &x, y, extra);
}
