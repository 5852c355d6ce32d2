/* citation.c - finds citations in a text by their numbers, and puts together what stands around each. */
#include "check/citation.h"

#include "base/text.h"
#include "check/citation_read.h"
#include "check/citation_text.h"

#include <stdlib.h>
#include <string.h>

enum {
    TYPE_WORDS = 4, /* of the longest kind */
    WORD_MAX = 40,  /* bytes of a word of a kind */
    LAW_BACK = 120, /* bytes between "Luật" and "số 20/2023/QH15" */
    AROUND = 80     /* bytes around a citation that may say that it was replaced */
};

static const struct cited_type types[] = {
#define CITED_TYPE(name, key, letters, sure) {name, key, letters, sure},
#define CITED_ISSUER(letters, name, beginnings)
#include "check/citation.def"
#undef CITED_TYPE
#undef CITED_ISSUER
};

static const struct cited_issuer issuers[] = {
#define CITED_TYPE(name, key, letters, sure)
#define CITED_ISSUER(letters, name, beginnings) {letters, name, beginnings},
#include "check/citation.def"
#undef CITED_TYPE
#undef CITED_ISSUER
};

enum { TYPE_COUNT = sizeof types / sizeof *types, ISSUER_COUNT = sizeof issuers / sizeof *issuers };

/* ---- tables ---- */

bool cited_letters_known(const char *letters, size_t n)
{
    for (size_t i = 0; i < TYPE_COUNT; i++)
        if (cited_letters_among(types[i].letters, letters, n))
            return true;
    return false;
}

static const struct cited_type *type_by_key(const char *key)
{
    for (size_t i = 0; i < TYPE_COUNT; i++)
        if (strcmp(types[i].key, key) == 0)
            return &types[i];
    return NULL;
}

/* Bytes of the first letters of a symbol: "UBTVQH" of "UBTVQH14". */
static size_t letters_length(const char *symbol)
{
    size_t n = 0;
    for (size_t one; (one = cited_letter(symbol + n)) > 0;)
        n += one;
    return n;
}

const struct cited_type *cited_type_by_symbol(const struct citation *citation)
{
    size_t n = letters_length(citation->symbol);
    for (size_t i = 0; n && i < TYPE_COUNT; i++)
        if (types[i].sure && cited_letters_among(types[i].letters, citation->symbol, n))
            return &types[i];
    return NULL;
}

bool cited_type_fits(const struct citation *citation)
{
    const struct cited_type *type = citation->type;
    size_t n = letters_length(citation->symbol);
    if (!type || n == 0)
        return true;
    return *type->letters ? cited_letters_among(type->letters, citation->symbol, n)
                          : !cited_type_by_symbol(citation);
}

bool cited_same_number(const char *a, const char *b)
{
    a += strspn(a, "0");
    b += strspn(b, "0");
    return cited_same_letters(a, strlen(a), b, strlen(b));
}

const struct cited_issuer *cited_issuer_by_symbol(const struct citation *citation)
{
    for (const char *part = citation->symbol; *part; part += strcspn(part, "-/"), part += *part != '\0') {
        size_t n = letters_length(part);
        for (size_t i = 0; n && i < ISSUER_COUNT; i++)
            if (cited_same_letters(issuers[i].letters, strlen(issuers[i].letters), part, n))
                return &issuers[i];
    }
    return NULL;
}

const struct cited_issuer *cited_issuer_by_name(struct arena *arena, const struct citation *citation)
{
    if (!citation->issuer.s)
        return NULL;
    const char *key = text_key(arena, citation->issuer.s);
    for (size_t i = 0; i < ISSUER_COUNT; i++)
        for (const char *p = issuers[i].beginnings; *p;) {
            size_t n = strcspn(p, "|");
            if (strncmp(p, key, n) == 0 && (key[n] == ' ' || !key[n]))
                return &issuers[i];
            p += n + (p[n] == '|');
        }
    return NULL;
}

/* ---- kinds ---- */

struct words {
    size_t from[TYPE_WORDS]; /* of the words before a number, the nearest first */
    size_t count, end;
};

static bool is_word_byte(char c)
{
    return c && !strchr(" ,;.:()\"*/-", c);
}

/* The words right before at, up to a sign that ends a clause. */
static struct words words_before(const char *s, size_t at)
{
    while (at > 0 && s[at - 1] == ' ')
        at--;
    struct words words = {.end = at};
    while (words.count < TYPE_WORDS && at > 0 && is_word_byte(s[at - 1])) {
        size_t begin = at;
        while (begin > 0 && at - begin < WORD_MAX && is_word_byte(s[begin - 1]))
            begin--;
        while (begin < at && !cited_letter(s + begin))
            begin++; /* an opening quote */
        words.from[words.count++] = begin;
        at = begin;
        if (at == 0 || s[at - 1] != ' ')
            break;
        while (at > 0 && s[at - 1] == ' ')
            at--;
    }
    return words;
}

