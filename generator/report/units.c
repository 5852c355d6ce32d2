/* units.c - the form's blocks as units of the flow: paragraphs with their style, lists, headings, tables,
 * figures. */
#include "base/text.h"
#include "report/chart.h"
#include "report/layout.h"
#include "report/picture.h"

#include <string.h>

static const double body_size = 14, body_leading = 19, gap = 6,
                    indent = MM(12.7), /* PL I, II.5: 1 cm or 1.27 cm */
    hang_least = 14;                   /* of an item's text behind its marker */

static const struct style styles[] = {
    {FACE_REGULAR, body_size, body_leading, gap, indent, ALIGN_JUSTIFY, false, 0}, /* body */
    {FACE_BOLD, body_size, body_leading, 10, indent, ALIGN_LEFT, true, 1},         /* ## I. */
    {FACE_BOLD, body_size, body_leading, gap, indent, ALIGN_LEFT, true, 2},        /* ### 1. */
    {FACE_REGULAR, body_size, body_leading, gap, indent, ALIGN_LEFT, true, 0},     /* #### a) */
};
enum { STYLE_BODY, STYLE_HEADING };

struct flow {
    struct layout *layout;
    struct unit *first, **link;
    struct element *parent; /* whose children the units are */
    int counts[5];          /* headings so far, by level, of those that are numbered here */
    bool fine;
};

static struct unit *unit_add(struct flow *f, enum unit_kind kind)
{
    struct unit *u = ARENA_NEW(f->layout->arena, struct unit);
    u->kind = kind;
    *f->link = u;
    f->link = &u->next;
    return u;
}

/* A paragraph that ends with a colon stays with what it introduces. */
static bool introduces(struct arena *arena, const struct span *spans)
{
    const char *text = span_text(arena, spans);
    size_t n = strlen(text);
    return n > 0 && text[n - 1] == ':';
}

static struct unit *add_paragraph(struct flow *f, const struct span *spans, const struct style *style)
{
    struct unit *u = unit_add(f, UNIT_TEXT);
    u->style = *style;
    struct arena scratch = {0};
    u->spans = spans;
    u->style.keep_next = style->keep_next || introduces(&scratch, spans);
    arena_free(&scratch);
    u->element = element_new(f->layout->arena, f->parent, ROLE_P);
    return u;
}

/* left: where the text of a list's item begins; 0 in the body, whose first lines are indented instead. */
static void add_blocks(struct flow *f, const struct block *block, int depth, double left);

static const char *item_marker(struct arena *arena, const struct block *list, int number, int depth)
{
    if (list->ordered)
        return arena_printf(arena, "%d.", number);
    return depth % 2 == 0 ? "-" : "+";
}

/* How far an item's text stands behind its marker: the same for the whole list, however many digits it has.
 */
static double hang_of(const struct layout *l, const struct block *list, int depth)
{
    int last = list->start - 1;
    for (const struct block *item = list->first; item; item = item->next)
        last++;
    const char *widest = item_marker(l->arena, list, last, depth);
    double width = font_width(l->fonts[FACE_REGULAR], widest, strlen(widest)) * body_size / 1000 + 5;
    return width > hang_least ? width : hang_least;
}

/* Items begin with "-" and, one level down, "+"; ordered ones with their number. Markers stand where first
 * lines begin, the text hangs behind them. */
static void add_list(struct flow *f, const struct block *list, int depth, double left)
{
    int number = list->start;
    double marker_x = left > 0 ? left : indent, text_x = marker_x + hang_of(f->layout, list, depth);
    struct arena *arena = f->layout->arena;
    struct element *above = f->parent, *whole = element_new(arena, above, ROLE_L);
    whole->ordered = list->ordered;
    for (const struct block *item = list->first; item; item = item->next, number++) {
        const struct block *first = item->first;
        struct element *one = element_new(arena, whole, ROLE_LI), *label = element_new(arena, one, ROLE_LBL);
        f->parent = element_new(arena, one, ROLE_LBODY);
        if (first && first->kind == BLOCK_PARAGRAPH) {
            struct style style = styles[STYLE_BODY];
            style.indent = 0;
            style.left = text_x;
            struct unit *u = add_paragraph(f, first->spans, &style);
            u->marker = item_marker(f->layout->arena, list, number, depth);
            u->marker_x = marker_x;
            u->label = label;
            first = first->next;
        }
        add_blocks(f, first, depth + 1, text_x);
    }
    f->parent = above;
}

