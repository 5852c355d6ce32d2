/* icc.h - the colour profile sRGB (IEC 61966-2-1) as an ICC profile, which PDF/A asks for. */
#ifndef REPORT_ICC_H
#define REPORT_ICC_H

#include "base/buf.h"

/* Appends the profile (ICC.1:2004-10, version 4.2; about 500 bytes). Always the same bytes. */
void icc_srgb(struct buf *out);

#endif
