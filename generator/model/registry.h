/* registry.h - the register of issued documents of a year (NĐ 30/2020, Điều 15, 16): so-van-ban.md. */
#ifndef MODEL_REGISTRY_H
#define MODEL_REGISTRY_H

#include "base/date.h"
#include "base/source.h"

#include <stddef.h>

/* One document. Members are absent where the register does not have them. */
struct registered {
    struct str number; /* "45/BC-HB" */
    struct str date_text, kind, summary;
    struct date date;
    struct str file;      /* "da-ky/bao-cao-quy-2-2024.2.pdf", below the year's folder */
    struct str digest;    /* SHA-256 of that file, 64 hexadecimal digits */
    struct str signers;   /* "Trịnh Thị Kim Quý; Trường Tiểu học Hòa Bình" */
    struct str replaces;  /* "45/BC-HB ngày 17/6/2024" */
    struct place stretch; /* from its heading to the next document */
};

struct registry {
    const struct source *source;
    struct registered *items; /* in the order of the file */
    size_t count;
};

/* The document whose file has that name (behind the last "/"), or NULL; registry may be NULL. */
const struct registered *registry_file(const struct registry *registry, const char *name);

#endif
