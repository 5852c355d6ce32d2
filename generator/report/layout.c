/* layout.c - the flow: paragraphs, tables, appendices and the signature block placed on pages. */
#include "report/layout.h"

#include "base/text.h"
#include "report/chart.h"
#include "report/picture.h"

#include <string.h>

/* Liberation Serif and Times New Roman, in ems: used to put the baseline into its line. */
static const double ascent = 0.891, descent = 0.216;

/* ---- pages ---- */

static struct geometry geometry_of(bool landscape)
{
    struct geometry g = {MM(210), MM(297), MM(20), MM(20), MM(30), MM(15)};
    if (landscape) {
        g.width = MM(297);
        g.height = MM(210);
    }
    return g;
}

double layout_text_width(const struct layout *l)
{
    return l->geometry.width - l->geometry.left - l->geometry.right;
}

double layout_bottom(const struct layout *l)
{
    return l->geometry.height - l->geometry.bottom;
}

bool layout_at_top(const struct layout *l)
{
    return l->y <= l->geometry.top + 0.01;
}

static double baseline(double leading, double size)
{
    return (leading - (ascent + descent) * size) / 2 + ascent * size;
}

/* Across the page, under the text: light grey, so that no transparency is needed. */
static void draw_watermark(struct layout *l)
{
    const double size = 96, angle = 52;
    double width = font_width(l->fonts[FACE_BOLD], l->watermark, strlen(l->watermark)) * size / 1000;
    const double cosine = 0.6157, sine = 0.7880; /* of 52 degrees: no libm, same bytes everywhere */
    double cx = l->geometry.width / 2, cy = l->geometry.height / 2;
    double x = cx - width / 2 * cosine + size * 0.33 * sine, y = cy + width / 2 * sine + size * 0.33 * cosine;
    page_text(l->page, x, y, FACE_BOLD, size, l->watermark, strlen(l->watermark), 0);
    struct mark *mark = &l->page->marks[l->page->count - 1];
    mark->gray = 0.93;
    mark->rotation = angle;
}

static void draw_centered(struct layout *l, const char *text, double y, enum font_face face, double size)
{
    double width = font_width(l->fonts[face], text, strlen(text)) * size / 1000;
    double x = l->geometry.left + (layout_text_width(l) - width) / 2;
    page_text(l->page, x, y, face, size, text, strlen(text), 0);
}

void layout_new_page(struct layout *l)
{
    page_finish(l->document);
    l->page = page_add(l->document, l->geometry.width, l->geometry.height);
    l->y = l->geometry.top;
    l->number++;
    if (l->watermark)
        draw_watermark(l);
    if (l->number > 1) /* PL I, I.7: none on the first page, centred in the top margin */
        draw_centered(l, arena_printf(l->arena, "%d", l->number), MM(14), FACE_REGULAR, 13);
    if (l->footer)
        draw_centered(l, l->footer, l->geometry.height - MM(10), FACE_ITALIC, 10);
}

/* ---- paragraphs ---- */

static void break_unit(struct layout *l, struct unit *u)
{
    if (u->broken)
        return;
    u->words = (struct words){.arena = &u->own, .fonts = l->fonts, .size = u->style.size};
    words_add_spans(&u->words, u->style.face, u->spans);
    u->lines = lines_break(&u->words, layout_text_width(l) - u->style.left, u->style.indent, u->style.align);
    u->broken = true;
}

static void draw_lines(struct layout *l, struct unit *u, size_t first, size_t count)
{
    const struct style *s = &u->style;
    l->page->element = u->label;
    if (first == 0 && u->marker)
        page_text(l->page, l->geometry.left + u->marker_x, l->y + baseline(s->leading, s->size), s->face,
                  s->size, u->marker, strlen(u->marker), 0);
    l->page->element = u->element;
    for (size_t i = first; i < first + count; i++) {
        double in = s->left + (i == 0 ? s->indent : 0);
        line_draw(l->page, &u->words, &u->lines.items[i], l->geometry.left + in,
                  l->y + baseline(s->leading, s->size), layout_text_width(l) - in, s->align);
        l->y += s->leading;
    }
    l->page->element = NULL;
}

