/* table.c - tables: columns by weight, header repeated on each page, rows kept whole where they fit on a
 * page. */
#include "base/text.h"
#include "report/layout.h"

#include <stdlib.h>
#include <string.h>

static const double size = 11, leading = 14, pad_x = 5, pad_y = 3.5, border = 0.5;
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
    const char *const *texts;
    struct arena own;   /* cells, from when they are asked for until the row is forgotten */
    struct cell *cells; /* NULL: not made */
    size_t count;       /* 1 for a group row that spans all columns */
    size_t lines;       /* of the tallest cell */
    bool group, header, bold;
    struct element *
        *elements; /* of the cells; NULL: the row is an artifact, as a header repeated on another page is */
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

static struct row make_row(const char *const *texts, size_t count, bool bold)
{
    return (struct row){.texts = texts, .count = count, .bold = bold};
}

static void make_cells(const struct layout *l, struct row *row)
{
    if (row->cells)
        return;
    row->cells = arena_alloc(&row->own, (row->count + 1) * sizeof *row->cells);
    for (size_t i = 0; i < row->count; i++) {
        row->cells[i].words = (struct words){.arena = &row->own, .fonts = l->fonts, .size = size};
        words_add(&row->cells[i].words, row->bold ? FACE_BOLD : FACE_REGULAR, row->texts[i]);
    }
}

/* The words of a long table would fill the memory; they are made again when they are needed again. */
static void forget_cells(const struct table *t, struct row *row)
{
    enum { KEPT = 200 };
    if (t->row_count <= KEPT)
        return;
    arena_free(&row->own);
    row->cells = NULL;
}

/* A row's cells, one a column; a row with another number of cells is a complaint. */
static bool add_row(struct layout *l, struct table *t, const struct fence_row *f)
{
    if (f->count != t->column_count) {
        diag(l->diags, FORM_CELLS, f->at, arena_number(l->arena, f->count),
             arena_number(l->arena, t->column_count));
        return false;
    }
    ARENA_PUSH(l->arena, t->rows, t->row_count) = make_row(f->cells, f->count, false);
    return true;
}

struct table *table_read(struct layout *l, const struct fence *fence)
{
    static const char *const known[] = {"cột", "dòng", "nhóm", NULL};
    struct table *t = ARENA_NEW(l->arena, struct table);
    bool fine = fence_check(l->arena, l->diags, fence, known);
    for (size_t i = 0; i < fence->count; i++)
        if (strcmp(fence->rows[i].key, "cot") == 0)
            add_column(l, t, &fence->rows[i]);
    for (size_t i = 0; fine && i < fence->count; i++) {
        const struct fence_row *f = &fence->rows[i];
        if (strcmp(f->key, "dong") == 0) {
            fine = add_row(l, t, f); /* the first wrong row tells of all that the form makes alike */
        } else if (strcmp(f->key, "nhom") == 0) {
            struct row row = make_row(f->cells, 1, true);
            row.group = true;
            ARENA_PUSH(l->arena, t->rows, t->row_count) = row;
        }
    }
    const char **titles = arena_alloc(l->arena, (t->column_count + 1) * sizeof *titles);
    for (size_t c = 0; c < t->column_count; c++)
        titles[c] = t->columns[c].title;
    t->header = make_row(titles, t->column_count, true);
    t->header.header = true;
    return fine ? t : NULL;
}

/* ---- measuring ---- */

/* What the content of a column wants: its longest run that cannot be broken, and its longest text on one
 * line. */
struct wish {
    double least, most;
};

static void note_cell(struct wish *wish, const struct words *words)
{
    double run = 0, all = 0;
    for (size_t i = 0; i < words->count; i++) {
        const struct piece *p = &words->pieces[i];
        double space = p->space_before ? space_width(words, p) : 0;
        run = p->forced || (p->space_before && !p->no_break) ? p->width : run + space + p->width;
        all = p->forced ? p->width : all + space + p->width;
        wish->least = run > wish->least ? run : wish->least;
        wish->most = all > wish->most ? all : wish->most;
    }
}

static void note_rows(const struct layout *l, struct table *t, struct wish *wishes)
{
    for (size_t i = 0; i <= t->row_count; i++) {
        struct row *row = i < t->row_count ? &t->rows[i] : &t->header;
        make_cells(l, row);
        for (size_t c = 0; !row->group && c < t->column_count; c++)
            note_cell(&wishes[c], &row->cells[c].words);
        forget_cells(t, row);
    }
}

static void finish_wish(struct wish *wish, double width)
{
    wish->least += 2 * pad_x + 0.5;
    wish->most += 2 * pad_x + 0.5;
    if (wish->least > width / 3)
        wish->least = width / 3; /* one long address must not push the other columns out */
    if (wish->most < wish->least)
        wish->most = wish->least;
}

/* Gives each column its weight's share at that scale, within what its content wants; returns the sum. */
static double scale_columns(struct table *t, const struct wish *wishes, double scale)
{
    double sum = 0;
    for (size_t c = 0; c < t->column_count; c++) {
        double width = t->columns[c].weight * scale;
        width = width > wishes[c].most ? wishes[c].most : width;
        t->columns[c].width = width < wishes[c].least ? wishes[c].least : width;
        sum += t->columns[c].width;
    }
    return sum;
}

/* Widths by weight, but no column narrower than its longest word or wider than its longest text while others
 * can use the room; the table fills the width. */
