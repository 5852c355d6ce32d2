/* citation_text.h - prose laid out as one line of text, each byte knowing where in the source it stands. */
#ifndef CHECK_CITATION_TEXT_H
#define CHECK_CITATION_TEXT_H

#include "model/prose.h"

#include <stddef.h>
#include <stdint.h>

struct cited_text {
    const char *s; /* NUL-terminated, line ends as spaces */
    size_t n;
    uint32_t *offsets; /* of each byte in the source, and one more; NULL when that is not known */
    struct place whole;
};

/* The text of a block's own spans. */
struct cited_text cited_text_spans(struct arena *arena, const struct block *block);
/* The text of a value of the model. */
struct cited_text cited_text_str(struct arena *arena, struct str text);

/* The place of the bytes from, …, to - 1; the whole text where that is not known. */
struct place cited_place(const struct cited_text *text, size_t from, size_t to);

#endif
