/* bound.h - libqpdf at work within bounds: an exception for want of memory becomes an error inside it. */
#ifndef PDF_BOUND_H
#define PDF_BOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/resource.h>

struct pdf_bound {
    struct rlimit limit; /* as it was before we lowered it */
    bool lowered;
};

/* Once, before libqpdf is loaded: from now on an exception that nobody waits for, as its beginnings throw for
 * want of memory, ends the run as want of memory does. */
void pdf_bound_begin(void);

/* The process may take PDF_MEMORY until pdf_unbound. Sanitizers map terabytes and cannot live with a bound:
 * with them nothing changes. */
void pdf_bound(struct pdf_bound *bound);
void pdf_unbound(struct pdf_bound *bound);

/* Within a bound: so many bytes were wanted and not had. Ends the run as want of memory does, unless it was
 * the bound, and so the file, that forbade it. */
void pdf_bound_lacked(size_t size);

#endif
