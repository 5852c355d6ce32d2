/* additions.c - what a later revision has besides signatures. */
#include "seal/additions.h"

#include "pdf/content.h"
#include "seal/references.h"

#include <string.h>

#define NBSP "\xc2\xa0"

enum { GAP = 3, TOLD_MOST = 20, ANNOTATIONS_MOST = 1000 };

struct comparison {
    struct arena *arena;
    struct pdf_file *before, *now;
    enum diag_lang lang;
    const char **told;
    size_t count;
};

static void tell(struct comparison *c, const char *vi, const char *en)
{
    const char *text = c->lang == LANG_VI ? vi : en;
    for (size_t i = 0; i < c->count; i++)
        if (strcmp(c->told[i], text) == 0)
            return;
    if (c->count < TOLD_MOST)
        ARENA_PUSH(c->arena, c->told, c->count) = text;
}

/* ---- dictionaries ---- */

static bool is_one_of(const char *key, const char *const *names)
{
    for (; *names; names++)
        if (strcmp(*names, key) == 0)
            return true;
    return false;
}

/* Do both say the same, but for the keys that may differ? */
static bool same_but(struct comparison *c, pdf_value a, pdf_value b, const char *const *free_keys)
{
    char **old = pdf_keys(c->before, a), **fresh = pdf_keys(c->now, b);
    for (size_t i = 0; old[i]; i++)
        if (!is_one_of(old[i], free_keys) && !pdf_get(c->now, b, old[i]) && pdf_get(c->before, a, old[i]))
            return false;
    for (size_t i = 0; fresh[i]; i++)
        if (!is_one_of(fresh[i], free_keys) && strcmp(pdf_unparse(c->before, pdf_get(c->before, a, fresh[i])),
                                                      pdf_unparse(c->now, pdf_get(c->now, b, fresh[i]))) != 0)
            return false;
    return true;
}

/* ---- annotations ---- */

struct box {
    double left, top, right, bottom; /* points from the page's top left corner */
};

static bool overlap(const struct box *a, const struct box *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

/* How wide a letter is against others of its run: near enough to tell where a gap begins. */
static double weight(const char *text, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c & 0xc0) == 0x80)
            continue; /* behind the first byte of a letter */
        sum += c == ' ' || strncmp(text + i, NBSP, strlen(NBSP)) == 0 ? 0.25
               : c >= 'A' && c <= 'Z'                                 ? 0.7
                                                                      : 0.5;
    }
    return sum;
}

/* Bytes of the spaces at s, and how many they are. */
static size_t spaces_at(const char *s, size_t *count)
{
    size_t n = 0;
    for (*count = 0;; ++*count)
        if (s[n] == ' ')
            n++;
        else if (strncmp(s + n, NBSP, strlen(NBSP)) == 0)
            n += strlen(NBSP);
        else
            return n;
}

/* Bytes up to the next gap, of three spaces or more, or to the end; *gap gets the bytes of that. */
static size_t part_length(const char *s, size_t *gap)
{
    for (size_t n = 0;; n++) {
        size_t count;
        *gap = spaces_at(s + n, &count);
        if (!s[n] || count >= GAP)
            return n;
    }
}

/* Bytes without the spaces at the end, as the width of a run is without them. */
static size_t inked_length(const char *s)
{
    size_t n = strlen(s), ended = strlen(NBSP);
    for (;;)
        if (n > 0 && s[n - 1] == ' ')
            n--;
        else if (n >= ended && memcmp(s + n - ended, NBSP, ended) == 0)
            n -= ended;
        else
            return n;
}

/* What a box has to do with a run of text. */
enum relation {
    APART,
    IN_GAP,  /* wholly in one of its gaps, which are left for a number or a day to be put in */
    COVERING /* lies upon its letters */
};

static enum relation relation_of(const struct pdf_run *run, const struct box *box)
{
    double all = weight(run->text, inked_length(run->text)), share = all > 0 ? run->width / all : 0;
    double slack = run->size * 0.4; /* beside a gap: widths are guessed */
    enum relation found = APART;
    for (const char *part = run->text; *part;) {
        size_t gap, n = part_length(part, &gap);
        double x = run->x + share * weight(run->text, (size_t)(part - run->text));
        double end = x + share * weight(part, n), next = end + share * weight(part + n, gap);
        struct box text = {x + (part > run->text ? slack : 0), run->y - run->size * 0.7,
                           end - (gap ? slack : 0), run->y + run->size * 0.2};
        if (n > 0 && overlap(&text, box))
            return COVERING;
        if (gap && box->left >= end - slack && box->right <= next + slack &&
            box->top >= run->y - run->size * 1.4 && box->bottom <= run->y + run->size * 0.6)
            found = IN_GAP;
        part += n + gap;
    }
    return found;
}