double layout_draw_text(struct layout *l, const struct style *s, const char *text, double x, double y,
                        double width, double *natural)
{
    struct words words = {.arena = l->arena, .fonts = l->fonts, .size = s->size};
    words_add(&words, s->face, text);
    struct lines lines = lines_break(&words, width, s->indent, s->align);
    *natural = 0;
    for (size_t i = 0; i < lines.count; i++) {
        double in = i == 0 ? s->indent : 0;
        line_draw(l->page, &words, &lines.items[i], x + in, y + baseline(s->leading, s->size), width - in,
                  s->align);
        y += s->leading;
        *natural = lines.items[i].width > *natural ? lines.items[i].width : *natural;
    }
    return (double)lines.count * s->leading;
}

double layout_draw_element(struct layout *l, enum structure_role role, const struct style *s,
                           const char *text, double x, double y, double width, double *natural)
{
    l->page->element = element_new(l->arena, l->document->structure, role);
    double height = layout_draw_text(l, s, text, x, y, width, natural);
    l->page->element = NULL;
    return height;
}

double layout_text_height(const struct layout *l, const struct style *s, const char *text, double width)
{
    struct words words = {.arena = l->arena, .fonts = l->fonts, .size = s->size};
    words_add(&words, s->face, text);
    return (double)lines_break(&words, width, s->indent, s->align).count * s->leading;
}

/* ---- what must stay together ---- */

enum { WIDOW = 2, ORPHAN = 2 };

/* The height that must be free where a unit begins: headings with what follows, two lines of a paragraph, the
 * signature block with two lines of the text before it. */
static double least_height(struct layout *l, struct unit *u)
{
    switch (u->kind) {
    case UNIT_TEXT: {
        break_unit(l, u);
        double all = (double)u->lines.count * u->style.leading;
        if (u->style.keep_next && u->next)
            return u->style.before + all + least_height(l, u->next);
        bool whole = u->lines.count < WIDOW + ORPHAN;
        if (whole && u->next && u->next->kind == UNIT_SIGNATURE)
            return u->style.before + all + signature_height(l);
        return u->style.before + (whole ? all : ORPHAN * u->style.leading);
    }
    case UNIT_TABLE:
        return table_least_height(l, u->table);
    case UNIT_CHART:
        return figure_height(l, u->figure);
    case UNIT_PICTURE:
        return picture_height(l, u->picture);
    case UNIT_SIGNATURE:
        return signature_height(l);
    case UNIT_APPENDIX:
        return 0;
    }
    return 0;
}

static void ensure_room(struct layout *l, struct unit *u)
{
    if (!layout_at_top(l) && l->y + least_height(l, u) > layout_bottom(l) + 0.01)
        layout_new_page(l);
}

/* How many of the lines that are left may go on this page; 0: none. */
static size_t lines_that_fit(struct layout *l, struct unit *u, size_t left)
{
    double room = layout_bottom(l) + 0.01 - l->y;
    size_t fit = room > 0 ? (size_t)(room / u->style.leading) : 0;
    bool before_signature = u->next && u->next->kind == UNIT_SIGNATURE;
    double all = (double)left * u->style.leading;
    if (fit >= left && !(before_signature && all + signature_height(l) > room))
        return left;
    size_t most = left > WIDOW ? left - WIDOW : 0;
    fit = fit < most ? fit : most;
    return fit >= ORPHAN ? fit : 0;
}

static void place_text(struct layout *l, struct unit *u)
{
    ensure_room(l, u);
    if (!layout_at_top(l))
        l->y += u->style.before;
    if (u->style.outline)
        ARENA_PUSH(l->arena, l->document->outlines, l->document->outline_count) =
            (struct outline){arena_strdup(l->arena, words_text(&u->words)), u->style.outline,
                             l->document->page_count - 1, l->y};
    for (size_t done = 0; done < u->lines.count;) {
        size_t left = u->lines.count - done, fit = lines_that_fit(l, u, left);
        if (fit == 0 && layout_at_top(l))
            fit = left; /* nothing would be won on another page */
        draw_lines(l, u, done, fit);
        done += fit;
        if (done < u->lines.count)
            layout_new_page(l);
    }
    arena_free(&u->own);
}

