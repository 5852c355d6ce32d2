/* mustache_tree.h - a parsed template: what mustache_parse.c makes and mustache.c renders. */
#ifndef VIEW_MUSTACHE_TREE_H
#define VIEW_MUSTACHE_TREE_H

#include "base/diag.h"
#include "base/source.h"

#include <stdbool.h>
#include <stddef.h>

enum mustache_kind {
    MUSTACHE_TEXT,     /* text, length */
    MUSTACHE_VARIABLE, /* {{name}} */
    MUSTACHE_RAW,      /* {{{name}}} and {{&name}} */
    MUSTACHE_SECTION,  /* {{#name}} … {{/name}} */
    MUSTACHE_INVERTED, /* {{^name}} … {{/name}} */
    MUSTACHE_PARTIAL,  /* {{>name}} */
    MUSTACHE_PARENT,   /* {{<name}} … {{/name}}: only the blocks inside count */
    MUSTACHE_BLOCK,    /* {{$name}} … {{/name}} */
};

struct mustache_node {
    enum mustache_kind kind;
    const char *name; /* of a tag */
    const char *text; /* TEXT: not NUL-terminated */
    size_t length;
    struct place at;
    const char
        *indent; /* PARTIAL, PARENT, BLOCK alone on their line: the white space before them; else NULL */
    const char
        *intrinsic;  /* BLOCK opened at the end of a line: the indentation of its first line; else NULL */
    bool complained; /* its name was complained about */
    bool checked;    /* PARENT: its blocks were looked for in the parent */
    struct mustache_node *first, *next;
};

/* Parses a template. NULL with *fine false after a complaint; an empty template is NULL with *fine true. */
struct mustache_node *mustache_parse(struct arena *arena, struct diags *diags, const struct source *source,
                                     bool *fine);

#endif
