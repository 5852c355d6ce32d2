/* paint.c - marks to PDF's drawing operators. Text is drawn in codes of one byte. */
#include "report/paint.h"

#include "base/text.h"
#include "report/picture.h"

void paint_font_name(struct buf *out, enum font_face face, size_t number)
{
    buf_char(out, 'F');
    buf_number(out, face, "");
    if (number > 0) {
        buf_char(out, '.');
        buf_number(out, number, "");
    }
}

/* What the page's content has set so far, so that nothing is said twice. Places are hundredths of a point. */
struct pen {
    struct document *document;
    struct buf *out;
    long height; /* of the page */
    bool in_text, filling;
    double gray, size, thickness;
    long space; /* that each space is wider by */
    enum font_face face;
    uint32_t font; /* of the face's */
    long x, y;     /* where the last run began, inside a text object */
    struct page *page;
    size_t number;
    const struct element *element; /* of the marked content that is open; NULL: an artifact */
    bool marked;                   /* any is open */
};

static long hundredths(double points)
{
    return (long)(points * 100 + (points < 0 ? -0.5 : 0.5));
}

/* Hundredths as a decimal number and a space; no locale, no rounding mode. */
static void put_number(struct buf *out, long n)
{
    char digits[24];
    int at = sizeof digits;
    unsigned long rest = n < 0 ? 0UL - (unsigned long)n : (unsigned long)n;
    digits[--at] = ' ';
    if (rest % 10 != 0)
        digits[--at] = (char)('0' + rest % 10);
    if (rest % 100 != 0) {
        digits[--at] = (char)('0' + rest / 10 % 10);
        digits[--at] = '.';
    }
    rest /= 100;
    do
        digits[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (n < 0)
        digits[--at] = '-';
    buf_add(out, digits + at, sizeof digits - (size_t)at);
}

/* One byte of a literal string. */
static void put_byte(struct buf *out, unsigned byte)
{
    if (byte == '(' || byte == ')' || byte == '\\')
        buf_char(out, '\\');
    buf_char(out, (char)byte);
}

static void end_text(struct pen *pen)
{
    if (pen->in_text)
        buf_str(pen->out, "ET\n");
    pen->in_text = false;
}

static void end_filling(struct pen *pen)
{
    if (pen->filling)
        buf_str(pen->out, "f\n");
    pen->filling = false;
}

static void set_gray(struct pen *pen, double gray)
{
    if (gray == pen->gray)
        return;
    end_filling(pen);
    put_number(pen->out, hundredths(gray));
    buf_str(pen->out, "g\n");
    pen->gray = gray;
}

static void put_box(struct pen *pen, double x, double y, double width, double height, double gray)
{
    end_text(pen);
    set_gray(pen, gray);
    put_number(pen->out, hundredths(x));
    put_number(pen->out, pen->height - hundredths(y) - hundredths(height));
    put_number(pen->out, hundredths(width));
    put_number(pen->out, hundredths(height));
    buf_str(pen->out, "re\n");
    pen->filling = true;
}

static void set_font(struct pen *pen, const struct mark *mark, uint32_t font)
{
    if (mark->face == pen->face && font == pen->font && mark->size == pen->size)
        return;
    buf_char(pen->out, '/');
    paint_font_name(pen->out, mark->face, font);
    buf_char(pen->out, ' ');
    put_number(pen->out, hundredths(mark->size));
    buf_str(pen->out, "Tf\n");
    pen->face = mark->face;
    pen->font = font;
    pen->size = mark->size;
}

/* Lines are justified by wider spaces. */
static void set_space(struct pen *pen, long space)
{
    if (space == pen->space)
        return;
    put_number(pen->out, space);
    buf_str(pen->out, "Tw ");
    pen->space = space;
}

/* Text in literal strings: one, unless its characters are of several fonts. */
static void put_text(struct pen *pen, const struct mark *mark)
{
    uint32_t cp;
    int len;
    bool open = false;
    struct codes *codes = &pen->document->codes[mark->face];
    set_space(pen, hundredths(mark->space));
    for (size_t i = 0; i < mark->length; i += (size_t)len) {
        len = text_decode(mark->text + i, mark->length - i, &cp);
        if (len <= 0)
            break;
        if (cp == 0 || cp > 0xffff)
            continue; /* not in any face; complained about before */
        uint32_t code = codes_of(pen->document->arena, codes, cp), font = code / CODE_COUNT;
        if (open && font != pen->font) {
            buf_str(pen->out, ")Tj\n");
            open = false;
        }
        if (!open) {
            set_font(pen, mark, font);
            buf_char(pen->out, '(');
            open = true;
        }
        put_byte(pen->out, code % CODE_COUNT);
    }
    if (open)
        buf_str(pen->out, ")Tj\n");
}

/* Across the page: the only text that is turned (the watermark's 52 degrees). */
static void put_turned(struct pen *pen, const struct mark *mark)
{
    buf_str(pen->out, "0.6157 0.7880 -0.7880 0.6157 ");
    put_number(pen->out, hundredths(mark->x));
    put_number(pen->out, pen->height - hundredths(mark->y));
    buf_str(pen->out, "Tm ");
    put_text(pen, mark);
    end_text(pen);
}

static void put_run(struct pen *pen, const struct mark *mark)
{
    long x = hundredths(mark->x), y = pen->height - hundredths(mark->y);
    end_filling(pen);
    set_gray(pen, mark->gray);
    if (!pen->in_text) {
        buf_str(pen->out, "BT\n");
        pen->in_text = true;
        pen->x = pen->y = 0;
    }
    if (mark->rotation != 0) {
        put_turned(pen, mark);
        return;
    }
    put_number(pen->out, x - pen->x);
    put_number(pen->out, y - pen->y);
    buf_str(pen->out, "Td ");
    pen->x = x;
    pen->y = y;
    put_text(pen, mark);
}

static void put_line(struct pen *pen, const struct mark *mark)
{
    end_text(pen);
    end_filling(pen);
    if (mark->size != pen->thickness) {
        put_number(pen->out, hundredths(mark->size));
        buf_str(pen->out, "w\n");
        pen->thickness = mark->size;
    }
    put_number(pen->out, hundredths(mark->x));
    put_number(pen->out, pen->height - hundredths(mark->y));
    buf_str(pen->out, "m ");
    put_number(pen->out, hundredths(mark->x2));
    put_number(pen->out, pen->height - hundredths(mark->y2));
    buf_str(pen->out, "l S\n");
}

/* Where the unit square of an image goes in the box that is seen, by the orientation of EXIF: x = a u + c v +
 * e, y = b u + d v + f, as in "a b c d e f cm" (ISO 32000-1, 8.3.4). */
static const struct turn {
    int a, b, c, d, e, f;
} turns[] = {
    {1, 0, 0, 1, 0, 0},                        /* 0: none is told */
    {1, 0, 0, 1, 0, 0},   {-1, 0, 0, 1, 1, 0}, /* 1 as stored; 2 mirrored */
    {-1, 0, 0, -1, 1, 1}, {1, 0, 0, -1, 0, 1}, /* 3 by half; 4 mirrored */
    {0, -1, -1, 0, 1, 1}, {0, -1, 1, 0, 0, 1}, /* 5 mirrored; 6 by a quarter, clockwise */
    {0, 1, 1, 0, 0, 0},   {0, 1, -1, 0, 1, 0}, /* 7 mirrored; 8 by a quarter, the other way */
};

static void put_picture(struct pen *pen, const struct mark *mark)
{
    size_t number = 0;
    while (pen->document->pictures[number] != mark->picture)
        number++;
    const struct turn *turn = &turns[mark->picture->orientation];
    long width = hundredths(mark->x2 - mark->x), height = hundredths(mark->y2 - mark->y);
    end_text(pen);
    end_filling(pen);
    buf_str(pen->out, "q ");
    put_number(pen->out, width * turn->a);
    put_number(pen->out, height * turn->b);
    put_number(pen->out, width * turn->c);
    put_number(pen->out, height * turn->d);
    put_number(pen->out, hundredths(mark->x) + width * turn->e);
    put_number(pen->out, pen->height - hundredths(mark->y2) + height * turn->f);
    buf_printf(pen->out, "cm /Im%zu Do Q\n", number);
}

static void end_marked(struct pen *pen)
{
    end_text(pen);
    end_filling(pen);
    if (pen->marked)
        buf_str(pen->out, "EMC\n");
    pen->marked = false;
}

/* Marked content begins where the element changes (ISO 32000-1, 14.7.4). */
static void begin_marked(struct pen *pen, struct element *element)
{
    if (pen->marked && pen->element == element)
        return;
    end_marked(pen);
    pen->marked = true;
    pen->element = element;
    if (!element) {
        buf_str(pen->out, "/Artifact BMC\n");
        return;
    }
    size_t mcid = pen->page->tagged_count;
    element_add_content(pen->page->arena, element, pen->number, mcid);
    ARENA_PUSH(pen->page->arena, pen->page->tagged, pen->page->tagged_count) = element;
    buf_char(pen->out, '/');
    buf_str(pen->out, role_name(element->role));
    buf_str(pen->out, " <</MCID ");
    buf_number(pen->out, mcid, ">>BDC\n");
}

static void put_mark(struct pen *pen, const struct mark *mark)
{
    double half = mark->size / 2;
    begin_marked(pen, mark->element);
    switch (mark->kind) {
    case MARK_TEXT:
        put_run(pen, mark);
        break;
    case MARK_RULE: /* across or down, its thickness on both sides */
        if (mark->x == mark->x2)
            put_box(pen, mark->x - half, mark->y - half, mark->size, mark->y2 - mark->y + mark->size, 0);
        else
            put_box(pen, mark->x, mark->y - half, mark->x2 - mark->x, mark->size, 0);
        break;
    case MARK_LINE:
        put_line(pen, mark);
        break;
    case MARK_PICTURE:
        put_picture(pen, mark);
        break;
    case MARK_FILL:
        put_box(pen, mark->x, mark->y, mark->x2 - mark->x, mark->y2 - mark->y, mark->gray);
        break;
    }
}

void paint_page(struct document *document, struct page *page, size_t number, struct buf *out)
{
    struct pen pen = {.page = page,
                      .number = number,
                      .document = document,
                      .out = out,
                      .height = hundredths(page->height),
                      .face = FACE_COUNT};
    for (size_t i = 0; i < page->count; i++)
        put_mark(&pen, &page->marks[i]);
    for (size_t i = 0; i < page->grid_count; i++)
        put_mark(&pen, &page->grid[i]);
    end_marked(&pen);
    for (size_t i = 0; i < page->link_count; i++)
        element_add_object(page->arena, page->links[i].element, number, &page->links[i].number);
}