static void set_widths(struct layout *l, struct table *t, double width)
{
    struct wish *wishes = arena_alloc(l->arena, t->column_count * sizeof *wishes);
    double weights = 0, low = 0, high = 2 * width;
    note_rows(l, t, wishes);
    for (size_t c = 0; c < t->column_count; c++) {
        finish_wish(&wishes[c], width);
        weights += t->columns[c].weight;
    }
    for (int i = 0; i < 40; i++) {
        double middle = (low + high) / 2;
        if (scale_columns(t, wishes, middle) > width)
            high = middle;
        else
            low = middle;
    }
    double sum = scale_columns(t, wishes, low);
    for (size_t c = 0; c < t->column_count; c++)
        if (sum > width)
            t->columns[c].width *= width / sum; /* too many long words: they are cut */
        else
            t->columns[c].width += (width - sum) * t->columns[c].weight / weights;
}

static enum align cell_align(const struct table *t, const struct row *row, size_t c)
{
    return row->header ? ALIGN_CENTER : row->group ? ALIGN_LEFT : t->columns[c].align;
}

static void break_row(const struct layout *l, const struct table *t, struct row *row, double width)
{
    make_cells(l, row);
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
    set_widths(l, t, width);
    for (size_t i = 0; i < t->row_count; i++) {
        break_row(l, t, &t->rows[i], width);
        forget_cells(t, &t->rows[i]);
    }
    forget_cells(t, &t->header);
    break_row(l, t, &t->header, width);
}

static double row_height(size_t lines)
{
    return (double)lines * leading + 2 * pad_y;
}

/* A group row needs the row after it, and the last row of a longer table has company on its page. */
static double needed_height(const struct table *t, size_t i)
{
    double height = row_height(t->rows[i].lines);
    for (; i + 1 < t->row_count; i++) {
        bool before_last = t->row_count > 3 && i + 2 == t->row_count;
        if (!t->rows[i].group && !before_last)
            break;
        height += row_height(t->rows[i + 1].lines);
    }
    return height;
}

double table_least_height(struct layout *l, struct table *t)
{
    if (t->column_count == 0)
        return 0;
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
    l->page->element = row->elements ? row->elements[c] : NULL;
    if (first == 0 && cell->lines.count == 0) /* an empty cell is a cell too */
        page_text(l->page, x + pad_x, y, FACE_REGULAR, size, "", 0, 0);
    for (size_t i = first; i < first + count && i < cell->lines.count; i++, y += leading)
        line_draw(l->page, &cell->words, &cell->lines.items[i], x + pad_x, y, width - 2 * pad_x, align);
    l->page->element = NULL;
}

/* Draws count lines of a row, from line first on. */
static void draw_row(struct layout *l, const struct table *t, const struct row *row, size_t first,
                     size_t count)
{
    double x = l->geometry.left, height = row_height(count), bottom = l->y + height;
    if (row->header || row->group)
        page_fill(l->page, x, l->y, x + t->width, bottom, row->header ? header_gray : group_gray);
    for (size_t c = 0; c < row->count; c++) {
        double width = row->group ? t->width : t->columns[c].width;
        draw_cell(l, t, row, c, x, width, first, count);
        page_grid(l->page, x, l->y, x, bottom, border);
        x += width;
    }
    page_grid(l->page, x, l->y, x, bottom, border);
    if (row->header) /* others begin where a rule is */
        page_grid(l->page, l->geometry.left, l->y, x, l->y, border);
    page_grid(l->page, l->geometry.left, bottom, x, bottom, border);
    l->y = bottom;
}

static void continue_on_new_page(struct layout *l, const struct table *t)
{
    struct row header = t->header;
    header.elements = NULL;
    layout_new_page(l);
    draw_row(l, t, &header, 0, header.lines);
}

/* The elements of a row: heads of columns, the head of a group, or data. */
static void tag_row(struct layout *l, const struct table *t, struct row *row, struct element *parent)
{
    struct element *tr = element_new(l->arena, parent, ROLE_TR);
    row->elements = arena_alloc(l->arena, (row->count + 1) * sizeof *row->elements);
    for (size_t c = 0; c < row->count; c++) {
        row->elements[c] = element_new(l->arena, tr, row->header || row->group ? ROLE_TH : ROLE_TD);
        row->elements[c]->of_row = row->group;
        row->elements[c]->columns = row->group ? t->column_count : 1;
    }
}

static void tag_table(struct layout *l, struct table *t)
{
    struct element *table = element_new(l->arena, l->document->structure, ROLE_TABLE);
    struct element *head = element_new(l->arena, table, ROLE_THEAD),
                   *body = element_new(l->arena, table, ROLE_TBODY);
    tag_row(l, t, &t->header, head);
    for (size_t i = 0; i < t->row_count; i++)
        tag_row(l, t, &t->rows[i], body);
}

/* A row taller than what is left of a page is moved whole; one that is taller than half a page is parted
 * between lines. */
static void place_row(struct layout *l, const struct table *t, size_t i)
{
    struct row *row = &t->rows[i];
    if (!row->cells)
        break_row(l, t, row, t->width);
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
    if (t->column_count == 0)
        return;
    measure(l, t);
    if (!layout_at_top(l))
        l->y += 8;
    tag_table(l, t);
    draw_row(l, t, &t->header, 0, t->header.lines);
    for (size_t i = 0; i < t->row_count; i++) {
        place_row(l, t, i);
        arena_free(&t->rows[i].own);
    }
    arena_free(&t->header.own);
    l->y += 4;
}
