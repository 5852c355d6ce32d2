/* table.c - a table of texts, its columns aligned by what a terminal shows. */
#include "command/table.h"

#include "base/text.h"

#include <string.h>

static const char *const signs[] = {
    [PAINT_NONE] = "", [PAINT_BOLD] = "\033[1m", [PAINT_RED] = "\033[1;31m", [PAINT_YELLOW] = "\033[1;33m"};

struct table_row *table_add(struct table *table)
{
    ARENA_PUSH(table->arena, table->rows, table->count) = (struct table_row){.cells = {{0}}};
    return &table->rows[table->count - 1];
}

void table_paint(struct buf *out, const char *text, enum table_paint paint, bool color)
{
    bool painted = color && paint != PAINT_NONE;
    buf_printf(out, "%s%s%s", painted ? signs[paint] : "", text, painted ? "\033[0m" : "");
}

static void add_spaces(struct buf *out, size_t n)
{
    while (n-- > 0)
        buf_char(out, ' ');
}

void table_print(const struct table *table, struct buf *out, bool color)
{
    size_t widths[TABLE_COLUMNS] = {0};
    for (size_t r = 0; r < table->count; r++)
        for (size_t c = 0; c < TABLE_COLUMNS && table->rows[r].cells[c].text; c++) {
            const char *text = table->rows[r].cells[c].text;
            size_t width = text_width(text, strlen(text));
            widths[c] = width > widths[c] ? width : widths[c];
        }
    for (size_t r = 0; r < table->count; r++) {
        size_t owed = 0; /* spaces that only something behind them makes worth printing */
        for (size_t c = 0; c < TABLE_COLUMNS && table->rows[r].cells[c].text; c++) {
            const struct table_cell *cell = &table->rows[r].cells[c];
            size_t gap = widths[c] - text_width(cell->text, strlen(cell->text));
            owed += 2 + (table->right[c] ? gap : 0);
            if (*cell->text) {
                add_spaces(out, owed);
                table_paint(out, cell->text, cell->paint, color);
                owed = 0;
            }
            owed += table->right[c] ? 0 : gap;
        }
        buf_char(out, '\n');
    }
}