/* The same for all text of a page. */
static enum relation relation_to_page(const struct pdf_content *content, const struct box *box)
{
    enum relation found = APART;
    for (size_t i = 0; i < content->run_count; i++) {
        enum relation one = relation_of(&content->runs[i], box);
        found = one > found ? one : found;
    }
    return found;
}

static bool is_signature_field(struct pdf_file *file, pdf_value field)
{
    return pdf_is_name(file, pdf_get(file, field, "/FT"), "/Sig");
}

static bool is_signed(struct pdf_file *file, pdf_value field)
{
    return is_signature_field(file, field) && pdf_is_dictionary(file, pdf_get(file, field, "/V"));
}

/* Is the object of that number, 0 for none, in the list? */
static bool is_listed(struct pdf_file *file, pdf_value list, unsigned number)
{
    for (size_t i = 0; number && i < pdf_count(file, list); i++)
        if (pdf_number_of(file, pdf_at(file, list, i)) == number)
            return true;
    return false;
}

/* The looks of a new signature, which is judged by itself; or a field without looks. One that is not signed
 * could show a seal, and one of before could be shown where it never was. */
static bool is_of_signature(struct comparison *c, pdf_value annotation)
{
    struct pdf_file *f = c->now;
    unsigned number = pdf_number_of(f, annotation);
    bool fresh = !pdf_object(c->before, number);
    pdf_value fields = pdf_get(f, pdf_get(f, pdf_root(f), "/AcroForm"), "/Fields");
    return is_signature_field(f, annotation) &&
           pdf_is_name(f, pdf_get(f, annotation, "/Subtype"), "/Widget") && fresh &&
           (!pdf_get(f, annotation, "/AP") || (is_signed(f, annotation) && is_listed(f, fields, number)));
}

/* Words to be read as part of the page: without an action, a line that leads out of them, or a layer that
 * hides them. */
static bool is_plain_words(struct pdf_file *f, pdf_value annotation)
{
    static const char *const keys[] = {"/A", "/AA", "/CL", "/OC"};
    pdf_value kind = pdf_get(f, annotation, "/Subtype");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (pdf_get(f, annotation, keys[i]))
            return false;
    return pdf_is_name(f, kind, "/FreeText") || pdf_is_name(f, kind, "/Stamp");
}

/* A new annotation: a signature's, or a few words in a gap of the letterhead; nothing that lies upon what is
 * printed. */
static void judge_annotation(struct comparison *c, pdf_value annotation, const struct pdf_content *content,
                             size_t page)
{
    struct pdf_file *f = c->now;
    char *number = arena_number(c->arena, page + 1);
    const char *kind = pdf_name(f, pdf_get(f, annotation, "/Subtype"));
    pdf_value rect = pdf_get(f, annotation, "/Rect");
    double x[4] = {0};
    for (size_t i = 0; i < 4; i++)
        x[i] = pdf_number(f, pdf_at(f, rect, i), 0);
    struct box box = {x[0] < x[2] ? x[0] : x[2], content->height - (x[1] > x[3] ? x[1] : x[3]),
                      x[0] < x[2] ? x[2] : x[0], content->height - (x[1] < x[3] ? x[1] : x[3])};
    bool signature =
        is_of_signature(c, annotation) && !pdf_get(f, annotation, "/A") && !pdf_get(f, annotation, "/AA");
    enum relation relation = relation_to_page(content, &box);
    if (relation == COVERING)
        tell(c, arena_printf(c->arena, "phần thêm vào che chữ ở trang %s", number),
             arena_printf(c->arena, "something added covers text on page %s", number));
    else if (!signature && !(is_plain_words(f, annotation) && relation == IN_GAP && page == 0))
        tell(c, arena_printf(c->arena, "chú thích loại %s ở trang %s", kind + (*kind == '/'), number),
             arena_printf(c->arena, "an annotation of kind %s on page %s", kind + (*kind == '/'), number));
}

