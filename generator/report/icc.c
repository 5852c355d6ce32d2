/* icc.c - the profile made from the figures of the standard: primaries and white adapted to D50 (Bradford),
 * the tone curve as a parametric curve. */
#include "report/icc.h"

#include <stdint.h>
#include <string.h>

enum { HEADER = 128, TAG_ROW = 12 };

static void put32(struct buf *out, uint32_t n)
{
    const char bytes[4] = {(char)(n >> 24), (char)(n >> 16), (char)(n >> 8), (char)n};
    buf_add(out, bytes, 4);
}

static void put16(struct buf *out, unsigned n)
{
    buf_char(out, (char)(n >> 8));
    buf_char(out, (char)n);
}

static void zeros(struct buf *out, size_t n)
{
    while (n-- > 0)
        buf_char(out, '\0');
}

/* Signed fixed point with 16 bits behind the point, from millionths. */
static void put_fixed(struct buf *out, int32_t millionths)
{
    int64_t scaled = (int64_t)millionths * 65536;
    put32(out, (uint32_t)(int32_t)((scaled + (scaled < 0 ? -500000 : 500000)) / 1000000));
}

static void put_xyz(struct buf *out, const int32_t values[3])
{
    buf_str(out, "XYZ ");
    put32(out, 0);
    for (int i = 0; i < 3; i++)
        put_fixed(out, values[i]);
}

/* "mluc" with one text, in English. */
static void put_text(struct buf *out, const char *text)
{
    size_t n = strlen(text);
    buf_str(out, "mluc");
    put32(out, 0);
    put32(out, 1);
    put32(out, 12);
    buf_str(out, "enUS");
    put32(out, (uint32_t)(2 * n));
    put32(out, 28);
    for (size_t i = 0; i < n; i++)
        put16(out, (unsigned char)text[i]);
    while (out->len % 4)
        buf_char(out, '\0');
}

/* Y = ((X + 0.055) / 1.055)^2.4 from 0.04045 on, X / 12.92 below. */
static void put_curve(struct buf *out)
{
    static const int32_t parameters[] = {2400000, 947867, 52133, 77399, 40450};
    buf_str(out, "para");
    put32(out, 0);
    put16(out, 3);
    put16(out, 0);
    for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++)
        put_fixed(out, parameters[i]);
}

static void put_adaptation(struct buf *out)
{
    static const int32_t matrix[] = {1047811, 22887, -50127, 29542, 990484, -17049, -9235, 15044, 752132};
    buf_str(out, "sf32");
    put32(out, 0);
    for (size_t i = 0; i < 9; i++)
        put_fixed(out, matrix[i]);
}

static void put_header(struct buf *out, size_t size)
{
    put32(out, (uint32_t)size);
    put32(out, 0);
    put32(out, 0x04200000);
    buf_str(out, "mntrRGB XYZ ");
    for (int i = 0; i < 6; i++) /* a date, which nobody reads: 1/1/2024 */
        put16(out, i == 0 ? 2024 : i < 3 ? 1 : 0);
    buf_str(out, "acsp");
    zeros(out, 28);
    put_fixed(out, 964203);
    put_fixed(out, 1000000);
    put_fixed(out, 824905);
    zeros(out, 48);
}

void icc_srgb(struct buf *out)
{
    static const int32_t white[] = {964203, 1000000, 824905}, red[] = {436075, 222504, 13932},
                         green[] = {385065, 716879, 97105}, blue[] = {143080, 60617, 714173};
    static const char names[][5] = {"desc", "cprt", "wtpt", "rXYZ", "gXYZ",
                                    "bXYZ", "chad", "rTRC", "gTRC", "bTRC"};
    enum { TAGS = sizeof names / sizeof *names, SHARED = 7 };
    struct buf data = {0};
    size_t starts[TAGS + 1] = {0};
    for (size_t i = 0; i <= SHARED; i++) {
        starts[i] = data.len;
        if (i < 2)
            put_text(&data, i ? "No copyright, use freely" : "sRGB IEC61966-2.1");
        else if (i < 6)
            put_xyz(&data, i == 2 ? white : i == 3 ? red : i == 4 ? green : blue);
        else if (i == 6)
            put_adaptation(&data);
        else
            put_curve(&data);
    }
    size_t first = HEADER + 4 + TAGS * TAG_ROW;
    put_header(out, first + data.len);
    put32(out, TAGS);
    for (size_t i = 0; i < TAGS; i++) {
        /* cppcheck-suppress knownConditionTrueFalse ; the last rounds have k == SHARED */
        size_t k = i < SHARED ? i : SHARED, end = k < SHARED ? starts[k + 1] : data.len;
        buf_add(out, names[i], 4);
        put32(out, (uint32_t)(first + starts[k]));
        put32(out, (uint32_t)(end - starts[k]));
    }
    buf_add(out, data.data, data.len);
    buf_free(&data);
}
