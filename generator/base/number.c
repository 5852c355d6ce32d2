/* number.c - numbers as Vietnamese write them, counts with units, Roman numerals. */
#include "base/number.h"

#include "base/buf.h"
#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The text with the figures and signs at its beginning in ASCII: "１，５ giờ" is "1,5 giờ". What is behind
 * them stays as it is. */
static const char *plain_figures(struct arena *arena, const char *s)
{
    struct buf out = {0};
    size_t n = strlen(s), i = 0;
    bool figures = false, behind = false;
    uint32_t cp;
    int len;
    for (; (len = text_decode(s + i, n - i, &cp)) > 0; i += (size_t)len) {
        if (cp > 0xff00 && cp < 0xff5f)
            cp -= 0xff00 - 0x20;
        if (cp == 0x2212)
            cp = '-';
        const char *fit = behind ? "% " : figures ? "0123456789.,% " : "0123456789+- ";
        if (cp == 0 || cp >= 0x80 || !strchr(fit, (int)cp))
            break;
        buf_char(&out, (char)cp);
        figures = figures || is_digit((char)cp);
        behind = behind || (figures && (cp == ' ' || cp == '%')); /* what follows is the unit */
    }
    buf_str(&out, s + i);
    const char *text = buf_take(&out, arena);
    buf_free(&out);
    return text;
}

/* Digits, also with a dot before each group of three ("1.234.567"); *groups counts those. False when there
 * are too many digits to count, or the dots are not those of thousands. */
static bool take_whole(const char **s, int64_t *value, int *groups)
{
    int digits = 0, head = 0;
    bool zero = **s == '0';
    *value = 0;
    *groups = 0;
    for (const char *p = *s;; p++) {
        bool group = *p == '.' && is_digit(p[1]) && is_digit(p[2]) && is_digit(p[3]) && !is_digit(p[4]);
        if (group && ++*groups == 1)
            head = digits;
        if (group)
            continue;
        if (!is_digit(*p)) {
            *s = p;
            return digits > 0 && digits <= 12 && (*groups == 0 || (head <= 3 && !zero));
        }
        if (++digits <= 12)
            *value = *value * 10 + (*p - '0');
    }
}

/* A number in ASCII, from where *s is; *s is moved behind it. */
static bool take_number(const char **s, int64_t *thousandths, bool *ambiguous)
{
    int groups;
    if (!is_digit(**s) || !take_whole(s, thousandths, &groups))
        return false;
    *thousandths *= NUMBER_SCALE;
    bool decimals = **s == ',' && is_digit((*s)[1]);
    if (decimals) {
        ++*s;
        for (int64_t place = NUMBER_SCALE / 10; is_digit(**s); ++*s, place /= 10)
            *thousandths += (**s - '0') * place; /* digits behind the third are dropped */
    }
    *ambiguous = groups == 1 && !decimals;
    return !is_digit(**s) && **s != '/' && **s != '.'; /* a date or a code, not a count */
}

bool quantity_parse(struct arena *arena, const char *s, struct quantity *out)
{
    *out = (struct quantity){0};
    s = plain_figures(arena, s);
    s += strspn(s, " ");
    struct quantity q = {.given = true};
    if (!take_number(&s, &q.thousandths, &q.ambiguous))
        return false;
    q.unit = text_trim(arena, s, strlen(s));
    *out = q;
    return true;
}

bool number_parse(const char *s, int64_t *thousandths, bool *ambiguous)
{
    struct arena arena = {0};
    bool unsure = false;
    int64_t value = 0;
    const char *p = plain_figures(&arena, s);
    p += strspn(p, " ");
    bool negative = *p == '-';
    p += negative;
    bool fine = take_number(&p, &value, &unsure);
    p += fine ? strspn(p, " ") : 0;
    p += fine && *p == '%';
    fine = fine && !*text_trim(&arena, p, strlen(p));
    arena_free(&arena);
    if (fine) {
        *thousandths = negative ? -value : value;
        if (ambiguous)
            *ambiguous = unsure;
    }
    return fine;
}

static char *with_unit(struct arena *arena, const char *number, struct quantity q)
{
    const char *unit = q.unit ? q.unit : "";
    return arena_join(arena, number, *unit && *unit != '%' ? " " : "", unit);
}

char *quantity_as_thousands(struct arena *arena, struct quantity q)
{
    return with_unit(arena, arena_printf(arena, "%" PRId64, q.thousandths / NUMBER_SCALE), q);
}

char *quantity_as_decimal(struct arena *arena, struct quantity q)
{
    int64_t n = q.thousandths / NUMBER_SCALE;
    return with_unit(arena,
                     arena_printf(arena, "%" PRId64 ",%03d", n / NUMBER_SCALE, (int)(n % NUMBER_SCALE)), q);
}

char *number_text(struct arena *arena, int64_t thousandths)
{
    bool negative = thousandths < 0;
    uint64_t n = negative ? (uint64_t)-thousandths : (uint64_t)thousandths;
    uint64_t whole = n / NUMBER_SCALE, part = n % NUMBER_SCALE;
    char room[48], *grouped = room + sizeof room - 1;
    *grouped = '\0';
    int count = 0;
    do {
        if (count > 0 && count % 3 == 0)
            *--grouped = '.';
        *--grouped = (char)('0' + whole % 10);
        count++;
    } while (whole /= 10);
    char decimals[8] = "";
    if (part > 0) {
        int length = snprintf(decimals, sizeof decimals, ",%03d", (int)part);
        while (decimals[length - 1] == '0')
            decimals[--length] = '\0';
    }
    return arena_join(arena, negative ? "-" : "", grouped, decimals);
}

char *quantity_text(struct arena *arena, struct quantity q)
{
    const char *unit = q.unit ? q.unit : "";
    bool percent = strcmp(unit, "%") == 0;
    bool small = q.thousandths > 0 && q.thousandths < 10 * NUMBER_SCALE && q.thousandths % NUMBER_SCALE == 0;
    const char *zero = small && !percent ? "0" : "";
    const char *gap = *unit && !percent ? " " : "";
    return arena_join(arena, zero, number_text(arena, q.thousandths), arena_join(arena, gap, unit, ""));
}

char *quantity_typed(struct arena *arena, struct quantity q)
{
    bool one_dot = q.thousandths % NUMBER_SCALE == 0 && q.thousandths >= 1000 * NUMBER_SCALE &&
                   q.thousandths < (int64_t)1000 * 1000 * NUMBER_SCALE;
    return one_dot ? quantity_as_thousands(arena, q) : quantity_text(arena, q);
}

size_t quantity_unit_length(const char *unit)
{
    size_t n = strcspn(unit, "(,;:/");
    while (n > 0 && unit[n - 1] == ' ')
        n--;
    return n;
}

bool quantity_same_unit(struct arena *arena, struct quantity a, struct quantity b)
{
    char *x = text_key(arena, a.unit ? a.unit : ""), *y = text_key(arena, b.unit ? b.unit : "");
    size_t n = quantity_unit_length(x);
    return n == quantity_unit_length(y) && memcmp(x, y, n) == 0;
}

int roman_value(const char *s, size_t n)
{
    static const char *const ones[] = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
    int tens = 0;
    for (; n > 0 && *s == 'X' && tens < 3; s++, n--)
        tens++;
    for (int i = 0; i < 10; i++)
        if (strlen(ones[i]) == n && memcmp(ones[i], s, n) == 0)
            return tens * 10 + i;
    return 0;
}
