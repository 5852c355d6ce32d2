/* plan.c - tasks of a plan by code, parts by number. */
#include "model/plan.h"

#include <stdint.h>
#include <string.h>

enum { BUCKETS = 4096 };

/* Chains of tasks by the hash of their code. */
struct task_table {
    uint32_t first[BUCKETS]; /* ordinal + 1, 0: none */
    uint32_t *next;          /* by ordinal */
    size_t next_count;
};

static char fold(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

static uint32_t hash_code(const char *code)
{
    uint32_t hash = 2166136261u;
    for (; *code; code++)
        if (*code != ' ')
            hash = (hash ^ (unsigned char)fold(*code)) * 16777619u;
    return hash % BUCKETS;
}

static bool same_code(const char *a, const char *b)
{
    for (;; a++, b++) {
        while (*a == ' ')
            a++;
        while (*b == ' ')
            b++;
        if (fold(*a) != fold(*b))
            return false;
        if (!*a)
            return true;
    }
}

struct task *plan_task(const struct plan *plan, const char *code)
{
    const struct task_table *table = plan->by_code;
    if (!table)
        return NULL;
    for (uint32_t i = table->first[hash_code(code)]; i != 0; i = table->next[i - 1])
        if (same_code(plan->tasks[i - 1]->code, code))
            return plan->tasks[i - 1];
    return NULL;
}

struct task *plan_add_task(struct arena *arena, struct plan *plan, struct task *task)
{
    struct task *twin = plan_task(plan, task->code);
    if (twin)
        return twin;
    if (!plan->by_code)
        plan->by_code = ARENA_NEW(arena, struct task_table);
    struct task_table *table = plan->by_code;
    task->ordinal = plan->task_count;
    ARENA_PUSH(arena, plan->tasks, plan->task_count) = task;
    uint32_t bucket = hash_code(task->code);
    ARENA_PUSH(arena, table->next, table->next_count) = table->first[bucket];
    table->first[bucket] = (uint32_t)plan->task_count;
    return NULL;
}

struct section *plan_part(const struct plan *plan, int number)
{
    for (struct section *part = plan->parts; part; part = part->next)
        if (part->number == number)
            return part;
    return NULL;
}

size_t plan_index_count(const struct plan *plan, int index)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->task_count; i++)
        count += plan->tasks[i]->index == index;
    return count;
}
