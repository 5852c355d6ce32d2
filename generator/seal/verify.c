/* verify.c - the signatures of a finished PDF. */
#include "seal/verify.h"

#include "pdf/lexer.h"
#include "seal/additions.h"
#include "seal/revisions.h"
#include "seal/unlisted.h"
#include "seal/update.h"

#include <stdlib.h>
#include <string.h>

enum { SIGNATURES_MOST = 100 };

struct verifier {
    struct arena *arena;
    struct pdf_file *file;
    const char *bytes;
    size_t size;
    const struct seal_roots *roots;
    enum diag_lang lang;
};

/* ---- one signature ---- */

static int digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
}

/* The bytes between < and > that the range leaves out; false when anything else stands there. */
static bool read_gap(struct verifier *v, size_t open, size_t after, struct octets *cms)
{
    if (after <= open + 1 || v->bytes[open] != '<' || v->bytes[after - 1] != '>' || (after - open) % 2 != 0)
        return false;
    unsigned char *out = arena_alloc(v->arena, (after - open) / 2 + 1);
    size_t n = 0;
    bool small = false, capital = false; /* letters of both kinds: somebody was here */
    for (size_t i = open + 1; i + 1 < after; i++) {
        small = small || (v->bytes[i] >= 'a' && v->bytes[i] <= 'f');
        capital = capital || (v->bytes[i] >= 'A' && v->bytes[i] <= 'F');
    }
    for (size_t i = open + 1; i + 1 < after; i += 2) {
        int high = digit(v->bytes[i]), low = digit(v->bytes[i + 1]);
        if (high < 0 || low < 0)
            return false;
        out[n++] = (unsigned char)(high << 4 | low);
    }
    *cms = (struct octets){out, n};
    return !(small && capital);
}

/* Does the gap hold just what the dictionary gives as /Contents? */
static bool is_contents(struct verifier *v, pdf_value signature, const struct octets *cms)
{
    size_t n;
    const char *contents = pdf_string(v->file, pdf_get(v->file, signature, "/Contents"), &n);
    return n == cms->n && memcmp(contents, cms->at, n) == 0;
}

/* Is the name that key, with #xx for any of its letters? */
static bool is_key(const struct pdf_token *name, const char *key)
{
    const char *s = name->text, *end = s + name->length;
    for (; s < end && *key; key++) {
        bool code = *s == '#' && end - s > 2 && digit(s[1]) >= 0 && digit(s[2]) >= 0;
        if ((code ? digit(s[1]) << 4 | digit(s[2]) : *s) != *key)
            return false;
        s += code ? 3 : 1;
    }
    return s == end && !*key;
}

/* Has the dictionary whose /Contents the gap holds no other /Contents? Readers differ in which of two they
 * take. */
static bool is_only_contents(struct verifier *v, size_t gap, size_t after)
{
    enum { DEEP = 32, AROUND = 64 * 1024 };
    size_t counts[DEEP] = {0}, depth = 0, of_gap = DEEP, begin = gap;
    for (; begin > 4 && memcmp(v->bytes + begin - 4, " obj", 4) != 0; begin--)
        if (gap - begin == AROUND)
            return false; /* what stands before could name another */
    size_t end = v->size - after < AROUND ? v->size : after + AROUND;
    struct pdf_lexer lexer = {v->arena, v->bytes + begin, v->bytes + end};
    for (;;) {
        if (lexer.at >= v->bytes + gap && of_gap == DEEP)
            of_gap = depth;
        struct pdf_token token = pdf_next(&lexer);
        if (token.kind == PDF_OPEN && ++depth < DEEP)
            counts[depth] = 0;
        else if (token.kind == PDF_CLOSE && depth == of_gap)
            return counts[depth] == 1;
        else if (token.kind == PDF_CLOSE && depth > 0)
            depth--;
        else if (token.kind == PDF_END || depth >= DEEP ||
                 (token.kind == PDF_WORD && strcmp(token.text, "endobj") == 0))
            return false; /* not even a dictionary */
        else if (token.kind == PDF_NAME)
            counts[depth] += is_key(&token, "Contents");
    }
}

/* The end of a revision: the range ends there, with "%%EOF" and a line end. */
static bool ends_revision(const struct verifier *v, size_t end)
{
    while (end > 0 && strchr("\r\n ", v->bytes[end - 1]))
        end--;
    return end >= 5 && memcmp(v->bytes + end - 5, "%%EOF", 5) == 0;
}

