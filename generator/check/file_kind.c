/* file_kind.c - what kind of file it is: by its name, and by its first bytes. */
#include "check/file_kind.h"

#include <string.h>
#include <strings.h>

static const char *const kind_endings[] = {
#define KIND(name, ending) ending,
#define ENDING(ending, kind)
#include "check/file_kind.def"
};

static const struct ending {
    const char *ending;
    enum file_kind kind;
} endings[] = {
#define KIND(name, ending)
#define ENDING(ending, kind) {ending, KIND_##kind},
#include "check/file_kind.def"
};

const char *file_kind_ending(enum file_kind kind)
{
    return kind_endings[kind];
}

enum file_kind file_kind_by_name(const char *name)
{
    const char *point = strrchr(name, '.');
    for (size_t i = 0; point && i < sizeof endings / sizeof *endings; i++)
        if (strcasecmp(point, endings[i].ending) == 0)
            return endings[i].kind;
    return KIND_UNKNOWN;
}

/* ---- bytes ---- */

#define MARK(at, bytes, kind)                                                                                \
    {                                                                                                        \
        at, sizeof(bytes) - 1, bytes, KIND_##kind                                                            \
    }
static const struct mark {
    size_t at, n;
    const char *bytes;
    enum file_kind kind;
} marks[] = {
    MARK(0, "\xff\xd8\xff", JPEG), MARK(0, "\x89PNG\r\n\x1a\n", PNG),
    MARK(0, "GIF87a", GIF),        MARK(0, "GIF89a", GIF),
    MARK(8, "WEBP", WEBP),         MARK(0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    MARK(0, "{\\rtf", RTF),        MARK(0, "PK\x03\x04", ZIP),
    MARK(0, "PK\x05\x06", ZIP),    MARK(4, "ftyphei", HEIC),
    MARK(4, "ftypmif1", HEIC),     MARK(4, "ftyp", MP4),
    MARK(0, "ID3", MP3),           MARK(0, "\xff\xfb", MP3),
    MARK(0, "\xff\xf3", MP3),
};

/* What the names of the files inside, or the type that comes first, say of a zipped document. */
static enum file_kind zip_kind(const char *s, size_t n)
{
    static const char odf[] = "mimetypeapplication/vnd.oasis.opendocument";
    static const struct {
        const char *folder;
        enum file_kind kind;
    } folders[] = {{"word/", KIND_DOCX}, {"xl/", KIND_XLSX}, {"ppt/", KIND_PPTX}};
    enum { NAME = 30 }; /* offset of the name in the head of an inner file */
    if (n > NAME + sizeof odf && memcmp(s + NAME, odf, sizeof odf - 1) == 0)
        return KIND_ODF;
    for (const char *p = s; (p = memmem(p, n - (size_t)(p - s), "PK\x03\x04", 4)) != NULL; p++)
        for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
            size_t len = strlen(folders[i].folder);
            if (n - (size_t)(p - s) >= NAME + len && memcmp(p + NAME, folders[i].folder, len) == 0)
                return folders[i].kind;
        }
    return KIND_ZIP;
}

/* Text in whatever encoding of the country: no control characters but those of lines and pages. */
static enum file_kind text_kind(const char *s, size_t n)
{
    bool utf16 = n >= 2 && (memcmp(s, "\xff\xfe", 2) == 0 || memcmp(s, "\xfe\xff", 2) == 0);
    if (utf16)
        return KIND_TEXT;
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)s[i] < 0x20 && (s[i] == '\0' || !strchr("\t\n\v\f\r\x1a\x1b", s[i])))
            return KIND_UNKNOWN;
    size_t i = n >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (i < n && strchr(" \t\r\n", s[i]))
        i++;
    bool html = (n - i >= 5 && strncasecmp(s + i, "<html", 5) == 0) ||
                (n - i >= 14 && strncasecmp(s + i, "<!doctype html", 14) == 0);
    /* cppcheck-suppress knownConditionTrueFalse ; cppcheck takes strncasecmp for never 0 here */
    return html ? KIND_HTML : KIND_TEXT;
}

enum file_kind file_kind_by_bytes(const void *bytes, size_t n)
{
    enum { PDF_WITHIN = 1024 }; /* readers look for the mark in the first 1024 bytes */
    const char *s = bytes;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (n >= marks[i].at + marks[i].n && memcmp(s + marks[i].at, marks[i].bytes, marks[i].n) == 0)
            return marks[i].kind == KIND_ZIP ? zip_kind(s, n) : marks[i].kind;
    if (n >= 5 && memmem(s, n < PDF_WITHIN ? n : PDF_WITHIN, "%PDF-", 5))
        return KIND_PDF;
    return text_kind(s, n);
}

bool file_kind_fits(enum file_kind by_name, enum file_kind by_bytes)
{
    bool zipped_name =
        by_name == KIND_DOCX || by_name == KIND_XLSX || by_name == KIND_PPTX || by_name == KIND_ODF;
    bool zipped =
        by_bytes == KIND_DOCX || by_bytes == KIND_XLSX || by_bytes == KIND_PPTX || by_bytes == KIND_ODF;
    return by_name == by_bytes || by_name == KIND_UNKNOWN || (by_name == KIND_ZIP && zipped) ||
           (by_bytes == KIND_ZIP && zipped_name) || (by_name == KIND_TEXT && by_bytes == KIND_HTML);
}
