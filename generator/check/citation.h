/* citation.h - citations of documents in prose: kind, number, symbol, date, issuer, subject, and where each
 * stands. */
#ifndef CHECK_CITATION_H
#define CHECK_CITATION_H

#include "base/date.h"
#include "base/source.h"
#include "model/prose.h"

#include <stdbool.h>
#include <stddef.h>

/* A kind of document (citation.def). */
struct cited_type {
    const char *name; /* "Quyết định" */
    const char *key;  /* "quyet dinh": text_key of the name */
    const char
        *letters; /* what its symbol may begin with, separated by spaces: "NQ QH"; "" when it has none */
    bool sure;    /* only this kind has these letters */
};

/* A body that issues documents (citation.def). */
struct cited_issuer {
    const char *letters;    /* "UBND" */
    const char *name;       /* "Ủy ban nhân dân" */
    const char *beginnings; /* folded, separated by "|" */
};

/* One citation: "Quyết định số 2844/QĐ-UBND ngày 14 tháng 8 năm 2021 của Ủy ban nhân dân Thành phố về việc
 * …". Texts are in the arena, written on one line. A place is the exact stretch in the source, which may run
 * over line ends and marks; where prose cannot be found in the source to the letter (an entity) it is that of
 * the text. */
struct citation {
    const struct cited_type *type; /* NULL when no kind stands right before the number */
    const char *words;             /* kind and number as typed: "Quyết định số 2844/QĐ-UBND" */
    const char *number;            /* kind and number apart, without spaces: "2844/QĐ-UBND" */
    const char *key;               /* number for comparison, folded, without leading zeros: "2844/qd-ubnd" */
    const char *symbol;            /* "QĐ-UBND", "QH15", "CTr/QU"; "" when only a number stands there */
    const char *symbol_key;        /* the symbol folded, with the year before it: "2020/nd-cp" */
    int year;                      /* of 30/2020/NĐ-CP, else 0 */
    bool dated;                    /* something meant as a date stands behind the number */
    struct date date;              /* when it is a date of the calendar, with its year */
    bool date_wrong;               /* there is no such day */
    const char *date_words;        /* "31/02/2021", as typed; NULL unless dated */
    struct str issuer;             /* "Ủy ban nhân dân Thành phố", or absent */
    struct str subject;            /* "về việc ban hành …", cut after about 600 bytes, or absent */
    struct place at;               /* from the kind (or number) to the date */
    struct place number_at;        /* "2844/QĐ-UBND" */
    struct place date_at;
    bool replaced; /* the words around it say that it was replaced or repealed */
    bool listed;   /* of the list of issued documents, set by the caller */
};

struct citations {
    struct citation *list; /* in the order of the text */
    size_t count;
};

/* Appends the citations in a chain of blocks, their children included. Linear in the length of the text. */
void citations_in(struct arena *arena, const struct block *blocks, struct citations *out);

/* The same for a text of the model, such as a field's value; an absent text has none. */
void citations_in_str(struct arena *arena, struct str text, struct citations *out);

/* The kind that a text begins with ("Thông báo phân công …"), or NULL. *rest: what follows it. */
const struct cited_type *cited_type_of(struct arena *arena, const char *text, const char **rest);

/* May the symbol stand on a document of that kind? True for kinds and symbols that say nothing. */
bool cited_type_fits(const struct citation *citation);

/* A kind that alone has the letters of the symbol, or NULL. */
const struct cited_type *cited_type_by_symbol(const struct citation *citation);

/* Are two numbers the same but for case, Đ as D and leading zeros? */
bool cited_same_number(const char *a, const char *b);

/* The body that the letters of the symbol stand for, or NULL. */
const struct cited_issuer *cited_issuer_by_symbol(const struct citation *citation);
/* The body that is named as the issuer, or NULL. */
const struct cited_issuer *cited_issuer_by_name(struct arena *arena, const struct citation *citation);

#endif
