/* xml_document.c - the XML form as head and body: the head here, the bodies of plan and progress in files of
 * their own. */
#include "read/xml_document.h"

#include "read/vocabulary.h"
#include "read/xml.h"
#include "read/xml_body.h"

#include <string.h>

static const char *const roots[] = {
    [DOCUMENT_SCHOOL] = "school",     [DOCUMENT_PAPI] = "papi",     [DOCUMENT_PLAN] = "plan",
    [DOCUMENT_PROGRESS] = "progress", [DOCUMENT_SCORES] = "scores",
};

struct reader {
    struct arena *arena;
    struct diags *diags;
    const char *root;
    bool fine;
};

static struct node *scalar_of(struct reader *r, struct str text)
{
    struct node *node = ARENA_NEW(r->arena, struct node);
    *node = (struct node){.kind = NODE_SCALAR, .at = text.at, .scalar = text.s};
    return node;
}

static void put(struct reader *r, struct node *map, const char *key, struct place key_at, struct node *value)
{
    size_t count = map->count;
    ARENA_PUSH(r->arena, map->keys, count) = (struct str){key, key_at};
    ARENA_PUSH(r->arena, map->items, map->count) = value;
}

/* Adds a value to the list under a key, which is made when it is the first. */
static void put_in_list(struct reader *r, struct node *map, const char *key, struct place at,
                        struct node *value)
{
    struct node *list = NULL;
    for (size_t i = 0; i < map->count && !list; i++)
        if (strcmp(map->keys[i].s, key) == 0)
            list = map->items[i];
    if (!list) {
        list = ARENA_NEW(r->arena, struct node);
        *list = (struct node){.kind = NODE_LIST, .at = at};
        put(r, map, key, at, list);
    }
    ARENA_PUSH(r->arena, list->items, list->count) = value;
}

static void complain_empty(struct reader *r, const char *name, struct place at)
{
    diag(r->diags, XML_VALUE_EMPTY, at, name);
    r->fine = false;
}

static struct node *read_map(struct reader *r, const struct element *e)
{
    struct node *map = ARENA_NEW(r->arena, struct node);
    *map = (struct node){.kind = NODE_MAP, .at = e->at};
    struct str text = xml_text(r->arena, e);
    if (*text.s)
        put(r, map, "tên", text.at, scalar_of(r, text));
    for (size_t i = 0; i < e->attribute_count; i++) {
        const struct attribute *a = &e->attributes[i];
        struct str value = xml_value(r->arena, e, a->name);
        if (!*value.s && vocabulary_attribute_needed(r->root, e->name, a->name))
            complain_empty(r, a->name, a->name_at);
        put(r, map, vocabulary_attribute_key(r->root, e->name, a->name), a->name_at, scalar_of(r, value));
    }
    for (const struct element *child = e->first; child; child = child->next)
        if (child->name && vocabulary_is_value(r->root, child->name))
            put_in_list(r, map, vocabulary_key(r->root, child->name), child->at,
                        scalar_of(r, xml_text(r->arena, child)));
    return map;
}

static struct node *read_head(struct reader *r, const struct element *root)
{
    struct node *head = ARENA_NEW(r->arena, struct node);
    *head = (struct node){.kind = NODE_MAP, .at = root->at};
    for (const struct element *e = root->first; e; e = e->next) {
        if (!e->name || !vocabulary_is_value(r->root, e->name))
            continue;
        const char *key = vocabulary_key(r->root, e->name);
        struct str text = xml_text(r->arena, e);
        bool is_map = e->attribute_count > 0;
        if (!is_map && !*text.s && vocabulary_needs(r->root, r->root, e->name))
            complain_empty(r, e->name, e->at);
        struct node *value = is_map ? read_map(r, e) : scalar_of(r, text);
        if (vocabulary_repeats(r->root, r->root, e->name))
            put_in_list(r, head, key, e->at, value);
        else
            put(r, head, key, e->at, value);
    }
    return head;
}

bool xml_guess(struct arena *arena, struct diags *diags, const struct source *source,
               enum document_kind *kind)
{
    struct xml xml;
    if (!xml_read(arena, diags, source, &xml))
        return false;
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (strcmp(roots[i], xml.root->name) == 0) {
            *kind = (enum document_kind)i;
            return true;
        }
    diag(diags, CONTENT_KIND, xml.root->at);
    return false;
}

bool xml_document(struct arena *arena, struct diags *diags, const struct source *source,
                  enum document_kind kind, struct document *out)
{
    struct xml xml;
    if (!xml_read(arena, diags, source, &xml) || !vocabulary_check(arena, diags, xml.root, roots[kind]))
        return false;
    struct reader r = {arena, diags, roots[kind], true};
    out->comments = xml.comments;
    out->head = read_head(&r, xml.root);
    switch (kind) {
    case DOCUMENT_SCHOOL:
        out->body = xml_school_body(arena, diags, xml.root);
        break;
    case DOCUMENT_PAPI:
        out->body = xml_papi_body(arena, diags, xml.root);
        break;
    case DOCUMENT_SCORES: /* has no body */
        break;
    case DOCUMENT_PLAN:
        r.fine = xml_plan_body(arena, diags, xml.root, &out->body) && r.fine;
        break;
    case DOCUMENT_PROGRESS:
        out->body = xml_progress_body(arena, diags, xml.root);
        break;
    }
    return r.fine;
}