static enum seal_range read_range(struct verifier *v, pdf_value signature, struct seal_signature *s,
                                  struct seal_content *content, struct octets *cms)
{
    pdf_value range = pdf_get(v->file, signature, "/ByteRange");
    double n[4] = {-1, -1, -1, -1};
    for (size_t i = 0; i < 4 && pdf_count(v->file, range) == 4; i++)
        n[i] = pdf_number(v->file, pdf_at(v->file, range, i), -1);
    bool fits = n[0] == 0 && n[1] > 0 && n[2] > n[1] && n[3] > 0 && n[2] + n[3] <= (double)v->size;
    if (!fits)
        return SEAL_RANGE_BROKEN;
    size_t open = (size_t)n[1], after = (size_t)n[2];
    s->gap = open;
    s->end = after + (size_t)n[3];
    const unsigned char *bytes = (const unsigned char *)v->bytes;
    *content = (struct seal_content){{{bytes, open}, {bytes + after, (size_t)n[3]}}};
    return read_gap(v, open, after, cms) && is_contents(v, signature, cms) &&
                   is_only_contents(v, open, after) && ends_revision(v, s->end)
               ? SEAL_RANGE_FINE
               : SEAL_RANGE_BROKEN;
}

/* Two digits; -1 when they are none. */
static int two_digits(const char *s)
{
    bool fine = s[0] >= '0' && s[0] <= '9' && s[1] >= '0' && s[1] <= '9';
    return fine ? (s[0] - '0') * 10 + (s[1] - '0') : -1;
}

/* "+07'30'", "-10'", "+07": seconds east of UTC. What is no hour is 0, as no minutes are. */
static int read_offset(const char *s)
{
    int hours = two_digits(s + 1), minutes = hours >= 0 && s[3] == '\'' ? two_digits(s + 4) : -1;
    int seconds = (hours > 0 ? hours * 3600 : 0) + (minutes > 0 ? minutes * 60 : 0);
    return *s == '-' ? -seconds : seconds;
}

/* "D:20240617090533+07'00'": Unix seconds; false when it is something else. */
static bool read_time(const char *s, int64_t *out)
{
    int n[6] = {0}, offset = 0;
    static const int digits[] = {4, 2, 2, 2, 2, 2};
    if (strncmp(s, "D:", 2) != 0)
        return false;
    s += 2;
    for (int i = 0; i < 6; i++)
        for (int k = 0; k < digits[i]; k++, s++) {
            if (*s < '0' || *s > '9')
                return false;
            n[i] = n[i] * 10 + (*s - '0');
        }
    if (*s == '+' || *s == '-')
        offset = read_offset(s);
    if (n[1] < 1 || n[1] > 12 || n[2] < 1 || n[2] > 31 || n[3] > 23 || n[4] > 59 || n[5] > 60)
        return false;
    int64_t y = n[0] - (n[1] <= 2), era = y / 400, of_era = y - era * 400;
    int64_t of_year = (153 * (n[1] + (n[1] > 2 ? -3 : 9)) + 2) / 5 + n[2] - 1;
    int64_t days = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
    *out = days * 86400 + n[3] * 3600 + n[4] * 60 + n[5] - offset;
    return true;
}

/* ---- what came afterwards ---- */

static void tell(struct verifier *v, struct seal_signature *s, const char *vi, const char *en)
{
    ARENA_PUSH(v->arena, s->changes, s->change_count) = v->lang == LANG_VI ? vi : en;
}

/* What the file has now that the signature's revision had not, besides further signatures. */
static void compare_revision(struct verifier *v, struct seal_signature *s)
{
    struct diags silent = {.arena = v->arena, .lang = v->lang};
    struct pdf_file *before = pdf_open(v->arena, &silent, "", v->bytes, s->end);
    if (!before) {
        tell(v, s, "phần đã ký không đọc được như một tệp riêng", "what was signed cannot be read by itself");
        return;
    }
    uint8_t *touched = arena_alloc(v->arena, SEAL_OBJECTS_MOST);
    bool known = revisions_touched(v->bytes, s->end, v->size, touched, SEAL_OBJECTS_MOST);
    s->change_count = seal_additions(v->arena, before, v->file, known ? touched : NULL, v->lang, &s->changes);
    pdf_close(before);
}

/* ---- all of them ---- */

