/* xml_body.c - the bodies of school, indices and progress; that of the plan is in xml_plan.c. */
#include "read/xml_body.h"

#include "base/text.h"
#include "read/markdown.h"
#include "read/vocabulary.h"

#include <string.h>

/* ---- what all bodies are made of ---- */

static void go_to_end(struct chain *chain)
{
    while (*chain->link)
        chain->link = &(*chain->link)->next;
}

struct chain chain_at(struct arena *arena, struct block **first)
{
    struct chain chain = {arena, first};
    go_to_end(&chain);
    return chain;
}

void chain_add(struct chain *chain, struct block *blocks)
{
    *chain->link = blocks;
    go_to_end(chain);
}

void chain_heading(struct chain *chain, int level, const char *text, struct place at)
{
    struct block *heading = made_paragraph(chain->arena, text, at);
    heading->kind = BLOCK_HEADING;
    heading->level = level;
    chain_add(chain, heading);
}

struct block *made_field(struct arena *arena, const char *key, const struct element *element)
{
    struct str text = xml_text(arena, element);
    struct place at = *text.s ? element->content : element->at;
    struct block *item = made_block(arena, BLOCK_ITEM, at);
    item->first = made_paragraph(arena, arena_printf(arena, "%s: %s", key, text.s), at);
    return item;
}

struct block *made_list(struct arena *arena, struct block *items)
{
    if (!items)
        return NULL;
    struct block *list = made_block(arena, BLOCK_LIST, items->at);
    list->tight = true;
    list->first = items;
    return list;
}

/* ---- school, indices ---- */

struct block *xml_school_body(struct arena *arena, struct diags *diags, const struct element *root)
{
    const struct element *about = xml_child(root, "about");
    return about ? xml_blocks(arena, diags, about) : NULL;
}

struct block *xml_papi_body(struct arena *arena, struct diags *diags, const struct element *root)
{
    struct block *first = NULL;
    struct chain chain = {arena, &first};
    for (const struct element *e = root->first; e; e = e->next) {
        const struct element *about = e->name ? xml_child(e, "about") : NULL;
        if (!about)
            continue;
        struct str number = xml_value(arena, e, "number");
        chain_heading(&chain, 2, arena_printf(arena, "Chỉ số %s", number.s), number.at);
        chain_add(&chain, xml_blocks(arena, diags, about));
    }
    return first;
}

/* ---- progress ---- */

/* The elements that are values, as dash items with their keys. */
static struct block *read_fields(struct arena *arena, const char *root, const struct element *parent)
{
    struct block *items = NULL;
    struct chain chain = {arena, &items};
    for (const struct element *e = parent->first; e; e = e->next)
        if (e->name && vocabulary_is_value(root, e->name) && strcmp(e->name, "evidence") != 0 &&
            strcmp(e->name, "document") != 0)
            chain_add(&chain, made_field(arena, vocabulary_key(root, e->name), e));
    return items;
}

/* Evidence with a description is a link with words, without one a bare path. */
static struct block *read_evidence(struct arena *arena, struct diags *diags, const struct element *e)
{
    struct str target = xml_value(arena, e, "to"), label = xml_text(arena, e);
    struct block *item = made_block(arena, BLOCK_ITEM, e->at);
    const char *key = vocabulary_key("progress", e->name);
    if (!*label.s) {
        item->first = made_paragraph(arena, arena_printf(arena, "%s: %s", key, target.s), target.at);
        return item;
    }
    item->first = made_paragraph(arena, arena_printf(arena, "%s: ", key), label.at);
    if (!markdown_link_is_safe(target.s)) {
        diag(diags, MARKDOWN_UNSAFE_LINK, target.at, target.s);
        return NULL;
    }
    struct span *link = ARENA_NEW(arena, struct span), *words = ARENA_NEW(arena, struct span);
    *words = (struct span){.kind = SPAN_TEXT, .text = label.s, .at = label.at};
    *link = (struct span){.kind = SPAN_LINK, .url = target.s, .at = target.at, .first = words};
    item->first->spans->next = link;
    return item;
}

static void add_entry(struct chain *chain, struct diags *diags, const struct element *e)
{
    struct arena *arena = chain->arena;
    struct str code = xml_value(arena, e, "code"), words = xml_value(arena, e, "words");
    bool more = words.s && *words.s;
    chain_heading(chain, 3, more ? arena_printf(arena, "%s %s", code.s, words.s) : code.s, e->at);
    struct block *items = read_fields(arena, "progress", e);
    struct chain fields = chain_at(arena, &items);
    for (const struct element *child = e->first; child; child = child->next)
        if (child->name && strcmp(child->name, "evidence") == 0)
            chain_add(&fields, read_evidence(arena, diags, child));
    chain_add(chain, made_list(arena, items));
    const struct element *note = xml_child(e, "note");
    chain_add(chain, note ? xml_blocks(arena, diags, note) : NULL);
}

/* "12/KH-HB; 20/3/2024; Kế hoạch …", a dash item. */
static struct block *read_document(struct arena *arena, const struct element *e)
{
    struct str number = xml_value(arena, e, "number"), date = xml_value(arena, e, "date");
    struct place at =
        place_make(e->at.source, e->at.offset, e->content.offset + e->content.length - e->at.offset);
    struct block *item = made_block(arena, BLOCK_ITEM, at);
    item->first =
        made_paragraph(arena, arena_printf(arena, "%s; %s; %s", number.s, date.s, xml_text(arena, e).s), at);
    return item;
}

static void add_section(struct chain *chain, struct diags *diags, const struct element *e, int level)
{
    struct arena *arena = chain->arena;
    struct block *items = read_fields(arena, "progress", e);
    struct chain list = chain_at(arena, &items);
    chain_heading(chain, level, vocabulary_key("progress", e->name), e->at);
    for (const struct element *child = e->first; child; child = child->next)
        if (child->name && strcmp(child->name, "document") == 0)
            chain_add(&list, read_document(arena, child));
    chain_add(chain, made_list(arena, items));
    chain_add(chain, xml_blocks(arena, diags, e));
    for (const struct element *child = e->first; child; child = child->next) {
        if (child->name && strcmp(child->name, "entry") == 0)
            add_entry(chain, diags, child);
        else if (strcmp(e->name, "assessment") == 0 && child->name)
            add_section(chain, diags, child, level + 1);
    }
}

struct block *xml_progress_body(struct arena *arena, struct diags *diags, const struct element *root)
{
    struct block *first = NULL;
    struct chain chain = {arena, &first};
    for (const struct element *e = root->first; e; e = e->next)
        if (e->name && !vocabulary_is_value("progress", e->name))
            add_section(&chain, diags, e, 2);
    return first;
}
