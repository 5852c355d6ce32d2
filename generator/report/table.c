/* table.c - tables: columns by weight, header repeated on each page, rows kept whole where they fit on a
 * page. */
#include "base/text.h"
#include "report/layout.h"

#include <stdlib.h>
#include <string.h>

static const double size = 11, leading = 14, pad_x = 4, pad_y = 3.5, border = 0.5;
static const double header_gray = 0.90, group_gray = 0.955;

struct column {
    const char *title;
    double weight, width;
    enum align align;
};

struct cell {
    struct words words;
    struct lines lines;
};

struct row {
    struct cell *cells;
    size_t count; /* 1 for a group row that spans all columns */
    size_t lines; /* of the tallest cell */
    bool group, header, bold;
};

struct table {
    struct column *columns;
    size_t column_count;
    struct row *rows;
    size_t row_count;
    struct row header;
    double width; /* that the cells were broken for; 0: not yet */
};

static enum align align_of(const char *word)
{
    if (text_same(word, "giữa"))
        return ALIGN_CENTER;
    return text_same(word, "phải") ? ALIGN_RIGHT : ALIGN_LEFT;
}

static void add_column(struct layout *l, struct table *t, const struct fence_row *row)
{
    struct column column = {.title = row->cells[0], .weight = 10, .align = ALIGN_LEFT};
    if (row->count > 1 && atoi(row->cells[1]) > 0)
        column.weight = atoi(row->cells[1]);
    if (row->count > 2)
        column.align = align_of(row->cells[2]);
    ARENA_PUSH(l->arena, t->columns, t->column_count) = column;
}

static struct cell make_cell(struct layout *l, const char *text, bool bold)
{
    struct cell cell = {.words = {.arena = l->arena, .fonts = l->fonts, .size = size}};
    words_add(&cell.words, bold ? FACE_BOLD : FACE_REGULAR, text);
    return cell;
}

static struct row make_row(struct layout *l, const struct table *t, const char *const *texts, size_t count,
                           bool bold)
{
    struct row row = {.count = count, .bold = bold};
    row.cells = arena_alloc(l->arena, (count + 1) * sizeof *row.cells);
    for (size_t i = 0; i < count; i++)
        row.cells[i] = make_cell(l, texts[i], bold);
    (void)t;
    return row;
}

struct table *table_read(struct layout *l, const struct fence *fence)
{
    struct table *t = ARENA_NEW(l->arena, struct table);
    for (size_t i = 0; i < fence->count; i++)
        if (strcmp(fence->rows[i].key, "cot") == 0)
            add_column(l, t, &fence->rows[i]);
    for (size_t i = 0; i < fence->count; i++) {
        const struct fence_row *f = &fence->rows[i];
        if (strcmp(f->key, "dong") == 0) {
            const char **texts = arena_alloc(l->arena, (t->column_count + 1) * sizeof *texts);
            for (size_t c = 0; c < t->column_count; c++)
                texts[c] = c < f->count ? f->cells[c] : "";
            ARENA_PUSH(l->arena, t->rows, t->row_count) = make_row(l, t, texts, t->column_count, false);
        } else if (strcmp(f->key, "nhom") == 0) {
            struct row row = make_row(l, t, f->cells, 1, true);
            row.group = true;
            ARENA_PUSH(l->arena, t->rows, t->row_count) = row;
        }
    }
    const char **titles = arena_alloc(l->arena, (t->column_count + 1) * sizeof *titles);
    for (size_t c = 0; c < t->column_count; c++)
        titles[c] = t->columns[c].title;
    t->header = make_row(l, t, titles, t->column_count, true);
    t->header.header = true;
    return t;
}

/* ---- measuring ---- */

/* The widest unbreakable piece of a column: it is never made narrower, so that no word is cut without need.
 */
static double widest_piece(const struct table *t, size_t c)
{
    double widest = 0;
    for (size_t i = 0; i <= t->row_count; i++) {
        const struct row *row = i < t->row_count ? &t->rows[i] : &t->header;
        if (row->group)
            continue;
        for (size_t k = 0; k < row->cells[c].words.count; k++) {
            double w = row->cells[c].words.pieces[k].width;
            widest = w > widest ? w : widest;
        }
    }
    return widest + 2 * pad_x + 0.5;
}

/* Widths by weight, but no column narrower than its widest word while the others have room to give. */
static void set_widths(struct table *t, double width)
{
    double weights = 0, needed = 0, spare = 0;
    for (size_t c = 0; c < t->column_count; c++)
        weights += t->columns[c].weight;
    for (size_t c = 0; c < t->column_count; c++) {
        struct column *column = &t->columns[c];
        double least = widest_piece(t, c);
        column->width = width * column->weight / weights;
        least = least > width / 3 ? width / 3 : least;
        if (column->width < least) {
            needed += least - column->width;
            column->width = least;
        } else {
            spare += column->width - least;
        }
    }
    for (size_t c = 0; needed > 0 && spare > 0 && c < t->column_count; c++) {
        struct column *column = &t->columns[c];
        double least = widest_piece(t, c);
        least = least > width / 3 ? width / 3 : least;
        if (column->width > least)
            column->width -= (column->width - least) * (needed < spare ? needed / spare : 1);
    }
}

