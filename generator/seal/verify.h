/* verify.h - the signatures of a finished PDF, judged one by one: what each covers, whether it is whole, who
 * made it, and what was done to the file afterwards. Legal validity is no question for a program. */
#ifndef SEAL_VERIFY_H
#define SEAL_VERIFY_H

#include "pdf/file.h"
#include "seal/cms_check.h"

enum seal_range {
    SEAL_RANGE_FINE,   /* all of its revision but its own /Contents */
    SEAL_RANGE_BROKEN, /* anything else: a gap too wide, out of the file, no four numbers */
};

struct seal_signature {
    const char *field;      /* its name */
    const char *sub_filter; /* "/ETSI.CAdES.detached" */
    enum seal_range range;
    size_t gap; /* where the place of its CMS begins, as its range says; 0: the range is none */
    size_t end; /* bytes from the start that its revision has */
    bool whole; /* … and that is the whole file */
    bool pades; /* the sub-filter is that of PAdES */
    bool time_given;
    int64_t time; /* /M, Unix seconds UTC */
    struct seal_judgement judgement;
    const char **changes; /* what later revisions changed besides signing, in words */
    size_t change_count;
};

struct seal_report {
    struct seal_signature *signatures; /* in the order of their revisions */
    size_t count;
    bool tail;       /* bytes behind the last signature's revision that belong to no signature */
    bool order_fine; /* the signer before the agency, where both are ours */
};

/* Judges all signatures of a file (bytes: all of it). roots may be NULL. lang: of the words. Never complains.
 * Memory: the arena's. */
struct seal_report *seal_verify(struct arena *arena, struct pdf_file *file, const char *bytes, size_t size,
                                const struct seal_roots *roots, enum diag_lang lang);

/* Is everything that a program can judge fine: at least one signature, each with range, structure,
 * cryptography fine, nothing changed afterwards, nothing behind the last? Trust is another matter. */
bool seal_report_whole(const struct seal_report *report);

#endif
