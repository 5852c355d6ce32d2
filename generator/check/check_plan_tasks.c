/* check_plan_tasks.c - what the tasks of the plan leave open: who, how much, when; and the indices without a
 * task. Each is said once, with the codes. */
#include "base/text.h"
#include "check/rules.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- codes of many tasks in few words ---- */

/* "III.1.1–3, IV.2.1": tasks that follow one another in a heading are a run. */
struct runs {
    size_t count;                         /* tasks */
    const struct task *first, *from, *to; /* of all; of the run at hand */
    size_t listed;                        /* runs in text */
    struct buf text;
};

static void close_run(struct runs *runs)
{
    enum { LISTED = 12 };
    if (!runs->from || ++runs->listed > LISTED + 1)
        return;
    buf_str(&runs->text, runs->listed > 1 ? ", " : "");
    if (runs->listed > LISTED) {
        buf_str(&runs->text, "…");
        return;
    }
    buf_str(&runs->text, runs->from->code);
    if (runs->to != runs->from)
        buf_printf(&runs->text, "–%s", strrchr(runs->to->code, '.') + 1);
}

static void add_to_runs(struct runs *runs, const struct task *task)
{
    runs->count++;
    if (!runs->first)
        runs->first = task;
    bool joins = runs->to && runs->to->section == task->section && runs->to->ordinal + 1 == task->ordinal &&
                 strchr(task->code, '.');
    if (!joins) {
        close_run(runs);
        runs->from = task;
    }
    runs->to = task;
}

/* One complaint about all tasks that lack something. */
static void complain_runs(struct checking *c, enum diag_code code, struct runs *runs)
{
    close_run(runs);
    if (runs->first)
        diag_add(c->diags, code,
                 &(const struct diag_about){runs->first->at, arena_number(c->arena, runs->count),
                                            arena_number(c->arena, c->year->plan->task_count),
                                            buf_text(&runs->text)});
    buf_free(&runs->text);
}

/* A closing paragraph without "./." was read as a task; check_plan_closing says so. */
static bool is_closing(const struct plan *plan, const struct task *task)
{
    return !plan->closing && !task->dash && task->ordinal + 1 == plan->task_count;
}

/* words: what has() looks for, when it needs any. */
static void complain_about(struct checking *c, enum diag_code code,
                           bool (*has)(struct checking *c, const struct task *task, const char *const *words),
                           const char *const *words)
{
    const struct plan *plan = c->year->plan;
    struct runs runs = {0};
    for (size_t i = 0; c->model->school && i < plan->task_count; i++)
        if (!is_closing(plan, plan->tasks[i]) && !has(c, plan->tasks[i], words))
            add_to_runs(&runs, plan->tasks[i]);
    complain_runs(c, code, &runs);
}

/* ---- who ---- */

/* Of a school whose roles could not be read any name is taken. */
static bool is_role(struct checking *c, const char *name)
{
    const struct school *school = c->model->school;
    return school->role_count == 0 || school_role(school, name);
}

/* "Nội dung “Giáo dục tiểu học công lập”: Cán bộ giáo dục." names its owner behind the colon. */
static bool has_owner(struct checking *c, const struct task *task, const char *const *words)
{
    (void)words;
    enum { NAME_MAX_BYTES = 200 };
    if (task->owner.s)
        return true;
    const char *text = task->prose ? block_text(c->arena, task->prose) : "";
    const char *colon = strrchr(text, ':');
    if (!colon)
        return false;
    size_t n = strlen(colon + 1);
    while (n > 0 && strchr(" .;", colon[n]))
        n--;
    return n > 0 && n <= NAME_MAX_BYTES && is_role(c, text_trim(c->arena, colon + 1, n));
}

void check_plan_task_owners(struct checking *c)
{
    complain_about(c, DIAG_PLAN_NO_OWNER, has_owner, NULL);
}

/* ---- how much ---- */

/* Things that are counted, folded; a number before one of them is a target. */
static const char *const units[] = {
    "%",         "ban",       "bao cao",  "buoi", "chuyen de", "cuoc",    "dot",      "gio",     "ho so",
    "hoat dong", "hoc sinh",  "hoi nghi", "lan",  "lop",       "luot",    "mo hinh",  "nguoi",   "phan anh",
    "phieu",     "phu huynh", "san pham", "tiet", "tin",       "tin bai", "tieu chi", "van ban", "video"};

/* Does a unit begin at s, and end there? */
static bool unit_at(const char *s)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t n = strlen(units[i]);
        if (strncmp(s, units[i], n) == 0 && !isalnum((unsigned char)s[n]))
            return true;
    }
    return false;
}

