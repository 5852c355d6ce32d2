/* reason.c - why a verdict on a signature is what it is. */
#include "seal/reason.h"

static const struct {
    const char *word, *text[2];
} reasons[] = {
#define REASON(name, word, vi, en) {word, {vi, en}},
#include "seal/reason.def"
#undef REASON
};

const char *seal_reason_word(enum seal_reason reason)
{
    return reasons[reason].word;
}

const char *seal_reason_text(enum seal_reason reason, enum diag_lang lang)
{
    return reasons[reason].text[lang];
}
