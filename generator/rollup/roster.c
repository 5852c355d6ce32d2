/* roster.c - what the district says of its overview: settings, and which schools are to report. */
#include "rollup/roster.h"

#include "base/file.h"
#include "base/text.h"
#include "read/fields.h"
#include "read/front_matter.h"

#include <string.h>

static const struct front_matter_key keys[] = {
    {"tên", false, false}, {"kỳ", false, false}, {"hạn", false, false}};

static void read_settings(struct arena *arena, struct diags *diags, const char *path, struct roster *roster)
{
    const struct source *source = source_read(arena, diags, path, path);
    size_t body;
    const struct node *map = source ? front_matter_read(arena, diags, source, &body) : NULL;
    if (!map)
        return;
    front_matter_check(arena, diags, map, keys, sizeof keys / sizeof *keys);
    struct str quarter = node_str(arena, map, "kỳ");
    roster->title = node_str(arena, map, "tên").s;
    field_date(diags, node_str(arena, map, "hạn"), &roster->due);
    if (quarter.s && !quarter_parse(quarter.s, &roster->quarter))
        diag(diags, ROLLUP_QUARTER, quarter.at, quarter.s);
}

/* The first cell of a line, its quotes taken off. */
static struct str first_cell(struct arena *arena, const struct source *source, size_t start, size_t end)
{
    const char *s = source->text + start;
    size_t n = end - start, length = 0;
    char *cell = arena_alloc(arena, n + 1);
    bool quoted = n > 0 && *s == '"';
    for (size_t i = quoted; i < n; i++) {
        if (quoted && s[i] == '"' && i + 1 < n && s[i + 1] == '"')
            i++;
        else if (quoted ? s[i] == '"' : s[i] == ',' || s[i] == ';' || s[i] == '\t')
            break;
        cell[length++] = s[i];
    }
    return (struct str){cell, {source, (uint32_t)start, (uint32_t)n}};
}

static void add_school(struct arena *arena, struct diags *diags, struct roster *roster, struct str name)
{
    const char *key = text_key(arena, name.s);
    for (size_t i = 0; i < roster->school_count; i++)
        if (strcmp(text_key(arena, roster->schools[i].s), key) == 0) {
            diag(diags, ROLLUP_TWICE, name.at, name.s);
            return;
        }
    ARENA_PUSH(arena, roster->schools, roster->school_count) = name;
}

static void read_schools(struct arena *arena, struct diags *diags, const char *path, bool table,
                         struct roster *roster)
{
    const struct source *source = source_read(arena, diags, path, path);
    roster->listed = true;
    for (size_t i = 0; source && i < source->line_count; i++) {
        size_t start = source->lines[i], end = start + strcspn(source->text + start, "\n");
        struct str name = {arena_strndup(arena, source->text + start, end - start),
                           {source, (uint32_t)start, (uint32_t)(end - start)}};
        if (table)
            name = first_cell(arena, source, start, end);
        const char *key = text_key(arena, name.s);
        bool heading = table && i == 0 && (strcmp(key, "truong") == 0 || strncmp(key, "ten", 3) == 0);
        if (*key && !heading)
            add_school(arena, diags, roster, name);
    }
}

void roster_read(struct arena *arena, struct diags *diags, const char *folder, struct roster *roster)
{
    const char *settings = path_join(arena, folder, ROSTER_SETTINGS);
    const char *text = path_join(arena, folder, ROSTER_TEXT), *table = path_join(arena, folder, ROSTER_TABLE);
    if (file_exists(settings))
        read_settings(arena, diags, settings, roster);
    if (file_exists(text))
        read_schools(arena, diags, text, false, roster);
    else if (file_exists(table))
        read_schools(arena, diags, table, true, roster);
}
