/* privacy_people.c - persons named as pupil or parent or together with a class, and counts under 5 in one
 * class, in published text. Source: domain/site.md 5.2. */
#include "base/text.h"
#include "check/privacy.h"

#include <ctype.h>
#include <string.h>

enum { NAME_WORDS = 5, LINKS_MAX = 3, COUNT_WORDS = 12, SMALL = 5 };

#define SIZE(list) (sizeof(list) / sizeof *(list))
/* Each table takes its own lines of names.def. */
static const char *const surnames[] = {
#define SURNAME(word) word,
#define GIVEN(word)
#define PLACE(words)
#define OTHER(word)
#define OTHER_PAIR(words)
#include "check/names.def"
};
static const char *const given_names[] = {
#define SURNAME(word)
#define GIVEN(word) word,
#define PLACE(words)
#define OTHER(word)
#define OTHER_PAIR(words)
#include "check/names.def"
};
static const char *const places[] = {
#define SURNAME(word)
#define GIVEN(word)
#define PLACE(words) words,
#define OTHER(word)
#define OTHER_PAIR(words)
#include "check/names.def"
};
static const char *const others[] = {
#define SURNAME(word)
#define GIVEN(word)
#define PLACE(words)
#define OTHER(word) word,
#define OTHER_PAIR(words)
#include "check/names.def"
};
static const char *const other_pairs[] = {
#define SURNAME(word)
#define GIVEN(word)
#define PLACE(words)
#define OTHER(word)
#define OTHER_PAIR(words) words,
#include "check/names.def"
};

/* Words from … to, without the last. */
struct range {
    size_t from, to;
};

static char byte_at(const struct published *t, size_t i)
{
    return buf_text(&t->text)[i];
}

static void complain(struct privacy *p, enum diag_code code, size_t from, size_t to)
{
    const struct published *t = &p->passage;
    size_t begin = t->words[from].from, end = t->words[to - 1].to;
    struct diag_about about = {.at = published_place(t, begin, end),
                               .a = published_cut(p->c->arena, t, begin, end),
                               .b = p->school,
                               .c = p->plan};
    diag_add(p->c->diags, code, &about);
}

/* ---- names ---- */

/* words_match, the first byte being the same. */
static size_t words_match_on(const struct published *t, size_t i, const char *words)
{
    size_t count = 0;
    for (const char *w = words; *w; count++) {
        size_t n = strcspn(w, " ");
        if (i + count >= t->word_count || t->words[i + count].to - t->words[i + count].from != n ||
            strncmp(buf_text(&t->lower) + t->words[i + count].from, w, n) != 0 ||
            (count && !published_touch(t, i + count - 1)))
            return 0;
        w += n + (w[n] == ' ');
    }
    return count;
}

/* Do the words from i on begin with these (whole words, in small letters)? Returns how many there are, or 0.
 */
static inline size_t words_match(const struct published *t, size_t i, const char *words)
{
    bool begins = i < t->word_count && t->lower.data[t->words[i].from] == *words; /* hardly ever */
    return begins ? words_match_on(t, i, words) : 0;
}

static size_t match_one(const struct published *t, size_t i, const char *const *list, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        size_t n = words_match(t, i, list[k]);
        if (n)
            return n;
    }
    return 0;
}

/* Is it the whole or a part of a name of the school, its parent body, its place? */
static bool is_own(const struct privacy *p, struct range r)
{
    const struct published *t = &p->passage;
    size_t from = t->words[r.from].from, n = t->words[r.to - 1].to - from;
    if (r.to < r.from + 2)
        return false; /* a single word of it may well be somebody's name */
    for (const struct public_text *own = p->names; own; own = own->next)
        for (const char *hit = own->s;
             (hit = memmem(hit, strlen(hit), buf_text(&t->lower) + from, n)) != NULL; hit++)
            if (hit > own->s && hit[-1] == ' ' && strchr(" ,;.", hit[n]))
                return true;
    return false;
}

/* The run of capitalised words that begins at word i, at most five. */
static struct range capitals_from(const struct published *t, size_t i)
{
    struct range r = {i, i};
    while (r.to < t->word_count && r.to - i < NAME_WORDS && t->words[r.to].capital &&
           (r.to == i || published_touch(t, r.to - 1)))
        r.to++;
    return r;
}

