/* plain_words.c - the references in a piece of a PDF file, told word by word. */
#include "seal/plain_words.h"

#include "pdf/lexer.h"

#include <stdint.h>
#include <string.h>

enum { OPEN_MOST = 60, NO_NUMBER = -1, DIGITS_MOST = 9 };

struct words {
    const char *at, *end;
    long limit;
    long last[2];  /* the words before, as numbers */
    uint64_t open; /* of what is open the kinds, the innermost last: 1 a dictionary, 0 a list */
    int depth;
};

/* Whether every reader takes it for a letter, a sign or white space: some take 0x0B for white, some 0x85. */
static bool is_known(char c)
{
    return (c >= ' ' && c <= '~') || pdf_is_white(c);
}

/* The word's value when it is made of nothing but digits. */
static long number_of(const char *word, size_t length)
{
    long value = 0;
    for (size_t i = 0; i < length; i++) {
        if (word[i] < '0' || word[i] > '9' || length > DIGITS_MOST)
            return NO_NUMBER;
        value = value * 10 + (word[i] - '0');
    }
    return value;
}

/* Goes to the end of the word that begins here; false when it ends a reference that goes elsewhere, or has a
 * byte that some would take otherwise. */
static bool take_word(struct words *w, bool is_name)
{
    const char *word = w->at;
    for (; w->at < w->end && !pdf_is_white(*w->at) && !pdf_is_delimiter(*w->at); w->at++)
        if (!is_known(*w->at))
            return false;
    size_t length = (size_t)(w->at - word);
    bool refers = length == 1 && *word == 'R' && !is_name;
    if (refers && (w->last[0] == NO_NUMBER || w->last[0] >= w->limit || w->last[1] != 0))
        return false;
    w->last[0] = w->last[1];
    w->last[1] = is_name ? NO_NUMBER : number_of(word, length);
    return true;
}

static bool open_one(struct words *w, bool dictionary)
{
    w->open = w->open << 1 | dictionary;
    return ++w->depth <= OPEN_MOST;
}

static bool close_one(struct words *w, bool dictionary)
{
    bool fine = w->depth > 0 && (w->open & 1) == dictionary;
    w->open >>= 1;
    w->depth--;
    return fine;
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/* Goes behind digits and ">"; false when anything else stands there. */
static bool take_hex(struct words *w)
{
    while (w->at < w->end && is_hex(*w->at))
        w->at++;
    return w->at < w->end && *w->at++ == '>';
}

/* Goes behind the delimiter; false when it begins what is not understood, or closes what is not open. */
static bool take_delimiter(struct words *w)
{
    char c = *w->at, next = w->end - w->at > 1 ? w->at[1] : '\0';
    bool twice = (c == '<' || c == '>') && c == next;
    w->at += twice ? 2 : 1;
    switch (c) {
    case '[':
        return open_one(w, false);
    case ']':
        return close_one(w, false);
    case '<':
        return twice ? open_one(w, true) : take_hex(w);
    case '>':
        return twice && close_one(w, true);
    default:
        return c == '/';
    }
}

static bool word_is(const struct words *w, const char *word)
{
    size_t n = strlen(word);
    return (size_t)(w->end - w->at) >= n && memcmp(w->at, word, n) == 0 &&
           ((size_t)(w->end - w->at) == n || pdf_is_white(w->at[n]) || pdf_is_delimiter(w->at[n]));
}

bool plain_object_within(const char *bytes, size_t size, unsigned limit)
{
    struct words w = {bytes, bytes + size, limit, {NO_NUMBER, NO_NUMBER}, 0, 0};
    bool is_name = false;
    while (w.at < w.end) {
        if (pdf_is_white(*w.at)) {
            w.at++;
            is_name = false;
        } else if (pdf_is_delimiter(*w.at)) {
            is_name = *w.at == '/';
            if (!take_delimiter(&w))
                return false;
        } else if (!is_name && (word_is(&w, "endobj") || word_is(&w, "stream"))) {
            return w.depth == 0;
        } else if (!take_word(&w, is_name)) {
            return false;
        }
    }
    return false;
}

bool plain_words_within(const char *bytes, size_t size, unsigned limit)
{
    struct words w = {bytes, bytes + size, limit, {NO_NUMBER, NO_NUMBER}, 0, 0};
    while (w.at < w.end) {
        if (*w.at == '%')
            return false;
        if (pdf_is_white(*w.at) || pdf_is_delimiter(*w.at))
            w.at++;
        else if (!take_word(&w, w.at > bytes && w.at[-1] == '/'))
            return false;
    }
    return true;
}
