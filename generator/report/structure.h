/* structure.h - what a page's marks are part of: the tree that screen readers and converters follow
 * (PDF/UA-1, ISO 14289-1). */
#ifndef REPORT_STRUCTURE_H
#define REPORT_STRUCTURE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Standard structure types (ISO 32000-1, 14.8.4). */
enum structure_role {
    ROLE_DOCUMENT,
    ROLE_H1,
    ROLE_H2,
    ROLE_H3,
    ROLE_H4,
    ROLE_P,
    ROLE_L,
    ROLE_LI,
    ROLE_LBL,
    ROLE_LBODY,
    ROLE_TABLE,
    ROLE_THEAD,
    ROLE_TBODY,
    ROLE_TR,
    ROLE_TH,
    ROLE_TD,
    ROLE_FIGURE,
    ROLE_LINK,
    ROLE_FORM,
};

/* A child element, or a piece of a page's content. */
struct kid {
    struct element *element; /* NULL: content */
    uint32_t page;           /* 0-based */
    uint32_t mcid;           /* marked-content number on that page */
    const unsigned *object;  /* an annotation of that page by its object's number; NULL: marked content */
};

/* What a FIGURE shows, in words, and where: left, bottom, right, top on its page, points from the lower left
 * corner. */
struct shown {
    const char *alt;
    double box[4];
};

/* Small, for a report has one for each cell of its tables. */
struct element {
    struct element *parent; /* NULL for the document */
    struct kid one;         /* most have one kid */
    struct kid *kids;       /* in reading order, which is the order of drawing */
    struct shown *shown;    /* FIGURE */
    uint32_t kid_count;
    unsigned number;  /* of its object, set when it is written */
    uint16_t columns; /* TH, TD: how many it spans, when more than one */
    uint8_t role;     /* enum structure_role */
    bool ordered : 1; /* L */
    bool of_row : 1;  /* TH: of the row, else of the column */
    bool placed : 1;  /* among the kids of its parent */
};

/* A new element below a parent. It takes its place among the parent's kids when its first content is drawn;
 * one without content never does. */
struct element *element_new(struct arena *arena, struct element *parent, enum structure_role role);

/* Notes a piece of content, and places the element and those above it. */
void element_add_content(struct arena *arena, struct element *element, size_t page, size_t mcid);

/* Notes an annotation; its number may be set later. */
void element_add_object(struct arena *arena, struct element *element, size_t page, const unsigned *number);

/* "H1", "P" … */
const char *role_name(enum structure_role role);

#endif