/* The same object, or, of what is written in the list itself, the same words? */
static bool same_item(struct comparison *c, pdf_value old, pdf_value fresh)
{
    return pdf_number_of(c->before, old) == pdf_number_of(c->now, fresh) &&
           strcmp(pdf_unparse(c->before, old), pdf_unparse(c->now, fresh)) == 0;
}

/* Is every item of the old list in the new one, in its order? */
static bool only_added(struct comparison *c, pdf_value old, pdf_value fresh)
{
    size_t at = 0, count = pdf_count(c->before, old);
    for (size_t i = 0; i < pdf_count(c->now, fresh) && at < count; i++)
        at += same_item(c, pdf_at(c->before, old, at), pdf_at(c->now, fresh, i));
    return at == count;
}

static void judge_page(struct comparison *c, size_t index)
{
    static const char *const free_keys[] = {"/Annots", NULL};
    pdf_value a = pdf_page(c->before, index), b = pdf_page(c->now, index);
    pdf_value old = pdf_get(c->before, a, "/Annots"), fresh = pdf_get(c->now, b, "/Annots");
    const struct pdf_content *content = NULL;
    size_t count = pdf_count(c->now, fresh); /* more than is judged: a change, whatever they are */
    if (!same_but(c, a, b, free_keys) || !only_added(c, old, fresh) || count > ANNOTATIONS_MOST)
        tell(c, arena_printf(c->arena, "trang %zu bị sửa", index + 1),
             arena_printf(c->arena, "page %zu was changed", index + 1));
    for (size_t i = 0; i < count && i < ANNOTATIONS_MOST; i++) {
        pdf_value annotation = pdf_at(c->now, fresh, i);
        if (is_listed(c->before, old, pdf_number_of(c->now, annotation)))
            continue;
        if (!content)
            content = pdf_content_read(c->arena, c->before, a);
        judge_annotation(c, annotation, content, index);
    }
}

/* ---- the rest of the document ---- */

/* Does the document still say what it is: its title, that it is kept for long and read aloud? Programs that
 * sign may put the rest in other words. */
static bool has_metadata(struct comparison *c)
{
    size_t n;
    pdf_value info = pdf_get(c->before, pdf_trailer(c->before), "/Info");
    const char *xmp = pdf_stream(c->now, pdf_get(c->now, pdf_root(c->now), "/Metadata"), &n);
    const char *title = pdf_text(c->before, pdf_get(c->before, info, "/Title"));
    return xmp && strstr(xmp, title) && strstr(xmp, "pdfaid") && strstr(xmp, "pdfuaid");
}

static void judge_root(struct comparison *c)
{
    static const char *const free_keys[] = {"/AcroForm", "/Extensions", "/DSS",
                                            "/Version",  "/Metadata",   NULL};
    static const char *const form_keys[] = {"/Fields", "/SigFlags", "/DR", "/DA", NULL};
    pdf_value a = pdf_root(c->before), b = pdf_root(c->now);
    pdf_value old = pdf_get(c->before, a, "/AcroForm"), fresh = pdf_get(c->now, b, "/AcroForm");
    if (!same_but(c, a, b, free_keys) || (pdf_get(c->before, a, "/Metadata") && !has_metadata(c)))
        tell(c, "gốc của tài liệu bị sửa", "the document's root was changed");
    if (!same_but(c, old, fresh, form_keys) ||
        !only_added(c, pdf_get(c->before, old, "/Fields"), pdf_get(c->now, fresh, "/Fields")))
        tell(c, "biểu mẫu của tài liệu bị sửa", "the document's form was changed");
}

/* A trailer may name another Info, whose title a reader shows. */
static void judge_info(struct comparison *c)
{
    static const char *const free_keys[] = {"/ModDate", "/Producer", NULL};
    pdf_value old = pdf_get(c->before, pdf_trailer(c->before), "/Info");
    pdf_value fresh = pdf_get(c->now, pdf_trailer(c->now), "/Info");
    if (!same_but(c, old, fresh, free_keys))
        tell(c, "thông tin của tài liệu (Info) bị sửa", "the document's information (Info) was changed");
}

