/* lexer.h - the words of PDF's content streams and character maps (ISO 32000-1, 7.2 and 7.8.2). */
#ifndef PDF_LEXER_H
#define PDF_LEXER_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum pdf_token_kind {
    PDF_END,
    PDF_NUMBER,
    PDF_NAME,   /* text without its slash */
    PDF_STRING, /* bytes, from (…) or <…> */
    PDF_OPEN,   /* [ or << */
    PDF_CLOSE,  /* ] or >> */
    PDF_WORD,   /* an operator */
};

struct pdf_token {
    enum pdf_token_kind kind;
    double number;
    const char *text; /* NAME, STRING, WORD: length bytes and a NUL, in the arena; else NULL, and length 0 */
    size_t length;
};

struct pdf_lexer {
    struct arena *arena;
    const char *at, *end;
};

/* What parts words: white space, and signs that stand by themselves (ISO 32000-1, 7.2.2). */
static inline bool pdf_is_white(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static inline bool pdf_is_delimiter(char c)
{
    switch (c) {
    case '(':
    case ')':
    case '<':
    case '>':
    case '[':
    case ']':
    case '{':
    case '}':
    case '/':
    case '%':
        return true;
    default:
        return false;
    }
}

/* The next word; PDF_END when there is none. Whatever the bytes are, it makes progress. */
struct pdf_token pdf_next(struct pdf_lexer *lexer);

/* Skips the bytes of an inline image, from behind its operator ID to behind EI. */
void pdf_skip_image(struct pdf_lexer *lexer);

#endif