static void add_fence(struct flow *f, const struct block *block)
{
    static const char *const appendix_keys[] = {"số", "tiêu đề", "kèm theo", "hướng", NULL};
    struct layout *l = f->layout;
    struct fence fence = fence_read(l->arena, block);
    const char *key = text_key(l->arena, block->info);
    if (strcmp(key, "bang") == 0) {
        struct table *table = table_read(l, &fence);
        if (table)
            unit_add(f, UNIT_TABLE)->table = table;
        f->fine = f->fine && table;
    } else if (strcmp(key, "bieu-do") == 0) {
        struct figure *figure = figure_read(l, &fence);
        if (figure)
            unit_add(f, UNIT_CHART)->figure = figure;
        f->fine = f->fine && figure;
    } else if (strcmp(key, "phu-luc") == 0) {
        f->fine = fence_check(l->arena, l->diags, &fence, appendix_keys) && f->fine;
        unit_add(f, UNIT_APPENDIX)->fence = fence;
    } else if (strcmp(key, "chu-ky") == 0) {
        unit_add(f, UNIT_SIGNATURE);
    } else if (strcmp(key, "the-thuc") != 0) { /* read before everything else */
        diag(l->diags, FORM_FENCE, block->at, block->info);
        f->fine = false;
    }
}

/* "I." for level 2, "1." for 3, "a)" for 4, in the Vietnamese alphabet (PL I, II.5.d). */
static const char *heading_number(struct arena *arena, int level, int number)
{
    static const char *const letters[] = {"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
                                          "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"};
    static const struct {
        int value;
        const char *digits;
    } roman[] = {{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}};
    if (level == 3)
        return arena_printf(arena, "%d.", number);
    if (level == 4)
        return arena_printf(arena, "%s)", letters[(size_t)(number - 1) % (sizeof letters / sizeof *letters)]);
    const char *text = "";
    for (size_t i = 0; i < sizeof roman / sizeof *roman; i++)
        for (; number >= roman[i].value; number -= roman[i].value)
            text = arena_printf(arena, "%s%s", text, roman[i].digits);
    return arena_printf(arena, "%s.", text);
}

/* A heading; "#." or "#)" before its words becomes the next number of its level. */
static void add_heading(struct flow *f, const struct block *block)
{
    struct arena *arena = f->layout->arena;
    int level = block->level < 2 ? 2 : block->level > 4 ? 4 : block->level;
    struct span *first = ARENA_NEW(arena, struct span);
    if (block->spans)
        *first = *block->spans;
    const char *text = first->text;
    if (text && text[0] == '#' && (text[1] == '.' || text[1] == ')')) {
        first->text = arena_printf(arena, "%s%s", heading_number(arena, level, ++f->counts[level]), text + 2);
        for (int below = level + 1; below <= 4; below++)
            f->counts[below] = 0;
    }
    struct unit *u = add_paragraph(f, block->spans ? first : NULL, &styles[STYLE_HEADING + level - 2]);
    u->element->role = level == 2 ? ROLE_H2 : level == 3 ? ROLE_H3 : ROLE_H4;
}

static void add_body_paragraph(struct flow *f, const struct block *block, double left)
{
    struct picture *picture = picture_read(f->layout, block->spans);
    if (picture) {
        unit_add(f, UNIT_PICTURE)->picture = picture;
        return;
    }
    struct style style = styles[STYLE_BODY];
    style.left = left;
    style.indent = left > 0 ? 0 : indent;
    add_paragraph(f, block->spans, &style);
}

static void add_blocks(struct flow *f, const struct block *block, int depth, double left)
{
    for (; block; block = block->next) {
        switch (block->kind) {
        case BLOCK_HEADING:
            add_heading(f, block);
            break;
        case BLOCK_PARAGRAPH:
            add_body_paragraph(f, block, left);
            break;
        case BLOCK_LIST:
            add_list(f, block, depth, left);
            break;
        case BLOCK_QUOTE:
            add_blocks(f, block->first, depth, left > 0 ? left + hang_least : indent);
            break;
        case BLOCK_ITEM: /* only inside a list, see add_list */
            break;
        case BLOCK_FENCE:
            add_fence(f, block);
            break;
        case BLOCK_RULE:
            break;
        }
    }
}

bool units_read(struct layout *l, const struct block *blocks, struct unit **first)
{
    struct flow f = {.layout = l, .fine = true, .parent = l->document->structure};
    f.link = &f.first;
    add_blocks(&f, blocks, 0, 0);
    *first = f.first;
    return f.fine;
}
