/* xmp.h - the metadata packet: what the file is, in XML (ISO 16684-1), for PDF/A-3 and PDF/UA-1. */
#ifndef REPORT_XMP_H
#define REPORT_XMP_H

#include "base/buf.h"

/* Appends the packet. It must agree with the Info dictionary; texts are UTF-8, NULL: left out. */
void xmp_packet(struct buf *out, const char *title, const char *author, const char *creator_tool,
                const char *producer);

#endif
