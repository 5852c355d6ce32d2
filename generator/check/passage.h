/* passage.h - all prose of a file as plain passages whose every byte is known in the source: what the rules
 * about language walk over. */
#ifndef CHECK_PASSAGE_H
#define CHECK_PASSAGE_H

#include "model/model.h"

enum passage_kind {
    PASSAGE_VALUE,  /* a value of the front matter */
    PASSAGE_PERSON, /* the name of a person */
    PASSAGE_OFFICE, /* chức vụ: what stands above a signature */
    PASSAGE_LEAD, /* a paragraph before the first part of the plan: căn cứ and the sentence behind them */
    PASSAGE_HEADING, /* the title of a part or section of the plan */
    PASSAGE_PROSE,   /* a paragraph or an item */
    PASSAGE_FIELD,   /* the value of "Khóa: giá trị" */
};

/* The text from that byte on, up to the next piece, stands at `at`: byte for byte when exact, else somewhere
 * in it. */
struct piece {
    size_t from;
    struct place at;
    bool exact;
};

/* One paragraph, title or value: its words without marks of Markdown, line ends as spaces, hard breaks as
 * "\n". */
struct passage {
    enum passage_kind kind;
    const char *text;
    size_t length;
    const struct piece *pieces;
    size_t piece_count;
};

/* In the order of the file, but values of the front matter in that of the model. */
struct passages {
    struct passage *list;
    size_t count;
};

/* Everything that the secretary worded in the file. A quarter's headings, which repeat the plan's words, are
 * left out. Memory: the arena's. Linear. */
struct passages passages_of_plan(struct arena *arena, const struct plan *plan);
struct passages passages_of_progress(struct arena *arena, const struct progress *progress);
struct passages passages_of_school(struct arena *arena, const struct school *school);
struct passages passages_of_papi(struct arena *arena, const struct papi *papi);

/* Where a stretch of the passage stands in the source; the nearest that is known when it does not stand there
 * to the letter. */
struct place passage_place(const struct passage *passage, size_t from, size_t length);

#endif