static enum align cell_align(const struct table *t, const struct row *row, size_t c)
{
    return row->header ? ALIGN_CENTER : row->group ? ALIGN_LEFT : t->columns[c].align;
}

static void break_row(struct table *t, struct row *row, double width)
{
    row->lines = 1;
    for (size_t c = 0; c < row->count; c++) {
        double room = (row->group ? width : t->columns[c].width) - 2 * pad_x;
        row->cells[c].lines = lines_break(&row->cells[c].words, room, 0, cell_align(t, row, c));
        if (row->cells[c].lines.count > row->lines)
            row->lines = row->cells[c].lines.count;
    }
}

static void measure(struct layout *l, struct table *t)
{
    double width = layout_text_width(l);
    if (t->width > 0)
        return;
    t->width = width;
    set_widths(t, width);
    break_row(t, &t->header, width);
    for (size_t i = 0; i < t->row_count; i++)
        break_row(t, &t->rows[i], width);
}

static double row_height(size_t lines)
{
    return (double)lines * leading + 2 * pad_y;
}

/* A group row needs the row after it. */
static double needed_height(const struct table *t, size_t i)
{
    double height = row_height(t->rows[i].lines);
    for (; t->rows[i].group && i + 1 < t->row_count; i++)
        height += row_height(t->rows[i + 1].lines);
    return height;
}

double table_least_height(struct layout *l, struct table *t)
{
    measure(l, t);
    double height = 8 + row_height(t->header.lines);
    double all = layout_bottom(l) - l->geometry.top;
    height += t->row_count ? needed_height(t, 0) : 0;
    return height > all / 2 ? all / 2 : height;
}

/* ---- drawing ---- */

static void draw_cell(struct layout *l, const struct table *t, const struct row *row, size_t c, double x,
                      double width, size_t first, size_t count)
{
    const struct cell *cell = &row->cells[c];
    enum align align = cell_align(t, row, c);
    double y = l->y + pad_y + leading * 0.78;
    if (row->header && cell->lines.count < row->lines)
        y += (double)(row->lines - cell->lines.count) * leading / 2; /* centred in its height */
    for (size_t i = first; i < first + count && i < cell->lines.count; i++, y += leading)
        line_draw(l->page, &cell->words, &cell->lines.items[i], x + pad_x, y, width - 2 * pad_x, align);
}

/* Draws count lines of a row, from line first on. */
static void draw_row(struct layout *l, const struct table *t, const struct row *row, size_t first,
                     size_t count)
{
    double x = l->geometry.left, height = row_height(count), bottom = l->y + height;
    if (row->header || row->group)
        page_fill(l->arena, l->page, x, l->y, x + t->width, bottom, row->header ? header_gray : group_gray);
    for (size_t c = 0; c < row->count; c++) {
        double width = row->group ? t->width : t->columns[c].width;
        draw_cell(l, t, row, c, x, width, first, count);
        page_rule(l->arena, l->page, x, l->y, x, bottom, border);
        x += width;
    }
    page_rule(l->arena, l->page, x, l->y, x, bottom, border);
    page_rule(l->arena, l->page, l->geometry.left, l->y, x, l->y, border);
    page_rule(l->arena, l->page, l->geometry.left, bottom, x, bottom, border);
    l->y = bottom;
}

static void continue_on_new_page(struct layout *l, const struct table *t)
{
    layout_new_page(l);
    draw_row(l, t, &t->header, 0, t->header.lines);
}

/* A row taller than what is left of a page is moved whole; one that is taller than half a page is parted
 * between lines. */
static void place_row(struct layout *l, const struct table *t, size_t i)
{
    const struct row *row = &t->rows[i];
    double page = layout_bottom(l) - l->geometry.top;
    double room = layout_bottom(l) - l->y;
    if (needed_height(t, i) <= room + 0.01) {
        draw_row(l, t, row, 0, row->lines);
        return;
    }
    if (row_height(row->lines) <= page / 2 || room < row_height(3))
        continue_on_new_page(l, t);
    for (size_t done = 0; done < row->lines;) {
        room = layout_bottom(l) - l->y - 2 * pad_y;
        size_t fit = room > leading ? (size_t)((room + 0.01) / leading) : 1;
        fit = fit < row->lines - done ? fit : row->lines - done;
        draw_row(l, t, row, done, fit);
        done += fit;
        if (done < row->lines)
            continue_on_new_page(l, t);
    }
}

void table_draw(struct layout *l, struct table *t)
{
    measure(l, t);
    if (t->column_count == 0)
        return;
    if (!layout_at_top(l))
        l->y += 8;
    draw_row(l, t, &t->header, 0, t->header.lines);
    for (size_t i = 0; i < t->row_count; i++)
        place_row(l, t, i);
    l->y += 4;
}
