/* content.h - what stands on a finished page: runs of text and straight lines, whoever made the PDF. */
#ifndef PDF_CONTENT_H
#define PDF_CONTENT_H

#include "pdf/file.h"

/* Text that was shown at once, on one baseline. Lengths in points from the page's top left corner. */
struct pdf_run {
    double x, y, width, size; /* y: of the baseline; width: without spaces at the end */
    const char *font;         /* "TimesNewRomanPS-BoldMT" */
    bool bold, italic;
    bool turned;   /* not level */
    bool figure;   /* inside a picture or chart, where the PDF is tagged */
    bool artifact; /* no part of the text (page numbers, watermarks), where the PDF is tagged */
    double gray;   /* how light its colour is: 0 black, 1 white */
    bool coloured;
    const char *text; /* UTF-8 */
};

/* A level or upright line, drawn as such or as a thin box. */
struct pdf_rule {
    double x, y, x2, y2, thickness;
};

struct pdf_content {
    double width, height; /* points, as seen (Rotate is done) */
    struct pdf_run *runs;
    struct pdf_rule *rules;
    size_t run_count, rule_count, image_count;
};

/* Reads a page's content. Faulty operators are passed over, endless ones end after some millions. */
struct pdf_content *pdf_content_read(struct arena *arena, struct pdf_file *file, pdf_value page);

#endif
