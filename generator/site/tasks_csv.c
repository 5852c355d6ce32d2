/* tasks_csv.c - the table of tasks: filled from its template, then made safe for spreadsheets. */
#include "site/tasks_csv.h"

#include <string.h>

char *tasks_csv_path(struct arena *arena, const struct year *year)
{
    return arena_printf(arena, "%d/tasks.csv", year->number);
}

/* "-5", "+1.234,5": what begins like a formula, but is a number. */
static bool is_number(const char *s)
{
    size_t digits = strspn(s + 1, "0123456789.,");

    return (*s == '-' || *s == '+') && digits > 0 && s[1] >= '0' && s[1] <= '9' && s[1 + digits] == '\0';
}

/* Would a spreadsheet read it as a formula, or as a call of another program ("|")? Full-width signs count,
 * too. */
static bool is_formula(const char *s)
{
    static const char *const signs[] = {"=", "+", "-", "@", "|", "＝", "＋", "－", "＠"};

    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(s, signs[i], strlen(signs[i])) == 0)
            return !is_number(s);
    return false;
}

/* Writes one cell; text has no white space at its ends. */
static void write_cell(struct buf *out, const char *text)
{
    bool guard = is_formula(text);
    bool quote = strpbrk(text, "\",\r\n") != NULL;

    if (quote)
        buf_char(out, '"');
    if (guard)
        buf_char(out, '\'');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            buf_char(out, '"');
        buf_char(out, *text);
    }
    if (quote)
        buf_char(out, '"');
}

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Reads the cell at *at into text, its quotes taken off, and stands behind it: at "," or a line's end or the
 * end. */
static void read_cell(const char **at, const char *end, struct buf *text)
{
    const char *s = *at;
    bool quoted = false, gap = false;

    for (; s < end; s++) {
        if (!quoted && (*s == ',' || *s == '\n' || *s == '\r'))
            break;
        if (*s == '"' && !(quoted && s + 1 < end && s[1] == '"')) {
            quoted = !quoted;
            continue;
        }
        if (is_white(*s)) {
            gap = text->len > 0;
            continue;
        }
        if (gap)
            buf_char(text, ' ');
        gap = false;
        buf_char(text, *s);
        s += *s == '"'; /* the second of two */
    }
    *at = s;
}

void csv_rewrite(struct buf *out, const char *table, size_t n)
{
    const char *at = table, *end = table + n;
    struct buf cell = {0};

    buf_str(out, "\xef\xbb\xbf");
    while (at < end) {
        if (*at == '\n' || *at == '\r') {
            at++;
            continue;
        }
        for (;;) {
            cell.len = 0;
            read_cell(&at, end, &cell);
            write_cell(out, cell.len > 0 ? buf_text(&cell) : "");
            if (at >= end || *at != ',')
                break;
            buf_char(out, ',');
            at++;
        }
        buf_str(out, "\r\n");
    }
    buf_free(&cell);
}

bool tasks_csv_write(struct pages *pages, const struct year *year, const struct value *base)
{
    struct buf filled = {0}, table = {0};
    bool fine = mustache_render(pages->sheets, "tasks", base, &filled);

    if (fine) {
        csv_rewrite(&table, buf_text(&filled), filled.len);
        char *path = arena_printf(pages->arena, "site/%s", tasks_csv_path(pages->arena, year));
        tree_add(pages->tree, path, buf_text(&table), table.len);
    }
    buf_free(&filled);
    buf_free(&table);
    return fine;
}
