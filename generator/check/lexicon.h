/* lexicon.h - words by number: equal words, loosely compared, have one number, so that rules compare numbers.
 */
#ifndef CHECK_LEXICON_H
#define CHECK_LEXICON_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

/* A table from strings to numbers from 0, in the order in which they came. */
struct names_seen {
    struct arena *arena;
    struct seen_name *list;
    size_t count;
    uint32_t *slots; /* number + 1, 0: free */
    size_t slot_count;
};

/* The number of the string; a new one is added, with its bytes copied. Constant time. */
uint32_t seen_number(struct names_seen *seen, const char *s, size_t n);
/* The string of a number. */
const char *seen_string(const struct names_seen *seen, uint32_t number);

/* What stands between a word and the one before it in the same text. */
enum word_gap {
    GAP_SPACE, /* nothing but white space */
    GAP_COMMA, /* commas and white space */
    GAP_OTHER, /* any other sign, or the text begins here */
};

struct word {
    uint32_t from, length; /* bytes of the text */
    uint32_t id; /* equal for words that differ by case and place of the tone mark only (text_loose) */
    enum word_gap gap;
};

struct words {
    struct word *list;
    size_t count;
};

/* Words of all texts of a run; zero but for the arena at first. */
struct lexicon {
    struct arena *arena;
    struct names_seen raw, keys;
    uint32_t *key_of; /* by number in raw */
    size_t key_count;
};

/* The words of a text: runs of letters and digits. Memory: the arena's. Linear. */
struct words words_of(struct lexicon *lexicon, const char *text, size_t n);
/* The number of one word. */
uint32_t word_id(struct lexicon *lexicon, const char *word, size_t n);
/* Its folded form. */
const char *word_key(const struct lexicon *lexicon, uint32_t id);

#endif
