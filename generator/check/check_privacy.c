/* check_privacy.c - walks everything that goes to the public site and looks for what belongs to a person
 * (domain/site.md 5.2). Fields “Nội bộ”, the part “## Nội bộ” and the holders of roles are never published
 * and never looked at. */
#include "check/privacy.h"

#include <string.h>

static void look(struct privacy *p)
{
    published_parse(&p->passage);
    privacy_numbers(p);
    if (!p->collecting)
        privacy_people(p);
}

static void look_at(struct privacy *p, struct str text)
{
    if (!text.s)
        return;
    published_empty(&p->passage);
    published_add_text(&p->passage, text.s, text.at);
    look(p);
}

/* Addresses that hold a number or a mail address as it is. */
static void look_at_links(struct privacy *p, const struct span *span)
{
    static const char *const starts[] = {"tel:", "mailto:", "https://zalo.me/", "http://zalo.me/",
                                         "https://wa.me/"};
    for (; span; span = span->next) {
        for (size_t i = 0; span->url && i < sizeof starts / sizeof *starts; i++) {
            if (strncasecmp(span->url, starts[i], strlen(starts[i])) != 0)
                continue;
            published_empty(&p->passage);
            published_add_text(&p->passage, span->url, span->at);
            published_parse(&p->passage);
            privacy_numbers(p);
        }
        look_at_links(p, span->first);
    }
}

static void look_at_spans(struct privacy *p, const struct span *span)
{
    if (!span)
        return;
    published_empty(&p->passage);
    published_add_spans(&p->passage, span);
    look(p);
    look_at_links(p, span);
}

static void look_at_blocks(struct privacy *p, const struct block *block)
{
    for (; block; block = block->next) {
        look_at_spans(p, block->spans);
        look_at_blocks(p, block->first);
    }
}

/* ---- what is the school's own ---- */

static void own_name(struct privacy *p, struct str name)
{
    if (!name.s)
        return;
    published_empty(&p->passage);
    published_add_text(&p->passage, name.s, name.at);
    published_parse(&p->passage);
    struct public_text *text = ARENA_NEW(p->c->arena, struct public_text);
    text->s = arena_printf(p->c->arena, " %s ", buf_text(&p->passage.lower));
    text->next = p->names;
    p->names = text;
}

static void own_names(struct privacy *p, const struct dated_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        own_name(p, list->items[i].text);
}

static struct privacy privacy_open(struct checking *c)
{
    const struct school *school = c->model->school;
    struct privacy p = {.c = c, .school = school ? school->source->path : "school.md", .collecting = true};
    if (school) {
        for (size_t i = 0; i < school->channel_count; i++) {
            look_at(&p, school->channels[i].address);
            look_at(&p, school->channels[i].shown);
        }
        look_at(&p, school->base_url);
        own_names(&p, &school->names);
        own_names(&p, &school->parents);
        own_names(&p, &school->places);
    }
    p.collecting = false;
    return p;
}

/* ---- the rules ---- */

void check_school_privacy(struct checking *c)
{
    struct privacy p = privacy_open(c);
    const struct school *school = c->model->school;
    const struct papi *papi = c->model->papi;
    for (size_t i = 0; school && i < school->channel_count; i++) {
        look_at(&p, school->channels[i].name);
        look_at(&p, school->channels[i].note);
    }
    if (school)
        look_at_blocks(&p, school->about);
    for (size_t i = 0; papi && i < papi->count; i++)
        look_at_blocks(&p, papi->indices[i].about);
    published_free(&p.passage);
}

static void look_at_sections(struct privacy *p, const struct section *section)
{
    for (; section; section = section->next) {
        look_at(p, section->title);
        for (size_t i = 0; i < section->item_count; i++) {
            const struct block *block = section->items[i].block;
            const struct task *task = section->items[i].task;
            if (block) { /* this one only: its next is another item */
                look_at_spans(p, block->spans);
                look_at_blocks(p, block->first);
            }
            if (task) {
                look_at_blocks(p, task->prose);
                look_at(p, task->owner);
                look_at(p, task->target);
                look_at(p, task->due);
            }
        }
        look_at_sections(p, section->first);
    }
}

void check_plan_privacy(struct checking *c)
{
    struct privacy p = privacy_open(c);
    const struct plan *plan = c->year->plan;
    p.plan = plan->number.s ? plan->number.s : "";
    look_at(&p, plan->summary);
    look_at_blocks(&p, plan->preamble);
    look_at_sections(&p, plan->parts);
    look_at_blocks(&p, plan->closing);
    for (size_t i = 0; i < plan->recipient_count; i++)
        look_at(&p, plan->recipients[i]);
    published_free(&p.passage);
}

static void look_at_entry(struct privacy *p, const struct entry *entry)
{
    const struct str fields[] = {entry->result, entry->total,  entry->percent, entry->due,
                                 entry->owner,  entry->reason, entry->next};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        look_at(p, fields[i]);
    for (size_t i = 0; i < entry->evidence_count; i++) {
        look_at(p, entry->evidence[i].label);
        p->file_name = true;
        look_at(p, entry->evidence[i].target);
        p->file_name = false;
    }
    look_at_blocks(p, entry->prose);
}

void check_progress_privacy(struct checking *c)
{
    struct privacy p = privacy_open(c);
    const struct progress *progress = c->progress;
    for (int i = 0; i < PART_COUNT; i++)
        if (i != PART_INTERNAL)
            look_at_blocks(&p, progress->parts[i]);
    for (size_t i = 0; i < progress->document_count; i++)
        look_at(&p, progress->documents[i].summary);
    for (size_t i = 0; i < progress->entry_count; i++)
        look_at_entry(&p, progress->entries[i]);
    published_free(&p.passage);
}
