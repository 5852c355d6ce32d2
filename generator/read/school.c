/* school.c - school.md: front matter with what belongs to the school, and a few words about it. */
#include "base/text.h"
#include "base/url.h"
#include "read/content.h"
#include "read/document.h"
#include "read/excuses.h"
#include "read/fields.h"

#include <stdlib.h>
#include <string.h>

static const struct front_matter_key keys[] = {
    {"tên", true, true},        {"ký hiệu", true, false},      {"cơ quan chủ quản", true, true},
    {"địa danh", true, true},   {"người ký", true, true},      {"kính gửi", true, true},
    {"nơi nhận", true, true},   {"lưu", false, false},         {"bộ phận", true, true},
    {"kênh", false, true},      {"trang", false, false},       {"màu", false, false},
    {"huy hiệu", false, false}, {"ngày đầu kỳ", false, false}, {"con dấu", false, false},
    {"bỏ qua", false, true},
};
static const struct front_matter_key dated_keys[] = {
    {"tên", true, false}, {"từ", false, false}, {"đến", false, false}};
static const struct front_matter_key signer_keys[] = {{"họ tên", true, false},
                                                      {"chức vụ", true, false},
                                                      {"từ", false, false},
                                                      {"đến", false, false},
                                                      {"chữ ký", false, false}};
static const struct front_matter_key role_keys[] = {
    {"tên", true, false}, {"người", false, false}, {"gồm", false, true}};
static const struct front_matter_key channel_keys[] = {
    {"tên", true, false}, {"địa chỉ", true, false}, {"hiển thị", false, false}, {"ghi chú", false, false}};

#define KEYS(table) table, sizeof(table) / sizeof *(table)

struct reader {
    struct arena *arena;
    struct diags *diags;
    const struct node *map;
};

static void read_date(struct reader *r, const struct node *map, const char *key, struct date *out)
{
    field_date(r->diags, node_str(r->arena, map, key), out);
}

/* A scalar, or a list of scalars and of {tên, từ, đến}. */
static void read_dated(struct reader *r, const char *key, struct dated_list *out)
{
    const struct node *node = node_get(r->map, key);
    const struct node *const one[] = {node};
    bool list = node && node->kind == NODE_LIST;
    size_t count = list ? node->count : node != NULL;
    for (size_t i = 0; i < count; i++) {
        const struct node *item = list ? node->items[i] : one[0];
        struct dated dated = {0};
        if (item->kind == NODE_MAP) {
            front_matter_check(r->arena, r->diags, item, KEYS(dated_keys));
            dated.text = node_str(r->arena, item, "tên");
            read_date(r, item, "từ", &dated.from);
            read_date(r, item, "đến", &dated.to);
        } else if (item->kind == NODE_SCALAR) {
            dated.text = node_value(r->arena, item);
        } else {
            diag(r->diags, SCHOOL_LIST, item->at, key, dated_keys[0].name);
        }
        if (dated.text.s)
            ARENA_PUSH(r->arena, out->items, out->count) = dated;
    }
}

/* The maps of a list; anything else in it is a complaint. */
static size_t read_maps(struct reader *r, const char *key, const struct front_matter_key *item_keys,
                        size_t key_count, const struct node ***out)
{
    const struct node *node = node_get(r->map, key);
    const struct node **maps = NULL;
    size_t count = 0;
    if (node && node->kind != NODE_LIST && !(node->kind == NODE_SCALAR && !*node->scalar))
        diag(r->diags, SCHOOL_LIST, node->at, key, item_keys[0].name);
    for (size_t i = 0; node && node->kind == NODE_LIST && i < node->count; i++) {
        if (node->items[i]->kind != NODE_MAP) {
            diag(r->diags, SCHOOL_LIST, node->items[i]->at, key, item_keys[0].name);
            continue;
        }
        front_matter_check(r->arena, r->diags, node->items[i], item_keys, key_count);
        ARENA_PUSH(r->arena, maps, count) = node->items[i];
    }
    *out = maps;
    return count;
}

