/* read_unit.h - what the tests of the readers share: a text read, the complaints as "T005@3:9", places as
 * text. */
#ifndef TESTS_UNIT_READ_UNIT_H
#define TESTS_UNIT_READ_UNIT_H

#include "unit.h"

#include "base/buf.h"
#include "read/content.h"

#include <stdio.h>
#include <stdlib.h>

struct read_unit {
    struct arena arena;
    struct diags diags;
};

static inline void read_unit_open(struct read_unit *u)
{
    memset(u, 0, sizeof *u);
    u->diags.arena = &u->arena;
}

static inline void read_unit_close(struct read_unit *u)
{
    arena_free(&u->arena);
}

/* All that is printed so far, in the arena; the complaints are forgotten. */
static inline char *read_unit_printed(struct read_unit *u)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    diag_print(&u->diags, stream);
    fclose(stream);
    char *copy = arena_strdup(&u->arena, text);
    free(text);
    u->diags = (struct diags){.arena = &u->arena};
    return copy;
}

/* The complaints so far by place, "T005@3:9 T007@4:1"; they are forgotten. */
static inline const char *read_unit_codes(struct read_unit *u)
{
    const char *all = "";
    char *printed = read_unit_printed(u), *rest;
    for (char *line = strtok_r(printed, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        int at_line = 0, at_column = 0;
        const char *code = strstr(line, " [");
        if (*line == ' ' || !code)
            continue;
        sscanf(strchr(line, ':') + 1, "%d:%d", &at_line, &at_column);
        all = arena_printf(&u->arena, "%s%s%.4s@%d:%d", all, *all ? " " : "", code + 2, at_line, at_column);
    }
    return all;
}

/* The str is that text, and its place covers exactly that text of the source. */
#define assert_str(value, text) assert_str_is((value), (text), __FILE__, __LINE__)
static inline void assert_str_is(struct str value, const char *text, const char *file, int line)
{
    _assert_true(value.s != NULL, "a text is there", file, line);
    _assert_string_equal(value.s, text, file, line);
    _assert_true(value.at.source && value.at.length == strlen(text) &&
                     memcmp(value.at.source->text + value.at.offset, text, strlen(text)) == 0,
                 "the place is that of the text", file, line);
}

/* Where a str begins. */
static inline const char *where(struct read_unit *u, struct str value)
{
    struct position at = place_position(value.at);
    return arena_printf(&u->arena, "%zu:%zu", at.line, at.column);
}

#endif
