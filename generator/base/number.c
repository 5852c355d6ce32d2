/* number.c - numbers as Vietnamese write them, counts with units, Roman numerals. */
#include "base/number.h"

#include "base/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits with dots before groups of three ("1.234"); false when there are too many to count. */
static bool take_whole(const char **s, int64_t *value)
{
    int digits = 0;
    *value = 0;
    for (const char *p = *s;; p++) {
        bool group = *p == '.' && is_digit(p[1]) && is_digit(p[2]) && is_digit(p[3]) && !is_digit(p[4]);
        if (group)
            continue;
        if (!is_digit(*p)) {
            *s = p;
            return digits > 0 && digits <= 12;
        }
        if (++digits <= 12)
            *value = *value * 10 + (*p - '0');
    }
}

bool quantity_parse(struct arena *arena, const char *s, struct quantity *out)
{
    *out = (struct quantity){0};
    while (*s == ' ')
        s++;
    int64_t value;
    if (!is_digit(*s) || !take_whole(&s, &value))
        return false;
    value *= NUMBER_SCALE;
    if (*s == ',' && is_digit(s[1])) {
        s++;
        for (int64_t place = NUMBER_SCALE / 10; is_digit(*s); s++, place /= 10)
            value += (*s - '0') * place; /* digits behind the third are dropped */
    }
    if (is_digit(*s) || *s == '/' || *s == '.')
        return false; /* a date or a code, not a count */
    *out = (struct quantity){true, value, text_trim(arena, s, strlen(s))};
    return true;
}

char *number_text(struct arena *arena, int64_t thousandths)
{
    bool negative = thousandths < 0;
    uint64_t n = negative ? (uint64_t)-thousandths : (uint64_t)thousandths;
    uint64_t whole = n / NUMBER_SCALE, part = n % NUMBER_SCALE;
    char digits[32], grouped[48];
    int count = snprintf(digits, sizeof digits, "%" PRIu64, whole), used = 0;
    for (int i = 0; i < count; i++) {
        if (i > 0 && (count - i) % 3 == 0)
            grouped[used++] = '.';
        grouped[used++] = digits[i];
    }
    grouped[used] = '\0';
    char decimals[8] = "";
    if (part > 0) {
        int length = snprintf(decimals, sizeof decimals, ",%03d", (int)part);
        while (decimals[length - 1] == '0')
            decimals[--length] = '\0';
    }
    return arena_printf(arena, "%s%s%s", negative ? "-" : "", grouped, decimals);
}

char *quantity_text(struct arena *arena, struct quantity q)
{
    const char *unit = q.unit ? q.unit : "";
    bool percent = strcmp(unit, "%") == 0;
    bool small = q.thousandths > 0 && q.thousandths < 10 * NUMBER_SCALE && q.thousandths % NUMBER_SCALE == 0;
    const char *zero = small && !percent ? "0" : "";
    const char *gap = *unit && !percent ? " " : "";
    return arena_printf(arena, "%s%s%s%s", zero, number_text(arena, q.thousandths), gap, unit);
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
