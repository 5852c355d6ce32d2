/* values.c - dates, quarters, numbers, and the texts that are compared and sorted: what is printed reads as
 * it was. */
#include "fuzz.h"

#include "base/collate.h"
#include "base/date.h"
#include "base/number.h"
#include "base/syllable.h"
#include "base/text.h"
#include "base/url.h"

#include <string.h>

static void judge_dates(struct fuzz *f, const char *s)
{
    struct arena *a = &f->arena;
    struct date date, again;
    struct quarter quarter;
    int month;
    if (date_parse(s, &date)) {
        fuzz_must(date_given(date) && date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31);
        fuzz_must(date_parse(date_short(a, date), &again) && date_compare(date, again) == 0);
        fuzz_must(date_parse(date_long(a, date), &again) && date_compare(date, again) == 0);
        fuzz_must(date_parse(date_iso(a, date), &again) && date_compare(date, again) == 0);
        fuzz_must(date_days(date_after(date)) == date_days(date) + 1);
        fuzz_must(date_compare(date_working_day_after(date), date) > 0);
    }
    date_meant(s, &date);
    date_month_too_short(s, &month);
    if (quarter_parse(s, &quarter))
        fuzz_must(quarter.number >= 1 && quarter.number <= 4 && quarter_roman(quarter.number));
}

static void judge_numbers(struct fuzz *f, const char *s)
{
    struct arena *a = &f->arena;
    struct quantity q, again;
    int64_t number, back;
    bool ambiguous;
    if (quantity_parse(a, s, &q)) {
        fuzz_must(q.unit && quantity_unit_length(q.unit) <= strlen(q.unit) && quantity_same_unit(a, q, q));
        fuzz_must(quantity_parse(a, quantity_typed(a, q), &again) && again.thousandths == q.thousandths &&
                  !again.ambiguous && strcmp(again.unit, q.unit) == 0);
        fuzz_must(quantity_parse(a, quantity_text(a, q), &again) && again.thousandths == q.thousandths);
        if (q.ambiguous) {
            quantity_as_thousands(a, q);
            quantity_as_decimal(a, q);
        }
    }
    if (number_parse(s, &number, &ambiguous))
        fuzz_must(number_parse(number_text(a, number), &back, NULL) && back == number);
    fuzz_must(roman_value(s, strlen(s)) >= 0);
}

void fuzz_values(struct fuzz *f, const uint8_t *data, size_t size)
{
    static const char *const candidates[] = {"Trạng thái", "Kết quả", "Lũy kế", "Ngày"};
    struct arena *a = &f->arena;
    const struct source *source = source_from_bytes(a, &f->diags, "tep.md", data, size);
    if (!source || strlen(source->text) != source->len)
        return;
    const char *s = source->text;
    judge_dates(f, s);
    judge_numbers(f, s);
    const char *key = text_key(a, s);
    fuzz_must(strcmp(text_key(a, key), key) == 0);
    fuzz_text(text_upper(a, s), strlen(text_upper(a, s)));
    fuzz_text(text_nfkc(a, s), strlen(text_nfkc(a, s)));
    text_loose(a, s);
    text_width(s, source->len);
    text_nearest(a, s, candidates, sizeof candidates / sizeof *candidates);
    const char *slug = text_slug(a, s), *url = url_folder(a, s);
    fuzz_must(strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(slug));
    if (url) {
        const char *again = url_folder(a, url);
        fuzz_must(again && strcmp(again, url) == 0);
        url_tag(a, url, 2024, "2024/quy-2.html");
    }
    fuzz_must(collate_compare(a, s, s) == 0 && strcmp(collate_key(a, s), collate_key(a, s)) == 0);
    syllable_valid(s, source->len);
}
