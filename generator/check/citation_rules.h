/* citation_rules.h - what the rules about citations share. */
#ifndef CHECK_CITATION_RULES_H
#define CHECK_CITATION_RULES_H

#include "check/citation.h"
#include "check/rules.h"

/* The citations of one file, sorted so that those of one document stand together (by key), the ones that are
 * told of in a list or in the front matter first, then as they stand in the file. */
struct cited_file {
    const struct source *source;
    struct date date; /* of the document that cites */
    struct citations all;
};

/* Complains about one document under two numbers, two dates or two titles. n log n in the number of
 * citations. */
void check_cited_pairs(struct checking *c, const struct cited_file *file);

/* The line where a citation begins, "37", or "4 (content/2024/plan.md)" when it stands in another file. */
const char *cited_line(struct checking *c, const struct cited_file *file, const struct citation *citation);

/* As citations are compared for the order of struct cited_file. */
int cited_compare(const void *a, const void *b);

#endif
