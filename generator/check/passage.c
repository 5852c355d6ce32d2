/* passage.c - prose of the model as plain passages with places. */
#include "check/passage.h"

#include <string.h>

struct walk {
    struct arena *arena;
    struct passages all;
    struct buf text; /* of the passage under way */
    struct piece *pieces;
    size_t piece_count;
    size_t block_end; /* where the block under way ends in the source */
    size_t read;      /* how far it was read there: behind the last piece whose place is sure */
};

/* ---- pieces ---- */

static void add_piece(struct walk *w, const char *text, size_t n, struct place at, bool exact)
{
    if (n == 0)
        return;
    struct piece *last = w->piece_count ? &w->pieces[w->piece_count - 1] : NULL;
    if (last && exact && last->exact && last->at.source == at.source &&
        last->at.offset + (w->text.len - last->from) == at.offset)
        last->at.length += (uint32_t)n;
    else
        ARENA_PUSH(w->arena, w->pieces, w->piece_count) = (struct piece){w->text.len, at, exact};
    if (exact)
        w->read = (size_t)at.offset + n;
    buf_add(&w->text, text, n);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

/* Bytes of the source that the reader takes out of the text: marks of Markdown, indentation. */
static bool is_silent(char c)
{
    return is_space(c) || (c && strchr("*_\\`", c));
}

/* Does the text stand at that offset of the source, but for what the reader takes out? With `add` its pieces
 * are added. */
static bool follow(struct walk *w, const char *text, size_t n, struct place stretch, bool add)
{
    const char *s = stretch.source->text;
    size_t j = stretch.offset, end = stretch.offset + stretch.length;
    for (size_t i = 0; i < n;) {
        size_t run = 0;
        while (i + run < n && j + run < end && text[i + run] == s[j + run])
            run++;
        if (add)
            add_piece(w, text + i, run, place_make(stretch.source, j, run), true);
        i += run;
        j += run;
        if (i == n)
            break;
        if (j >= end || !is_silent(s[j]))
            return false;
        if (is_space(s[j]) && is_space(text[i])) {
            if (add)
                add_piece(w, text + i, 1, place_make(stretch.source, j, 1), true);
            i++;
        }
        j++;
    }
    return true;
}

/* Adds a text that stands somewhere in the stretch. */
static void add_text(struct walk *w, const char *text, struct place stretch, bool at_start)
{
    enum { TRIES = 8 };
    size_t n = strlen(text), word = strcspn(text, " ");
    if (!stretch.source || !stretch.source->text) {
        add_piece(w, text, n, stretch, false);
        return;
    }
    const char *s = stretch.source->text, *from = s + stretch.offset, *end = from + stretch.length;
    for (int i = 0; i < TRIES && from < end && (word > 0 || at_start); i++, from++) {
        from = at_start ? from : memmem(from, (size_t)(end - from), text, word);
        if (!from)
            break;
        struct place rest = place_make(stretch.source, (size_t)(from - s), (size_t)(end - from));
        if (follow(w, text, n, rest, false)) {
            follow(w, text, n, rest, true);
            return;
        }
        if (at_start)
            break;
    }
    add_piece(w, text, n, stretch, false);
}

static void add_span_text(struct walk *w, const struct span *span)
{
    size_t n = strlen(span->text);
    struct place at = span->at;
    if (at.source && at.source->text && at.length == n &&
        memcmp(at.source->text + at.offset, span->text, n) == 0) {
        add_piece(w, span->text, n, at, true);
        return;
    }
    if (at.source && at.offset < w->block_end) { /* an escape or an entity: only its block is known */
        size_t from = at.offset > w->read ? at.offset : w->read;
        at = place_make(at.source, from, w->block_end - from);
    }
    add_text(w, span->text, at, true);
}

static void add_spans(struct walk *w, const struct span *span)
{
    for (; span; span = span->next) {
        if (span->text)
            add_span_text(w, span);
        else if (span->kind == SPAN_SOFT || span->kind == SPAN_BREAK)
            add_piece(w, span->kind == SPAN_SOFT ? " " : "\n", 1, span->at, false);
        add_spans(w, span->first);
    }
}

/* ---- passages ---- */

static void close_passage(struct walk *w, enum passage_kind kind)
{
    size_t length = w->text.len;
    if (length > 0)
        ARENA_PUSH(w->arena, w->all.list, w->all.count) =
            (struct passage){kind, buf_take(&w->text, w->arena), length, w->pieces, w->piece_count};
    w->pieces = NULL;
    w->piece_count = 0;
}

static void add_str(struct walk *w, enum passage_kind kind, struct str value)
{
    if (!value.s)
        return;
    add_text(w, value.s, value.at, false);
    close_passage(w, kind);
}

static void add_dated(struct walk *w, const struct dated_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        add_str(w, PASSAGE_VALUE, list->items[i].text);
}

static void add_blocks(struct walk *w, enum passage_kind kind, const struct block *block)
{
    for (; block; block = block->next) {
        w->read = block->at.offset;
        w->block_end = w->read + block->at.length;
        add_spans(w, block->spans);
        close_passage(w, kind);
        add_blocks(w, kind, block->first);
    }
}

static struct passages finish(struct walk *w)
{
    buf_free(&w->text);
    return w->all;
}

static void add_task(struct walk *w, const struct task *task)
{
    add_blocks(w, PASSAGE_PROSE, task->prose);
    add_str(w, PASSAGE_FIELD, task->target);
    add_str(w, PASSAGE_FIELD, task->due);
    if (!task->section || task->owner.s != task->section->owner.s) /* else the title's, walked with it */
        add_str(w, PASSAGE_FIELD, task->owner);
}

static void add_section(struct walk *w, const struct section *section)
{
    add_str(w, PASSAGE_HEADING, section->title);
    for (size_t i = 0; i < section->item_count; i++) {
        add_blocks(w, PASSAGE_PROSE, section->items[i].block);
        if (section->items[i].task)
            add_task(w, section->items[i].task);
    }
    for (const struct section *s = section->first; s; s = s->next)
        add_section(w, s);
}

struct passages passages_of_plan(struct arena *arena, const struct plan *plan)
{
    struct walk w = {.arena = arena};
    add_str(&w, PASSAGE_VALUE, plan->summary);
    add_str(&w, PASSAGE_VALUE, plan->parent_agency);
    add_str(&w, PASSAGE_VALUE, plan->agency);
    add_str(&w, PASSAGE_VALUE, plan->place);
    add_str(&w, PASSAGE_PERSON, plan->signer);
    add_str(&w, PASSAGE_OFFICE, plan->position);
    add_blocks(&w, PASSAGE_LEAD, plan->preamble);
    for (const struct section *part = plan->parts; part; part = part->next)
        add_section(&w, part);
    add_blocks(&w, PASSAGE_PROSE, plan->closing);
    for (size_t i = 0; i < plan->recipient_count; i++)
        add_str(&w, PASSAGE_FIELD, plan->recipients[i]);
    return finish(&w);
}

static void add_entry(struct walk *w, const struct entry *entry)
{
    add_str(w, PASSAGE_FIELD, entry->result);
    add_str(w, PASSAGE_FIELD, entry->total);
    add_str(w, PASSAGE_FIELD, entry->owner);
    add_str(w, PASSAGE_FIELD, entry->reason);
    add_str(w, PASSAGE_FIELD, entry->next);
    for (size_t i = 0; i < entry->evidence_count; i++)
        add_str(w, PASSAGE_FIELD, entry->evidence[i].label);
    for (size_t i = 0; i < entry->internal_count; i++)
        add_str(w, PASSAGE_FIELD, entry->internal[i]);
    add_blocks(w, PASSAGE_PROSE, entry->prose);
}

struct passages passages_of_progress(struct arena *arena, const struct progress *progress)
{
    struct walk w = {.arena = arena};
    add_str(&w, PASSAGE_PERSON, progress->signer);
    add_blocks(&w, PASSAGE_PROSE, progress->parts[PART_DIRECTION]);
    for (size_t i = 0; i < progress->document_count; i++)
        add_str(&w, PASSAGE_FIELD, progress->documents[i].summary);
    add_blocks(&w, PASSAGE_PROSE, progress->parts[PART_DOCUMENTS]);
    add_blocks(&w, PASSAGE_PROSE, progress->parts[PART_RESULTS]);
    for (size_t i = 0; i < progress->entry_count; i++)
        add_entry(&w, progress->entries[i]);
    for (int part = PART_FEEDBACK; part < PART_COUNT; part++)
        add_blocks(&w, PASSAGE_PROSE, progress->parts[part]);
    return finish(&w);
}

struct passages passages_of_school(struct arena *arena, const struct school *school)
{
    struct walk w = {.arena = arena};
    add_dated(&w, &school->names);
    add_dated(&w, &school->parents);
    add_dated(&w, &school->places);
    for (size_t i = 0; i < school->signer_count; i++) {
        add_str(&w, PASSAGE_PERSON, school->signers[i].name);
        add_str(&w, PASSAGE_OFFICE, school->signers[i].position);
    }
    add_dated(&w, &school->addressees);
    add_dated(&w, &school->recipients);
    for (size_t i = 0; i < school->role_count; i++)
        add_str(&w, PASSAGE_VALUE, school->roles[i].name);
    for (size_t i = 0; i < school->channel_count; i++) {
        add_str(&w, PASSAGE_VALUE, school->channels[i].name);
        add_str(&w, PASSAGE_VALUE, school->channels[i].note);
    }
    add_blocks(&w, PASSAGE_PROSE, school->about);
    return finish(&w);
}

struct passages passages_of_papi(struct arena *arena, const struct papi *papi)
{
    struct walk w = {.arena = arena};
    for (size_t i = 0; i < papi->count; i++) {
        add_str(&w, PASSAGE_VALUE, papi->indices[i].name);
        add_blocks(&w, PASSAGE_PROSE, papi->indices[i].about);
    }
    return finish(&w);
}

/* ---- places ---- */

/* The piece that holds that byte. */
static const struct piece *piece_at(const struct passage *passage, size_t from)
{
    size_t low = 0, high = passage->piece_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (passage->pieces[middle].from <= from)
            low = middle;
        else
            high = middle;
    }
    return &passage->pieces[low];
}

struct place passage_place(const struct passage *passage, size_t from, size_t length)
{
    const struct piece *first = piece_at(passage, from);
    if (!first->exact)
        return first->at;
    size_t start = first->at.offset + (from - first->from), end = start + length;
    if (length > 0) {
        size_t back = from + length - 1;
        const struct piece *last = piece_at(passage, back);
        if (last->exact && last->at.source == first->at.source)
            end = last->at.offset + (back - last->from) + 1;
        else
            end = first->at.offset + first->at.length;
    }
    return place_make(first->at.source, start, end > start ? end - start : 0);
}
