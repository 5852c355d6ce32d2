/* glyphs.h - characters of the content that the fonts cannot print. */
#ifndef REPORT_GLYPHS_H
#define REPORT_GLYPHS_H

#include "base/diag.h"
#include "base/source.h"
#include "report/font.h"

#include <stdbool.h>

/* Complains about every character of a source that a face lacks: once for each character, at its first place.
 * Comments are not printed and not judged. False after a complaint. */
bool glyphs_check(struct arena *arena, struct diags *diags, const struct font *const *fonts,
                  const struct source *source);

#endif
