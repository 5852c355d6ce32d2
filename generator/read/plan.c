/* plan.c - plan.md: header, preamble, numbered parts and headings, closing, recipients. Tasks are read in
 * plan_task.c. */
#include "base/text.h"
#include "read/content.h"
#include "read/document.h"
#include "read/excuses.h"
#include "read/fields.h"
#include "read/plan_task.h"

#include <stdlib.h>
#include <string.h>

static const struct front_matter_key keys[] = {
    {"loại", true, false},
    {"số", true, false},
    {"ngày", true, false},
    {"trích yếu", true, false},
    {"cơ quan chủ quản", false, false},
    {"cơ quan", false, false},
    {"địa danh", false, false},
    {"người ký", false, false},
    {"chức vụ", false, false},
    {"phần bắt buộc", false, true},
    {"phần nhiệm vụ", true, true},
    {"bỏ qua", false, true},
};
static const char *const default_required[] = {"I", "II", "III", "IV", "V"};

/* ---- header ---- */

static void add_part(struct arena *arena, struct diags *diags, struct str text, struct part_reference **list,
                     size_t *count)
{
    if (!text.s)
        return;
    int number = roman_value(text.s, strlen(text.s));
    if (number == 0)
        diag(diags, PLAN_ROMAN, text.at, text.s);
    else
        ARENA_PUSH(arena, *list, *count) = (struct part_reference){text, number};
}

/* "[III, IV, V]", or "III, IV, V" in one value. */
static void read_parts(struct arena *arena, struct diags *diags, const struct node *node,
                       struct part_reference **list, size_t *count)
{
    for (size_t i = 0; node && node->kind == NODE_LIST && i < node->count; i++)
        add_part(arena, diags, node_value(arena, node->items[i]), list, count);
    if (!node || node->kind != NODE_SCALAR)
        return;
    struct place rest = node->at;
    for (const char *s = node->scalar; *s; s += *s == ',') {
        size_t n = strcspn(s, ",");
        char *word = text_trim(arena, s, n);
        struct str text = {*word ? word : NULL, place_find(rest, word)};
        rest = field_rest(rest, text.at);
        add_part(arena, diags, text, list, count);
        s += n;
    }
}

static void read_header(struct arena *arena, struct diags *diags, const struct node *map, struct plan *plan)
{
    front_matter_check(arena, diags, map, keys, sizeof keys / sizeof *keys);
    plan->kind = node_str(arena, map, "loại");
    plan->number = node_str(arena, map, "số");
    plan->date_text = node_str(arena, map, "ngày");
    plan->summary = node_str(arena, map, "trích yếu");
    plan->parent_agency = node_str(arena, map, "cơ quan chủ quản");
    plan->agency = node_str(arena, map, "cơ quan");
    plan->place = node_str(arena, map, "địa danh");
    plan->signer = node_str(arena, map, "người ký");
    plan->position = node_str(arena, map, "chức vụ");
    field_date(diags, plan->date_text, &plan->date);
    read_parts(arena, diags, node_get(map, "phần nhiệm vụ"), &plan->task_parts, &plan->task_part_count);
    const struct node *required = node_get(map, "phần bắt buộc");
    read_parts(arena, diags, required, &plan->required, &plan->required_count);
    plan->required_given = required != NULL;
    for (size_t i = 0; !required && i < sizeof default_required / sizeof *default_required; i++)
        add_part(arena, diags, (struct str){default_required[i], map->at}, &plan->required,
                 &plan->required_count);
}

/* ---- sections ---- */

enum { PARTS_MAX = 39, HEADINGS_MAX = 999 }; /* the highest numbers: XXXIX, and three digits */

struct reader {
    struct arena *arena;
    struct diags *diags;
    struct plan *plan;
    struct section *part,
        *section; /* section: the heading we are in, or the part itself; NULL in the preamble */
    struct section **part_link, **heading_link;
    struct block **preamble_link, **closing_link;
    size_t ordinal;         /* tasks of the section so far */
    struct task *paragraph; /* the task just read, when it was a paragraph of its own */
    const struct section *parts[PARTS_MAX + 1], *headings[HEADINGS_MAX + 1]; /* the first of each number */
    bool recipients;
    bool skipping; /* under a heading that could not be read */
};

static bool is_task_part(const struct plan *plan, int number)
{
    for (size_t i = 0; i < plan->task_part_count; i++)
        if (plan->task_parts[i].number == number)
            return true;
    return false;
}

/* The number behind the words "chỉ số nội dung" in a title, 0 when there is none; 1000 stands for all that is
 * larger. */
