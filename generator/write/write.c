/* write.c - which form a file is written in. */
#include "write/write.h"

#include "write/markdown_write.h"
#include "write/xml_write.h"

void write_school(struct buf *out, enum write_form form, const struct school *school)
{
    (form == WRITE_XML ? xml_write_school : markdown_write_school)(out, school);
}

void write_papi(struct buf *out, enum write_form form, const struct papi *papi)
{
    (form == WRITE_XML ? xml_write_papi : markdown_write_papi)(out, papi);
}

void write_scores(struct buf *out, enum write_form form, const struct scores *scores)
{
    (form == WRITE_XML ? xml_write_scores : markdown_write_scores)(out, scores);
}

void write_plan(struct buf *out, enum write_form form, const struct plan *plan)
{
    (form == WRITE_XML ? xml_write_plan : markdown_write_plan)(out, plan);
}

void write_progress(struct buf *out, enum write_form form, const struct progress *progress)
{
    (form == WRITE_XML ? xml_write_progress : markdown_write_progress)(out, progress);
}
