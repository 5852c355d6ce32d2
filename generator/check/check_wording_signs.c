/* check_wording_signs.c - spaces, commas and quotes: typed twice, left out, not paired. */
#include "base/text.h"
#include "check/wording.h"

#include <string.h>

static bool is_blank(uint32_t cp)
{
    return cp == ' ' || cp == 0xa0;
}

static bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

enum { CHUNK_HALF = 60 }; /* bytes: more of a run without blanks is nobody's word */

static bool is_middle(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* Where the run of characters that are not white space around an offset begins and ends, as far as anyone
 * looks. */
static size_t chunk_start(const struct passage *p, size_t at)
{
    size_t least = at > CHUNK_HALF ? at - CHUNK_HALF : 0;
    while (at > least && !strchr(" \n\t", p->text[at - 1]))
        at--;
    while (is_middle(p->text[at]))
        at++;
    return at;
}

static size_t chunk_end(const struct passage *p, size_t at)
{
    size_t most = p->length - at > CHUNK_HALF ? at + CHUNK_HALF : p->length;
    while (at < most && !strchr(" \n\t", p->text[at]))
        at++;
    while (is_middle(p->text[at]))
        at--;
    return at;
}

/* Does the stretch stand in the source to the letter? Else what was taken out between may be the reason. */
static bool is_literal(const struct passage *p, size_t from, size_t length)
{
    struct place at = passage_place(p, from, length);
    return at.source && at.source->text && at.length == length &&
           memcmp(at.source->text + at.offset, p->text + from, length) == 0;
}

/* ---- blanks in a row ---- */

/* Two or more between two words: Word and Markdown show them as a hole, or not at all. Returns where to go
 * on. */
static size_t check_blanks(struct wording *w, const struct passage *p, size_t at)
{
    size_t end = at, count = 0;
    for (uint32_t cp; is_blank(cp = char_at(p, end)); count++)
        end += cp == ' ' ? 1 : 2;
    if (count > 1 && at > 0 && p->text[at - 1] != '\n' && end < p->length && is_literal(p, at, end - at))
        wording_found(w, DIAG_SPACES, p, at, end - at, NULL, NULL, NULL);
    return end > at ? end : at + 1;
}

/* ---- blank missing, blank too many ---- */

/* An address or a file name: its dots and commas are its own. */
static bool is_address(const struct passage *p, size_t from, size_t end)
{
    static const char *const marks[] = {"://", "@", "www.", ".pdf", ".jpg", ".png"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (memmem(p->text + from, end - from, marks[i], strlen(marks[i])))
            return true;
    return false;
}

/* Is a blank missing behind the sign? A comma between digits is a decimal one; a dot counts only between a
 * small letter and a capital one, behind a word of more than two letters ("q.Tân", "tp.HCM" are forms of
 * their own). */
static bool wants_blank(const struct passage *p, size_t at, size_t from)
{
    uint32_t before = char_before(p, at), behind = char_at(p, at + 1);
    bool letter_behind = letter_case(behind) != CASE_NONE;
    if (p->text[at] == '.')
        return letter_case(before) == CASE_LOWER && letter_case(behind) == CASE_UPPER &&
               text_width(p->text + from, at - from) > 2;
    bool something_before =
        letter_case(before) != CASE_NONE || is_digit(before) || before == ')' || before == 0x201d;
    return something_before && (letter_behind || (is_digit(behind) && !is_digit(before)));
}

static void check_missing(struct wording *w, const struct passage *p, size_t at)
{
    size_t from = chunk_start(p, at), end = chunk_end(p, at);
    if (!wants_blank(p, at, from) || is_address(p, from, end) || !is_literal(p, from, end - from))
        return;
    wording_found(w, DIAG_SPACE_MISSING, p, at, 1, stretch(w, p, from, end - from),
                  arena_printf(w->c->arena, "%.*s %.*s", (int)(at + 1 - from), p->text + from,
                               (int)(end - at - 1), p->text + at + 1),
                  NULL);
}

static void check_extra(struct wording *w, const struct passage *p, size_t at)
{
    uint32_t behind = char_at(p, at + 1);
    if (at < 2 || !is_blank(char_before(p, at)) || (behind != 0 && behind != ' ' && behind != '\n'))
        return;
    size_t blank = at;
    while (blank > 0 && is_blank(char_before(p, blank)))
        blank -= p->text[blank - 1] == ' ' ? 1 : 2;
    uint32_t before = char_before(p, blank);
    if (letter_case(before) == CASE_NONE && !is_digit(before) && before != ')' && before != 0x201d)
        return;
    if (!is_literal(p, blank, at - blank + 1))
        return;
    size_t from = chunk_start(p, blank);
    wording_found(w, DIAG_SPACE_EXTRA, p, blank, at - blank + 1, stretch(w, p, from, at + 1 - from),
                  arena_printf(w->c->arena, "%.*s%c", (int)(blank - from), p->text + from, p->text[at]),
                  NULL);
}

/* ---- quotes ---- */

/* “ and ” pair inside a passage. The first that has no partner is told. */
static void check_quotes(struct wording *w, const struct passage *p)
{
    static const char open[] = "“", close[] = "”";
    size_t depth = 0, first = 0;
    for (const char *s = p->text; (s = strstr(s, "\xe2\x80")) != NULL; s += 3) {
        size_t at = (size_t)(s - p->text);
        if (strncmp(s, open, 3) == 0) {
            first = depth++ == 0 ? at : first;
        } else if (strncmp(s, close, 3) == 0 && depth-- == 0) {
            wording_found(w, DIAG_QUOTE_ALONE, p, at, 3, close, open, NULL);
            return;
        }
    }
    if (depth > 0)
        wording_found(w, DIAG_QUOTE_ALONE, p, first, 3, open, close, NULL);
}

void wording_signs(struct wording *w)
{
    for (size_t i = 0; i < w->passages.count; i++) {
        const struct passage *p = &w->passages.list[i];
        for (size_t at = strcspn(p->text, " ,.;:!?\xc2"); at < p->length;
             at += strcspn(p->text + at, " ,.;:!?\xc2")) {
            char sign = p->text[at];
            if (sign == ' ' || sign == '\xc2') {
                at = check_blanks(w, p, at);
                continue;
            }
            if (strchr(",.;", sign))
                check_missing(w, p, at);
            check_extra(w, p, at);
            at++;
        }
        check_quotes(w, p);
    }
}
