/* diag_json.h - complaints for programs: our own JSON, and SARIF 2.1.0 (OASIS) for editors and code hosts. */
#ifndef BASE_DIAG_JSON_H
#define BASE_DIAG_JSON_H

#include "base/diag.h"

/* One object: version, exit (the status), counts of errors, warnings and notes, and the list of all
 * complaints, each with code, level, file, line and column (from 1, in code points; absent without a place),
 * length, message, hints. Sentences are in the language of the run. */
void diag_print_json(struct diags *diags, bool strict, FILE *stream);

/* The same as a SARIF log with one run; columns count code points. */
void diag_print_sarif(struct diags *diags, FILE *stream);

/* Appends a text (UTF-8) as a JSON string with its quotes. */
void json_string(struct buf *out, const char *s);

#endif