static void read_people(struct reader *r, struct school *school)
{
    const struct node **maps;
    size_t count = read_maps(r, "người ký", KEYS(signer_keys), &maps);
    for (size_t i = 0; i < count; i++) {
        struct signer signer = {.name = node_str(r->arena, maps[i], "họ tên"),
                                .position = node_str(r->arena, maps[i], "chức vụ"),
                                .image = node_str(r->arena, maps[i], "chữ ký")};
        read_date(r, maps[i], "từ", &signer.from);
        read_date(r, maps[i], "đến", &signer.to);
        if (signer.name.s && signer.position.s)
            ARENA_PUSH(r->arena, school->signers, school->signer_count) = signer;
    }
    count = read_maps(r, "bộ phận", KEYS(role_keys), &maps);
    for (size_t i = 0; i < count; i++) {
        struct role role = {.name = node_str(r->arena, maps[i], "tên"),
                            .holder = node_str(r->arena, maps[i], "người")};
        role.alias_count = node_strs(r->arena, node_get(maps[i], "gồm"), &role.aliases);
        if (role.name.s)
            ARENA_PUSH(r->arena, school->roles, school->role_count) = role;
    }
    count = read_maps(r, "kênh", KEYS(channel_keys), &maps);
    for (size_t i = 0; i < count; i++) {
        struct channel channel = {.name = node_str(r->arena, maps[i], "tên"),
                                  .address = node_str(r->arena, maps[i], "địa chỉ"),
                                  .shown = node_str(r->arena, maps[i], "hiển thị"),
                                  .note = node_str(r->arena, maps[i], "ghi chú")};
        if (channel.name.s && channel.address.s)
            ARENA_PUSH(r->arena, school->channels, school->channel_count) = channel;
    }
}

static void read_first_day(struct reader *r, struct school *school)
{
    struct str given = node_str(r->arena, r->map, "ngày đầu kỳ");
    school->period_first_day = PERIOD_FIRST_DAY;
    if (!given.s)
        return;
    char *end;
    long day = strtol(given.s, &end, 10);
    if (*end || day < 1 || day > 28)
        diag(r->diags, SCHOOL_FIRST_DAY, given.at, given.s);
    else
        school->period_first_day = (int)day;
}

static void read_address(struct reader *r, struct school *school)
{
    school->base_url = node_str(r->arena, r->map, "trang");
    if (!school->base_url.s)
        return;
    school->address = url_folder(r->arena, school->base_url.s);
    if (!school->address)
        diag(r->diags, SCHOOL_ADDRESS, school->base_url.at, school->base_url.s);
}

static void read_accent(struct reader *r, struct school *school)
{
    school->accent = node_str(r->arena, r->map, "màu");
    const char *s = school->accent.s;
    if (s && (strlen(s) != 7 || *s != '#' || strspn(s + 1, "0123456789abcdefABCDEF") != 6)) {
        diag(r->diags, SCHOOL_COLOR, school->accent.at, s);
        school->accent = (struct str){0};
    }
}

struct school *school_read(struct arena *arena, struct diags *diags, const struct source *source)
{
    struct document document;
    if (!document_read(arena, diags, source, DOCUMENT_SCHOOL, &document))
        return NULL;
    const struct node *map = document.head;
    struct reader r = {arena, diags, map};
    front_matter_check(arena, diags, map, KEYS(keys));
    struct school *school = ARENA_NEW(arena, struct school);
    school->source = source;
    school->comments = document.comments;
    excuses_read(arena, diags, map, &school->excuses);
    read_dated(&r, "tên", &school->names);
    read_dated(&r, "cơ quan chủ quản", &school->parents);
    read_dated(&r, "địa danh", &school->places);
    read_dated(&r, "kính gửi", &school->addressees);
    read_dated(&r, "nơi nhận", &school->recipients);
    school->symbol = node_str(arena, map, "ký hiệu");
    school->archive = node_str(arena, map, "lưu");
    read_address(&r, school);
    read_people(&r, school);
    read_accent(&r, school);
    school->crest = node_str(arena, r.map, "huy hiệu");
    school->seal_image = node_str(arena, r.map, "con dấu");
    read_first_day(&r, school);
    school->about = document.body;
    return school;
}
