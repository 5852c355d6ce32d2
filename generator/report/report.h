/* report.h - a quarter's report as PDF bytes: form filled, laid out by NĐ 30/2020, written by libharu. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/buf.h"
#include "base/diag.h"
#include "model/model.h"
#include "report/data.h"
#include "view/value.h"

#include <stdbool.h>

/* Where the fonts are; files of the four faces of one family. */
struct report_fonts {
    const char *regular, *bold, *italic, *bold_italic; /* paths of TrueType files */
};

/* The faces, read: for any number of writers, and for processes that are forked later. */
struct report_faces;

/* Returns NULL after a complaint (missing or damaged font). */
struct report_faces *report_faces_read(struct arena *arena, struct diags *diags,
                                       const struct report_fonts *fonts);

/* Complains of every character of the content that the faces lack, where a report is to be made of it: what
 * report_write would complain of. */
void report_check(struct arena *arena, struct diags *diags, const struct report_faces *faces,
                  const struct model *model);

/* Everything the reports of a school share in a run: faces, the parsed form. */
struct report_writer;

struct report_writer *report_open(struct arena *arena, struct diags *diags, const struct report_faces *faces,
                                  const char *templates_folder, const char *templates_shown,
                                  const char *content_folder);

/* Fills the form of a quarter's report (view: view_quarter's value) or of a year's plan (view: view_year's)
 * into text, of which the caller disposes. The view is not needed after that. False after a complaint. */
bool report_fill(struct report_writer *writer, const struct value *view, struct buf *text);
bool report_fill_plan(struct report_writer *writer, const struct value *view, struct buf *text);

/* Lays out a quarter's report and writes it into out. text: filled by report_fill, freed here. Complains
 * about glyphs that the fonts lack, with the place in the content. *pages (may be NULL) gets their number.
 * False after a complaint. */
bool report_write(struct report_writer *writer, const struct model *model, const struct year *year,
                  const struct progress *progress, struct buf *text, const struct report_load *load,
                  struct buf *out, size_t *pages);

/* The same for a year's plan, typeset anew from its words. text: filled by report_fill_plan, freed here. */
bool report_write_plan(struct report_writer *writer, const struct model *model, const struct year *year,
                       struct buf *text, struct buf *out);

void report_close(struct report_writer *writer);

/* "ke-hoach-2024.pdf" */
char *report_plan_name(struct arena *arena, int year);

#endif
