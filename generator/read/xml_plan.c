/* xml_plan.c - the body of the plan: parts, headings, tasks. In XML a task is an element of its own; what
 * would make the reader of the plan see another task, or none, is refused here, so that no task changes its
 * code unseen. */
#include "base/number.h"
#include "base/text.h"
#include "read/vocabulary.h"
#include "read/xml_body.h"

#include <string.h>

struct reader {
    struct diags *diags;
    const struct element *root;
    struct chain chain;
    bool fine;
};

static bool is(const struct element *e, const char *name)
{
    return e->name && strcmp(e->name, name) == 0;
}

static const struct element *next_element(const struct element *e)
{
    for (e = e->next; e && !e->name; e = e->next)
        ;
    return e;
}

static bool ends_in(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n >= m && strcmp(s + n - m, end) == 0;
}

static bool assigns_tasks(struct reader *r, const char *number)
{
    int wanted = roman_value(number, strlen(number));
    for (const struct element *e = r->root->first; e; e = e->next) {
        if (!is(e, "task-part"))
            continue;
        const char *text = xml_text(r->chain.arena, e).s;
        if (roman_value(text, strlen(text)) == wanted)
            return true;
    }
    return false;
}

/* The end of a paragraph tells what it is: "./." closes the plan, ":" leads to what follows. */
static void judge_end(struct reader *r, const struct element *e, const struct block *block)
{
    bool paragraph = block && block->kind == BLOCK_PARAGRAPH, own = is(e, "paragraph-task");
    const char *text = paragraph ? block_text(r->chain.arena, block) : "";
    const struct element *next = next_element(e);
    bool leads = ends_in(text, ":") && next && !is(next, "section");
    if (ends_in(text, "./."))
        diag(r->diags, XML_CLOSING, block->at);
    else if (own && leads)
        diag(r->diags, XML_LEAD_IN, e->at);
    r->fine = r->fine && !ends_in(text, "./.") && !(own && leads);
}

/* Fields of a task go into its last list when that is one of dashes, as they would in Markdown. */
static void add_fields(struct reader *r, const struct element *e, struct block **blocks, bool apart)
{
    struct block *items = NULL, *last = *blocks;
    struct chain fields = {r->chain.arena, &items};
    for (const struct element *child = e->first; child; child = child->next)
        if (child->name && vocabulary_is_value("plan", child->name))
            chain_add(&fields, made_field(r->chain.arena, vocabulary_key("plan", child->name), child));
    while (last && last->next)
        last = last->next;
    bool joins = !apart && last && last->kind == BLOCK_LIST && !last->ordered;
    struct chain end = chain_at(r->chain.arena, joins ? &last->first : blocks);
    chain_add(&end, joins ? items : made_list(r->chain.arena, items));
}

static void add_task(struct reader *r, const struct element *e)
{
    struct arena *arena = r->chain.arena;
    struct block *blocks = xml_blocks(arena, r->diags, e);
    bool own = is(e, "paragraph-task");
    if (!blocks) {
        diag(r->diags, XML_VALUE_EMPTY, e->at, e->name);
        r->fine = false;
        return;
    }
    if (own)
        judge_end(r, e, blocks);
    add_fields(r, e, &blocks, own);
    if (own) {
        chain_add(&r->chain, blocks);
        return;
    }
    struct block *item = made_block(arena, BLOCK_ITEM, e->content);
    item->first = blocks;
    chain_add(&r->chain, made_list(arena, item));
}

/* A block that stands in a part by itself: in a part of tasks only a paragraph that leads to what follows. */
static void add_prose(struct reader *r, const struct element *e, const char *part, bool tasks)
{
    struct block *block = xml_block(r->chain.arena, r->diags, e);
    if (!block)
        return;
    const struct element *next = next_element(e);
    bool leads = block->kind == BLOCK_PARAGRAPH && ends_in(block_text(r->chain.arena, block), ":") && next &&
                 !is(next, "section");
    if (tasks && !leads) {
        diag(r->diags, XML_TASK_WANTED, e->at, part);
        r->fine = false;
    }
    judge_end(r, e, block);
    chain_add(&r->chain, block);
}

static void add_content(struct reader *r, const struct element *parent, const char *part, bool tasks)
{
    for (const struct element *e = parent->first; e; e = e->next) {
        bool task = is(e, "task") || is(e, "paragraph-task");
        if (!e->name)
            continue;
        if (task && !tasks) {
            diag(r->diags, XML_TASK_PLACE, e->at, part, e->name);
            r->fine = false;
        } else if (task) {
            add_task(r, e);
        } else if (vocabulary_is_block(e->name)) {
            add_prose(r, e, part, tasks);
        }
    }
}

/* A heading "III. TITLE" at the place of its title. */
static void add_heading(struct reader *r, const struct element *e, int level)
{
    struct str number = xml_value(r->chain.arena, e, "number"), title = xml_value(r->chain.arena, e, "title");
    chain_heading(&r->chain, level, arena_printf(r->chain.arena, "%s. %s", number.s, title.s),
                  *title.s ? title.at : e->at);
}

static void add_part(struct reader *r, const struct element *part)
{
    const char *number = xml_value(r->chain.arena, part, "number").s;
    bool tasks = assigns_tasks(r, number);
    add_heading(r, part, 2);
    add_content(r, part, number, tasks);
    for (const struct element *e = part->first; e; e = e->next)
        if (is(e, "section")) {
            add_heading(r, e, 3);
            add_content(r, e, number, tasks);
        }
}

static void add_closing(struct reader *r, const struct element *e)
{
    struct block *blocks = xml_blocks(r->chain.arena, r->diags, e);
    if (!blocks || blocks->kind != BLOCK_PARAGRAPH || !ends_in(block_text(r->chain.arena, blocks), "./.")) {
        diag(r->diags, XML_CLOSING, blocks ? blocks->at : e->at);
        r->fine = false;
    }
    chain_add(&r->chain, blocks);
}

static void add_recipients(struct reader *r, const struct element *e)
{
    struct arena *arena = r->chain.arena;
    struct block *items = NULL;
    struct chain list = {arena, &items};
    chain_heading(&r->chain, 2, vocabulary_key("plan", e->name), e->at);
    for (const struct element *child = e->first; child; child = child->next) {
        if (!child->name)
            continue;
        struct str text = xml_text(arena, child);
        struct block *item = made_block(arena, BLOCK_ITEM, child->content);
        item->first = made_paragraph(arena, text.s, child->content);
        chain_add(&list, item);
    }
    chain_add(&r->chain, made_list(arena, items));
}

bool xml_plan_body(struct arena *arena, struct diags *diags, const struct element *root, struct block **out)
{
    struct reader r = {diags, root, {arena, out}, true};
    *out = NULL;
    const struct element *preamble = xml_child(root, "preamble"), *closing = xml_child(root, "closing"),
                         *recipients = xml_child(root, "recipients");
    if (preamble)
        chain_add(&r.chain, xml_blocks(arena, diags, preamble));
    for (const struct element *e = root->first; e; e = e->next)
        if (is(e, "part"))
            add_part(&r, e);
    if (closing)
        add_closing(&r, closing);
    if (recipients)
        add_recipients(&r, recipients);
    return r.fine;
}
