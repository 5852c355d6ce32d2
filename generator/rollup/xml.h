/* xml.h - a district as one XML document, for programs: schema/rollup.rng. */
#ifndef ROLLUP_XML_H
#define ROLLUP_XML_H

#include "base/buf.h"
#include "rollup/district.h"

void rollup_xml(struct buf *out, const struct district *district);

#endif
