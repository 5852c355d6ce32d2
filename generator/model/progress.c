/* progress.c - states by name, and entries joined to tasks. */
#include "model/progress.h"

#include "base/text.h"

#include <string.h>

static const struct state_info infos[STATE_COUNT] = {
#define STATE(name, id, text, group, reason, evidence) [STATE_##name] = {id, text, group, reason, evidence},
#include "model/state.def"
#undef STATE
};

static const struct {
    const char *id, *text;
} groups[GROUP_COUNT] = {
    [GROUP_DONE] = {"xong", "Đã hoàn thành"},
    [GROUP_ONGOING] = {"dang-lam", "Đang thực hiện"},
    [GROUP_LATE] = {"cham", "Chậm tiến độ"},
    [GROUP_NOT_STARTED] = {"chua", "Chưa thực hiện"},
    [GROUP_OUT_OF_SCOPE] = {"ngoai", "Không thuộc phạm vi"},
};

/* Other words for a state; the state's own text needs no row. Source: domain/reporting.md 3.3. */
static const struct {
    const char *key; /* folded */
    enum state state;
} aliases[] = {
    {"da hoan thanh", STATE_DONE},
    {"ht", STATE_DONE},
    {"100%", STATE_DONE},
    {"xong", STATE_DONE},
    {"da xong", STATE_DONE},
    {"dung han", STATE_DONE_ON_TIME},
    {"tre han", STATE_DONE_LATE},
    {"hoan thanh qua han", STATE_DONE_LATE},
    {"hoan thanh tre", STATE_DONE_LATE},
    {"dang trien khai", STATE_ONGOING},
    {"dang lam", STATE_ONGOING},
    {"thuong xuyen", STATE_ONGOING}, /* says nothing of whether anything came up */
    {"co phat sinh", STATE_STANDING_ACTIVE},
    {"khong phat sinh", STATE_STANDING_IDLE},
    {"cham", STATE_LATE},
    {"qua han chua xong", STATE_LATE},
    {"qua han", STATE_LATE},
    {"chua trien khai", STATE_NOT_STARTED},
    {"chua lam", STATE_NOT_STARTED},
    {"ngoai pham vi", STATE_OUT_OF_SCOPE},
};

const struct state_info *state_info(enum state state)
{
    return state > STATE_NONE && state < STATE_COUNT ? &infos[state] : NULL;
}

const char *state_group_id(enum state_group group)
{
    return groups[group].id;
}

const char *state_group_text(enum state_group group)
{
    return groups[group].text;
}

/* The folded words, letters, digits and "%" only: "Thường xuyên – có phát sinh." is "thuong xuyen co phat
 * sinh".
 */
static const char *state_key(struct arena *arena, const char *words)
{
    char *key = text_key(arena, words), *out = key;
    for (const char *s = key; *s; s++) {
        unsigned char c = (unsigned char)*s;
        if (c == '%' && out > key && out[-1] == ' ')
            out--; /* "100 %" */
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '%' || c >= 0x80)
            *out++ = *s;
        else if (out > key && out[-1] != ' ')
            *out++ = ' ';
    }
    while (out > key && out[-1] == ' ')
        out--;
    *out = '\0';
    return key;
}

enum state state_parse(struct arena *arena, const char *words)
{
    const char *key = state_key(arena, words);
    for (int s = STATE_NONE + 1; s < STATE_COUNT; s++)
        if (strcmp(state_key(arena, infos[s].text), key) == 0)
            return (enum state)s;
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (strcmp(aliases[i].key, key) == 0)
            return aliases[i].state;
    return STATE_NONE;
}

void progress_link(struct arena *arena, struct progress *progress, const struct plan *plan)
{
    progress->by_task = arena_alloc(arena, (plan->task_count + 1) * sizeof *progress->by_task);
    for (size_t i = 0; i < progress->entry_count; i++) {
        struct entry *entry = progress->entries[i];
        entry->task = entry->code.s ? plan_task(plan, entry->code.s) : NULL;
        if (entry->task && !progress->by_task[entry->task->ordinal])
            progress->by_task[entry->task->ordinal] = entry;
    }
}

bool progress_internal(const struct progress *progress, struct place *at)
{
    if (progress->parts[PART_INTERNAL]) {
        *at = progress->part_at[PART_INTERNAL];
        return true;
    }
    for (size_t i = 0; i < progress->entry_count; i++) {
        if (progress->entries[i]->internal_count > 0) {
            *at = progress->entries[i]->internal[0].at;
            return true;
        }
    }
    return false;
}

const struct entry *progress_entry(const struct progress *progress, const struct task *task)
{
    return progress && progress->by_task ? progress->by_task[task->ordinal] : NULL;
}

/* The name without its ending. */
static char *report_stem(struct arena *arena, struct quarter quarter, size_t issue)
{
    char *stem = arena_printf(arena, "bao-cao-quy-%d-%d", quarter.number, quarter.year);
    return issue ? arena_printf(arena, "%s-thay-%zu", stem, issue) : stem;
}

char *progress_report_name(struct arena *arena, struct quarter quarter, size_t issue)
{
    return arena_printf(arena, "%s.pdf", report_stem(arena, quarter, issue));
}

char *progress_signed_name(struct arena *arena, struct quarter quarter, size_t issue, int stage)
{
    return arena_printf(arena, "%s.%d.pdf", report_stem(arena, quarter, issue), stage);
}

struct date progress_day(const struct progress *progress)
{
    return date_given(progress->date) ? progress->date : progress->to;
}
