/* xref.c - the end of the file. */
#include "report/xref.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    ROW = 7,
    TABLE_ROW = 20
}; /* bytes: type, four of offset, two of generation or index; a line of the table */

static void add_row(struct buf *out, int type, size_t middle, size_t last)
{
    const char row[ROW] = {(char)type,          (char)(middle >> 24), (char)(middle >> 16),
                           (char)(middle >> 8), (char)middle,         (char)(last >> 8),
                           (char)last};
    buf_add(out, row, ROW);
}

/* Where the table begins: the number behind the last "startxref"; 0 when there is none. */
static size_t table_start(const struct buf *file)
{
    static const char word[] = "startxref";
    for (size_t i = file->len > 64 ? file->len - 64 : 0; i + sizeof word < file->len; i++)
        if (memcmp(file->data + i, word, sizeof word - 1) == 0) {
            size_t start = strtoul(file->data + i + sizeof word - 1, NULL, 10);
            return start < file->len && memcmp(file->data + start, "xref", 4) == 0 ? start : 0;
        }
    return 0;
}

bool xref_rewrite(struct buf *file, const struct packed *packed, size_t packed_count, unsigned root,
                  unsigned info, const char *id)
{
    size_t start = table_start(file), count = 0;
    struct buf rows = {0};
    const char *line = file->data + start + strlen("xref");
    if (!start || sscanf(line, " 0 %zu", &count) != 1)
        return false;
    line = strchr(line + 1, '\n') + 1; /* behind "0 count" */
    add_row(&rows, 0, 0, 65535);
    for (size_t i = 1; i < count; i++)
        add_row(&rows, 1, strtoul(line + i * TABLE_ROW, NULL, 10), 0);
    for (size_t p = 0; p < packed_count; p++)
        for (size_t i = 0; i < packed[p].count; i++, count++)
            add_row(&rows, 2, packed[p].stream, i);
    add_row(&rows, 1, start, 0); /* the stream itself */
    file->len = start;
    buf_printf(file,
               "%zu 0 obj\n<</Type/XRef/Size %zu/W[1 4 2]/Root %u 0 R/Info %u 0 R/ID[<%s><%s>]/Length "
               "%zu>>\nstream\n",
               count, count + 1, root, info, id, id, rows.len);
    buf_add(file, rows.data, rows.len);
    buf_printf(file, "\nendstream\nendobj\nstartxref\n%zu\n%%%%EOF\n", start);
    buf_free(&rows);
    return true;
}
