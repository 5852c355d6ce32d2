/* check_terms.c - abbreviations in capitals that a file uses and never explains. */
#include "base/text.h"
#include "check/lexicon.h"
#include "check/passage.h"
#include "check/rules.h"

#include <string.h>

enum {
    LETTERS_MAX = 12, /* longer is a word in capitals */
    CUE_BYTES = 30    /* before an abbreviation: "sau đây viết tắt là" stands at most so far away */
};

static const char *const known_terms[] = {
#define TERM(letters) letters,
#include "check/terms.def"
#undef TERM
};
enum { KNOWN = sizeof known_terms / sizeof *known_terms };

/* By number in `seen`. */
struct term {
    struct place first; /* where the file uses it first; source NULL: only an explanation was seen */
    bool known, explained;
};

struct terms {
    struct checking *c;
    struct names_seen seen;
    struct term *list;
    size_t count;
};

/* A stretch of a text between white space, without the signs around it. */
struct chunk {
    size_t from, length;
    bool open, close; /* "(" right before, ")" right behind */
};

static struct term *term_of(struct terms *t, const char *letters, size_t n)
{
    uint32_t number = seen_number(&t->seen, letters, n);
    if (number == t->count)
        ARENA_PUSH(t->c->arena, t->list, t->count) = (struct term){0};
    return &t->list[number];
}

/* ---- chunks ---- */

static bool is_white(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

/* Bytes of a quote or bracket at s, 0: none. */
static size_t sign_length(const char *s)
{
    static const char *const signs[] = {"“", "”", "‘", "’", "…", "«", "»"};
    unsigned char first = (unsigned char)*s;
    if (first >= 'a' && first <= 'z')
        return 0; /* as most are */
    if (first < 0x80)
        return first && strchr("()[]\"'.,;:!?", first) ? 1 : 0;
    if (first != 0xe2 && first != 0xc2)
        return 0;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (strncmp(s, signs[i], strlen(signs[i])) == 0)
            return strlen(signs[i]);
    return 0;
}

/* The next chunk from *i on; false at the end. */
static bool next_chunk(const struct passage *p, size_t *i, struct chunk *out)
{
    const char *s = p->text;
    while (*i < p->length && is_white(s[*i]))
        ++*i;
    if (*i == p->length)
        return false;
    *out = (struct chunk){0};
    for (size_t n; *i < p->length && (n = sign_length(s + *i)) > 0; *i += n)
        out->open = s[*i] == '(';
    out->from = *i;
    size_t end = *i; /* behind the last byte that is not a sign */
    for (size_t n; *i < p->length && !is_white(s[*i]); *i += n ? n : 1) {
        n = sign_length(s + *i);
        if (n > 0 && end == *i)
            out->close = s[*i] == ')';
        if (n == 0)
            end = *i + 1;
    }
    out->length = end - out->from;
    return true;
}

/* ---- capitals ---- */

enum capitals { CAPITALS_NONE, CAPITALS_PLAIN, CAPITALS_MARKED };

/* PLAIN: nothing but A–Z and Đ, perhaps with "-" or "&" between; MARKED: capitals with Vietnamese marks, so
 * words ("HIỆU"). */
static enum capitals capitals_of(struct arena *arena, const char *s, size_t n)
{
    bool marked = false;
    size_t letters = 0;
    for (size_t i = 0; i < n; i++) {
        bool capital = s[i] >= 'A' && s[i] <= 'Z', stroke = strncmp(s + i, "Đ", 2) == 0;
        letters += capital || stroke;
        if (stroke)
            i++;
        else if ((unsigned char)s[i] >= 0x80)
            marked = true;
        else if (!capital && s[i] != '-' && s[i] != '&')
            return CAPITALS_NONE;
    }
    if (!marked)
        return letters >= 2 && letters <= LETTERS_MAX && s[0] != '-' && s[n - 1] != '-' ? CAPITALS_PLAIN
                                                                                        : CAPITALS_NONE;
    const char *chunk = arena_strndup(arena, s, n);
    return letters > 0 && strcmp(text_upper(arena, chunk), chunk) == 0 ? CAPITALS_MARKED : CAPITALS_NONE;
}

static bool is_roman(const char *s, size_t n)
{
    return n > 0 && strspn(s, "IVXL") >= n;
}

/* In the table, or all its parts are. */
static bool is_known(struct terms *t, const char *s, size_t n)
{
    for (size_t i = 0; i <= n;) {
        size_t part = strcspn(s + i, "-&");
        part = part > n - i ? n - i : part;
        if (!term_of(t, s + i, part)->known && !is_roman(s + i, part))
            return false;
        i += part + 1;
    }
    return true;
}

/* ---- explained ---- */

static bool contains(const char *s, size_t n, const char *needle)
{
    return memmem(s, n, needle, strlen(needle)) != NULL;
}

/* "CCHC (cải cách hành chính)": words in brackets behind, the first beginning with the same letter. */
static bool words_behind(struct arena *arena, const struct passage *p, const struct chunk *chunk)
{
    const char *s = p->text + chunk->from + chunk->length;
    s += strspn(s, "”\"");
    if (s[0] != ' ' || s[1] != '(')
        return false;
    size_t n = strcspn(s + 2, ")");
    const char *words = text_key(arena, arena_strndup(arena, s + 2, n));
    const char *letters = text_key(arena, arena_strndup(arena, p->text + chunk->from, chunk->length));
    return words[0] == letters[0] && strchr(words, ' ') != NULL;
}

/* "cải cách hành chính (CCHC)", "(sau đây viết tắt là CCHC)", "CCHC (cải cách hành chính)". */
static bool is_explained(struct arena *arena, const struct passage *p, const struct chunk *chunk)
{
    if (chunk->open && chunk->close && chunk->from > 1)
        return true;
    size_t before = chunk->from < CUE_BYTES ? chunk->from : CUE_BYTES;
    const char *cue = p->text + chunk->from - before;
    return contains(cue, before, "tắt") || contains(cue, before, "gọi là") || words_behind(arena, p, chunk);
}

/* ---- the file ---- */

static void use_term(struct terms *t, const struct passage *p, const struct chunk *chunk, bool only_explained)
{
    const char *s = p->text + chunk->from;
    if (is_roman(s, chunk->length) || is_known(t, s, chunk->length))
        return;
    bool explained = is_explained(t->c->arena, p, chunk);
    struct term *term = term_of(t, s, chunk->length);
    term->explained = term->explained || explained;
    struct place at = passage_place(p, chunk->from, chunk->length);
    if (!only_explained && (!term->first.source || at.offset < term->first.offset))
        term->first = at;
}

/* Capitals side by side with marked ones are words in capitals ("TRƯỜNG TIỂU HỌC HOA SEN"), not
 * abbreviations. */
static void use_passage(struct terms *t, const struct passage *p, bool only_explained)
{
    struct chunk run[LETTERS_MAX], chunk;
    size_t count = 0, i = 0;
    bool words = false, more;
    do {
        more = next_chunk(p, &i, &chunk);
        enum capitals capitals =
            more ? capitals_of(t->c->arena, p->text + chunk.from, chunk.length) : CAPITALS_NONE;
        if (capitals == CAPITALS_NONE) {
            for (size_t j = 0; j < count && !words; j++)
                use_term(t, p, &run[j], only_explained);
            count = 0;
            words = false;
        } else if (capitals == CAPITALS_MARKED || count == LETTERS_MAX) {
            words = true;
        } else {
            run[count++] = chunk;
        }
    } while (more);
}

static void use_passages(struct terms *t, const struct passages *all)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->list[i].kind != PASSAGE_OFFICE && all->list[i].kind != PASSAGE_PERSON)
            use_passage(t, &all->list[i], false);
}

