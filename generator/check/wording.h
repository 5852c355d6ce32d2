/* wording.h - what the rules of wording share: the passages of one file with their words, and findings told
 * once a kind. */
#ifndef CHECK_WORDING_H
#define CHECK_WORDING_H

#include "check/lexicon.h"
#include "check/passage.h"
#include "check/rules.h"

/* One thing wrong, maybe in many places of the file. */
struct finding;

struct wording {
    struct checking *c;
    struct lexicon lexicon;
    struct passages passages;
    const char *plan; /* number of the issued plan that is looked at, or NULL; {c} where a rule gives none */
    const struct words *words; /* by passage */
    struct names_seen seen;    /* kinds of findings */
    struct finding *findings;
    size_t finding_count;
};

/* Something was found at a stretch of a passage. a, b, c: texts of the complaint ({d} is the list of further
 * lines). Of all with the same code and texts one complaint is made, at the first. */
void wording_found(struct wording *w, enum diag_code code, const struct passage *passage, size_t from,
                   size_t length, const char *a, const char *b, const char *c);

/* The letter's case; CASE_NONE for what is no Latin letter. */
enum letter_case { CASE_NONE, CASE_LOWER, CASE_UPPER };
enum letter_case letter_case(uint32_t cp);
/* The code point that begins at, or that ends before, an offset of the passage; 0 at its ends. */
uint32_t char_at(const struct passage *passage, size_t at);
uint32_t char_before(const struct passage *passage, size_t at);
/* A copy of a stretch of the passage. */
char *stretch(const struct wording *w, const struct passage *passage, size_t from, size_t length);
/* Is it that word, to the letter? */
bool word_is(const struct passage *passage, const struct word *word, const char *text);

/* Rules over the whole file, check_wording_*.c */
void wording_signs(struct wording *w);   /* spaces, commas, quotes */
void wording_letters(struct wording *w); /* look-alikes, numerals, the place of tone marks */

#endif
