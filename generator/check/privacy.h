/* privacy.h - what the files of the privacy rules share: the passage that is looked at, and what may be told
 * to all. */
#ifndef CHECK_PRIVACY_H
#define CHECK_PRIVACY_H

#include "check/published.h"
#include "check/rules.h"

/* A number, address or name that the school itself makes public. */
struct public_text {
    const char *s;
    struct public_text *next;
};

struct privacy {
    struct checking *c;
    const char *school;          /* how complaints call school.md */
    const char *plan;            /* number of the issued plan whose words are looked at, else NULL */
    struct public_text *numbers; /* digits of the channels' telephones, their addresses in small letters */
    struct public_text *names;   /* words of the school's own names, lower case, between spaces */
    bool collecting; /* what is found is the school's own: it goes to numbers, without complaint */
    bool file_name;  /* the passage is one: twelve digits may be a day and an hour */
    struct published passage;
};

/* Telephone, citizen and account numbers, e-mail addresses and birth dates of the passage. */
void privacy_numbers(struct privacy *p);

/* Persons named as pupil or parent or with a class, and small counts in one class. */
void privacy_people(struct privacy *p);

#endif
