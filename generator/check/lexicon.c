/* lexicon.c - words by number. */
#include "check/lexicon.h"

#include "base/text.h"

#include <stdbool.h>
#include <string.h>

struct seen_name {
    const char *s;
    size_t n;
    uint32_t hash;
};

enum { SLOTS_AT_FIRST = 64 };

static uint32_t hash_bytes(const char *s, size_t n)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ (unsigned char)s[i]) * 16777619u;
    return hash;
}

/* The slot of the string, or the free one where it would go. */
static uint32_t *find_slot(const struct names_seen *seen, const char *s, size_t n, uint32_t hash)
{
    for (size_t i = hash;; i++) {
        uint32_t *slot = &seen->slots[i & (seen->slot_count - 1)];
        if (*slot == 0)
            return slot;
        const struct seen_name *name = &seen->list[*slot - 1];
        if (name->hash == hash && name->n == n && memcmp(name->s, s, n) == 0)
            return slot;
    }
}

static void make_room(struct names_seen *seen)
{
    if (seen->slot_count > 2 * seen->count)
        return;
    seen->slot_count = seen->slot_count ? 4 * seen->slot_count : SLOTS_AT_FIRST;
    seen->slots = arena_alloc(seen->arena, seen->slot_count * sizeof *seen->slots);
    for (size_t i = 0; i < seen->count; i++)
        *find_slot(seen, seen->list[i].s, seen->list[i].n, seen->list[i].hash) = (uint32_t)i + 1;
}

uint32_t seen_number(struct names_seen *seen, const char *s, size_t n)
{
    make_room(seen);
    uint32_t hash = hash_bytes(s, n), *slot = find_slot(seen, s, n, hash);
    if (*slot == 0) {
        ARENA_PUSH(seen->arena, seen->list, seen->count) =
            (struct seen_name){arena_strndup(seen->arena, s, n), n, hash};
        *slot = (uint32_t)seen->count;
    }
    return *slot - 1;
}

const char *seen_string(const struct names_seen *seen, uint32_t number)
{
    return seen->list[number].s;
}

static bool is_word_char(uint32_t cp)
{
    if (cp < 0x80)
        return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
    return (cp >= 0xc0 && cp < 0x2000 && cp != 0xd7 && cp != 0xf7) || cp >= 0x3040;
}

static bool is_space(uint32_t cp)
{
    return cp == ' ' || cp == '\n' || cp == '\t' || cp == 0xa0 || cp == 0x202f;
}

uint32_t word_id(struct lexicon *lexicon, const char *word, size_t n)
{
    lexicon->raw.arena = lexicon->keys.arena = lexicon->arena;
    uint32_t raw = seen_number(&lexicon->raw, word, n);
    if (raw == lexicon->key_count) {
        const char *key = text_loose(lexicon->arena, seen_string(&lexicon->raw, raw));
        ARENA_PUSH(lexicon->arena, lexicon->key_of, lexicon->key_count) =
            seen_number(&lexicon->keys, key, strlen(key));
    }
    return lexicon->key_of[raw];
}

const char *word_key(const struct lexicon *lexicon, uint32_t id)
{
    return seen_string(&lexicon->keys, id);
}

struct words words_of(struct lexicon *lexicon, const char *text, size_t n)
{
    struct words words = {0};
    enum word_gap gap = GAP_OTHER;
    size_t from = 0, i = 0;
    for (bool inside = false;;) {
        uint32_t cp = 0;
        int len = text_decode(text + i, n - i, &cp);
        bool letter = len > 0 && is_word_char(cp);
        if (letter && !inside)
            from = i;
        if (!letter && inside) {
            uint32_t id = word_id(lexicon, text + from, i - from);
            ARENA_PUSH(lexicon->arena, words.list, words.count) =
                (struct word){(uint32_t)from, (uint32_t)(i - from), id, gap};
            gap = GAP_SPACE;
        }
        if (len <= 0)
            return words;
        if (!letter && !is_space(cp))
            gap = cp == ',' && gap != GAP_OTHER ? GAP_COMMA : GAP_OTHER;
        inside = letter;
        i += (size_t)len;
    }
}
