/* data.c - the report's data as XML. */
#include "report/data.h"

#include "base/digest.h"
#include "write/write.h"
#include "write/xml_text.h"

#include <stdio.h>
#include <string.h>

/* The document without its declaration, which ends where the first element begins. */
static void add_body(struct buf *out, const struct buf *document)
{
    const char *s = buf_text(document);
    while (strncmp(s, "<?", 2) == 0)
        s = strchr(s, '\n') + 1;
    buf_str(out, s);
}

void report_plan_data(const struct plan *original, struct buf *out)
{
    struct plan plan = *original;
    struct buf text = {0};
    plan.comments = (struct comments){0};
    plan.excuses = (struct excuses){0};
    write_plan(&text, WRITE_XML, &plan);
    add_body(out, &text);
    buf_free(&text);
}

/* The entries without their internal notes. */
static struct entry **public_entries(struct arena *arena, const struct progress *progress)
{
    struct entry **list = arena_alloc(arena, (progress->entry_count + 1) * sizeof *list);
    for (size_t i = 0; i < progress->entry_count; i++) {
        list[i] = ARENA_NEW(arena, struct entry);
        *list[i] = *progress->entries[i];
        list[i]->internal_count = 0;
    }
    return list;
}

static void add_progress(struct buf *out, const struct progress *original, bool internal)
{
    struct arena arena = {0};
    struct progress progress = *original;
    struct buf text = {0};
    progress.comments = (struct comments){0};
    progress.excuses = (struct excuses){0};
    if (!internal) {
        progress.entries = public_entries(&arena, original);
        progress.parts[PART_INTERNAL] = NULL;
        progress.part_at[PART_INTERNAL] = (struct place){0};
    }
    write_progress(&text, WRITE_XML, &progress);
    add_body(out, &text);
    buf_free(&text);
    arena_free(&arena);
}

void report_data(const struct school *school, const struct buf *plan, const struct progress *progress,
                 bool internal, struct buf *out)
{
    char digest[DIGEST_HEX];
    struct buf body = {0};
    struct xml_writer w = {.out = out};
    char quarter[32];
    snprintf(quarter, sizeof quarter, "%d-q%d", progress->quarter.year, progress->quarter.number);
    buf_add(&body, plan->data, plan->len);
    add_progress(&body, progress, internal);
    digest_sha256(buf_text(&body), body.len, digest);
    buf_str(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml_open(&w, "report", (struct place){0});
    xml_attribute_text(&w, "quarter", quarter);
    xml_attribute_str(&w, "school", dated_on(&school->names, progress_day(progress)));
    xml_attribute_str(&w, "symbol", school->symbol);
    xml_attribute_text(&w, "program", "baocao " BAOCAO_VERSION);
    xml_attribute_text(&w, "sha256", digest);
    xml_close_tag(&w);
    buf_add(out, body.data, body.len);
    xml_leave(&w, "report");
    buf_free(&body);
}

void report_data_alone(const struct school *school, const struct plan *plan, const struct progress *progress,
                       bool internal, struct buf *out)
{
    struct buf text = {0};
    report_plan_data(plan, &text);
    report_data(school, &text, progress, internal, out);
    buf_free(&text);
}
