/* diag_list.h - the complaints of a run as a sorted list, for those who print them. */
#ifndef BASE_DIAG_LIST_H
#define BASE_DIAG_LIST_H

#include "base/buf.h"
#include "base/diag.h"

#include <stdint.h>

struct diag {
    enum diag_code code;
    struct place at;
    const char *args[4]; /* {a} {b} {c} {d}; NULL where not given */
    size_t order;        /* as added, to keep the sort stable */
};

enum { DIAG_HINTS_MAX = 8 };

/* All complaints sorted by file and place, each once. In the diags' arena. */
struct diag *diag_sorted(struct diags *diags, size_t *count);

/* How many of each level, those that were dropped included. */
void diag_counts(const struct diags *diags, const struct diag *sorted, size_t count,
                 size_t by_level[LEVEL_MACHINE + 1]);

/* Adds one code point as it may safely be shown: tabs as a space; what would reorder or hide text, or speak
 * to the terminal (a broken UTF-16 file and "&#x1b;" in a page may hold it), as U+FFFD. Returns its width in
 * columns. */
size_t diag_show_char(struct buf *out, uint32_t cp);

/* A text so shown, in the arena. What is not UTF-8 becomes U+FFFD a byte. */
char *diag_shown(struct arena *arena, const char *text);

/* The file's path, "" when there is none. */
const char *diag_path(const struct diag *d);

/* Its sentence, and its hints (at most DIAG_HINTS_MAX; returns their number), in the language of the run, in
 * the arena. */
char *diag_sentence(struct arena *arena, const struct diags *diags, const struct diag *d);
size_t diag_hints(struct arena *arena, const struct diags *diags, const struct diag *d, const char **out);

/* The first n bytes of a sentence with its texts put in; false when it names a text that was not given. */
bool diag_fill_part(struct buf *out, const char *sentence, size_t n, const char *const args[4]);

#endif
