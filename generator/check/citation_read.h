/* citation_read.h - the parts of a citation as they are read from a line of text; citation.c puts them
 * together. */
#ifndef CHECK_CITATION_READ_H
#define CHECK_CITATION_READ_H

#include "base/date.h"

#include <stdbool.h>
#include <stddef.h>

/* A stretch of the text, in bytes. */
struct cited_range {
    size_t from, to;
};

struct cited_number {
    struct cited_range at;     /* "2844/QĐ-UBND" */
    struct cited_range digits; /* "2844" */
    int year;                  /* 0 when there is none */
    struct cited_range symbol; /* empty when only digits stand there */
};

/* Reads the number that begins with the digits at that place, with its symbol: "2844/QĐ-UBND",
 * "30/2020/NĐ-CP", "20/2023/QH15", "05-CTr/QU"; single spaces around the signs are let pass. False when it is
 * no number of a document. */
bool cited_read_number(const char *s, size_t at, struct cited_number *out);

struct cited_day {
    struct cited_range at; /* without "ngày" when only figures follow: what a person would mend */
    struct date date;      /* year 0 when it is wrong, or has no year of four figures */
    bool wrong;            /* there is no such day */
};

/* Reads ", ngày 14 tháng 8 năm 2021", " (27/10/2020", " được ban hành ngày …" from there on. False when there
 * is no date. */
bool cited_read_date(const char *s, size_t at, struct cited_day *out);

/* Reads " của Ủy ban nhân dân Thành phố", up to where the subject or another clause begins, but not beyond
 * limit. False when no issuer is named. */
bool cited_read_issuer(const char *s, size_t at, size_t limit, struct cited_range *out);

/* Reads " về việc …", " ban hành …", " phê duyệt …" to the end of the clause, but not beyond limit. False
 * when there is none. */
bool cited_read_subject(const char *s, size_t at, size_t limit, struct cited_range *out);

/* Are the letters of symbols the same, without regard to case, and Đ as D? */
bool cited_same_letters(const char *a, size_t a_len, const char *b, size_t b_len);
/* Are the letters one of a list that is separated by spaces? */
bool cited_letters_among(const char *list, const char *letters, size_t n);
/* Are they those of any kind of document (citation.c)? */
bool cited_letters_known(const char *letters, size_t n);

/* at moved over white space. */
size_t cited_skip(const char *s, size_t at);

/* Length of the letter at s in bytes, 0 when it is not one. */
size_t cited_letter(const char *s);

#endif
