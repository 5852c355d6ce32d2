/* judge_head.c - the head of page 1 (PL I, Phần I, II.1 to II.5 and II.9.a). */
#include "nd30/judge.h"

#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static void tell_missing(struct judge *j)
{
    judge_tell(j, 1, "không thấy ở trang đầu", "not found on page 1");
}

bool judge_motto_country(struct judge *j)
{
    static const struct look look = {12, 13, true, false, true};
    const struct segment *s = j->c.country;
    if (!s) {
        tell_missing(j);
        return true;
    }
    judge_look(j, s, &look);
    if (strcmp(text_key(j->arena, s->text), "cong hoa xa hoi chu nghia viet nam") != 0)
        judge_tell(j, 1, arena_printf(j->arena, "dòng Quốc hiệu là “%s”", s->text),
                   arena_printf(j->arena, "the line reads “%s”", s->text));
    return true;
}

bool judge_motto(struct judge *j)
{
    static const struct look look = {13, 14, true, false, false};
    const struct segment *s = j->c.motto;
    if (!s) {
        tell_missing(j);
        return true;
    }
    judge_look(j, s, &look);
    if (strcmp(text_loose(j->arena, s->text), text_loose(j->arena, "Độc lập - Tự do - Hạnh phúc")) != 0 ||
        !strstr(s->text, " - "))
        judge_tell(j, 1, arena_printf(j->arena, "Tiêu ngữ viết “%s”", s->text),
                   arena_printf(j->arena, "the motto reads “%s”", s->text));
    if (j->c.country)
        judge_centre(j, s, segment_middle(j->c.country), "Quốc hiệu", "the national name");
    judge_rule_length(j, s, 1, 1);
    return true;
}

bool judge_agency_above(struct judge *j)
{
    static const struct look look = {12, 13, false, false, true};
    if (j->c.above)
        judge_look(j, j->c.above, &look);
    return j->c.above != NULL;
}

bool judge_agency(struct judge *j)
{
    static const struct look look = {12, 13, true, false, true};
    if (!j->c.agency) {
        tell_missing(j);
        return true;
    }
    judge_look(j, j->c.agency, &look);
    judge_rule_length(j, j->c.agency_end, 1.0 / 3, 0.5);
    return true;
}

/* ---- number ---- */

/* "05/BC-HB" behind "Số:"; NULL when there is no colon. */
static const char *number_text(const struct judge *j)
{
    const char *colon = strchr(j->c.number->text, ':');
    return colon ? colon + 1 + strspn(colon + 1, " ") : NULL;
}

bool judge_number(struct judge *j)
{
    static const struct look look = {13, 13, false, false, false};
    if (!j->c.number) {
        tell_missing(j);
        return true;
    }
    judge_look(j, j->c.number, &look);
    const char *s = number_text(j), *slash = s ? strchr(s, '/') : NULL;
    size_t digits = s ? strspn(s, "0123456789") : 0;
    const char *said = arena_printf(j->arena, "“%s”", j->c.number->text);
    bool blank = slash && s + digits == slash && digits == 0; /* left for the document system */
    if (!s || !slash)
        judge_tell(j, 1, arena_printf(j->arena, "thiếu “:” sau “Số” hoặc thiếu “/”: %s", said),
                   arena_printf(j->arena, "no colon or no slash: %s", said));
    else if (digits == 1 && s[1] == '/')
        judge_tell(j, 1, arena_printf(j->arena, "số dưới 10 chưa thêm 0: %s", said),
                   arena_printf(j->arena, "a number under 10 without 0: %s", said));
    else if (!blank && strchr(s, ' '))
        judge_tell(j, 1, arena_printf(j->arena, "có khoảng trắng trong số, ký hiệu: %s", said),
                   arena_printf(j->arena, "spaces in the number: %s", said));
    return true;
}

/* The letters of a type in the symbol (PL III). */
static const struct {
    const char *type, *code;
} type_codes[] = {
    {"bao cao", "BC"},    {"ke hoach", "KH"}, {"to trinh", "TTr"},     {"thong bao", "TB"},
    {"quyet dinh", "QĐ"}, {"bien ban", "BB"}, {"chuong trinh", "CTr"}, {"huong dan", "HD"},
    {"quy che", "QC"},    {"giay moi", "GM"},
};

