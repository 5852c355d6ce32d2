/* png_form.h - is a file a whole PNG? */
#ifndef BASE_PNG_FORM_H
#define BASE_PNG_FORM_H

#include <stdbool.h>
#include <stddef.h>

/* Are n bytes the signature and chunks that all end within them, up to IEND (W3C PNG, 5.2, 5.3)? To be asked
 * before libpng, which takes as much memory as a chunk says of itself before it sees that the file ends. */
bool png_is_whole(const void *bytes, size_t n);

#endif