/* The kind that ends at the end of the words; *from gets where it begins. */
static const struct cited_type *type_before(struct arena *arena, const char *s, const struct words *words,
                                            size_t *from)
{
    for (size_t k = words->count; k > 0; k--) {
        size_t begin = words->from[k - 1];
        const struct cited_type *type =
            type_by_key(text_key(arena, arena_strndup(arena, s + begin, words->end - begin)));
        if (type) {
            *from = begin;
            return type;
        }
    }
    return NULL;
}

/* "Luật Giao dịch điện tử số 20/2023/QH15", "Pháp lệnh Thủ đô số 29/2000/PL-UBTVQH10": the kind of a law
 * stands before its name. */
static const struct cited_type *law_before(const char *s, size_t at, const char *symbol, size_t *from)
{
    static const struct {
        const char *word, *key, *letters; /* looked for before a symbol that begins with these */
    } laws[] = {{"Luật", "luat", "QH"}, {"Pháp lệnh", "phap lenh", "QH PL UBTVQH"}};
    size_t n = letters_length(symbol);
    if (!cited_letters_among("QH PL UBTVQH", symbol, n))
        return NULL;
    for (size_t i = at; i > 0 && at - i < LAW_BACK && !strchr(";.:", s[i - 1]); i--)
        for (size_t k = 0; k < sizeof laws / sizeof *laws; k++)
            if (strncmp(s + i - 1, laws[k].word, strlen(laws[k].word)) == 0 &&
                cited_letters_among(laws[k].letters, symbol, n)) {
                *from = i - 1;
                return type_by_key(laws[k].key);
            }
    return NULL;
}

static bool is_number_word(struct arena *arena, const char *s, size_t from, size_t to)
{
    return to - from < 8 && strcmp(text_key(arena, arena_strndup(arena, s + from, to - from)), "so") == 0;
}

const struct cited_type *cited_type_of(struct arena *arena, const char *text, const char **rest)
{
    size_t ends[TYPE_WORDS] = {0}, count = 0, at = 0;
    while (count < TYPE_WORDS && text[at] && at < (size_t)TYPE_WORDS * WORD_MAX) {
        at += strcspn(text + at, " ");
        ends[count++] = at;
        at = cited_skip(text, at);
    }
    for (size_t k = count; k > 0; k--) {
        const struct cited_type *type = type_by_key(text_key(arena, arena_strndup(arena, text, ends[k - 1])));
        if (type) {
            *rest = text + cited_skip(text, ends[k - 1]);
            return type;
        }
    }
    return NULL;
}

/* ---- citations ---- */

struct found {
    struct cited_number number;
    const struct cited_type *type;
    size_t from; /* of the kind, or of the number */
};

struct finding {
    struct arena *arena;
    const struct cited_text *text;
    struct found *list;
    size_t count;
};

static bool can_begin(const char *s, size_t at)
{
    if (at == 0)
        return true;
    char before = s[at - 1];
    bool inside = (before >= '0' && before <= '9') || before == '/' || before == '_' ||
                  (unsigned char)before >= 0x80 || (before >= 'a' && before <= 'z') ||
                  (before >= 'A' && before <= 'Z');
    bool joined =
        (before == '-' || before == '.' || before == ',') && at > 1 && s[at - 2] >= '0' && s[at - 2] <= '9';
    return !joined && (!inside || (at >= 3 && strncmp(s + at - 3, "\xe2\x80\x9c", 3) == 0));
}

static void find_type(struct finding *f, struct found *found, bool *numbered)
{
    const char *s = f->text->s;
    size_t at = found->number.at.from;
    while (at > 0 && s[at - 1] == ' ')
        at--;
    if (at > 0 && s[at - 1] == ':')
        at--;
    struct words words = words_before(s, at);
    *numbered = words.count && is_number_word(f->arena, s, words.from[0], words.end);
    if (*numbered)
        words = words_before(s, words.from[0]);
    else if (at != found->number.at.from && s[at] == ':')
        return; /* "Kế hoạch: 12/KH-A" is no kind and number */
    found->type = type_before(f->arena, s, &words, &found->from);
    if (!found->type)
        found->type = law_before(s, at, s + found->number.symbol.from, &found->from);
}

/* "Kế hoạch số 1 ngày …": digits alone are a number only after "số" and before a date. */
static bool read_bare_number(const char *s, size_t at, struct cited_number *number)
{
    size_t digits = strspn(s + at, "0123456789");
    struct cited_day day;
    *number = (struct cited_number){
        .at = {at, at + digits}, .digits = {at, at + digits}, .symbol = {at + digits, at + digits}};
    return digits <= 6 && strncmp(s + cited_skip(s, at + digits), "ngày", strlen("ngày")) == 0 &&
           cited_read_date(s, at + digits, &day);
}

