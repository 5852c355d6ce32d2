/* check_owners.c - owners named in plan and progress must be roles of the school; each strange name is told
 * once. */
#include "base/text.h"
#include "check/rules.h"

#include <stdlib.h>
#include <string.h>

struct named {
    const char *key;
    struct str owner;
    size_t order;
};

struct names {
    struct named *list;
    size_t count;
};

static void add_name(struct checking *c, struct names *names, struct str owner)
{
    if (owner.s && *owner.s)
        ARENA_PUSH(c->arena, names->list, names->count) =
            (struct named){text_loose(c->arena, owner.s), owner, names->count};
}

static int compare_named(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

/* "A chủ trì phối hợp B": A answers for it. */
static bool leader_known(struct checking *c, const char *name)
{
    static const char *const marks[] = {" chủ trì", " phối hợp"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *mark = strstr(name, marks[i]);
        if (mark && school_role(c->model->school, text_trim(c->arena, name, (size_t)(mark - name))))
            return true;
    }
    return false;
}

/* All names of a list "A; B" are roles, or the whole is one. */
static bool owner_known(struct checking *c, const char *owner)
{
    if (school_role(c->model->school, owner) || leader_known(c, owner))
        return true;
    if (!strchr(owner, ';'))
        return false;
    for (const char *p = owner;; p++) {
        size_t n = strcspn(p, ";");
        const char *one = text_trim(c->arena, p, n);
        if (*one && !school_role(c->model->school, one) && !leader_known(c, one))
            return false;
        p += n;
        if (!*p)
            return true;
    }
}

static const char *nearest_role(struct checking *c, const char *owner)
{
    const struct school *school = c->model->school;
    const char **names = NULL;
    size_t count = 0;
    for (size_t i = 0; i < school->role_count; i++) {
        const struct role *role = &school->roles[i];
        if (role->name.s)
            ARENA_PUSH(c->arena, names, count) = role->name.s;
        for (size_t j = 0; j < role->alias_count; j++)
            if (role->aliases[j].s)
                ARENA_PUSH(c->arena, names, count) = role->aliases[j].s;
    }
    return text_nearest(c->arena, owner, names, count);
}

static void complain_names(struct checking *c, struct names *names, enum diag_code code)
{
    const char *path = c->model->school->source->path;
    if (names->count)
        qsort(names->list, names->count, sizeof *names->list, compare_named);
    for (size_t i = 0, next; i < names->count; i = next) {
        const struct named *first = &names->list[i];
        for (next = i + 1; next < names->count && strcmp(names->list[next].key, first->key) == 0;)
            next++;
        if (owner_known(c, first->owner.s))
            continue;
        const char *nearest = guess_allowed(c) ? nearest_role(c, first->owner.s) : NULL;
        diag_add(c->diags, code,
                 &(const struct diag_about){first->owner.at, first->owner.s, arena_number(c->arena, next - i),
                                            nearest, path});
    }
}

void check_plan_owners(struct checking *c)
{
    const struct plan *plan = c->year->plan;
    struct names names = {0};
    for (size_t i = 0; c->model->school && i < plan->task_count; i++)
        add_name(c, &names, plan->tasks[i]->owner);
    if (names.count)
        complain_names(c, &names, DIAG_PLAN_OWNER_UNKNOWN);
}

void check_progress_owners(struct checking *c)
{
    struct names names = {0};
    for (size_t i = 0; c->model->school && i < c->progress->entry_count; i++)
        add_name(c, &names, c->progress->entries[i]->owner);
    if (names.count)
        complain_names(c, &names, DIAG_OWNER_UNKNOWN);
}
