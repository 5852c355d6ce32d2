/* xml_error.h - what libxml2 finds wrong, said in our words. */
#ifndef READ_XML_ERROR_H
#define READ_XML_ERROR_H

#include "base/diag.h"
#include "read/xml.h"

struct _xmlError;

/* Complains about a fault of well-formedness. offset: how far the parser had come, in bytes; open: the
 * innermost element that is open there, or NULL. */
void xml_complain(struct arena *arena, struct diags *diags, const struct source *source,
                  const struct _xmlError *error, size_t offset, const struct element *open);

#endif
