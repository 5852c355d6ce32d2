/* published.h - one piece of published text as one line, its words, and where each stretch of it stands. */
#ifndef CHECK_PUBLISHED_H
#define CHECK_PUBLISHED_H

#include "base/buf.h"
#include "model/prose.h"

#include <stdbool.h>
#include <stddef.h>

/* A run of letters and digits. */
struct word {
    size_t from, to;   /* in the text */
    bool capital;      /* begins with a capital letter */
    bool all_capitals; /* at least two letters, and none of them small */
    bool digits;       /* digits only */
    bool told;         /* for the rules: complained about already */
};

/* A stretch of the text that stands in one piece in a source. */
struct stretch {
    size_t from, length;
    struct place at;
};

/* A passage is filled, looked at, and emptied for the next: its memory is its own, freed by published_free.
 */
struct published {
    struct buf text;  /* line ends are spaces, hard breaks "\n" */
    struct buf lower; /* the same in small letters, byte for byte */
    struct stretch *stretches;
    size_t stretch_count, stretch_room;
    struct word *words;
    size_t word_count, word_room;
};

void published_empty(struct published *p);
void published_add_text(struct published *p, const char *text, struct place at);
/* All text of the spans, children included; addresses of links are left out. */
void published_add_spans(struct published *p, const struct span *span);
/* Finds the words. To be called once all is added. */
void published_parse(struct published *p);
void published_free(struct published *p);

/* Where bytes from … to of the text stand: exactly, where the source has them to the letter. */
struct place published_place(const struct published *p, size_t from, size_t to);
/* Those bytes, in the arena. */
char *published_cut(struct arena *arena, const struct published *p, size_t from, size_t to);

/* Is word i there, and is it that word (in small letters)? */
bool published_is(const struct published *p, size_t i, const char *lower);
/* Is word i there, and one of those (in small letters)? */
bool published_in(const struct published *p, size_t i, const char *const *list, size_t count);
/* Do words i and i + 1 stand side by side, with nothing but white space between them? */
bool published_touch(const struct published *p, size_t i);

#endif
