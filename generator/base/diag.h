/* diag.h - complaints: one list (diag.def), gathered in a run, printed sorted by place. */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum diag_level {
    LEVEL_NOTE,
    LEVEL_WARNING,
    LEVEL_ERROR,   /* the content is wrong: exit 1 */
    LEVEL_USAGE,   /* the command line is wrong: exit 2 */
    LEVEL_SIGNING, /* a signature or a finished file is refused: exit 4 */
    LEVEL_MACHINE, /* disk, memory, fonts, library: exit 3 */
};

enum diag_lang { LANG_VI, LANG_EN };

enum diag_code {
#define DIAG(name, code, level, vi, en, hint_vi, hint_en) DIAG_##name,
#include "base/diag.def"
#undef DIAG
    DIAG_COUNT
};

/* What a complaint is about: its place (may be zero) and up to four texts for {a} … {d} of the sentence. */
struct diag_about {
    struct place at;
    const char *a, *b, *c, *d;
};

/* More than DIAG_KEPT_MAX complaints are counted only, more than DIAG_PRINTED_MAX are summed up in a line:
 * nobody reads on, and a hostile file could ask for millions. */
enum { DIAG_KEPT_MAX = 20000, DIAG_PRINTED_MAX = 500 };

struct diags {
    struct arena *arena; /* keeps the texts */
    struct diag *list;
    size_t count;                      /* of those kept */
    size_t dropped[LEVEL_MACHINE + 1]; /* beyond DIAG_KEPT_MAX, by level */
    size_t by_level[LEVEL_MACHINE + 1];
    enum diag_lang lang;
    /* Says a hint in the words of the source's format; NULL: as it is. Set by whoever knows formats. */
    const char *(*reword)(struct arena *arena, const struct source *source, const char *hint);
    bool color;            /* ANSI colours when printing */
    bool only_count_notes; /* printed as text, notes are a number in the last line */
};

/* Adds one complaint; texts are copied. diag(diags, FILE_MISSING, place, "q2.md") */
#define diag(diags, name, ...) diag_add((diags), DIAG_##name, &(const struct diag_about){__VA_ARGS__})
void diag_add(struct diags *diags, enum diag_code code, const struct diag_about *about);

/* The author of a file says why a complaint does not apply to it: code, words that the complaint must hold
 * (NULL: any), reason. */
struct excuse {
    struct str code, about, reason;
};
struct excuses {
    struct excuse *items;
    size_t count;
};

/* Takes out the complaints that the excuses of a file are about. Warnings and notes may be excused, of errors
 * only those of privacy (Q…): for all others, for an unknown code, a missing reason, and an excuse that
 * nothing answers to, there are complaints. */
void diag_settle(struct diags *diags, const struct source *source, const struct excuses *excuses);

/* Keeps the complaints about a file or what lies below a folder, and those without a file. */
void diag_keep(struct diags *diags, const char *const *paths, size_t count);

/* Is there a complaint about that file? */
bool diag_about_file(const struct diags *diags, const char *path);

/* How many complaints of level ERROR or worse there are, among counts by level. */
size_t diag_errors(const size_t by_level[LEVEL_MACHINE + 1]);

/* Forgets all complaints: they were made upon a view of things that turned out to be wrong. */
void diag_forget(struct diags *diags);

/* True while no complaint of level ERROR or worse was added. */
bool diag_ok(const struct diags *diags);

/* Exit status by the worst complaint: 0 to 4 (product.md); with strict, warnings count as errors. */
int diag_exit_status(const struct diags *diags, bool strict);

/* The one of two exit statuses that weighs more: 3 (machine), 4 (signing), 2 (usage), 1 (content), 0. */
int diag_worse_exit(int a, int b);

/* Prints all complaints, sorted by file and place, each with its source line, a caret under the display
 * column and the hint; then one line that counts them. Prints nothing when there are none. The same complaint
 * at the same place is printed once. */
void diag_print(struct diags *diags, FILE *stream);

/* Appends a sentence with {a} … {d} replaced by args[0] … args[3]; false when it names one that is NULL. */
bool diag_fill(struct buf *out, const char *sentence, const char *const args[4]);

/* The code ("T012"), level and sentences of a diagnostic, for tests and `explain`. */
struct diag_entry {
    const char *name, *code;
    enum diag_level level;
    const char *text[2], *hint[2]; /* by enum diag_lang */
};
const struct diag_entry *diag_entry(enum diag_code code);

/* "cảnh báo", "warning" … */
const char *diag_level_word(enum diag_level level, enum diag_lang lang);

#endif
