/* plan_task.c - one task of the plan. */
#include "read/plan_task.h"

#include "base/text.h"
#include "read/fields.h"

#include <stdlib.h>
#include <string.h>

/* Fields as read, before they are typed. */
struct raw {
    struct str target, owner, due, index;
};

static const struct field fields[] = {
    {"Chỉ tiêu", offsetof(struct raw, target), NULL},
    {"Phụ trách", offsetof(struct raw, owner), NULL},
    {"Thời hạn", offsetof(struct raw, due), NULL},
    {"Chỉ số", offsetof(struct raw, index), NULL},
};
enum { FIELDS = sizeof fields / sizeof *fields, NEAR = 2, INDEX_MAX = 99 };

/* How often a year each period of a target comes. */
static const struct {
    const char *name; /* folded, behind the slash */
    int times;
} periods[] = {{"nam", 1}, {"nam hoc", 1}, {"hoc ky", 2}, {"quy", 4}, {"thang", 12}};

/* A target that is a count: "4 lần/năm", "1 lần/quý". */
static void read_target(struct arena *arena, struct task *task)
{
    struct quantity q;
    if (!task->target.s || !quantity_parse(arena, task->target.s, &q))
        return;
    const char *slash = strchr(q.unit, '/');
    if (slash) {
        const char *key = text_key(arena, slash + 1);
        size_t i = 0;
        while (i < sizeof periods / sizeof *periods && strcmp(periods[i].name, key) != 0)
            i++;
        if (i == sizeof periods / sizeof *periods)
            return;
        q.thousandths *= periods[i].times;
        q.unit = text_trim(arena, q.unit, (size_t)(slash - q.unit));
    }
    task->target_quantity = q;
}

/* Is the key within NEAR letters of a known one? Then it was probably meant. */
static const char *near_miss(struct arena *arena, const char *key)
{
    const char *folded = text_key(arena, key);
    for (size_t i = 0; i < FIELDS; i++)
        if (text_distance(folded, text_key(arena, fields[i].key), NEAR) <= NEAR)
            return fields[i].key;
    return NULL;
}

/* Takes the fields out of a list below a task. */
static void take_fields(struct arena *arena, struct diags *diags, struct block *list, struct raw *raw)
{
    struct block **link = &list->first;
    while (*link) {
        struct block *item = *link;
        struct field_item split;
        const struct field *field = NULL;
        if (field_split(arena, item, &split)) {
            field = field_find(fields, FIELDS, split.key.s);
            const char *meant = field ? NULL : near_miss(arena, split.key.s);
            if (meant)
                diag(diags, PLAN_FIELD_NEAR, split.key.at, split.key.s, meant);
        }
        if (field) {
            field_store(arena, diags, field, raw, &split, item);
            field_one_block(diags, field, item);
            *link = item->next;
        } else {
            link = &item->next;
        }
    }
}

static void add_words(struct arena *arena, struct buf *out, const struct block *block)
{
    for (; block; block = block->next) {
        const char *text = span_text(arena, block->spans);
        if (*text && out->len > 0)
            buf_char(out, ' ');
        buf_str(out, text);
        add_words(arena, out, block->first);
    }
}

/* A content index; which ones there are is the business of check/. */
static void read_index(struct diags *diags, struct task *task, struct str text)
{
    char *end;
    long index = strtol(text.s, &end, 10);
    if (*end || index < 1 || index > INDEX_MAX)
        diag(diags, PLAN_INDEX, text.at, text.s);
    else
        task->index = (int)index;
}

static void set_fields(struct arena *arena, struct diags *diags, struct task *task, const struct raw *raw)
{
    task->target = raw->target;
    read_target(arena, task);
    if (raw->owner.s)
        task->owner = raw->owner;
    task->due = raw->due;
    field_date(diags, raw->due, &task->due_date);
    if (raw->index.s)
        read_index(diags, task, raw->index);
}

const char *plan_task_field(struct arena *arena, const struct block *item)
{
    struct field_item split;
    const struct field *field =
        field_split(arena, item, &split) ? field_find(fields, FIELDS, split.key.s) : NULL;
    return field ? field->key : NULL;
}

void plan_task_fields(struct arena *arena, struct diags *diags, struct task *task, struct block *list)
{
    struct raw raw = {0};
    take_fields(arena, diags, list, &raw);
    set_fields(arena, diags, task, &raw);
}

struct task *plan_task_read(struct arena *arena, struct diags *diags, const struct section *s,
                            struct block *block, const char *code)
{
    struct task *task = ARENA_NEW(arena, struct task);
    struct raw raw = {0};
    task->code = code;
    task->section = s;
    task->dash = block->kind == BLOCK_ITEM;
    task->prose = task->dash ? block->first : block;
    const struct place from = task->prose ? task->prose->at : block->at;
    const char *newline = memchr(from.source->text + from.offset, '\n', from.length);
    task->at = place_make(from.source, from.offset,
                          newline ? (size_t)(newline - from.source->text) - from.offset : from.length);
    for (struct block **link = &task->prose; *link;) {
        if ((*link)->kind == BLOCK_LIST)
            take_fields(arena, diags, *link, &raw);
        if ((*link)->kind == BLOCK_LIST && !(*link)->first)
            *link = (*link)->next; /* nothing but fields */
        else
            link = &(*link)->next;
    }
    struct buf words = {0};
    add_words(arena, &words, task->prose);
    task->text = buf_take(&words, arena);
    buf_free(&words);
    task->owner = s->owner;
    task->index = s->index;
    set_fields(arena, diags, task, &raw);
    return task;
}
