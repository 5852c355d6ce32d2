/* check_citations.c - citations of documents, each by itself: day, symbol, issuer, year, in force, cited in
 * full. */
#include "base/text.h"
#include "check/citation_rules.h"

#include <stdlib.h>
#include <string.h>

static const struct legal {
    const char *number, *issued, *ended, *by;
} legal[] = {
#define LEGAL(number, issued, ended, by) {number, issued, ended, by},
#include "check/legal.def"
#undef LEGAL
};

/* ---- gathering ---- */

int cited_compare(const void *a, const void *b)
{
    const struct citation *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    if (!order)
        order = y->listed - x->listed;
    if (!order)
        order = (x->number_at.offset > y->number_at.offset) - (x->number_at.offset < y->number_at.offset);
    return order;
}

static void sort_citations(struct citations *all)
{
    if (all->count)
        qsort(all->list, all->count, sizeof *all->list, cited_compare);
}

static void add_sections(struct arena *arena, const struct section *section, struct citations *out)
{
    for (; section; section = section->next) {
        citations_in_str(arena, section->title, out);
        for (size_t i = 0; i < section->item_count; i++) {
            const struct section_item *item = &section->items[i];
            citations_in(arena, item->task ? item->task->prose : item->block, out);
        }
        add_sections(arena, section->first, out);
    }
}

static struct citations plan_citations(struct arena *arena, const struct plan *plan)
{
    struct citations all = {0};
    citations_in(arena, plan->preamble, &all);
    add_sections(arena, plan->parts, &all);
    citations_in(arena, plan->closing, &all);
    sort_citations(&all);
    return all;
}

/* A document of which number, date and title are told apart: it counts as cited in full. */
static void add_listed(struct arena *arena, struct str number, struct date date, const char *kind,
                       struct str summary, struct citations *out)
{
    struct citations one = {0};
    const char *rest = summary.s;
    citations_in_str(arena, number, &one);
    if (one.count != 1)
        return;
    struct citation *document = &one.list[0];
    document->listed = true;
    document->dated = date_given(date);
    document->date = date;
    if (kind || rest)
        document->type = cited_type_of(arena, kind ? kind : summary.s, &rest);
    if (summary.s)
        document->subject = (struct str){document->type && !kind ? rest : summary.s, summary.at};
    ARENA_PUSH(arena, out->list, out->count) = *document;
}

static struct citations progress_citations(struct arena *arena, const struct progress *progress,
                                           const struct plan *plan)
{
    struct citations all = {0};
    if (plan)
        add_listed(arena, plan->number, plan->date, plan->kind.s, plan->summary, &all);
    for (size_t i = 0; i < progress->document_count; i++) {
        const struct issued_document *document = &progress->documents[i];
        add_listed(arena, document->number, document->date, NULL, document->summary, &all);
        citations_in_str(arena, document->summary, &all);
    }
    for (int part = 0; part < PART_COUNT; part++)
        citations_in(arena, progress->parts[part], &all);
    for (size_t i = 0; i < progress->entry_count; i++) {
        const struct entry *entry = progress->entries[i];
        citations_in_str(arena, entry->result, &all);
        citations_in_str(arena, entry->reason, &all);
        citations_in_str(arena, entry->next, &all);
        for (size_t k = 0; k < entry->internal_count; k++)
            citations_in_str(arena, entry->internal[k], &all);
        citations_in(arena, entry->prose, &all);
    }
    sort_citations(&all);
    return all;
}

const char *cited_line(struct checking *c, const struct cited_file *file, const struct citation *citation)
{
    size_t line = place_position(citation->number_at).line;
    const struct source *source = citation->number_at.source;
    if (source == file->source || !source)
        return arena_number(c->arena, line);
    return arena_printf(c->arena, "%zu (%s)", line, source->path);
}

/* ---- each by itself ---- */

static const struct legal *find_legal(const struct citation *citation)
{
    for (size_t i = 0; i < sizeof legal / sizeof *legal; i++)
        if (cited_same_number(legal[i].number, citation->number))
            return &legal[i];
    return NULL;
}

static void check_type(struct checking *c, const struct citation *one)
{
    if (cited_type_fits(one))
        return;
    const struct cited_type *right = cited_type_by_symbol(one);
    const char *letters = *one->type->letters
                              ? arena_strndup(c->arena, one->type->letters, strcspn(one->type->letters, " "))
                              : NULL;
    diag(c->diags, CITED_TYPE, one->number_at, one->symbol, one->type->name, letters,
         right ? right->name : NULL);
}

