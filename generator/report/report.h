/* report.h - a quarter's report as PDF bytes: form filled, laid out by NĐ 30/2020, written by libharu. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "base/buf.h"
#include "base/diag.h"
#include "model/model.h"
#include "view/value.h"

#include <stdbool.h>

/* Where the fonts are; files of the four faces of one family. */
struct report_fonts {
    const char *regular, *bold, *italic, *bold_italic; /* paths of TrueType files */
};

/* Everything reports share in a run: fonts, the parsed form. */
struct report_writer;

/* Returns NULL after a complaint (missing font, form that does not parse). */
struct report_writer *report_open(struct arena *arena, struct diags *diags, const struct report_fonts *fonts,
                                  const char *templates_folder, const char *templates_shown,
                                  const char *content_folder);

/* Writes one quarter's report into out. view is view_quarter's value; internal: whether that and the
 * data inside the file hold what is not for the public. Complains about glyphs that the fonts
 * lack, with the place in the content. False after a complaint. */
bool report_write(struct report_writer *writer, const struct model *model, const struct year *year,
                  const struct progress *progress, const struct value *view, bool internal, struct buf *out);

/* Writes a year's plan, typeset anew from its words, by the form ke-hoach.md. view: view_year's value. False
 * after a complaint. */
bool report_write_plan(struct report_writer *writer, const struct model *model, const struct year *year,
                       const struct value *view, struct buf *out);

void report_close(struct report_writer *writer);

/* "bao-cao-quy-2-2024.pdf" */
char *report_file_name(struct arena *arena, struct quarter quarter);

/* "ke-hoach-2024.pdf" */
char *report_plan_name(struct arena *arena, int year);

#endif
