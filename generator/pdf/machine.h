/* machine.h - the machine that runs a content stream: its state, and what operators do to it. Seen by the
 * files that read content only. */
#ifndef PDF_MACHINE_H
#define PDF_MACHINE_H

#include "pdf/content.h"
#include "pdf/font.h"
#include "pdf/lexer.h"

enum { OPERANDS = 32, STATES = 32, FONTS = 64 };

/* [a b c d e f]: x' = ax + cy + e, y' = bx + dy + f. */
struct matrix {
    double a, b, c, d, e, f;
};

extern const struct matrix matrix_identity;
/* First m, then n. */
struct matrix matrix_times(struct matrix m, struct matrix n);

struct state {
    struct matrix ctm;
    const struct pdf_font *font;
    double size, char_space, word_space, scale, leading, rise, line_width;
    bool hidden; /* the invisible text of a scan */
    double gray, stroke_gray;
    bool coloured;
};

struct point {
    double x, y;
};

/* A font by the number of its object, or where it has none by the name in the resources. */
struct known_font {
    unsigned number;
    pdf_value resources;
    const char *name;
    const struct pdf_font *font;
};

struct machine {
    struct arena *arena;
    struct pdf_file *file;
    struct pdf_content *out;
    pdf_value resources;
    struct state now, saved[STATES];
    size_t depth;
    struct matrix text, line;
    struct pdf_token operands[OPERANDS];
    size_t count;
    struct point start, last; /* of the path */
    struct pdf_rule *path;    /* lines of the path that wait for being stroked or filled, in user space */
    size_t path_count;
    double boxes[4 * 64]; /* rectangles of the path: x, y, width, height */
    size_t box_count;
    int marked, artifact, figure; /* depth of marked content, and where an artifact or a figure began */
    struct matrix ink;            /* where the last letter of a run ended */
    int forms;
    long operators;
    int drawn;       /* forms, in all: eight within each other may be without end */
    size_t unpacked; /* bytes of streams, in all */
    struct known_font fonts[FONTS];
    size_t font_count;
};

/* The operands from 0; 0, "" or the matrix of six numbers. */
double machine_operand(const struct machine *m, size_t i);
const char *machine_name(const struct machine *m, size_t i);
struct matrix machine_matrix(const struct machine *m);
/* A resource by its category ("/Font") and the name among the operands. */
pdf_value machine_resource(struct machine *m, const char *category, size_t i);

/* Text: the font and size of the operands, a line further, strings and gaps shown. */
void machine_set_font(struct machine *m);
void machine_next_line(struct machine *m, double x, double y);
void machine_show(struct machine *m, const struct pdf_token *tokens, size_t count);

/* Paths, of which only level and upright lines are kept. */
void machine_line_to(struct machine *m, double x, double y);
void machine_add_box(struct machine *m);
void machine_paint(struct machine *m, bool stroke, bool fill);

#endif
