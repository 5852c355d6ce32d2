/* view_school.c - the school, and the components of a document: letterhead, addressees, recipients, signer.
 */
#include "view/parts.h"

#include "base/buf.h"
#include "base/text.h"
#include "view/escape.h"

#include <string.h>

/* A channel's address as a link, or NULL when it is plain text. */
static const char *channel_link(const char *address)
{
    static const char *const schemes[] = {"https:", "http:", "mailto:", "tel:"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (strncmp(address, schemes[i], strlen(schemes[i])) == 0)
            return address;
    return NULL;
}

/* As href wants it: a phone number is dialled without the spaces that make it readable. */
static struct value *channel_href(const struct view *v, const char *link)
{
    struct buf kept = {0}, out = {0};
    bool phone = link && strncmp(link, "tel:", 4) == 0;
    for (const char *c = link; c && *c; c++)
        if (!phone || *c != ' ')
            buf_char(&kept, *c);
    escape_percent(&out, buf_text(&kept));
    struct value *href = value_string(v->arena, link ? buf_take(&out, v->arena) : NULL);
    buf_free(&kept);
    buf_free(&out);
    return href;
}

/* The address without what a reader need not see: "tel:", "https://". */
static const char *channel_words(const char *link, const char *address)
{
    const char *words = link ? strchr(link, ':') + 1 : address;
    return link && strncmp(words, "//", 2) == 0 ? words + 2 : words;
}

static struct value *channels(const struct view *v, const struct school *school)
{
    struct value *list = value_list(v->arena);
    for (size_t i = 0; i < school->channel_count; i++) {
        const struct channel *channel = &school->channels[i];
        struct value *c = value_object(v->arena);
        const char *link = channel_link(channel->address.s);
        view_set_str(v, c, "ten", channel->name);
        value_set(v->arena, c, "lien_ket", channel_href(v, link));
        value_set_string(v->arena, c, "hien_thi",
                         channel->shown.s ? channel->shown.s : channel_words(link, channel->address.s));
        view_set_str(v, c, "ghi_chu", channel->note);
        value_push(v->arena, list, c);
    }
    return list;
}

struct value *view_school(const struct view *v)
{
    const struct school *school = v->model->school;
    struct value *s = value_object(v->arena);
    struct date day = v->newest ? v->newest->date : v->year->plan ? v->year->plan->date : (struct date){0};
    view_set_str(v, s, "ten", dated_on(&school->names, day));
    view_set_str(v, s, "ky_hieu", school->symbol);
    view_set_str(v, s, "co_quan_chu_quan", dated_on(&school->parents, day));
    view_set_str(v, s, "dia_danh", dated_on(&school->places, day));
    view_set_str(v, s, "mau", school->accent);
    value_set(v->arena, s, "huy_hieu",
              view_address(v, school->crest_shown ? school->crest_shown : school->crest.s));
    view_set_str(v, s, "trang", school->base_url);
    view_set_bool(v, s, "co_kenh", school->channel_count > 0);
    value_set(v->arena, s, "kenh", channels(v, school));
    value_set(v->arena, s, "gioi_thieu_html", view_html(v, school->about));
    return s;
}

static struct value *texts_on(const struct view *v, const struct dated_list *list, struct date day)
{
    struct value *texts = value_list(v->arena);
    for (size_t i = 0; i < list->count; i++) {
        struct dated_list one = {&list->items[i], 1};
        struct str text = dated_on(&one, day);
        if (text.s)
            value_push(v->arena, texts, value_string(v->arena, text.s));
    }
    return texts;
}

/* "KT. HIỆU TRƯỞNG / PHÓ HIỆU TRƯỞNG" is two lines of the signature block. */
static struct value *position_lines(const struct view *v, const char *position)
{
    struct value *lines = value_list(v->arena);
    while (position && *position) {
        const char *slash = strstr(position, " / ");
        size_t n = slash ? (size_t)(slash - position) : strlen(position);
        value_push(v->arena, lines, value_string(v->arena, text_trim(v->arena, position, n)));
        position = slash ? slash + 3 : NULL;
    }
    return lines;
}

/* Who signs: the person that the report names, with the office held on its date; without a name, whoever is
 * in office. NULL when the school does not know. */
static const struct signer *signer_of(const struct view *v, const struct progress *progress)
{
    const struct school *school = v->model->school;
    if (!progress->signer.s)
        return school_signer(school, progress_day(progress));
    return school_signer_named(v->arena, school, progress->signer.s, progress_day(progress));
}

struct value *view_letterhead(const struct view *v, const struct progress *progress)
{
    const struct school *school = v->model->school;
    const struct signer *signer = signer_of(v, progress);
    struct value *t = value_object(v->arena);
    view_set_str(v, t, "co_quan_chu_quan", dated_on(&school->parents, progress_day(progress)));
    view_set_str(v, t, "co_quan", dated_on(&school->names, progress_day(progress)));
    bool numbered = progress->number.s && !strstr(progress->number.s, "…"); /* else there is a gap for it */
    view_set_str(v, t, "so", numbered ? progress->number : (struct str){0});
    view_set_str(v, t, "dia_danh", dated_on(&school->places, progress_day(progress)));
    view_set_date(v, t, "ngay", progress->date);
    value_set(v->arena, t, "kinh_gui", texts_on(v, &school->addressees, progress_day(progress)));
    value_set(v->arena, t, "noi_nhan", texts_on(v, &school->recipients, progress_day(progress)));
    view_set_str(v, t, "luu", school->archive);
    value_set(v->arena, t, "chuc_vu", position_lines(v, signer ? signer->position.s : NULL));
    value_set_string(v->arena, t, "nguoi_ky",
                     progress->signer.s ? progress->signer.s
                     : signer           ? signer->name.s
                                        : NULL);
    return t;
}
