/* pdf_ours.h - a report of ours, written once a run from the golden base. */
#ifndef TESTS_FUZZ_PDF_OURS_H
#define TESTS_FUZZ_PDF_OURS_H

#include <stddef.h>

/* Its bytes, which stay. */
const char *fuzz_ours(size_t *size);

#endif
