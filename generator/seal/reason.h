/* reason.h - why a verdict on a signature is what it is. */
#ifndef SEAL_REASON_H
#define SEAL_REASON_H

#include "base/diag.h"

/* Why a verdict is what it is; their words and sentences stand in reason.def. */
enum seal_reason {
#define REASON(name, word, vi, en) SEAL_##name,
#include "seal/reason.def"
#undef REASON
    SEAL_REASON_COUNT
};

/* "digest-differs": for JSON, never changed. */
const char *seal_reason_word(enum seal_reason reason);
/* A sentence without a full stop. */
const char *seal_reason_text(enum seal_reason reason, enum diag_lang lang);

#endif
