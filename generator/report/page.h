/* page.h - pages: what stands where, in points from the top left corner. Layout fills one after the other; a
 * finished one is painted at once, so that only its operators are kept,
 * compressed, and pdf.c writes them. */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include "base/arena.h"
#include "base/buf.h"
#include "report/codes.h"
#include "report/data.h"
#include "report/font.h"
#include "report/structure.h"

#include <stdbool.h>
#include <stddef.h>

enum mark_kind {
    MARK_TEXT,    /* a run of one face, its baseline at y */
    MARK_RULE,    /* a line from x, y to x2, y2 */
    MARK_LINE,    /* a line in any direction from x, y to x2, y2, its ends flat */
    MARK_PICTURE, /* a picture from x, y (top) to x2, y2 (bottom) */
    MARK_FILL,    /* a filled rectangle from x, y (top) to x2, y2 (bottom) */
};

struct mark {
    enum mark_kind kind;
    double x, y, x2, y2;
    double gray; /* 0 black to 1 white */
    double size; /* TEXT: points; RULE, LINE: thickness */
    enum font_face face;
    const char *text; /* TEXT: UTF-8, length bytes */
    size_t length;
    double space;            /* TEXT: added to each space, points */
    double rotation;         /* TEXT: degrees, anticlockwise about x, y */
    struct picture *picture; /* PICTURE */
    struct element *element; /* that it is part of; NULL: an artifact (page numbers, rules, shades) */
};

/* A stretch of a page that opens an address, or that a signature will stand in. */
struct page_link {
    double x, y, x2, y2;     /* from the top left corner */
    const char *url;         /* NULL: a field for a signature */
    const char *field, *tip; /* its name (ASCII), and what is read aloud */
    struct element *element; /* LINK, FORM */
    unsigned number;         /* of its object, set when it is written */
};

struct page {
    struct arena *arena;  /* of the document */
    struct arena scratch; /* marks and their texts, until the page is painted */
    double width, height;
    struct mark *marks;
    size_t count;
    struct mark *grid; /* rules of tables: painted last */
    size_t grid_count;
    struct element *element; /* what is drawn from now on is part of; NULL: nothing */
    bool painted;
    struct buf content;      /* operators, compressed, once painted */
    struct element **tagged; /* by marked-content number, set when the page is painted */
    size_t tagged_count;
    struct page_link *links;
    size_t link_count;
    struct page *next;
};

struct outline {
    const char *title;
    int level; /* 1, 2 */
    size_t page;
    double y;
};

struct document {
    struct arena *arena;
    struct codes codes[FACE_COUNT]; /* of the characters shown so far */
    const char *title, *author;
    struct element *structure; /* the document as a whole */
    struct report_load load;   /* to be carried inside */
    struct picture **pictures; /* all that are shown; the n-th is the resource "Im" and n */
    size_t picture_count;
    struct page *first, *last;
    size_t page_count;
    struct outline *outlines;
    size_t outline_count;
};

/* A new last page. */
struct page *page_add(struct document *document, double width, double height);

/* Has the glyphs of a text (UTF-8) embedded though no page shows them yet. */
void document_keep(struct document *document, enum font_face face, const char *text);

/* Paints the last page; nothing may be drawn on it afterwards. */
void page_finish(struct document *document);

/* Frees what is not the arena's. */
void document_free(struct document *document);

/* Drawing; text (length bytes) must stay until the page is painted, as what is in page->scratch does. */
void page_text(struct page *page, double x, double y, enum font_face face, double size, const char *text,
               size_t length, double space);
void page_rule(struct page *page, double x, double y, double x2, double y2, double thickness);
void page_line(struct page *page, double x, double y, double x2, double y2, double thickness);

/* A rule of a table: an artifact, over all that the page shows. One down that goes on where another ended
 * (the same x, its y just the other's y2) makes that one longer: a column's side is one rule, not one a row.
 */
void page_grid(struct page *page, double x, double y, double x2, double y2, double thickness);
void page_picture(struct page *page, double x, double y, double width, double height,
                  struct picture *picture);
void page_fill(struct page *page, double x, double y, double x2, double y2, double gray);

#endif
