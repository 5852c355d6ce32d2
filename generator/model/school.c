/* school.c - look-ups in the school and the content indices. */
#include "model/school.h"

#include "base/text.h"

#include <string.h>

static bool in_force(struct date from, struct date to, struct date day)
{
    if (!date_given(day))
        return true;
    return (!date_given(from) || date_compare(from, day) <= 0) &&
           (!date_given(to) || date_compare(day, to) <= 0);
}

struct str dated_on(const struct dated_list *list, struct date day)
{
    struct str found = {0};
    for (size_t i = 0; i < list->count; i++)
        if (in_force(list->items[i].from, list->items[i].to, day))
            found = list->items[i].text;
    return found;
}

const struct signer *school_signer(const struct school *school, struct date day)
{
    const struct signer *found = NULL;
    for (size_t i = 0; i < school->signer_count; i++)
        if (in_force(school->signers[i].from, school->signers[i].to, day))
            found = &school->signers[i];
    return found;
}

bool signer_in_office(const struct signer *signer, struct date day)
{
    return in_force(signer->from, signer->to, day);
}

const struct signer *school_signer_named(struct arena *arena, const struct school *school, const char *name,
                                         struct date day)
{
    const char *key = text_loose(arena, name);
    const struct signer *found = NULL;
    for (size_t i = 0; i < school->signer_count; i++) {
        const struct signer *s = &school->signers[i];
        bool named = s->name.s && strcmp(text_loose(arena, s->name.s), key) == 0;
        if (named && (!found || (!signer_in_office(found, day) && signer_in_office(s, day))))
            found = s;
    }
    return found;
}

const struct role *school_role(const struct school *school, const char *name)
{
    for (size_t i = 0; i < school->role_count; i++) {
        const struct role *role = &school->roles[i];
        if (role->name.s && text_same(role->name.s, name))
            return role;
        for (size_t j = 0; j < role->alias_count; j++)
            if (text_same(role->aliases[j].s, name))
                return role;
    }
    return NULL;
}

const struct papi_index *papi_find(const struct papi *papi, int number)
{
    for (size_t i = 0; papi && i < papi->count; i++)
        if (papi->indices[i].number == number)
            return &papi->indices[i];
    return NULL;
}
