/* front_matter.h - the "---" block at the head of a file: YAML by libyaml's events, with places, strictly
 * limited. */
#ifndef READ_FRONT_MATTER_H
#define READ_FRONT_MATTER_H

#include "base/diag.h"
#include "base/source.h"
#include "model/prose.h"

#include <stdbool.h>
#include <stddef.h>

enum { FRONT_MATTER_LIMIT = 16 * 1024, FRONT_MATTER_DEPTH = 6, FRONT_MATTER_KEYS = 1000 };

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
    enum node_kind kind;
    struct place at;     /* of the value */
    const char *scalar;  /* SCALAR: the string as YAML gives it, never typed */
    struct node **items; /* LIST, and the values of a MAP */
    struct str *keys;    /* MAP: as typed */
    size_t count;
};

/* One key that a file may have. Names are compared by text_key; more than one spelling may name one field by
 * several rows. */
struct front_matter_key {
    const char *name;
    bool required;
    bool may_nest; /* a list or map is allowed as its value */
};

/* Reads the front matter of a source. *body gets the offset of the first byte after it (0 when there is
 * none). Complains about: none at all, never closed, larger than FRONT_MATTER_LIMIT, YAML errors, anchors,
 * aliases, tags, several documents, duplicate keys, too deep, a key that is not text. Returns a MAP, or NULL
 * after a complaint. */
struct node *front_matter_read(struct arena *arena, struct diags *diags, const struct source *source,
                               size_t *body);

/* Adds the comments ("# …") before offset body to *out, in order. */
void front_matter_comments(struct arena *arena, const struct source *source, size_t body,
                           struct comments *out);

/* Complains about unknown keys (with the nearest known one as a suggestion), missing required keys, and lists
 * or maps where a plain value is wanted. */
void front_matter_check(struct arena *arena, struct diags *diags, const struct node *map,
                        const struct front_matter_key *keys, size_t key_count);

/* The value of a key, or NULL. */
const struct node *node_get(const struct node *map, const char *key);
/* The scalar of a key as a str; absent when missing, empty, or not a scalar. Trimmed. */
struct str node_str(struct arena *arena, const struct node *map, const char *key);
/* A scalar node itself as a str. */
struct str node_value(struct arena *arena, const struct node *node);
/* The scalars of a list, or a scalar by itself, without empty ones. Returns their number. */
size_t node_strs(struct arena *arena, const struct node *node, struct str **out);

#endif
