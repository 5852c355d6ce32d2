/* view_school.c - the school, and the components of a document: letterhead, addressees, recipients, signer.
 */
#include "view/parts.h"

#include "base/text.h"

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

static struct value *channels(const struct view *v, const struct school *school)
{
    struct value *list = value_list(v->arena);
    for (size_t i = 0; i < school->channel_count; i++) {
        const struct channel *channel = &school->channels[i];
        struct value *c = value_object(v->arena);
        const char *link = channel_link(channel->address.s);
        const char *colon = link ? strchr(link, ':') + 1 : channel->address.s;
        view_set_str(v, c, "ten", channel->name);
        value_set_string(v->arena, c, "lien_ket", link);
        value_set_string(v->arena, c, "hien_thi", channel->shown.s ? channel->shown.s : colon);
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
    view_set_str(v, s, "mau", school->accent);
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

struct value *view_letterhead(const struct view *v, const struct progress *progress)
{
    const struct school *school = v->model->school;
    const struct signer *signer = school_signer(school, progress->date);
    struct value *t = value_object(v->arena);
    view_set_str(v, t, "co_quan_chu_quan", dated_on(&school->parents, progress->date));
    view_set_str(v, t, "co_quan", dated_on(&school->names, progress->date));
    view_set_str(v, t, "so", progress->number);
    view_set_str(v, t, "dia_danh", dated_on(&school->places, progress->date));
    view_set_date(v, t, "ngay", progress->date);
    value_set(v->arena, t, "kinh_gui", texts_on(v, &school->addressees, progress->date));
    value_set(v->arena, t, "noi_nhan", texts_on(v, &school->recipients, progress->date));
    view_set_str(v, t, "luu", school->archive);
    value_set(v->arena, t, "chuc_vu", position_lines(v, signer ? signer->position.s : NULL));
    value_set_string(v->arena, t, "nguoi_ky",
                     progress->signer.s ? progress->signer.s
                     : signer           ? signer->name.s
                                        : NULL);
    return t;
}
