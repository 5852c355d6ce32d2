/* papi.c - papi.md: the content indices, their names and a few plain words about each. */
#include "base/text.h"
#include "read/content.h"
#include "read/document.h"
#include "read/excuses.h"

#include <stdlib.h>
#include <string.h>

enum { INDEX_MAX = 99 };

static const struct front_matter_key keys[] = {{"chỉ số", true, true}, {"bỏ qua", false, true}};
static const struct front_matter_key index_keys[] = {
    {"số", true, false}, {"tên", true, false}, {"tên khác", false, true}};

static void read_index(struct arena *arena, struct diags *diags, struct papi *papi, const struct node *map)
{
    front_matter_check(arena, diags, map, index_keys, sizeof index_keys / sizeof *index_keys);
    struct str number = node_str(arena, map, "số");
    struct papi_index index = {.name = node_str(arena, map, "tên")};
    char *end = NULL;
    long n = number.s ? strtol(number.s, &end, 10) : 0;
    if (!number.s || !index.name.s)
        return; /* complained about already */
    if (*end || n < 1 || n > INDEX_MAX || papi_find(papi, (int)n)) {
        diag(diags, PAPI_NUMBER, number.at, number.s);
        return;
    }
    index.number = (int)n;
    index.alias_count = node_strs(arena, node_get(map, "tên khác"), &index.aliases);
    ARENA_PUSH(arena, papi->indices, papi->count) = index;
}

/* "Chỉ số 3" gives the index 3; NULL after a complaint, also when it has its words already. */
static struct papi_index *index_of_heading(struct arena *arena, struct diags *diags, struct papi *papi,
                                           const struct block *heading)
{
    const char *text = block_text(arena, heading);
    size_t digit = strcspn(text, "0123456789");
    long number = text[digit] ? strtol(text + digit, NULL, 10) : 0;
    for (size_t i = 0; i < papi->count; i++)
        if (papi->indices[i].number == number) {
            const struct block *about = papi->indices[i].about;
            if (!about)
                return &papi->indices[i];
            diag(diags, FIELD_TWICE, heading->at, text, arena_number(arena, place_position(about->at).line));
            return NULL;
        }
    diag(diags, PAPI_HEADING, heading->at, text);
    return NULL;
}

struct papi *papi_read(struct arena *arena, struct diags *diags, const struct source *source)
{
    struct document document;
    if (!document_read(arena, diags, source, DOCUMENT_PAPI, &document))
        return NULL;
    const struct node *map = document.head;
    front_matter_check(arena, diags, map, keys, sizeof keys / sizeof *keys);
    struct papi *papi = ARENA_NEW(arena, struct papi);
    papi->source = source;
    papi->comments = document.comments;
    excuses_read(arena, diags, map, &papi->excuses);
    const struct node *list = node_get(map, "chỉ số");
    if (list && list->kind != NODE_LIST)
        diag(diags, SCHOOL_LIST, list->at, "chỉ số", "số");
    for (size_t i = 0; list && list->kind == NODE_LIST && i < list->count; i++) {
        if (list->items[i]->kind == NODE_MAP)
            read_index(arena, diags, papi, list->items[i]);
        else
            diag(diags, SCHOOL_LIST, list->items[i]->at, "chỉ số", "số");
    }
    struct papi_index *index = NULL;
    struct block **link = NULL;
    bool started = false; /* at a heading */
    struct block *next;
    for (struct block *b = document.body; b; b = next) {
        next = b->next;
        b->next = NULL;
        if (b->kind == BLOCK_HEADING) {
            started = true;
            index = index_of_heading(arena, diags, papi, b);
            link = index ? &index->about : NULL;
        } else if (!started) {
            diag(diags, PROSE_BEFORE_HEADING, b->at, "## Chỉ số 1");
            started = true; /* said once */
        } else if (link) {
            *link = b;
            link = &b->next;
        }
    }
    return papi;
}
