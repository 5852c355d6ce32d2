/* stream.h - a stream's bytes out of libqpdf, which does not ask whether it got memory for the copy it hands
 * out. Behind <qpdf/qpdf-c.h>. */
#ifndef PDF_STREAM_H
#define PDF_STREAM_H

#include <stddef.h>

/* qpdf_oh_get_stream_data, within a bound (bound.h). *bytes is NULL where it has errors, among them more
 * memory than the bound lets; want of memory of the machine ends the run. */
QPDF_ERROR_CODE pdf_stream_data(qpdf_data q, qpdf_oh stream, enum qpdf_stream_decode_level_e level,
                                QPDF_BOOL *filtered, unsigned char **bytes, size_t *length);

/* zlib had no memory, says an error of libqpdf, which takes that for a fault of the file: ends the run,
 * unless it was the bound. */
void pdf_stream_ask_memory(const char *detail);

#endif