bool judge_type_code(struct judge *j)
{
    const char *slash = j->c.number ? strchr(j->c.number->text, '/') : NULL;
    if (!slash || !j->c.type)
        return false;
    for (size_t i = 0; i < sizeof type_codes / sizeof *type_codes; i++) {
        const char *code = type_codes[i].code;
        if (!segment_begins(j, j->c.type, type_codes[i].type))
            continue;
        if (strncmp(slash + 1, code, strlen(code)) != 0 || slash[1 + strlen(code)] != '-')
            judge_tell(j, 1, arena_printf(j->arena, "ký hiệu “%s”, cần “/%s-…”", slash, code),
                       arena_printf(j->arena, "the symbol is “%s”, wanted “/%s-…”", slash, code));
        return true;
    }
    return false;
}

/* ---- place and date ---- */

bool judge_date(struct judge *j)
{
    static const struct look look = {13, 14, false, true, false};
    const struct segment *s = j->c.date;
    if (!s) {
        tell_missing(j);
        return true;
    }
    judge_look(j, s, &look);
    const char *comma = strchr(s->text, ',');
    if (!comma || strncmp(text_key(j->arena, comma + 1), "ngay", 4) != 0)
        judge_tell(j, 1, arena_printf(j->arena, "thiếu dấu phẩy sau địa danh: “%s”", s->text),
                   arena_printf(j->arena, "no comma behind the place: “%s”", s->text));
    if (j->c.country)
        judge_centre(j, s, segment_middle(j->c.country), "Quốc hiệu", "the national name");
    return true;
}

bool judge_date_digits(struct judge *j)
{
    const struct segment *s = j->c.date;
    const char *key = s ? text_key(j->arena, s->text) : NULL, *day = key ? strstr(key, "ngay ") : NULL,
               *month = key ? strstr(key, "thang ") : NULL;
    size_t days = day ? strspn(day + 5, "0123456789") : 0,
           months = month ? strspn(month + 6, "0123456789") : 0;
    if (days == 0 || months == 0)
        return false; /* left for the document system */
    bool wrong = days == 1 || (months == 1 && strchr("12", month[6])) ||
                 (months == 2 && month[6] == '0' && month[7] > '2');
    if (wrong)
        judge_tell(j, 1, arena_printf(j->arena, "“%s”", s->text), arena_printf(j->arena, "“%s”", s->text));
    return true;
}

bool judge_place(struct judge *j)
{
    if (!j->c.date)
        return false;
    if (isdigit((unsigned char)j->c.date->text[0]))
        judge_tell(j, 1, arena_printf(j->arena, "“%s”", j->c.date->text),
                   arena_printf(j->arena, "“%s”", j->c.date->text));
    return true;
}

/* ---- title ---- */

bool judge_type(struct judge *j)
{
    static const struct look look = {13, 14, true, false, true};
    if (!j->c.type) {
        tell_missing(j);
        return true;
    }
    judge_look(j, j->c.type, &look);
    judge_centre(j, j->c.type, (j->left + j->right) / 2, "trang", "the page");
    return true;
}

bool judge_summary(struct judge *j)
{
    static const struct look look = {13, 14, true, false, false};
    if (!j->c.summary) {
        tell_missing(j);
        return true;
    }
    judge_look(j, j->c.summary, &look);
    judge_centre(j, j->c.summary, (j->left + j->right) / 2, "trang", "the page");
    judge_rule_length(j, j->c.summary_end, 1.0 / 3, 0.5);
    return true;
}

bool judge_addressee(struct judge *j)
{
    static const struct look look = {13, 14, false, false, false};
    bool wanted =
        j->c.type && (segment_begins(j, j->c.type, "bao cao") || segment_begins(j, j->c.type, "to trinh"));
    if (!j->c.addressee) {
        if (wanted)
            tell_missing(j);
        return wanted;
    }
    judge_look(j, j->c.addressee, &look);
    return true;
}