static void find_numbers(struct finding *f)
{
    const char *s = f->text->s;
    for (size_t i = strcspn(s, "0123456789"); s[i]; i += strcspn(s + i, "0123456789")) {
        struct found found = {.from = i};
        size_t end = i + strspn(s + i, "0123456789");
        bool whole = can_begin(s, i) && cited_read_number(s, i, &found.number), numbered = true;
        if (whole || (can_begin(s, i) && read_bare_number(s, i, &found.number))) {
            find_type(f, &found, &numbered);
            if (whole || (numbered && found.type)) {
                ARENA_PUSH(f->arena, f->list, f->count) = found;
                end = found.number.at.to;
            }
        }
        i = end;
    }
}

/* The text of a stretch on one line, single spaces. */
static char *words_of(struct arena *arena, const char *s, struct cited_range range, bool spaces)
{
    char *words = arena_strndup(arena, s + range.from, range.to - range.from), *to = words;
    for (const char *p = words; *p; p++)
        if (*p != ' ' || (spaces && to > words && to[-1] != ' '))
            *to++ = *p;
    *to = '\0';
    return words;
}

static struct str str_of(struct arena *arena, const struct cited_text *text, struct cited_range range)
{
    return (struct str){words_of(arena, text->s, range, true), cited_place(text, range.from, range.to)};
}

/* Does the text around say that the document was replaced, or is replaced by this one? */
static bool says_replaced(struct arena *arena, const char *s, size_t n, size_t from, size_t to)
{
    static const char *const marks[] = {"thay the", "bai bo", "het hieu luc", "huy bo"};
    size_t begin = from > AROUND ? from - AROUND : 0, end = n - to > AROUND ? to + AROUND : n;
    while (begin < from && ((unsigned char)s[begin] & 0xc0) == 0x80)
        begin++;
    while (end > to && end < n && ((unsigned char)s[end] & 0xc0) == 0x80)
        end--;
    const char *around = text_key(arena, arena_strndup(arena, s + begin, end - begin));
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (strstr(around, marks[i]))
            return true;
    return false;
}

static void put_number(struct arena *arena, const char *s, const struct cited_number *number,
                       struct citation *out)
{
    size_t zeros = strspn(s + number->digits.from, "0"), digits = number->digits.to - number->digits.from;
    if (zeros == digits)
        zeros = 0;
    out->number = words_of(arena, s, number->at, false);
    out->symbol = words_of(arena, s, number->symbol, false);
    out->year = number->year;
    const char *folded = text_key(arena, out->symbol);
    out->symbol_key = number->year ? arena_printf(arena, "%d/%s", number->year, folded) : folded;
    out->key = arena_printf(arena, "%.*s/%s", (int)(digits - zeros), s + number->digits.from + zeros,
                            out->symbol_key);
}

static struct citation make_citation(struct finding *f, const struct found *found, size_t limit)
{
    const char *s = f->text->s;
    struct citation c = {.type = found->type};
    size_t end = found->number.at.to;
    struct cited_day day;
    struct cited_range range;
    put_number(f->arena, s, &found->number, &c);
    c.words = words_of(f->arena, s, (struct cited_range){found->from, end}, true);
    c.number_at = cited_place(f->text, found->number.at.from, end);
    if (cited_read_date(s, end, &day)) {
        c.dated = true;
        c.date = day.date;
        c.date_wrong = day.wrong;
        c.date_words = words_of(f->arena, s, day.at, true);
        c.date_at = cited_place(f->text, day.at.from, day.at.to);
        end = day.at.to;
    }
    c.at = cited_place(f->text, found->from, end);
    c.replaced = says_replaced(f->arena, s, f->text->n, found->from, end);
    if (cited_read_issuer(s, end, limit, &range)) {
        c.issuer = str_of(f->arena, f->text, range);
        end = range.to;
    }
    if (cited_read_subject(s, end, limit, &range))
        c.subject = str_of(f->arena, f->text, range);
    return c;
}

static void citations_in_text(struct arena *arena, const struct cited_text *text, struct citations *out)
{
    struct finding f = {.arena = arena, .text = text};
    find_numbers(&f);
    for (size_t i = 0; i < f.count; i++) {
        size_t limit = i + 1 < f.count ? f.list[i + 1].from : text->n;
        ARENA_PUSH(arena, out->list, out->count) = make_citation(&f, &f.list[i], limit);
    }
}

static bool has_digit(const struct span *span)
{
    for (; span; span = span->next)
        if ((span->text && strpbrk(span->text, "0123456789")) || has_digit(span->first))
            return true;
    return false;
}

void citations_in(struct arena *arena, const struct block *block, struct citations *out)
{
    for (; block; block = block->next) {
        if (has_digit(block->spans)) {
            struct cited_text text = cited_text_spans(arena, block);
            citations_in_text(arena, &text, out);
        }
        citations_in(arena, block->first, out);
    }
}

void citations_in_str(struct arena *arena, struct str str, struct citations *out)
{
    if (!str.s || !strpbrk(str.s, "0123456789"))
        return;
    struct cited_text text = cited_text_str(arena, str);
    citations_in_text(arena, &text, out);
}
