/* plain.h - is a PDF file already as pdf_clean leaves one? To know that costs a hundredth of libqpdf's
 * loading and work. */
#ifndef PDF_PLAIN_H
#define PDF_PLAIN_H

#include <stdbool.h>
#include <stddef.h>

/* True only when every byte is accounted for: written by libqpdf with one table of objects and nothing
 * before, between or behind them; every object is part of the document, reached from its root; and none has a
 * key that pdf_clean takes out, is signed, locked, packs other objects, or is a photograph. False says
 * nothing. */
bool pdf_is_plain(const void *bytes, size_t size);

#endif