static int index_of_title(const char *key)
{
    static const char prefix[] = "chi so noi dung ";
    for (const char *s = key; (s = strstr(s, prefix)) != NULL;) {
        s += strlen(prefix);
        size_t digits = strspn(s, "0123456789");
        if (digits > 0)
            return digits > 3 ? 1000 : atoi(s);
    }
    return 0;
}

/* "Chỉ số nội dung 8 “Quản trị điện tử”: Công chức …" in a title: index, its name, the owner. */
static void read_index_title(struct reader *r, struct section *section)
{
    section->index = index_of_title(text_key(r->arena, section->title.s));
    if (section->index == 0)
        return;
    const char *title = section->title.s;
    const char *open = strstr(title, "“"), *close = open ? strstr(open, "”") : NULL;
    size_t quote = strlen("“");
    if (!close) {
        open = strchr(title, '"');
        close = open ? strchr(open + 1, '"') : NULL;
        quote = 1;
    }
    const char *colon = strchr(close ? close : title, ':');
    if (close) {
        char *name = text_trim(r->arena, open + quote, (size_t)(close - open) - quote);
        section->index_name = (struct str){*name ? name : NULL, place_find(section->title.at, name)};
    }
    struct place behind =
        section->index_name.s ? field_rest(section->title.at, section->index_name.at) : section->title.at;
    size_t n = colon ? strlen(colon + 1) : 0;
    while (n > 0 && strchr(" .", colon[n]))
        n--;
    char *owner = n > 0 ? text_trim(r->arena, colon + 1, n) : NULL;
    if (owner && *owner)
        section->owner = (struct str){owner, place_find(behind, owner)};
}

/* A heading "III. TITLE" or "2. Title"; NULL when it has no such number. */
static struct section *section_new(struct reader *r, const struct block *heading, int level)
{
    const char *text = block_text(r->arena, heading);
    size_t n = strcspn(text, ". ");
    int number = 0;
    if (text[n] == '.' && level == 1)
        number = roman_value(text, n);
    else if (n <= 3 && text[n] == '.' && strspn(text, "0123456789") == n)
        number = atoi(text);
    if (number == 0)
        return NULL;
    struct section *section = ARENA_NEW(r->arena, struct section);
    section->level = level;
    section->number = number;
    section->label = level == 1 ? arena_strndup(r->arena, text, n) : arena_printf(r->arena, "%d", number);
    char *title = text_trim(r->arena, text + n + 1, strlen(text + n + 1));
    section->title = (struct str){title, place_find(heading->at, *title ? title : text)};
    section->at = heading->at;
    return section;
}

/* first: the earlier section of the same number, if any. */
static void complain_twice(struct reader *r, const struct section *first, const struct section *section)
{
    if (first)
        diag(r->diags, PLAN_PART_TWICE, section->at, section->label,
             arena_number(r->arena, place_position(first->at).line));
}

static void open_part(struct reader *r, const struct block *heading)
{
    struct section *part = section_new(r, heading, 1);
    const char *text = block_text(r->arena, heading);
    r->recipients = !part && text_same(text, "Nơi nhận");
    r->skipping = !part && !r->recipients;
    r->ordinal = 0;
    r->paragraph = NULL;
    if (r->recipients)
        return;
    if (!part) {
        diag(r->diags, PLAN_HEADING, heading->at, text);
        return;
    }
    complain_twice(r, r->parts[part->number], part);
    if (!r->parts[part->number])
        r->parts[part->number] = part;
    part->has_tasks = is_task_part(r->plan, part->number);
    *r->part_link = part;
    r->part_link = &part->next;
    r->heading_link = &part->first;
    r->part = r->section = part;
}

static void open_heading(struct reader *r, const struct block *heading)
{
    struct section *section = r->part && !r->recipients ? section_new(r, heading, 2) : NULL;
    r->ordinal = 0;
    r->paragraph = NULL;
    r->skipping = !section;
    if (!section) {
        diag(r->diags, PLAN_SUBHEADING, heading->at, block_text(r->arena, heading));
        return;
    }
    section->parent = r->part;
    const struct section **first = &r->headings[section->number]; /* maybe one of an earlier part */
    bool twice = *first && (*first)->parent == r->part;
    complain_twice(r, twice ? *first : NULL, section);
    if (!twice)
        *first = section;
    section->has_tasks = r->part->has_tasks;
    read_index_title(r, section);
    *r->heading_link = section;
    r->heading_link = &section->next;
    r->section = section;
}

/* ---- what stands in them ---- */

