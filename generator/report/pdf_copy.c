/* pdf_copy.c - libharu copies bytes one at a time, all of a file's streams twice; its function is in a shared
 * library, where one of the program's own goes before it. The same, but by blocks. */
#include <hpdf.h>
#include <hpdf_utils.h>
#include <string.h>

HPDF_BYTE *HPDF_MemCpy(HPDF_BYTE *out, const HPDF_BYTE *in, HPDF_UINT n)
{
    if (n > 0)
        memcpy(out, in, n);
    return out + n;
}
