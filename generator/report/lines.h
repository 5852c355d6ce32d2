/* lines.h - words into lines: measuring, breaking, and drawing a line. */
#ifndef REPORT_LINES_H
#define REPORT_LINES_H

#include "model/prose.h"
#include "report/font.h"
#include "report/page.h"

#include <stdbool.h>
#include <stddef.h>

enum align { ALIGN_JUSTIFY, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

/* An address that a stretch of text opens. */
struct link {
    const char *url;
    struct element *element; /* made when it is drawn for the first time */
};

/* A piece of a word in one face. Pieces without a space before them hang together. */
struct piece {
    const char *text;
    size_t length;
    enum font_face face;
    double width;      /* points, without the space before it */
    bool space_before; /* a space the line may stretch or break at */
    bool no_break;     /* … stretch only: "Quý II", "số 32/KH-HB" */
    bool forced;       /* a new line begins here */
    struct link *link; /* NULL: none */
    bool soft;         /* no space before it, but a line may break here: a part of a word that was cut */
};

/* A text as pieces, all of one size. */
struct words {
    struct arena *arena;
    const struct font *const *fonts; /* by face */
    double size;                     /* points */
    struct piece *pieces;
    size_t count;
};

struct line {
    size_t first, end; /* pieces */
    double width;      /* natural, points */
    size_t spaces;
    double extra; /* added to each of them when the line is justified; below 0 when it is a little tight */
};

struct lines {
    struct line *items;
    size_t count;
};

/* Appends plain text, or spans (emphasis changes the face; a link's address follows it in brackets). */
void words_add(struct words *words, enum font_face face, const char *text);
void words_add_spans(struct words *words, enum font_face face, const struct span *span);

/* The words as one string, in the arena. */
char *words_text(const struct words *words);

/* Breaks the words into lines of at most width points, the first one shorter by indent, so that the paragraph
 * as a whole looks best (break.c): justified lines evenly spaced, centred ones of about one length. Breaks at
 * spaces only; a word wider than a line is cut, behind "/", "-", "." where it can be. */
struct lines lines_break(struct words *words, double width, double indent, enum align align);

/* The width of the space before a piece. */
double space_width(const struct words *words, const struct piece *piece);

/* Draws a line with its baseline at y, from x, in width points. */
void line_draw(struct page *page, const struct words *words, const struct line *line, double x, double y,
               double width, enum align align);

#endif
