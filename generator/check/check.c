/* check.c - runs the table of rules over the model. */
#include "check/check.h"

#include "base/text.h"
#include "check/rules.h"

#include <string.h>

enum scope { SCOPE_MODEL, SCOPE_YEAR, SCOPE_PLAN, SCOPE_PROGRESS, SCOPE_ENTRY };

enum {
    GUESSES = 20, /* suggestions that need a walk over all tasks: enough for a person, linear for a machine */
    START_WORDS = 60 /* bytes of a task's text are counted in code points */
};

static const struct rule {
    enum scope scope;
    void (*run)(struct checking *c);
} rules[] = {
#define RULE(scope, function) {SCOPE_##scope, function},
#include "check/rules.def"
#undef RULE
};

static void run_rules(struct checking *c, enum scope scope)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (rules[i].scope == scope) {
            rules[i].run(c);
            arena_free(c->arena); /* what the rule made goes with it; complaints keep copies */
        }
}

static void check_progress(struct checking *c)
{
    run_rules(c, SCOPE_PROGRESS);
    for (size_t i = 0; i < c->progress->entry_count; i++) {
        c->entry = c->progress->entries[i];
        run_rules(c, SCOPE_ENTRY);
    }
    c->entry = NULL;
}

static void check_year(struct checking *c)
{
    run_rules(c, SCOPE_YEAR);
    if (c->year->plan)
        run_rules(c, SCOPE_PLAN);
    for (int q = 0; q < 4; q++) {
        c->progress = c->year->quarters[q];
        if (c->progress)
            check_progress(c);
    }
    c->progress = NULL;
}

/* What the authors have answered is no complaint any more. */
static void settle(struct diags *diags, const struct model *model)
{
    if (model->school)
        diag_settle(diags, model->school->source, &model->school->excuses);
    if (model->papi)
        diag_settle(diags, model->papi->source, &model->papi->excuses);
    for (size_t i = 0; i < model->year_count; i++) {
        const struct year *year = &model->years[i];
        if (year->plan)
            diag_settle(diags, year->plan->source, &year->plan->excuses);
        if (year->scores)
            diag_settle(diags, year->scores->source, &year->scores->excuses);
        for (int q = 0; q < 4; q++)
            if (year->quarters[q])
                diag_settle(diags, year->quarters[q]->source, &year->quarters[q]->excuses);
    }
}

void check_model(struct diags *diags, const struct model *model)
{
    struct arena scratch = {0}, kept = {0};
    struct checking c = {
        .diags = diags, .arena = &scratch, .kept = &kept, .model = model, .guesses = GUESSES};
    run_rules(&c, SCOPE_MODEL);
    for (size_t i = 0; i < model->year_count; i++) {
        c.year = &model->years[i];
        check_year(&c);
    }
    settle(diags, model);
    arena_free(&kept);
}

struct place place_of(struct str text, struct place otherwise)
{
    return text.s ? text.at : otherwise;
}

struct place place_whole(struct checking *c, const struct source *source)
{
    return source ? place_file(c->model->arena, source->path) : (struct place){0};
}

char *task_start(struct arena *arena, const struct task *task)
{
    const char *text = task->text ? task->text : "";
    size_t n = strlen(text), end = 0, count = 0;
    uint32_t cp;
    int len;
    for (size_t i = 0; i < n; i += (size_t)len) {
        len = text_decode(text + i, n - i, &cp);
        if (len <= 0)
            break;
        if (cp == ' ' || cp == '\n')
            end = i;
        if (++count > START_WORDS)
            return arena_printf(arena, "%.*s…", (int)(end ? end : i), text);
    }
    return arena_strdup(arena, text);
}

bool guess_allowed(struct checking *c)
{
    return c->guesses > 0 && c->guesses-- > 0;
}

const struct progress *progress_before(const struct checking *c)
{
    return model_quarter_before(c->model, c->progress->quarter);
}