static void judge(struct verifier *v, pdf_value field, struct seal_signature *s)
{
    struct seal_content content;
    struct octets cms = {NULL, 0};
    pdf_value signature = seal_field_signature(v->file, field);
    *s = (struct seal_signature){.field = pdf_text(v->file, pdf_get(v->file, field, "/T")),
                                 .sub_filter = pdf_name(v->file, pdf_get(v->file, signature, "/SubFilter"))};
    s->pades = strcmp(s->sub_filter, "/ETSI.CAdES.detached") == 0;
    s->time_given = read_time(pdf_text(v->file, pdf_get(v->file, signature, "/M")), &s->time);
    s->range = read_range(v, signature, s, &content, &cms);
    if (s->range != SEAL_RANGE_FINE)
        return;
    seal_cms_check(v->arena, cms, &content, v->roots, s->time, &s->judgement);
    s->whole = s->end == v->size;
    if (!s->whole)
        compare_revision(v, s);
}

static int by_end(const void *a, const void *b)
{
    const struct seal_signature *s = a, *t = b;
    return s->end < t->end ? -1 : s->end > t->end;
}

/* A field that shows the signature of another one is none of its own. */
static void judge_shared(struct verifier *v, struct seal_report *report)
{
    for (size_t i = 1; i < report->count; i++) /* in order: what is shared ends at one place */
        if (report->signatures[i].gap > 0 && report->signatures[i].gap == report->signatures[i - 1].gap)
            tell(v, &report->signatures[i], "hai trường dùng chung một chữ ký",
                 "two fields share one signature");
}

static void judge_order(struct seal_report *report)
{
    size_t signer = report->count, agency = report->count;
    for (size_t i = 0; i < report->count; i++) {
        signer = strcmp(report->signatures[i].field, SEAL_FIELD_SIGNER) == 0 ? i : signer;
        agency = strcmp(report->signatures[i].field, SEAL_FIELD_AGENCY) == 0 ? i : agency;
    }
    bool other = signer == report->count && agency > 0; /* the signer used a field of another program */
    report->order_fine = agency == report->count || signer < agency || other;
}

struct seal_report *seal_verify(struct arena *arena, struct pdf_file *file, const char *bytes, size_t size,
                                const struct seal_roots *roots, enum diag_lang lang)
{
    struct verifier v = {arena, file, bytes, size, roots, lang};
    struct seal_report *report = ARENA_NEW(arena, struct seal_report);
    pdf_value fields = pdf_get(file, pdf_get(file, pdf_root(file), "/AcroForm"), "/Fields");
    bool more = false;
    for (size_t i = 0; i < pdf_count(file, fields); i++) {
        pdf_value field = pdf_at(file, fields, i);
        bool signature = pdf_is_name(file, pdf_get(file, field, "/FT"), "/Sig");
        if (!signature || !pdf_is_dictionary(file, seal_field_signature(file, field)))
            continue;
        if (report->count == SIGNATURES_MOST) {
            more = true;
            break;
        }
        struct seal_signature one;
        judge(&v, field, &one);
        ARENA_PUSH(arena, report->signatures, report->count) = one;
    }
    if (report->count > 0)
        qsort(report->signatures, report->count, sizeof *report->signatures, by_end);
    if (report->count > 0 && !more && seal_unlisted(bytes, size, report->signatures, report->count))
        tell(&v, &report->signatures[report->count - 1],
             "tệp còn chữ ký không có trong biểu mẫu, nên không xét được: có thể đã bị gỡ ra",
             "the file has a signature that is not in its form and could not be judged: it may have been "
             "taken out");
    if (more) /* what is not judged could be the one that counts */
        tell(&v, &report->signatures[report->count - 1], "tệp có quá nhiều chữ ký để xét hết",
             "the file has too many signatures to judge them all");
    report->tail = report->count > 0 && !report->signatures[report->count - 1].whole;
    judge_shared(&v, report);
    judge_order(report);
    return report;
}

bool seal_report_whole(const struct seal_report *report)
{
    for (size_t i = 0; i < report->count; i++) {
        const struct seal_signature *s = &report->signatures[i];
        if (s->range != SEAL_RANGE_FINE || s->change_count > 0 ||
            s->judgement.structure.state != SEAL_STATE_FINE ||
            s->judgement.cryptography.state != SEAL_STATE_FINE ||
            s->judgement.timestamp.state == SEAL_STATE_BAD)
            return false;
    }
    return report->count > 0 && !report->tail && report->order_fine;
}
