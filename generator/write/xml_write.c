/* xml_write.c - school, indices, plan and progress in the XML form. */
#include "write/xml_write.h"

#include "base/date.h"
#include "write/xml_text.h"

#include <stdio.h>
#include <string.h>

/* ---- school and indices ---- */

static void add_day(struct xml_writer *w, const char *name, struct date day)
{
    char text[16];
    snprintf(text, sizeof text, "%d/%d/%d", day.day, day.month, day.year);
    if (date_given(day))
        xml_attribute_text(w, name, text);
}

static void add_dated(struct xml_writer *w, const char *name, const struct dated_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        xml_open(w, name, list->items[i].text.at);
        add_day(w, "from", list->items[i].from);
        add_day(w, "to", list->items[i].to);
        xml_finish(w, name, list->items[i].text.s);
    }
}

static void add_signers(struct xml_writer *w, const struct school *school)
{
    for (size_t i = 0; i < school->signer_count; i++) {
        const struct signer *signer = &school->signers[i];
        xml_open(w, "signer", signer->name.at);
        xml_attribute_str(w, "name", signer->name);
        xml_attribute_str(w, "position", signer->position);
        add_day(w, "from", signer->from);
        add_day(w, "to", signer->to);
        xml_attribute_str(w, "image", signer->image);
        xml_empty(w);
    }
}

static void add_aliases(struct xml_writer *w, const struct str *aliases, size_t count)
{
    w->hush++;
    for (size_t i = 0; i < count; i++)
        xml_element(w, "alias", aliases[i]);
    w->hush--;
}

static void add_roles(struct xml_writer *w, const struct school *school)
{
    for (size_t i = 0; i < school->role_count; i++) {
        const struct role *role = &school->roles[i];
        xml_open(w, "role", role->name.at);
        xml_attribute_str(w, "name", role->name);
        xml_attribute_str(w, "holder", role->holder);
        if (role->alias_count == 0) {
            xml_empty(w);
            continue;
        }
        xml_close_tag(w);
        add_aliases(w, role->aliases, role->alias_count);
        xml_leave(w, "role");
    }
}

static void add_channels(struct xml_writer *w, const struct school *school)
{
    for (size_t i = 0; i < school->channel_count; i++) {
        const struct channel *channel = &school->channels[i];
        xml_open(w, "channel", channel->name.at);
        xml_attribute_str(w, "name", channel->name);
        xml_attribute_str(w, "address", channel->address);
        xml_attribute_str(w, "shown", channel->shown);
        xml_attribute_str(w, "note", channel->note);
        xml_empty(w);
    }
}

/* An element that holds prose and nothing else; left out when there is none. */
static void add_prose(struct xml_writer *w, const char *name, const struct block *prose)
{
    if (!prose)
        return;
    xml_open(w, name, (struct place){0});
    xml_close_tag(w);
    xml_prose(w, prose);
    xml_leave(w, name);
}

static void add_excuses(struct xml_writer *w, const struct excuses *excuses)
{
    for (size_t i = 0; i < excuses->count; i++) {
        const struct excuse *excuse = &excuses->items[i];
        xml_open(w, "excuse", excuse->code.at);
        xml_attribute_str(w, "code", excuse->code);
        xml_attribute_str(w, "about", excuse->about);
        xml_attribute_text(w, "reason", excuse->reason.s ? excuse->reason.s : "");
        xml_empty(w);
    }
}

static void begin(struct xml_writer *w, const char *root, const struct comments *comments)
{
    bool yearly = strcmp(root, "school") != 0 && strcmp(root, "papi") != 0;
    xml_begin(w, yearly ? "../../" : "../", comments);
    xml_open(w, root, (struct place){0});
    xml_close_tag(w);
}

static void end(struct xml_writer *w, const char *root)
{
    xml_end(w);
    xml_leave(w, root);
}

void xml_write_school(struct buf *out, const struct school *school)
{
    struct xml_writer w = {.out = out};
    char first_day[16];
    snprintf(first_day, sizeof first_day, "%d", school->period_first_day);
    begin(&w, "school", &school->comments);
    add_dated(&w, "name", &school->names);
    xml_element(&w, "symbol", school->symbol);
    add_dated(&w, "parent-agency", &school->parents);
    add_dated(&w, "place", &school->places);
    add_signers(&w, school);
    add_dated(&w, "addressee", &school->addressees);
    add_dated(&w, "recipient", &school->recipients);
    xml_element(&w, "archive", school->archive);
    add_roles(&w, school);
    add_channels(&w, school);
    xml_element(&w, "base-url", school->base_url);
    xml_element(&w, "accent", school->accent);
    xml_element(&w, "crest", school->crest);
    xml_element(&w, "seal", school->seal_image);
    if (school->period_first_day != PERIOD_FIRST_DAY)
        xml_element(&w, "first-day", (struct str){first_day, {0}});
    add_excuses(&w, &school->excuses);
    add_prose(&w, "about", school->about);
    end(&w, "school");
}

