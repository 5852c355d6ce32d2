/* check_blanks.c - places that `new` or `init` left to be filled in: a "…" in the head of a file, and fields
 * of a task that are nothing else. In prose "…" is a sign like others. */
#include "check/rules.h"

#include <string.h>

/* The blanks of one file: they are one complaint, at the first of them. */
struct blanks {
    struct str first;
    size_t count;
};

bool has_blank(const char *text)
{
    return strstr(text, "…") || strstr(text, "...");
}

static void look(struct blanks *blanks, struct str text)
{
    if (!text.s || !has_blank(text.s))
        return;
    if (blanks->count++ == 0)
        blanks->first = text;
}

/* A field that is nothing but dots. */
static void look_whole(struct blanks *blanks, struct str text)
{
    if (text.s && (strcmp(text.s, "…") == 0 || strspn(text.s, ".") == strlen(text.s)))
        look(blanks, text);
}

static void complain(struct checking *c, const struct blanks *blanks)
{
    if (blanks->count > 0)
        diag(c->diags, BLANK_LEFT, blanks->first.at, blanks->first.s,
             blanks->count > 1 ? arena_number(c->arena, blanks->count - 1) : NULL);
}

static void look_list(struct blanks *blanks, const struct dated_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        look(blanks, list->items[i].text);
}

void check_school_blanks(struct checking *c)
{
    const struct school *school = c->model->school;
    struct blanks blanks = {0};
    if (!school)
        return;
    look_list(&blanks, &school->names);
    look(&blanks, school->symbol);
    look_list(&blanks, &school->parents);
    look_list(&blanks, &school->places);
    for (size_t i = 0; i < school->signer_count; i++) {
        look(&blanks, school->signers[i].name);
        look(&blanks, school->signers[i].position);
    }
    look_list(&blanks, &school->addressees);
    look_list(&blanks, &school->recipients);
    for (size_t i = 0; i < school->role_count; i++) {
        look(&blanks, school->roles[i].name);
        look(&blanks, school->roles[i].holder);
    }
    for (size_t i = 0; i < school->channel_count; i++)
        look(&blanks, school->channels[i].address);
    complain(c, &blanks);
}

void check_plan_blanks(struct checking *c)
{
    const struct plan *plan = c->year->plan;
    const struct str head[] = {plan->number, plan->summary, plan->parent_agency, plan->agency,
                               plan->place,  plan->signer,  plan->position};
    struct blanks blanks = {0};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        look(&blanks, head[i]);
    for (size_t i = 0; i < plan->task_count; i++) {
        look_whole(&blanks, plan->tasks[i]->target);
        look_whole(&blanks, plan->tasks[i]->owner);
    }
    for (size_t i = 0; i < plan->recipient_count; i++)
        look(&blanks, plan->recipients[i]);
    complain(c, &blanks);
}

void check_progress_blanks(struct checking *c)
{
    struct blanks blanks = {0};
    look(&blanks, c->progress->number);
    look(&blanks, c->progress->date_text);
    look(&blanks, c->progress->signer);
    for (size_t i = 0; i < c->progress->entry_count; i++) {
        const struct entry *entry = c->progress->entries[i];
        const struct str fields[] = {entry->owner, entry->result, entry->reason, entry->next};
        for (size_t j = 0; j < sizeof fields / sizeof *fields; j++)
            look_whole(&blanks, fields[j]);
    }
    complain(c, &blanks);
}
