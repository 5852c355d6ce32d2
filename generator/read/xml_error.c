/* xml_error.c - libxml2's faults of well-formedness as complaints of ours: a row a kind. */
#include "read/xml_error.h"

#include <libxml/xmlerror.h>
#include <string.h>

/* Where the complaint points, from where the parser stood. */
enum where {
    HERE,     /* there */
    LAST_TAG, /* at the last "<" before */
    OPENED,   /* at the start tag that is open */
    AMP,      /* at the last "&" before */
    COMMENT   /* at the last "<!--" before */
};

static const struct kind {
    int code; /* of libxml2; 0: any other */
    enum diag_code diag;
    enum where where;
} kinds[] = {
    {XML_ERR_DOCUMENT_EMPTY, DIAG_XML_EMPTY, HERE},
    {XML_ERR_DOCUMENT_START, DIAG_XML_EMPTY, HERE},
    {XML_ERR_TAG_NAME_MISMATCH, DIAG_XML_TAG_MISMATCH, LAST_TAG},
    {XML_ERR_TAG_NOT_FINISHED, DIAG_XML_NOT_CLOSED, OPENED},
    {XML_ERR_DOCUMENT_END, DIAG_XML_AFTER_ROOT, HERE},
    {XML_ERR_GT_REQUIRED, DIAG_XML_TAG_END, LAST_TAG},
    {XML_ERR_LTSLASH_REQUIRED, DIAG_XML_NOT_CLOSED, OPENED},
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, DIAG_XML_AMPERSAND, AMP},
    {XML_ERR_NAME_REQUIRED, DIAG_XML_SYNTAX, HERE},
    {XML_ERR_UNDECLARED_ENTITY, DIAG_XML_ENTITY, AMP},
    {XML_WAR_UNDECLARED_ENTITY, DIAG_XML_ENTITY, AMP},
    {XML_ERR_INVALID_HEX_CHARREF, DIAG_XML_AMPERSAND, AMP},
    {XML_ERR_INVALID_DEC_CHARREF, DIAG_XML_AMPERSAND, AMP},
    {XML_ERR_INVALID_CHARREF, DIAG_XML_AMPERSAND, AMP},
    {XML_ERR_INVALID_CHAR, DIAG_XML_AMPERSAND, AMP},
    {XML_ERR_ATTRIBUTE_NOT_STARTED, DIAG_XML_QUOTE, HERE},
    {XML_ERR_ATTRIBUTE_NOT_FINISHED, DIAG_XML_QUOTE_OPEN, LAST_TAG},
    {XML_ERR_ATTRIBUTE_WITHOUT_VALUE, DIAG_XML_QUOTE, HERE},
    {XML_ERR_LT_IN_ATTRIBUTE, DIAG_XML_LESS, HERE},
    {XML_ERR_ATTRIBUTE_REDEFINED, DIAG_XML_ATTRIBUTE_TWICE, LAST_TAG},
    {XML_ERR_COMMENT_NOT_FINISHED, DIAG_XML_COMMENT_OPEN, COMMENT},
    {XML_ERR_HYPHEN_IN_COMMENT, DIAG_XML_COMMENT_DASHES, HERE},
    {XML_NS_ERR_UNDEFINED_NAMESPACE, DIAG_XML_PREFIX, LAST_TAG},
    {0, DIAG_XML_SYNTAX, HERE},
};

static size_t last_of(const struct source *source, size_t offset, char c)
{
    const char *hit = memrchr(source->text, c, offset);
    return hit ? (size_t)(hit - source->text) : offset;
}

static size_t last_comment(const struct source *source, size_t offset)
{
    size_t from = offset;
    while (from > 0 && strncmp(source->text + from, "<!--", 4) != 0)
        from--;
    return from;
}

/* The quote of an attribute's value that is open at the offset and was opened on an earlier line, so that it
 * is the one which was forgotten; the offset itself when there is none. */
static size_t open_quote(const struct source *source, size_t offset)
{
    size_t tag = last_of(source, offset, '<'), opened = offset;
    char quote = '\0';
    for (size_t i = tag; i < offset; i++) {
        char c = source->text[i];
        if (quote && c == quote) {
            quote = '\0';
        } else if (!quote && (c == '"' || c == '\'')) {
            quote = c;
            opened = i;
        }
    }
    bool earlier = quote && memchr(source->text + opened, '\n', offset - opened);
    return earlier ? opened : offset;
}

/* From a "<" up to its ">" when that is on the same line, else one byte; nothing at the end of a line. */
static size_t tag_length(const struct source *source, size_t from)
{
    const char *s = source->text + from;
    size_t n = strcspn(s, ">\n");
    if (*s == '<' && s[n] == '>')
        return n + 1;
    return from < source->len && *s != '\n';
}

static const struct kind *find_kind(int code)
{
    const struct kind *kind = kinds;
    while (kind->code && kind->code != code)
        kind++;
    return kind;
}

/* An "&" that begins no reference is one kind of several faults: the name that must follow it is missing. */
static bool behind_ampersand(const struct source *source, size_t offset)
{
    return offset > 0 && source->text[offset - 1] == '&';
}

void xml_complain(struct arena *arena, struct diags *diags, const struct source *source,
                  const struct _xmlError *error, size_t offset, const struct element *open)
{
    const struct kind *kind = find_kind(error->code);
    enum where where = kind->where;
    enum diag_code code = kind->diag;
    if (code == DIAG_XML_SYNTAX && behind_ampersand(source, offset)) {
        code = DIAG_XML_AMPERSAND;
        where = AMP;
    }
    if (code == DIAG_XML_AMPERSAND && source->text[last_of(source, offset, '&')] != '&')
        code = DIAG_XML_SYNTAX, where = HERE;
    size_t from = code == DIAG_XML_LESS ? open_quote(source, offset) : offset;
    if (from != offset)
        code = DIAG_XML_QUOTE_OPEN;
    else if (where == COMMENT)
        from = last_comment(source, offset);
    else if (where == LAST_TAG)
        from = last_of(source, offset, '<');
    else if (where == AMP)
        from = last_of(source, offset, '&');
    struct place at = place_make(source, from, tag_length(source, from));
    if (where == OPENED && open)
        at = open->at;
    const char *name = open ? open->name : NULL;
    const char *line = open ? arena_number(arena, place_position(open->at).line) : NULL;
    const struct diag_about about = {.at = at, .a = name ? name : "", .b = line ? line : ""};
    diag_add(diags, code, &about);
}