/* A place, an office, the school itself: capitalised, but nobody's name. */
static bool is_no_person(const struct privacy *p, struct range r)
{
    const struct published *t = &p->passage;
    return match_one(t, r.from, places, SIZE(places)) == r.to - r.from ||
           match_one(t, r.from, other_pairs, SIZE(other_pairs)) || is_own(p, r);
}

/* Family name and more: "Nguyễn Văn An", "NGUYỄN VĂN AN", "Trần A". */
static bool is_full_name(const struct privacy *p, struct range r)
{
    return r.to >= r.from + 2 && published_in(&p->passage, r.from, surnames, SIZE(surnames)) &&
           !is_no_person(p, r);
}

/* "N", "Đ": one letter stands for a name that is not told. Ý is a name. */
static bool is_letter_for_name(const struct published *t, size_t i)
{
    size_t n = t->words[i].to - t->words[i].from;
    uint32_t cp;
    return text_decode(buf_text(&t->text) + t->words[i].from, n, &cp) == (int)n &&
           !published_in(t, i, given_names, SIZE(given_names));
}

/* "Lan", "Minh Anh", behind a word like "em" (sure: whatever is not known to be something else) or "học
 * sinh". */
static bool is_given_name(const struct privacy *p, struct range r, bool sure)
{
    static const char *const not_alone[] = {"nam", "hoa", "việt", "mỹ", "anh", "thái", "toàn"};
    const struct published *t = &p->passage;
    bool alone = r.to == r.from + 1;
    if (r.to == r.from || t->words[r.from].all_capitals || is_letter_for_name(t, r.from) ||
        published_in(t, r.from, others, SIZE(others)) || is_no_person(p, r))
        return false;
    if (sure)
        return true;
    return r.to <= r.from + 3 && published_in(t, r.to - 1, given_names, SIZE(given_names)) &&
           !(alone && published_in(t, r.from, not_alone, SIZE(not_alone)));
}

/* ---- "em Lan", "phụ huynh Nguyễn Thị B" ---- */

static const struct trigger {
    const char *words;
    bool sure; /* a name is all that can stand capitalised behind it */
    bool full; /* only full names count */
} triggers[] = {{"em", true, false},        {"cháu", true, false},       {"bé", true, false},
                {"học sinh", false, false}, {"phụ huynh", false, false}, {"hs", false, true},
                {"phhs", false, true}};

/* How many words of a trigger stand at word i. */
static size_t trigger_at(const struct published *t, size_t i, struct trigger *found)
{
    static const char *const no_em[] = {"trẻ", "chị", "anh", "đàn", "thiếu"};
    for (size_t k = 0; k < SIZE(triggers); k++) {
        size_t n = words_match(t, i, triggers[k].words);
        if (!n ||
            (k == 0 && i > 0 && published_touch(t, i - 1) && published_in(t, i - 1, no_em, SIZE(no_em))))
            continue;
        *found = triggers[k];
        found->full = found->full || (n > 1 && t->words[i + 1].capital) || t->words[i].all_capitals;
        return n;
    }
    return 0;
}

/* Are words i and i + 1 parted by white space only, or by a colon as in "em: Lan"? */
static bool follows(const struct published *t, size_t i)
{
    if (published_touch(t, i))
        return true;
    return i + 1 < t->word_count && byte_at(t, t->words[i].to) == ':' &&
           t->words[i].to + 2 == t->words[i + 1].from;
}

static void find_named(struct privacy *p)
{
    static const char *const between[] = {"tên", "là", "ông", "bà", "anh", "chị", "họ"};
    const struct published *t = &p->passage;
    for (size_t i = 0; i < t->word_count; i++) {
        struct trigger trigger;
        size_t n = trigger_at(t, i, &trigger), at = i + n;
        if (!n || !follows(t, at - 1))
            continue;
        for (int k = 0; k < LINKS_MAX && published_in(t, at, between, SIZE(between)) &&
                        !t->words[at].capital && published_touch(t, at);
             k++) {
            trigger.sure = trigger.sure || published_is(t, at, "tên");
            at++;
        }
        struct range name = capitals_from(t, at);
        bool person = is_full_name(p, name) || (!trigger.full && is_given_name(p, name, trigger.sure));
        if (person && !t->words[name.from].told)
            complain(p, DIAG_PERSON_NAMED, i, name.to);
    }
}

/* ---- classes ---- */