/* ---- appendices ---- */

static const double gap_below = 6; /* the title of an appendix */

static void place_appendix(struct layout *l, struct unit *u)
{
    const char *direction = fence_value(&u->fence, "huong", 0);
    l->geometry = geometry_of(direction && text_same(direction, "ngang"));
    l->number = 0; /* PL I, III.1: appendices have page numbers of their own */
    layout_new_page(l);
    struct style s = {FACE_BOLD, 14, 19, 0, 0, ALIGN_CENTER, true, 0};
    double natural, width = layout_text_width(l);
    const char *number = fence_value(&u->fence, "so", 0), *title = fence_value(&u->fence, "tieu de", 0),
               *note = fence_value(&u->fence, "kem theo", 0);
    if (number)
        l->y += layout_draw_element(l, ROLE_H2, &s, number, l->geometry.left, l->y, width, &natural);
    if (title)
        l->y += layout_draw_element(l, number ? ROLE_P : ROLE_H2, &s, text_upper(l->arena, title),
                                    l->geometry.left, l->y, width, &natural);
    s.face = FACE_ITALIC;
    if (note)
        l->y += layout_draw_element(l, ROLE_P, &s, note, l->geometry.left, l->y, width, &natural);
    l->y += gap_below;
}

/* All lines "chân trang", side by side. */
static const char *footer_text(struct layout *l)
{
    const char *text = fence_value(&l->header, "chan trang", 0), *more;
    for (size_t i = 1; (more = fence_value(&l->header, "chan trang", i)) != NULL; i++)
        text = arena_printf(l->arena, "%s · %s", text, more);
    return text;
}

static bool read_header(struct layout *l, const struct block *block)
{
    const struct block *first = block;
    static const char *const known[] = {
        "cơ quan chủ quản", "cơ quan", "số",      "địa danh ngày", "tên loại", "trích yếu", "kính gửi",
        "nơi nhận",         "lưu",     "chức vụ", "người ký",      "ô ký",     "dấu",       "chân trang",
        "tiêu đề tệp",      NULL};
    for (; block; block = block->next) {
        if (block->kind == BLOCK_FENCE && text_same(block->info, "the-thuc")) {
            l->header = fence_read(l->arena, block);
            l->watermark = fence_value(&l->header, "dau", 0);
            l->footer = footer_text(l);
            l->document->title = fence_value(&l->header, "tieu de tep", 0);
            l->document->author = fence_value(&l->header, "co quan", 0);
            return fence_check(l->arena, l->diags, &l->header, known);
        }
    }
    diag(l->diags, FORM_HEADER, first ? first->at : (struct place){0});
    return false;
}

bool layout_blocks(struct layout *l, const struct block *blocks)
{
    struct unit *first;
    l->document->structure = element_new(l->arena, NULL, ROLE_DOCUMENT);
    if (!read_header(l, blocks) || !units_read(l, blocks, &first))
        return false;
    l->geometry = geometry_of(false);
    layout_new_page(l);
    letterhead_draw(l);
    for (struct unit *u = first; u; u = u->next) {
        switch (u->kind) {
        case UNIT_TEXT:
            place_text(l, u);
            break;
        case UNIT_TABLE:
            ensure_room(l, u);
            table_draw(l, u->table);
            break;
        case UNIT_CHART:
            ensure_room(l, u);
            figure_draw(l, u->figure);
            break;
        case UNIT_PICTURE:
            ensure_room(l, u);
            picture_draw(l, u->picture);
            break;
        case UNIT_APPENDIX:
            place_appendix(l, u);
            break;
        case UNIT_SIGNATURE:
            ensure_room(l, u);
            signature_draw(l);
            break;
        }
    }
    page_finish(l->document);
    return true;
}
