/* prose.h - prose as a tree of blocks and spans, the same whether it came from Markdown or XML. */
#ifndef MODEL_PROSE_H
#define MODEL_PROSE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/source.h"

#include <stdbool.h>

enum span_kind {
    SPAN_TEXT,   /* text */
    SPAN_CODE,   /* text */
    SPAN_SOFT,   /* a line end in the source: a space */
    SPAN_BREAK,  /* a hard line break */
    SPAN_EMPH,   /* children */
    SPAN_STRONG, /* children */
    SPAN_LINK,   /* url, children */
    SPAN_IMAGE,  /* url, children = alternative text */
};

struct span {
    enum span_kind kind;
    const char *text; /* NULL unless TEXT or CODE */
    const char *url;  /* NULL unless LINK or IMAGE */
    const char *html; /* IMAGE: how the site shows it, set by site/images.c before pages are made, or NULL */
    struct place at;
    struct span *first, *next; /* children; the next sibling */
};

enum block_kind {
    BLOCK_PARAGRAPH, /* spans */
    BLOCK_HEADING,   /* spans, level 1 to 6 */
    BLOCK_LIST,      /* items; ordered, start */
    BLOCK_ITEM,      /* blocks */
    BLOCK_QUOTE,     /* blocks */
    BLOCK_FENCE,     /* info, text: a fenced block of the report form, never in content prose */
    BLOCK_RULE,      /* a thematic break */
};

struct block {
    enum block_kind kind;
    struct place at;
    struct span *spans;
    struct block *first, *next; /* children; the next sibling */
    int level;                  /* HEADING */
    bool ordered, tight;        /* LIST */
    int start;                  /* LIST: number of the first item */
    const char *info, *text;    /* FENCE */
};

/* What the author noted beside the content, in the order of the file: nothing reads it, `convert` keeps it.
 */
struct comment {
    struct place at;  /* of all of it, marks included */
    const char *text; /* between the marks */
};
struct comments {
    struct comment *items;
    size_t count;
};

/* All text of the spans, line ends as spaces, breaks as "\n". In the arena. */
char *span_text(struct arena *arena, const struct span *span);
/* The text of a block's own spans, or of its first paragraph when it is an item; breaks are spaces too. */
char *block_text(struct arena *arena, const struct block *block);

/* Writes blocks (the chain that starts at block) as Markdown that reads back as the same tree. Text is
 * escaped. */
void prose_markdown(struct buf *out, const struct block *block);
void prose_markdown_spans(struct buf *out, const struct span *span);
/* Escapes text so that Markdown reads it as plain text anywhere (also inside a table cell of the form). */
void prose_markdown_escape(struct buf *out, const char *text);

#endif