/* "3A", "5B1": the grade, one or two letters, perhaps a number. */
static bool is_class_word(const struct published *t, size_t i)
{
    size_t k = t->words[i].from, to = t->words[i].to, digits = 0, count = 0;
    for (; k < to && isdigit((unsigned char)byte_at(t, k)); k++)
        digits++;
    for (; k < to && isupper((unsigned char)byte_at(t, k)); k++)
        count++;
    bool short_number = to - k <= 2;
    for (; k < to && isdigit((unsigned char)byte_at(t, k));)
        k++;
    return digits == 1 && byte_at(t, t->words[i].from) != '0' && count >= 1 && count <= 2 && short_number &&
           k == to;
}

/* The class that begins at word i: "lớp 3/2", "lớp 3A", "3A"; an empty range when there is none. */
static struct range class_at(const struct published *t, size_t i)
{
    struct range none = {i, i};
    if (!published_is(t, i, "lớp") || !published_touch(t, i))
        return i < t->word_count && is_class_word(t, i) ? (struct range){i, i + 1} : none;
    if (is_class_word(t, i + 1))
        return (struct range){i, i + 2};
    bool parted = i + 2 < t->word_count && t->words[i + 1].digits && t->words[i + 2].digits &&
                  t->words[i + 1].to + 1 == t->words[i + 2].from &&
                  strchr("/.", byte_at(t, t->words[i + 1].to));
    bool small = parted && t->words[i + 1].to - t->words[i + 1].from <= 2 &&
                 t->words[i + 2].to - t->words[i + 2].from <= 2;
    return small ? (struct range){i, i + 3} : none;
}

/* Do words i and i + 1 stand side by side, with a comma, a bracket, a dash or a colon at most? */
static bool is_near(const struct published *t, size_t i)
{
    if (i + 1 >= t->word_count || t->words[i + 1].from - t->words[i].to > 5)
        return false;
    for (size_t k = t->words[i].to; k < t->words[i + 1].from; k++)
        if (!strchr(" ,:()-\xe2\x80\x93\xc2\xa0", byte_at(t, k)))
            return false;
    return true;
}

static const char *const class_links[] = {"học", "sinh", "phụ", "huynh", "em", "cháu", "bé", "bạn", "của",
                                          "là",  "ở",    "hs",  "con",   "mẹ", "cha",  "bố", "có"};

/* The name that ends right before word i; empty when there is none. */
static struct range name_before(const struct privacy *p, size_t i)
{
    static const char *const names_follow[] = {"học", "trường", "phường", "quận", "đường", "xã", "phố"};
    const struct published *t = &p->passage;
    size_t to = i, from;
    for (int k = 0; k < LINKS_MAX && to > 0 && is_near(t, to - 1) &&
                    published_in(t, to - 1, class_links, SIZE(class_links));
         k++)
        to--;
    if (to == 0 || !is_near(t, to - 1))
        return (struct range){i, i};
    for (from = to; from > 0 && to - from < NAME_WORDS && t->words[from - 1].capital &&
                    (from == to || published_touch(t, from - 1));)
        from--;
    bool institution = from > 0 && published_touch(t, from - 1) &&
                       published_in(t, from - 1, names_follow, SIZE(names_follow));
    for (struct range r = {from, to}; !institution && r.from < to; r.from++) {
        if (published_in(t, r.from, names_follow, SIZE(names_follow)))
            break;
        if (is_full_name(p, r) || (r.from == from && to - from >= 2 && is_given_name(p, r, false)))
            return r;
    }
    return (struct range){i, i};
}

/* The full name that begins right behind word i - 1; empty when there is none. */
static struct range name_behind(const struct privacy *p, size_t i)
{
    const struct published *t = &p->passage;
    for (int k = 0; k < LINKS_MAX && is_near(t, i - 1) && published_in(t, i, class_links, SIZE(class_links));
         k++)
        i++;
    struct range name = capitals_from(t, i);
    return is_near(t, i - 1) && is_full_name(p, name) ? name : (struct range){i, i};
}

static void tell_of_class(struct privacy *p, struct range name, size_t from, size_t to)
{
    complain(p, DIAG_PERSON_CLASS, from, to);
    for (size_t i = name.from; i < name.to; i++)
        p->passage.words[i].told = true;
}

static void find_in_class(struct privacy *p)
{
    const struct published *t = &p->passage;
    for (size_t i = 0; i < t->word_count; i++) {
        struct range class = class_at(t, i);
        if (class.from == class.to)
            continue;
        struct range before = name_before(p, class.from), behind = name_behind(p, class.to);
        if (before.from < before.to)
            tell_of_class(p, before, before.from, class.to);
        else if (behind.from < behind.to)
            tell_of_class(p, behind, class.from, behind.to);
        i = class.to - 1;
    }
}

