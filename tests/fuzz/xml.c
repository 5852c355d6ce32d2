/* xml.c - a content file in XML. */
#include "model.h"

void fuzz_xml(struct fuzz *f, const uint8_t *data, size_t size)
{
    fuzz_content(f, "q2.xml", data, size);
}