/* "ít nhất 01 buổi", "100%": a number and what it counts. */
static bool has_count(const char *key)
{
    for (const char *s = key; (s = strpbrk(s, "0123456789")) != NULL;) {
        bool begins = s == key || s[-1] == ' ' || s[-1] == '(';
        s += strspn(s, "0123456789.,");
        if (begins && unit_at(*s == ' ' ? s + 1 : s))
            return true;
    }
    return false;
}

static bool has_target(struct checking *c, const struct task *task, const char *const *words)
{
    (void)words;
    return task->target_quantity.given || (task->target.s && has_count(text_key(c->arena, task->target.s))) ||
           has_count(text_key(c->arena, task->text ? task->text : ""));
}

void check_plan_task_targets(struct checking *c)
{
    complain_about(c, DIAG_PLAN_NO_TARGET, has_target, NULL);
}

/* ---- when ---- */

/* Words that say how often, or until when. With diacritics: "trong quý" is not "trong quy trình". */
static const char *const often[] = {"hằng ngày",  "hằng tuần",   "hằng tháng", "hằng quý",   "hằng năm",
                                    "hàng ngày",  "hàng tuần",   "hàng tháng", "hàng quý",   "hàng năm",
                                    "mỗi ngày",   "mỗi tuần",    "mỗi tháng",  "mỗi quý",    "mỗi năm",
                                    "mỗi học kỳ", "từng quý",    "từng tháng", "trước ngày", "đến ngày",
                                    "chậm nhất",  "trong tháng", "trong quý"};

enum { OFTEN = sizeof often / sizeof *often };

/* Bytes of UTF-8 letters beyond ASCII count as letters. */
static bool in_word(char byte)
{
    return isalnum((unsigned char)byte) || (unsigned char)byte >= 0x80;
}

static bool has_words(const char *text, const char *words)
{
    size_t n = strlen(words);
    for (const char *s = text; (s = strstr(s, words)) != NULL; s += n)
        if ((s == text || !in_word(s[-1])) && !in_word(s[n]))
            return true;
    return false;
}

/* words: those of often[], folded, NULL behind the last. */
static bool has_period(struct checking *c, const struct task *task, const char *const *words)
{
    if (task->due.s || (task->target.s && strchr(task->target.s, '/')))
        return true;
    const char *text = text_loose(c->arena, task->text ? task->text : "");
    for (; *words; words++)
        if (has_words(text, *words))
            return true;
    return false;
}

void check_plan_task_periods(struct checking *c)
{
    const char *words[OFTEN + 1] = {NULL};
    for (size_t i = 0; i < OFTEN; i++)
        words[i] = text_loose(c->arena, often[i]);
    complain_about(c, DIAG_PLAN_NO_PERIOD, has_period, words);
}

/* ---- indices without a task ---- */

/* The heading before which the heading of an index would stand: that of the next index, else of the last. */
static const struct section *section_of_gap(const struct plan *plan, int index)
{
    const struct section *found = NULL;
    for (const struct section *part = plan->parts; part; part = part->next)
        for (const struct section *s = part->first; s; s = s->next) {
            if (s->index > index)
                return s;
            if (s->index)
                found = s;
        }
    return found;
}

/* Does the heading of another index have its name? Then its number is wrong, which was complained about. */
static bool is_named_elsewhere(const struct plan *plan, const struct papi_index *index)
{
    for (const struct section *part = plan->parts; part; part = part->next)
        for (const struct section *s = part->first; s; s = s->next) {
            if (!s->index_name.s)
                continue;
            if (index->name.s && text_same(s->index_name.s, index->name.s))
                return true;
            for (size_t i = 0; i < index->alias_count; i++)
                if (text_same(s->index_name.s, index->aliases[i].s))
                    return true;
        }
    return false;
}

void check_plan_idle_indices(struct checking *c)
{
    const struct plan *plan = c->year->plan;
    const struct papi *papi = c->model->papi;
    size_t named = 0;
    const struct papi_index *first = NULL;
    struct buf list = {0};
    for (size_t i = 0; i < plan->task_count; i++)
        named += plan->tasks[i]->index > 0;
    for (size_t i = 0; named && papi && i < papi->count; i++) {
        const struct papi_index *index = &papi->indices[i];
        if (plan_index_count(plan, index->number) || is_named_elsewhere(plan, index))
            continue;
        buf_printf(&list, "%s%d (“%s”)", first ? ", " : "", index->number, index->name.s);
        first = first ? first : index;
    }
    if (first) {
        const struct section *gap = section_of_gap(plan, first->number);
        diag(c->diags, PLAN_INDEX_IDLE, gap ? gap->at : place_whole(c, plan->source), buf_text(&list),
             arena_printf(c->arena, "%d", first->number));
    }
    buf_free(&list);
}