/* A field that was empty has got its signature and its looks. */
static bool is_signed_field(struct comparison *c, pdf_value a, pdf_value b)
{
    static const char *const free_keys[] = {"/V", "/AP", "/M", "/F", "/MK", "/DA", "/Lock", NULL};
    return is_signature_field(c->before, a) && !pdf_get(c->before, a, "/V") && is_signed(c->now, b) &&
           same_but(c, a, b, free_keys);
}

/* What programs note about themselves; Info is judged as what the trailer names. */
static bool is_about_itself(struct comparison *c, unsigned number)
{
    if (number == pdf_number_of(c->before, pdf_get(c->before, pdf_trailer(c->before), "/Info")))
        return true;
    pdf_value metadata = pdf_get(c->before, pdf_root(c->before), "/Metadata");
    if (number != pdf_number_of(c->before, metadata))
        return false;
    return has_metadata(c);
}

/* Pages, their lists of annotations, the root and its form are judged as what they are. */
static bool is_judged_otherwise(struct comparison *c, unsigned number)
{
    struct pdf_file *f = c->before;
    size_t pages = pdf_page_count(f);
    pdf_value form = pdf_get(f, pdf_root(f), "/AcroForm");
    if (number == pdf_number_of(f, pdf_root(f)) || number == pdf_number_of(f, form) ||
        number == pdf_number_of(f, pdf_get(f, form, "/Fields")))
        return true;
    for (size_t i = 0; i < pages; i++) {
        pdf_value page = pdf_page(f, i);
        if (number == pdf_number_of(f, page) || number == pdf_number_of(f, pdf_get(f, page, "/Annots")))
            return true;
    }
    return false;
}

/* May the marks be gone by? Not when a stream of before is given anew: other objects could be packed in it;
 * nor when before has more objects than it says. */
static const uint8_t *usable(struct pdf_file *before, const uint8_t *touched, unsigned count)
{
    if (!pdf_is_exact(before))
        return NULL;
    for (unsigned i = 1; touched && i < count; i++)
        if (touched[i] && pdf_is_stream(before, pdf_object(before, i)))
            return NULL;
    return touched;
}

size_t seal_additions(struct arena *arena, struct pdf_file *before, struct pdf_file *now,
                      const uint8_t *touched, enum diag_lang lang, const char ***told)
{
    struct comparison c = {.arena = arena, .before = before, .now = now, .lang = lang};
    double size = pdf_number(before, pdf_get(before, pdf_trailer(before), "/Size"), 0);
    double size_now = pdf_number(now, pdf_get(now, pdf_trailer(now), "/Size"), 0);
    unsigned count = size < SEAL_OBJECTS_MOST ? (unsigned)size : SEAL_OBJECTS_MOST;
    touched = usable(before, touched, count);
    if (size > SEAL_OBJECTS_MOST || !references_within(arena, before, now, touched, count))
        tell(&c, "phần đã ký có đối tượng mang số không so được",
             "what was signed has objects with numbers that cannot be compared");
    if (size_now < size) /* objects from there on are none to readers that heed it (ISO 32000-1, 7.5.5) */
        tell(&c, "bảng đối tượng của tệp bị cắt ngắn", "the file's table of objects was cut short");
    if (pdf_number_of(before, pdf_root(before)) != pdf_number_of(now, pdf_root(now)))
        tell(&c, "gốc của tài liệu là một đối tượng khác", "the document's root is another object");
    size_t pages = pdf_page_count(before), pages_now = pdf_page_count(now);
    if (pages != pages_now)
        tell(&c, "số trang khác đi", "another number of pages");
    for (size_t i = 0; i < pages && i < pages_now; i++) {
        if (pdf_number_of(before, pdf_page(before, i)) != pdf_number_of(now, pdf_page(now, i)))
            tell(&c, "trang bị đổi", "a page was exchanged");
        else
            judge_page(&c, i);
    }
    judge_root(&c);
    judge_info(&c);
    for (unsigned i = 1; i < count; i++) {
        if ((touched && !touched[i]) || pdf_same_object(before, now, i) || is_judged_otherwise(&c, i) ||
            is_about_itself(&c, i) || is_signed_field(&c, pdf_object(before, i), pdf_object(now, i)))
            continue;
        tell(&c, arena_printf(arena, "đối tượng %u bị sửa", i),
             arena_printf(arena, "object %u was changed", i));
    }
    *told = c.told;
    return c.count;
}
