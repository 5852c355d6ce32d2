/* layout.h - blocks of the form become pages, after Nghị định 30/2020, Phụ lục I. Lengths in points from the
 * top left corner. */
#ifndef REPORT_LAYOUT_H
#define REPORT_LAYOUT_H

#include "base/diag.h"
#include "model/prose.h"
#include "report/fence.h"
#include "report/lines.h"
#include "report/page.h"

#include <stdbool.h>

#define MM(mm) ((mm)*72.0 / 25.4)

/* Sizes and distances of the decree (PL I, I and II). */
struct geometry {
    double width, height;            /* of the page */
    double top, bottom, left, right; /* margins: 20 to 25, 20 to 25, 30 to 35, 15 to 20 mm (PL I, I.3) */
};

/* One document being laid out. */
struct layout {
    struct arena *arena;
    struct diags *diags;
    const struct font *const *fonts;
    struct document *document;
    struct geometry geometry;
    struct page *page;
    double y;                       /* where the next thing goes */
    int number;                     /* of the page within its part: 1 has no number printed */
    struct fence header;            /* the block "the-thuc" */
    const char *watermark, *footer; /* NULL: none */
    const char *pictures;           /* folder that pictures are named from; NULL: none are shown */
};

/* How a paragraph is set. */
struct style {
    enum font_face face;
    double size, leading, before; /* points; before: gap above, not at the top of a page */
    double indent;                /* of the first line */
    enum align align;
    bool keep_next;
    int outline; /* level in the outline, 0: none */
    double left; /* of all lines, as in a list */
};

enum unit_kind { UNIT_TEXT, UNIT_TABLE, UNIT_CHART, UNIT_PICTURE, UNIT_APPENDIX, UNIT_SIGNATURE };

/* A thing of the flow: a paragraph, a table, the start of an appendix, the signature block. */
struct unit {
    enum unit_kind kind;
    struct style style;
    const struct span *spans;
    struct arena own; /* words and lines, from when they are first asked for until they are drawn */
    struct words words;
    const char *marker; /* of an item, to the left of its first line; NULL: none */
    double marker_x;    /* from the left margin */
    struct lines lines; /* broken for the width in force when it is placed */
    bool broken;
    struct element *element, *label; /* what the text and the marker are */
    struct table *table;
    struct figure *figure;
    struct picture *picture;
    struct fence fence; /* APPENDIX */
    struct unit *next;
};

/* Lays out all blocks. False after a complaint about the form. */
bool layout_blocks(struct layout *layout, const struct block *blocks);

/* ---- seen by the files of layout only ---- */

/* The blocks as a chain of units, with their elements below the document's. False after a complaint. */
bool units_read(struct layout *layout, const struct block *blocks, struct unit **first);

/* Draws text as an element of its own below the document. */
double layout_draw_element(struct layout *layout, enum structure_role role, const struct style *style,
                           const char *text, double x, double y, double width, double *natural);
double layout_text_width(const struct layout *layout);
double layout_bottom(const struct layout *layout);
bool layout_at_top(const struct layout *layout);
void layout_new_page(struct layout *layout);
/* Draws one paragraph at once, without breaking it over pages; returns its height. x and width: the column.
 */
double layout_draw_text(struct layout *layout, const struct style *style, const char *text, double x,
                        double y, double width, double *natural);
/* Its height, without drawing it. */
double layout_text_height(const struct layout *layout, const struct style *style, const char *text,
                          double width);

/* The letterhead and what stands above the text (ô 1 to 5a, 9a), at the top of page 1. */
void letterhead_draw(struct layout *layout);
/* Recipients left, signer right (ô 9b, 7a, 7c, 7b). */
double signature_height(struct layout *layout);
void signature_draw(struct layout *layout);

/* Tables: read from a fence "bang" (NULL after a complaint), broken over pages by rows. */
struct table *table_read(struct layout *layout, const struct fence *fence);
double table_least_height(struct layout *layout, struct table *table);
void table_draw(struct layout *layout, struct table *table);

#endif