/* ---- small counts ---- */

static const char *const complaints[] = {"phản ánh", "kiến nghị", "khiếu nại", "tố cáo",
                                         "góp ý",    "ý kiến",    "thắc mắc",  "đơn"};
static const char *const units[] = {"lượt",  "trường hợp", "phụ huynh", "cuộc gọi", "lá",
                                    "người", "vụ",         "tin nhắn",  "cha mẹ"};

/* Does a sentence end between words i and i + 1? */
static bool sentence_ends(const struct published *t, size_t i)
{
    for (size_t k = t->words[i].to; k < t->words[i + 1].from; k++)
        if (strchr(";!?\n", byte_at(t, k)) || (byte_at(t, k) == '.' && k + 1 < t->words[i + 1].from))
            return true;
    return false;
}

/* Is word i a count from 1 to 4, and no part of a date, of a larger figure, or the number of a quarter? */
static bool is_small_count(const struct published *t, size_t i)
{
    static const char *const words[] = {"một", "hai", "ba", "bốn"};
    static const char *const not_counts[] = {"quý",  "tháng", "lớp", "khối", "ngày", "số",   "mục", "năm",
                                             "điều", "tuần",  "thứ", "kỳ",   "lần",  "phần", "hơn", "trên"};
    const struct word *word = &t->words[i];
    if (i > 0 && published_touch(t, i - 1) && published_in(t, i - 1, not_counts, SIZE(not_counts)))
        return false;
    if (!word->digits)
        return published_in(t, i, words, SIZE(words));
    if (i > 0 && t->words[i - 1].digits && t->words[i - 1].to + 1 == word->from &&
        byte_at(t, word->from - 1) != ' ')
        return false;
    char first = byte_at(t, word->from), last = byte_at(t, word->to - 1);
    return word->to - word->from <= 2 && (word->to - word->from == 1 || first == '0') && last > '0' &&
           last < '0' + SMALL;
}

/* The end of "3 phản ánh", "2 phụ huynh lớp 3/2 phản ánh" that begins with the count at word i; i when there
 * is none. */
static size_t complaint_end(const struct published *t, size_t i)
{
    size_t n = published_touch(t, i) ? match_one(t, i + 1, complaints, SIZE(complaints)) : 0;
    if (n)
        return i + 1 + n;
    n = published_touch(t, i) ? match_one(t, i + 1, units, SIZE(units)) : 0;
    for (size_t k = i + 1 + n;
         n && k < t->word_count && k < i + COUNT_WORDS / 2 + n && !sentence_ends(t, k - 1); k++) {
        size_t more = match_one(t, k, complaints, SIZE(complaints));
        if (more)
            return k + more;
    }
    return i;
}

/* The class nearest to the words of the range in their sentence; an empty range when it names none. */
static struct range class_near(const struct published *t, struct range r)
{
    size_t i = r.from;
    for (size_t k = 0; i < t->word_count && k < COUNT_WORDS + (r.to - r.from) &&
                       (i == 0 || k == 0 || !sentence_ends(t, i - 1));
         i++, k++) {
        struct range class = class_at(t, i);
        if (class.to > class.from)
            return class;
        if (i >= r.to && t->words[i].digits && match_one(t, i + 1, complaints, SIZE(complaints)))
            break; /* the next count, with a class of its own */
    }
    i = r.from;
    for (size_t k = 0; i > 0 && k < COUNT_WORDS && !sentence_ends(t, i - 1); k++) {
        struct range class = class_at(t, --i);
        if (class.to > class.from && class.to <= r.from) {
            struct range longer = class_at(t, i > 0 ? i - 1 : 0); /* "3A" is part of "lớp 3A" */
            return longer.to == class.to ? longer : class;
        }
    }
    return (struct range){0, 0};
}

static void find_small_counts(struct privacy *p)
{
    const struct published *t = &p->passage;
    for (size_t i = 0; i < t->word_count; i++) {
        size_t end = is_small_count(t, i) ? complaint_end(t, i) : i;
        struct range class = end > i ? class_near(t, (struct range){i, end}) : (struct range){0, 0};
        if (class.to > class.from)
            complain(p, DIAG_COUNT_SMALL, class.from < i ? class.from : i, class.to > end ? class.to : end);
    }
}

void privacy_people(struct privacy *p)
{
    find_in_class(p);
    find_named(p);
    find_small_counts(p);
}