void xml_write_papi(struct buf *out, const struct papi *papi)
{
    struct xml_writer w = {.out = out};
    begin(&w, "papi", &papi->comments);
    for (size_t i = 0; i < papi->count; i++) {
        const struct papi_index *index = &papi->indices[i];
        char number[16];
        snprintf(number, sizeof number, "%d", index->number);
        xml_open(&w, "index", index->name.at);
        xml_attribute_text(&w, "number", number);
        xml_attribute_str(&w, "name", index->name);
        if (index->alias_count == 0 && !index->about) {
            xml_empty(&w);
            continue;
        }
        xml_close_tag(&w);
        add_aliases(&w, index->aliases, index->alias_count);
        add_prose(&w, "about", index->about);
        xml_leave(&w, "index");
    }
    add_excuses(&w, &papi->excuses);
    end(&w, "papi");
}

void xml_write_scores(struct buf *out, const struct scores *scores)
{
    struct xml_writer w = {.out = out};
    begin(&w, "scores", &scores->comments);
    for (size_t i = 0; i < scores->count; i++) {
        const struct release *release = &scores->releases[i];
        xml_open(&w, "release", release->at);
        xml_attribute_str(&w, "year", release->year_text);
        xml_attribute_str(&w, "source", release->origin);
        xml_attribute_str(&w, "date", release->date_text);
        for (int n = 0; n < PAPI_INDICES; n++) {
            char name[16];
            snprintf(name, sizeof name, "index-%d", n + 1);
            xml_attribute_str(&w, name, release->scores[n].text);
        }
        xml_empty(&w);
    }
    add_excuses(&w, &scores->excuses);
    end(&w, "scores");
}

/* ---- plan ---- */

static void add_task(struct xml_writer *w, const struct task *task)
{
    const char *name = task->dash ? "task" : "paragraph-task";
    const struct section *s = task->section;
    char index[16];
    snprintf(index, sizeof index, "%d", task->index);
    xml_open(w, name, task->at);
    xml_close_tag(w);
    w->hush++;
    xml_element(w, "target", task->target);
    if (task->owner.s != s->owner.s) /* else it is that of the heading */
        xml_element(w, "owner", task->owner);
    xml_element(w, "due", task->due);
    if (task->index != s->index)
        xml_element(w, "index", (struct str){index, {0}});
    xml_prose(w, task->prose);
    w->hush--;
    xml_leave(w, name);
}

static void add_section(struct xml_writer *w, const struct section *s)
{
    const char *name = s->level == 1 ? "part" : "section";
    xml_open(w, name, s->at);
    xml_attribute_text(w, "number", s->label);
    xml_attribute_str(w, "title", s->title);
    xml_close_tag(w);
    for (size_t i = 0; i < s->item_count; i++) {
        if (s->items[i].task)
            add_task(w, s->items[i].task);
        else
            xml_prose(w, s->items[i].block);
    }
    for (const struct section *child = s->first; child; child = child->next)
        add_section(w, child);
    xml_leave(w, name);
}

static void add_parts(struct xml_writer *w, const char *name, const struct part_reference *parts,
                      size_t count)
{
    for (size_t i = 0; i < count; i++)
        xml_element(w, name, parts[i].text);
}

void xml_write_plan(struct buf *out, const struct plan *plan)
{
    struct xml_writer w = {.out = out};
    begin(&w, "plan", &plan->comments);
    xml_element(&w, "kind", plan->kind);
    xml_element(&w, "number", plan->number);
    xml_element(&w, "date", plan->date_text);
    xml_element(&w, "summary", plan->summary);
    xml_element(&w, "parent-agency", plan->parent_agency);
    xml_element(&w, "agency", plan->agency);
    xml_element(&w, "place", plan->place);
    xml_element(&w, "signer", plan->signer);
    xml_element(&w, "position", plan->position);
    add_parts(&w, "required-part", plan->required, plan->required_given ? plan->required_count : 0);
    add_parts(&w, "task-part", plan->task_parts, plan->task_part_count);
    add_excuses(&w, &plan->excuses);
    add_prose(&w, "preamble", plan->preamble);
    for (const struct section *part = plan->parts; part; part = part->next)
        add_section(&w, part);
    add_prose(&w, "closing", plan->closing);
    if (plan->recipient_count > 0) {
        xml_open(&w, "recipients", plan->recipients[0].at);
        xml_close_tag(&w);
        w.hush++;
        for (size_t i = 0; i < plan->recipient_count; i++)
            xml_element(&w, "recipient", plan->recipients[i]);
        w.hush--;
        xml_leave(&w, "recipients");
    }
    end(&w, "plan");
}

/* ---- progress ---- */

static void add_evidence(struct xml_writer *w, const struct entry *entry)
{
    for (size_t i = 0; i < entry->evidence_count; i++) {
        const struct evidence *evidence = &entry->evidence[i];
        xml_open(w, "evidence", (struct place){0});
        xml_attribute_str(w, "to", evidence->target);
        if (evidence->label.s)
            xml_finish(w, "evidence", evidence->label.s);
        else
            xml_empty(w);
    }
}