static void check_issuer(struct checking *c, const struct citation *one)
{
    const struct cited_issuer *named = cited_issuer_by_name(c->arena, one),
                              *meant = cited_issuer_by_symbol(one);
    if (named && meant && named != meant)
        diag(c->diags, CITED_ISSUER, one->issuer.at, one->number, one->issuer.s, meant->name, named->letters);
}

/* The date against the table, the number's year, the day of the document that cites. */
static void check_date(struct checking *c, const struct cited_file *file, const struct citation *one,
                       const struct legal *known)
{
    struct date issued;
    if (one->date_wrong)
        diag(c->diags, CITED_DATE_WRONG, one->date_at, one->date_words, one->words);
    if (!date_given(one->date))
        return;
    const char *day = date_short(c->arena, one->date);
    if (known && known->issued && date_parse(known->issued, &issued)) {
        if (date_compare(issued, one->date) != 0)
            diag(c->diags, CITED_DATE_OTHER, one->date_at, one->words, day, known->issued);
    } else if (one->year && one->year != one->date.year) {
        diag(c->diags, CITED_YEAR, one->date_at, one->number, arena_printf(c->arena, "%d", one->year), day);
    } else if (date_given(file->date) && date_compare(one->date, file->date) > 0) {
        diag(c->diags, CITED_FUTURE, one->date_at, one->words, day, date_short(c->arena, file->date));
    }
}

static void check_in_force(struct checking *c, const struct cited_file *file, const struct citation *one,
                           const struct legal *known)
{
    struct date ended;
    if (!known || !known->ended || one->replaced || !date_given(file->date) ||
        !date_parse(known->ended, &ended))
        return;
    if (date_compare(file->date, ended) >= 0)
        diag(c->diags, CITED_REPEALED, one->number_at, one->words, known->ended,
             date_short(c->arena, file->date), known->by);
}

static void check_each(struct checking *c, const struct cited_file *file)
{
    for (size_t i = 0; i < file->all.count; i++) {
        const struct citation *one = &file->all.list[i];
        if (one->number_at.source != file->source)
            continue;
        const struct legal *known = find_legal(one);
        check_type(c, one);
        if (one->listed)
            continue;
        check_issuer(c, one);
        check_date(c, file, one, known);
        check_in_force(c, file, one, known);
    }
}

/* ---- cited in full first ---- */

/* Laws are cited by their name. */
static bool is_law(const struct citation *one)
{
    return strncmp(one->symbol, "QH", 2) == 0 ||
           (one->type && *one->type->letters == 'Q' && one->type->letters[1] == 'H');
}

/* Is the number cited with its date in citations sorted by cited_compare? */
static bool cited_in_full(const struct citations *sorted, const char *key)
{
    size_t low = 0, high = sorted->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(sorted->list[middle].key, key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < sorted->count && strcmp(sorted->list[low].key, key) == 0; low++)
        if (sorted->list[low].dated)
            return true;
    return false;
}

/* before: the citations of the plan, for a report, which is about it and repeats its tasks. */
static void check_short(struct checking *c, const struct cited_file *file, const struct citations *before)
{
    const struct citation *list = file->all.list;
    for (size_t i = 0, end; i < file->all.count; i = end) {
        const struct citation *first = &list[i], *full = NULL;
        for (end = i; end < file->all.count && strcmp(first->key, list[end].key) == 0; end++)
            if (!full && list[end].dated)
                full = &list[end];
        if (first->dated || first->listed || is_law(first) || cited_in_full(before, first->key))
            continue;
        diag(c->diags, CITED_SHORT, first->number_at, first->words, full ? cited_line(c, file, full) : NULL);
    }
}

static void check_file(struct checking *c, const struct cited_file *file, const struct citations *before)
{
    check_each(c, file);
    check_short(c, file, before);
    check_cited_pairs(c, file);
}

void check_plan_citations(struct checking *c)
{
    const struct plan *plan = c->year->plan;
    struct cited_file file = {plan->source, plan->date, plan_citations(c->arena, plan)};
    struct citations own = {0};
    add_listed(c->arena, plan->number, plan->date, plan->kind.s, plan->summary, &own);
    check_file(c, &file, &own);
}

void check_progress_citations(struct checking *c)
{
    const struct plan *plan = c->year->plan;
    struct cited_file file = {c->progress->source, c->progress->date,
                              progress_citations(c->arena, c->progress, plan)};
    struct citations before = {0};
    if (plan && file.all.count > 1)
        before = plan_citations(c->arena, plan);
    check_file(c, &file, &before);
}
