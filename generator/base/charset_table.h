/* charset_table.h - the code tables of charset*.c, as data. */
#ifndef BASE_CHARSET_TABLE_H
#define BASE_CHARSET_TABLE_H

#include <stdint.h>

/* Windows-1252, 80 to 9F; bytes that it lacks stand for themselves, as browsers do it. A0 to FF are Latin-1.
 */
static const uint16_t cp1252[32] = {
    0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8d,   0x017d, 0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178,
};

/* Where Windows-1258 differs from Windows-1252; 0: it lacks the byte. */
static const struct cp1258_difference {
    uint8_t byte;
    uint16_t cp;
} cp1258[] = {
    {0x81, 0},      {0x8a, 0},      {0x8d, 0},      {0x8e, 0},      {0x8f, 0},      {0x90, 0},
    {0x9a, 0},      {0x9d, 0},      {0x9e, 0},      {0xc3, 0x0102}, {0xcc, 0x0300}, {0xd0, 0x0110},
    {0xd2, 0x0309}, {0xd5, 0x01a0}, {0xdd, 0x01af}, {0xde, 0x0303}, {0xe3, 0x0103}, {0xec, 0x0301},
    {0xf0, 0x0111}, {0xf2, 0x0323}, {0xf5, 0x01a1}, {0xfd, 0x01b0}, {0xfe, 0x20ab},
};

/* TCVN 5712:1993, VN3, A0 to FF; 0: not in use. */
static const uint16_t tcvn3[96] = {
    0,    u'Ă', u'Â', u'Ê', u'Ô', u'Ơ', u'Ư', u'Đ', /* A0 */
    u'ă', u'â', u'ê', u'ô', u'ơ', u'ư', u'đ', 0,    /* A8 */
    0,    0,    0,    0,    0,    u'à', u'ả', u'ã', /* B0 */
    u'á', u'ạ', 0,    u'ằ', u'ẳ', u'ẵ', u'ắ', 0,    /* B8 */
    0,    0,    0,    0,    0,    0,    u'ặ', u'ầ', /* C0 */
    u'ẩ', u'ẫ', u'ấ', u'ậ', u'è', 0,    u'ẻ', u'ẽ', /* C8 */
    u'é', u'ẹ', u'ề', u'ể', u'ễ', u'ế', u'ệ', u'ì', /* D0 */
    u'ỉ', 0,    0,    0,    u'ĩ', u'í', u'ị', u'ò', /* D8 */
    0,    u'ỏ', u'õ', u'ó', u'ọ', u'ồ', u'ổ', u'ỗ', /* E0 */
    u'ố', u'ộ', u'ờ', u'ở', u'ỡ', u'ớ', u'ợ', u'ù', /* E8 */
    0,    u'ủ', u'ũ', u'ú', u'ụ', u'ừ', u'ử', u'ữ', /* F0 */
    u'ứ', u'ự', u'ỳ', u'ỷ', u'ỹ', u'ý', u'ỵ', 0,    /* F8 */
};

/* Vowels that a VNI mark may follow; O and U stand for ơ and ư. */
#define VNI_TONE "aeouyOU"
#define VNI_ROUND "aeo"
#define VNI_SHORT "a"

/* VNI-Windows: marks that follow their vowel, and letters of their own; the capital of each is 20 below. */
static const struct vni_mark {
    uint8_t byte;
    const char *after;
    uint16_t shape, tone; /* combining; 0: none */
} vni_marks[] = {
    {0xf9, VNI_TONE, 0, 0x301},      {0xf8, VNI_TONE, 0, 0x300},      {0xfb, VNI_TONE, 0, 0x309},
    {0xf5, VNI_TONE, 0, 0x303},      {0xef, VNI_TONE, 0, 0x323},      {0xe2, VNI_ROUND, 0x302, 0},
    {0xe1, VNI_ROUND, 0x302, 0x301}, {0xe0, VNI_ROUND, 0x302, 0x300}, {0xe5, VNI_ROUND, 0x302, 0x309},
    {0xe3, VNI_ROUND, 0x302, 0x303}, {0xe4, VNI_ROUND, 0x302, 0x323}, {0xea, VNI_SHORT, 0x306, 0},
    {0xe9, VNI_SHORT, 0x306, 0x301}, {0xe8, VNI_SHORT, 0x306, 0x300}, {0xfa, VNI_SHORT, 0x306, 0x309},
    {0xfc, VNI_SHORT, 0x306, 0x303}, {0xeb, VNI_SHORT, 0x306, 0x323},
};

static const struct vni_letter {
    uint8_t byte;
    char base; /* what marks see: O, U or 0 */
    uint16_t small, capital;
} vni_letters[] = {
    {0xf4, 'O', u'ơ', u'Ơ'}, {0xf6, 'U', u'ư', u'Ư'}, {0xf1, 0, u'đ', u'Đ'},
    {0xed, 0, u'í', u'Í'},   {0xec, 0, u'ì', u'Ì'},   {0xe6, 0, u'ỉ', u'Ỉ'},
    {0xf3, 0, u'ĩ', u'Ĩ'},   {0xf2, 0, u'ị', u'Ị'},   {0xee, 0, u'ỵ', u'Ỵ'},
};

#endif
