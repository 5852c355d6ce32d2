/* collate.c - texts in the order of a Vietnamese dictionary. A key is three runs of bytes, one a level, each ended by
 * LEVEL_END: what the letters are, which marks they bear, small or capital. */
#include "base/collate.h"

#include "base/buf.h"
#include "base/text.h"

#include <string.h>

/* No byte of a key is 0; the end of a level is smaller than all weights. */
enum { LEVEL_END = 1, PLAIN = 2, CAPITAL = 3, EXPANDED = 4, FIRST_TONE = 3, OTHER_MARK = 16, FIRST_PRIMARY = 2 };
enum { MARKS_BEGIN = 0x300, MARKS_END = 0x370, BREVE = 0x306, CIRCUMFLEX = 0x302, HORN = 0x31b, DOT_BELOW = 0x323, ELLIPSIS = 0x2026 };

/* What has a place of its own, in order; any other character comes behind, by its number. */
static const char order[] = " _-–—,;:!?.'‘’\"“”«»()[]{}§@*/\\&#%`^°+×<=>|~$₫€0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
enum { PLACES_MAX = 200, OTHER_PRIMARY = 0xf0 };

/* Tones in the order of the dictionary; level (ngang) has no mark. */
static const uint32_t tones[] = {0x300, 0x309, 0x303, 0x301, 0x323};

/* Letters that a mark makes into other letters. */
static const struct {
    uint32_t base, mark, letter;
} shapes[] = {
    {'a', BREVE, 0x103},      {'a', CIRCUMFLEX, 0xe2}, {'e', CIRCUMFLEX, 0xea},
    {'o', CIRCUMFLEX, 0xf4}, {'o', HORN, 0x1a1},      {'u', HORN, 0x1b0},
};

struct key {
    struct buf primary, secondary, tertiary;
};

static bool is_mark(uint32_t cp)
{
    return cp >= MARKS_BEGIN && cp < MARKS_END;
}

/* The place in order, or -1. */
static int place_of(uint32_t cp)
{
    size_t n = sizeof order - 1;
    uint32_t here;
    int place = 0, len;
    for (size_t i = 0; i < n; i += (size_t)len, place++) {
        len = text_decode(order + i, n - i, &here);
        if (here == cp)
            return place;
    }
    return -1;
}

static void add_primary(struct buf *out, uint32_t cp)
{
    int place = place_of(cp);
    if (place >= 0) {
        buf_char(out, (char)(FIRST_PRIMARY + place));
        return;
    }
    buf_char(out, (char)OTHER_PRIMARY);
    for (int shift = 14; shift >= 0; shift -= 7)
        buf_char(out, (char)(0x80 | (cp >> shift & 0x7f)));
}

static void add_mark(struct buf *out, uint32_t mark)
{
    for (size_t i = 0; i < sizeof tones / sizeof *tones; i++)
        if (tones[i] == mark) {
            buf_char(out, (char)(FIRST_TONE + i));
            return;
        }
    buf_char(out, (char)(OTHER_MARK + (mark - MARKS_BEGIN)));
}

/* The letter that base becomes by one of its marks; that mark is taken out of them. Only a dot below may stand between
 * them: marks of one side keep the order in which they were written, and "ã" with a breve on top is no "ẵ". */
static uint32_t shaped(uint32_t base, uint32_t *marks, size_t *count)
{
    for (size_t i = 0; i < *count && (i == 0 || marks[i - 1] == DOT_BELOW); i++)
        for (size_t j = 0; j < sizeof shapes / sizeof *shapes; j++)
            if (shapes[j].base == base && shapes[j].mark == marks[i]) {
                memmove(&marks[i], &marks[i + 1], (*count - i - 1) * sizeof *marks);
                --*count;
                return shapes[j].letter;
            }
    return base;
}

static void add_letter(struct key *key, uint32_t cp, uint32_t *marks, size_t count, char third)
{
    uint32_t small = text_lower(cp);
    add_primary(&key->primary, shaped(small, marks, &count));
    buf_char(&key->secondary, PLAIN);
    for (size_t i = 0; i < count; i++)
        add_mark(&key->secondary, marks[i]);
    buf_char(&key->tertiary, third != PLAIN ? third : small != cp ? CAPITAL : PLAIN);
}

/* The code point at s, and how many bytes it has; a byte that is not UTF-8 stands for itself. */
static size_t next(const char *s, size_t n, uint32_t *cp)
{
    int len = text_decode(s, n, cp);
    if (len > 0)
        return (size_t)len;
    *cp = (unsigned char)*s;
    return 1;
}

char *collate_key(struct arena *arena, const char *s)
{
    enum { MARKS_MAX = 16 }; /* more on one letter are nobody's writing, and count as none */
    struct key key = {0};
    const char *text = text_nfd(arena, s);
    size_t n = strlen(text), i = 0;
    while (i < n) {
        uint32_t cp, mark, marks[MARKS_MAX];
        size_t count = 0;
        i += next(text + i, n - i, &cp);
        for (size_t len; i < n && (len = next(text + i, n - i, &mark), is_mark(mark)); i += len)
            if (count < MARKS_MAX)
                marks[count++] = mark;
        for (int dots = 0; cp == ELLIPSIS && dots < 3; dots++)
            add_letter(&key, '.', marks, 0, EXPANDED);
        if (cp != ELLIPSIS)
            add_letter(&key, cp, marks, count, PLAIN);
    }
    buf_char(&key.primary, LEVEL_END);
    buf_str(&key.primary, buf_text(&key.secondary));
    buf_char(&key.primary, LEVEL_END);
    buf_str(&key.primary, buf_text(&key.tertiary));
    char *all = buf_take(&key.primary, arena);
    buf_free(&key.primary);
    buf_free(&key.secondary);
    buf_free(&key.tertiary);
    return all;
}

int collate_compare(struct arena *scratch, const char *a, const char *b)
{
    int by_key = strcmp(collate_key(scratch, a), collate_key(scratch, b));
    return by_key ? by_key : strcmp(a, b);
}