static void terms_open(struct terms *t, struct checking *c)
{
    *t = (struct terms){.c = c, .seen = {.arena = c->arena}};
    for (size_t i = 0; i < KNOWN; i++)
        term_of(t, known_terms[i], strlen(known_terms[i]))->known = true;
}

/* plan: number of the issued plan that is looked at, or NULL */
static void complain_terms(const struct terms *t, const char *plan)
{
    for (size_t i = 0; i < t->count; i++)
        if (t->list[i].first.source && !t->list[i].explained)
            diag(t->c->diags, TERM_UNEXPLAINED, t->list[i].first, seen_string(&t->seen, (uint32_t)i), plan);
}

void check_plan_terms(struct checking *c)
{
    struct terms t;
    terms_open(&t, c);
    struct passages all = passages_of_plan(c->arena, c->year->plan);
    use_passages(&t, &all);
    complain_terms(&t, c->year->plan->number.s);
}

/* What the title of the plan explains is explained on every report too, whose title repeats it. */
static void use_title(struct terms *t, const struct plan *plan)
{
    if (!plan || !plan->summary.s)
        return;
    const struct piece piece = {0, plan->summary.at, false};
    const struct passage title = {PASSAGE_VALUE, plan->summary.s, strlen(plan->summary.s), &piece, 1};
    use_passage(t, &title, true);
}

void check_progress_terms(struct checking *c)
{
    struct terms t;
    terms_open(&t, c);
    use_title(&t, c->year->plan);
    struct passages all = passages_of_progress(c->arena, c->progress);
    use_passages(&t, &all);
    complain_terms(&t, NULL);
}

void check_school_terms(struct checking *c)
{
    struct terms t;
    if (!c->model->school)
        return;
    terms_open(&t, c);
    struct passages all = passages_of_school(c->arena, c->model->school);
    use_passages(&t, &all);
    complain_terms(&t, NULL);
}
