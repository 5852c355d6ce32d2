/* xml.c - a district as one XML document, for programs. */
#include "rollup/xml.h"

#include "write/xml_text.h"

static const char *const kinds[] = {
    [ROLLUP_REPORT] = "report",   [ROLLUP_FOREIGN] = "foreign", [ROLLUP_UNREADABLE] = "unreadable",
    [ROLLUP_ALTERED] = "altered", [ROLLUP_DIED] = "died",       [ROLLUP_FAULT] = "fault"};
static const char *const seals[] = {[ROLLUP_UNSIGNED] = "unsigned",
                                    [ROLLUP_BROKEN] = "broken",
                                    [ROLLUP_UNTRUSTED] = "untrusted",
                                    [ROLLUP_SIGNED] = "signed"};
static const char *const standings[] = {
    [ROLLUP_ON_TIME] = "on-time", [ROLLUP_LATE] = "late", [ROLLUP_MISSING] = "missing"};

struct xml {
    struct xml_writer w;
    struct arena arena; /* for numbers and dates */
};

static void attribute(struct xml *x, const char *name, const char *value)
{
    if (value && *value)
        xml_attribute_text(&x->w, name, value);
}

static void attribute_date(struct xml *x, const char *name, struct date d)
{
    attribute(x, name, date_given(d) ? date_iso(&x->arena, d) : NULL);
}

static void attribute_quarter(struct xml *x, struct quarter q)
{
    attribute(x, "quarter", q.number ? arena_printf(&x->arena, "%d-q%d", q.year, q.number) : NULL);
}

static void file(struct xml *x, const char *name, const struct rollup_row *row)
{
    bool judged = row->kind == ROLLUP_REPORT || row->kind == ROLLUP_ALTERED;
    xml_open(&x->w, name, (struct place){0});
    attribute(x, "path", row->shown);
    attribute(x, "sha256", row->sha256);
    attribute(x, "kind", kinds[row->kind]);
    attribute(x, "seal", judged ? seals[row->seal] : NULL);
    attribute(x, "school", row->school);
    attribute_quarter(x, row->quarter);
    attribute(x, "number", row->number);
    attribute_date(x, "date", row->date);
    attribute_date(x, "signed-on", row->signed_on);
    attribute(x, "signers", row->signers);
    attribute(x, "replaces", row->replaces);
    attribute(x, "illustrative", row->illustrative ? "true" : NULL);
    attribute(x, "note", row->note);
    xml_empty(&x->w);
}

static void tasks(struct xml *x, const struct rollup_row *row)
{
    for (size_t i = 0; i < row->task_count; i++) {
        const struct rollup_task *t = &row->tasks[i];
        const struct state_info *info = state_info(t->state);
        xml_open(&x->w, "task", (struct place){0});
        attribute(x, "code", t->code);
        attribute(x, "index", t->index ? arena_printf(&x->arena, "%d", t->index) : NULL);
        attribute(x, "state", info ? info->id : "chua-co");
        attribute(x, "group", info ? state_group_id(info->group) : "chua-co");
        xml_empty(&x->w);
    }
}

static void school(struct xml *x, const struct rollup_school *s)
{
    xml_open(&x->w, "school", (struct place){0});
    attribute(x, "name", s->name);
    attribute(x, "symbol", s->symbol);
    attribute(x, "agency", s->agency);
    attribute(x, "standing", standings[s->standing]);
    attribute(x, "expected", s->expected ? "true" : "false");
    if (!s->current) {
        xml_empty(&x->w);
        return;
    }
    xml_close_tag(&x->w);
    file(x, "report", s->current);
    for (size_t i = 0; i < s->other_count; i++)
        file(x, "superseded", s->others[i]);
    tasks(x, s->current);
    xml_leave(&x->w, "school");
}

void rollup_xml(struct buf *out, const struct district *d)
{
    struct xml x = {.w = {.out = out}};
    buf_str(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml_open(&x.w, "rollup", (struct place){0});
    attribute(&x, "office", d->title);
    attribute_quarter(&x, d->quarter);
    attribute_date(&x, "due", d->due);
    attribute(&x, "program", "baocao " BAOCAO_VERSION);
    xml_close_tag(&x.w);
    for (size_t i = 0; i < d->school_count; i++) {
        school(&x, &d->schools[i]);
        arena_free(&x.arena);
    }
    for (size_t i = 0; i < d->elsewhen_count; i++)
        file(&x, "elsewhen", d->elsewhen[i]);
    for (size_t i = 0; i < d->stray_count; i++)
        file(&x, "stray", d->strays[i]);
    xml_leave(&x.w, "rollup");
    arena_free(&x.arena);
}