static void add_item(struct reader *r, struct block *block, struct task *task)
{
    struct section *s = r->section;
    ARENA_PUSH(r->arena, s->items, s->item_count) = (struct section_item){block, task};
}

static void add_task(struct reader *r, struct block *block)
{
    const struct section *s = r->section;
    ++r->ordinal;
    const char *code = s->parent ? arena_printf(r->arena, "%s.%s.%zu", s->parent->label, s->label, r->ordinal)
                                 : arena_printf(r->arena, "%s.%zu", s->label, r->ordinal);
    struct task *task = plan_task_read(r->arena, r->diags, s, block, code);
    add_item(r, NULL, task);
    plan_add_task(r->arena, r->plan, task); /* a twin is a part given twice, which was complained about */
    r->paragraph = task->dash ? NULL : task;
}

/* A dash item of a section of tasks. */
static void read_task_item(struct reader *r, struct block *item)
{
    if (!item->first) {
        diag(r->diags, PLAN_TASK_EMPTY, place_make(item->at.source, item->at.offset, 1));
        return;
    }
    const char *key = plan_task_field(r->arena, item);
    add_task(r, item);
    if (key)
        diag(r->diags, PLAN_FIELD_LOOSE, place_find(item->at, key), key);
}

/* Fields of a task that is a paragraph cannot be indented below it: a list of nothing but fields, right
 * behind. */
static bool are_fields(struct reader *r, const struct block *list)
{
    for (const struct block *item = list->first; item; item = item->next)
        if (!plan_task_field(r->arena, item))
            return false;
    return true;
}

static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n >= m && strcmp(s + n - m, end) == 0;
}

static void read_recipients(struct reader *r, const struct block *block)
{
    if (block->kind != BLOCK_LIST) {
        diag(r->diags, PLAN_RECIPIENTS, block->at);
        return;
    }
    for (const struct block *item = block->first; item; item = item->next) {
        char *text = block_text(r->arena, item);
        struct plan *plan = r->plan;
        ARENA_PUSH(r->arena, plan->recipients, plan->recipient_count) =
            (struct str){text, place_find(item->at, text)};
    }
}

static void append(struct block ***link, struct block *block)
{
    **link = block;
    *link = &block->next;
}

static void read_in_section(struct reader *r, struct block *block, const struct block *next)
{
    const char *text = block->kind == BLOCK_PARAGRAPH ? block_text(r->arena, block) : "";
    bool lead_in = ends_with(text, ":") && next && next->kind != BLOCK_HEADING;
    if (r->plan->closing || ends_with(text, "./.")) {
        append(&r->closing_link, block); /* the paragraph with "./." closes the plan, and all behind it */
    } else if (!r->section->has_tasks || lead_in) {
        r->paragraph = NULL;
        add_item(r, block, NULL);
    } else if (block->kind == BLOCK_LIST && r->paragraph && are_fields(r, block)) {
        plan_task_fields(r->arena, r->diags, r->paragraph, block);
        r->paragraph = NULL;
    } else if (block->kind == BLOCK_LIST) {
        struct block *after;
        for (struct block *item = block->first; item; item = after) {
            after = item->next;
            item->next = NULL;
            read_task_item(r, item);
        }
    } else {
        add_task(r, block);
    }
}

static void read_block(struct reader *r, struct block *block, const struct block *next)
{
    if (block->kind == BLOCK_HEADING && block->level == 2)
        open_part(r, block);
    else if (block->kind == BLOCK_HEADING && block->level == 3)
        open_heading(r, block);
    else if (block->kind == BLOCK_HEADING)
        diag(r->diags, PLAN_LEVEL, block->at);
    else if (r->recipients)
        read_recipients(r, block);
    else if (r->skipping)
        return;
    else if (!r->section)
        append(&r->preamble_link, block);
    else
        read_in_section(r, block, next);
}

struct plan *plan_read(struct arena *arena, struct diags *diags, const struct source *source)
{
    struct document document;
    if (!document_read(arena, diags, source, DOCUMENT_PLAN, &document))
        return NULL;
    struct plan *plan = ARENA_NEW(arena, struct plan);
    plan->source = source;
    plan->comments = document.comments;
    excuses_read(arena, diags, document.head, &plan->excuses);
    read_header(arena, diags, document.head, plan);
    struct reader r = {.arena = arena, .diags = diags, .plan = plan};
    r.part_link = &plan->parts;
    r.preamble_link = &plan->preamble;
    r.closing_link = &plan->closing;
    struct block *next;
    for (struct block *b = document.body; b; b = next) {
        next = b->next;
        b->next = NULL;
        read_block(&r, b, next);
    }
    return plan;
}
