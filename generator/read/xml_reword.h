/* xml_reword.h - the hints of complaints speak of the Markdown form; about an XML file they name its
 * elements. */
#ifndef READ_XML_REWORD_H
#define READ_XML_REWORD_H

#include "base/diag.h"

/* “- Lý do: …” becomes “<reason>…</reason>”, “### Nguyên nhân” and “Nguyên nhân” become “<causes>”, when the
 * source is XML and its vocabulary has such an element; all else stays. In the arena, or the text itself. */
const char *xml_reword(struct arena *arena, const struct source *source, const char *text);

#endif