static void add_entry(struct xml_writer *w, const struct entry *entry)
{
    xml_open(w, "entry", entry->at);
    xml_attribute_str(w, "code", entry->code);
    xml_attribute_str(w, "words", entry->words);
    xml_close_tag(w);
    w->hush++;
    xml_element(w, "state", entry->state_text);
    xml_element(w, "owner", entry->owner);
    xml_element(w, "due", entry->due);
    xml_element(w, "days", entry->days);
    xml_element(w, "result", entry->result);
    xml_element(w, "total", entry->total);
    xml_element(w, "percent", entry->percent);
    add_evidence(w, entry);
    xml_element(w, "reason", entry->reason);
    xml_element(w, "next", entry->next);
    for (size_t i = 0; i < entry->internal_count; i++)
        xml_element(w, "internal", entry->internal[i]);
    w->hush--;
    add_prose(w, "note", entry->prose);
    xml_leave(w, "entry");
}

/* Opens the element of a section; false when the quarter has no such section. */
static bool open_section(struct xml_writer *w, const char *name, const struct progress *p,
                         enum progress_part part)
{
    if (!p->part_at[part].source)
        return false;
    xml_open(w, name, p->part_at[part]);
    xml_close_tag(w);
    return true;
}

static void add_section_of(struct xml_writer *w, const char *name, const struct progress *p,
                           enum progress_part part)
{
    if (!open_section(w, name, p, part))
        return;
    xml_prose(w, p->parts[part]);
    xml_leave(w, name);
}

static void add_documents(struct xml_writer *w, const struct progress *p)
{
    if (!open_section(w, "documents", p, PART_DOCUMENTS))
        return;
    w->hush++;
    for (size_t i = 0; i < p->document_count; i++) {
        xml_open(w, "document", p->documents[i].number.at);
        xml_attribute_str(w, "number", p->documents[i].number);
        xml_attribute_str(w, "date", p->documents[i].date_text);
        xml_finish(w, "document", p->documents[i].summary.s);
    }
    w->hush--;
    xml_prose(w, p->parts[PART_DOCUMENTS]);
    xml_leave(w, "documents");
}

static void add_results(struct xml_writer *w, const struct progress *p)
{
    if (!p->part_at[PART_RESULTS].source && p->entry_count == 0)
        return;
    xml_open(w, "results", p->part_at[PART_RESULTS]);
    xml_close_tag(w);
    xml_prose(w, p->parts[PART_RESULTS]);
    for (size_t i = 0; i < p->entry_count; i++)
        add_entry(w, p->entries[i]);
    xml_leave(w, "results");
}

static void add_feedback(struct xml_writer *w, const struct progress *p)
{
    if (!open_section(w, "feedback", p, PART_FEEDBACK))
        return;
    w->hush++;
    xml_element(w, "carried", p->feedback.carried);
    xml_element(w, "received", p->feedback.received);
    xml_element(w, "answered", p->feedback.answered);
    xml_element(w, "open", p->feedback.open);
    w->hush--;
    xml_prose(w, p->parts[PART_FEEDBACK]);
    xml_leave(w, "feedback");
}

static void add_assessment(struct xml_writer *w, const struct progress *p)
{
    if (!p->part_at[PART_STRENGTHS].source && !p->part_at[PART_WEAKNESSES].source &&
        !p->part_at[PART_CAUSES].source)
        return;
    xml_open(w, "assessment", (struct place){0});
    xml_close_tag(w);
    add_section_of(w, "strengths", p, PART_STRENGTHS);
    add_section_of(w, "weaknesses", p, PART_WEAKNESSES);
    add_section_of(w, "causes", p, PART_CAUSES);
    xml_leave(w, "assessment");
}

void xml_write_progress(struct buf *out, const struct progress *p)
{
    struct xml_writer w = {.out = out};
    begin(&w, "progress", &p->comments);
    xml_element(&w, "period", p->period);
    xml_element(&w, "number", p->number);
    xml_element(&w, "date", p->date_text);
    xml_element(&w, "illustrative", (struct str){p->illustrative ? "có" : NULL, {0}});
    xml_element(&w, "signer", p->signer);
    xml_element(&w, "from", p->from_text);
    xml_element(&w, "to", p->to_text);
    for (size_t i = 0; i < p->replaced_count; i++)
        xml_element(&w, "replaces", p->replaced[i].text);
    add_excuses(&w, &p->excuses);
    add_section_of(&w, "direction", p, PART_DIRECTION);
    add_documents(&w, p);
    add_results(&w, p);
    add_feedback(&w, p);
    add_assessment(&w, p);
    add_section_of(&w, "outlook", p, PART_NEXT);
    add_section_of(&w, "proposals", p, PART_PROPOSALS);
    add_section_of(&w, "internal-notes", p, PART_INTERNAL);
    end(&w, "progress");
}
