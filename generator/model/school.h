/* school.h - the school: names by period, signers, roles, channels; and the content indices of PAPI. */
#ifndef MODEL_SCHOOL_H
#define MODEL_SCHOOL_H

#include "base/date.h"
#include "base/diag.h"
#include "base/source.h"
#include "model/prose.h"

#include <stdbool.h>
#include <stddef.h>

/* A text that holds from one day to another, both inclusive; a missing day is open. */
struct dated {
    struct str text;
    struct date from, to;
};

struct dated_list {
    struct dated *items;
    size_t count;
};

struct signer {
    struct str name; /* họ tên */
    struct str position; /* chức vụ, e.g. "HIỆU TRƯỞNG" or "KT. HIỆU TRƯỞNG / PHÓ HIỆU TRƯỞNG" */
    struct date from, to;
    struct str image; /* chữ ký: the PNG of the signature, from the content folder */
};

struct role {
    struct str name;     /* bộ phận */
    struct str holder;   /* who holds it; never on the site */
    struct str *aliases; /* names that plans use for it */
    size_t alias_count;
};

struct channel {
    struct str name, address, shown, note; /* address: tel:, mailto:, https: or plain */
};

enum { PERIOD_FIRST_DAY = 15 }; /* unless the school says otherwise */

struct school {
    const struct source *source;
    struct dated_list names;   /* tên */
    struct str symbol;         /* ký hiệu: HB */
    struct dated_list parents; /* cơ quan chủ quản */
    struct dated_list places;  /* địa danh */
    struct signer *signers;
    size_t signer_count;
    struct dated_list addressees; /* kính gửi */
    struct dated_list recipients; /* nơi nhận */
    struct str archive;           /* lưu: VT */
    struct role *roles;
    size_t role_count;
    struct channel *channels;
    size_t channel_count;
    struct str base_url, accent;
    struct str
        crest; /* huy hiệu: the picture beside the name on the site, PNG or JPEG, from the content folder */
    const char *crest_shown; /* a smaller copy, set by site/images.c, or NULL */
    struct str seal_image;   /* con dấu: the PNG of the seal, from the content folder */
    const char *address;  /* the base_url as links are put behind it, base/url.h; NULL when there is none */
    int period_first_day; /* 15 unless said otherwise */
    struct block *about;  /* prose */
    struct comments comments;
    struct excuses excuses; /* bỏ qua */
};

/* The text in force on a day (the last that fits), or an absent str. Without a day: the last of all. */
struct str dated_on(const struct dated_list *list, struct date day);
/* The signer in office on a day, or NULL. */
const struct signer *school_signer(const struct school *school, struct date day);
/* The signer of that name (compared loosely): the row in force on the day where the person has held several
 * offices, else the first. NULL when the school knows nobody of that name. */
const struct signer *school_signer_named(struct arena *arena, const struct school *school, const char *name,
                                         struct date day);
/* Does the signer hold that office on the day? Without a day: yes. */
bool signer_in_office(const struct signer *signer, struct date day);
/* The role of that name or alias (compared loosely), or NULL. */
const struct role *school_role(const struct school *school, const char *name);

/* One of the eight content indices (chỉ số nội dung), from content/papi.md. */
struct papi_index {
    int number;
    struct str name;
    struct str *aliases;
    size_t alias_count;
    struct block *about; /* plain words for parents */
};

struct papi {
    const struct source *source;
    struct papi_index *indices;
    size_t count;
    struct comments comments;
    struct excuses excuses; /* bỏ qua */
};

const struct papi_index *papi_find(const struct papi *papi, int number);

#endif
