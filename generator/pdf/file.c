/* file.c - PDF files by libqpdf's C interface; clean.c alone sees it too. */
#include "pdf/file.h"

#include "base/file.h"
#include "pdf/bound.h"

#include <qpdf/qpdf-c.h>

#include "pdf/library.h"
#include "pdf/stream.h"

#include <stdlib.h>
#include <string.h>

struct pdf_file {
    struct arena *arena;
    const char *bytes;
    size_t size;
    qpdf_data qpdf;
    struct pdf_bound bound;
    bool exact; /* libqpdf found nothing to wonder at when it read the tables */
};

/* What libqpdf says of the first thing that is wrong: "unable to find trailer dictionary". */
static const char *reason(struct pdf_file *file)
{
    qpdf_error error = qpdf.has_error(file->qpdf)       ? qpdf.get_error(file->qpdf)
                       : qpdf.more_warnings(file->qpdf) ? qpdf.next_warning(file->qpdf)
                                                        : NULL;
    const char *detail = error ? qpdf.get_error_message_detail(file->qpdf, error) : "";
    pdf_stream_ask_memory(detail);
    return arena_strdup(file->arena, *detail ? detail : "?");
}

static bool begins_as_pdf(const char *bytes, size_t size)
{
    size_t most = size < 1024 ? size : 1024;
    return size >= 5 && memmem(bytes, most, "%PDF-", 5);
}

bool pdf_ready(struct diags *diags)
{
    return pdf_library_load(diags);
}

struct pdf_file *pdf_open(struct arena *arena, struct diags *diags, const char *path, const void *bytes,
                          size_t size)
{
    struct place at = place_file(arena, path);
    if (!begins_as_pdf(bytes, size)) {
        diag(diags, PDF_KIND, at, path);
        return NULL;
    }
    if (!pdf_library_load(diags))
        return NULL;
    struct pdf_file *file = ARENA_NEW(arena, struct pdf_file);
    file->arena = arena;
    file->bytes = bytes;
    file->size = size;
    file->qpdf = qpdf.init();
    pdf_bound(&file->bound);
    qpdf.set_suppress_warnings(file->qpdf, QPDF_TRUE);
    qpdf.silence_errors(file->qpdf);
    qpdf.set_attempt_recovery(file->qpdf, QPDF_FALSE); /* a repaired file is another than its bytes say */
    qpdf.read_memory(file->qpdf, path, bytes, size, NULL);
    if (qpdf.has_error(file->qpdf)) {
        qpdf_error error = qpdf.get_error(file->qpdf);
        const char *detail = qpdf.get_error_message_detail(file->qpdf, error);
        pdf_stream_ask_memory(detail);
        if (qpdf.get_error_code(file->qpdf, error) == qpdf_e_password)
            diag(diags, PDF_LOCKED, at, path);
        else
            diag(diags, PDF_DAMAGED, at, path, arena_strdup(arena, detail));
    } else if (!pdf_root(file)) {
        diag(diags, PDF_DAMAGED, at, path, reason(file));
    } else {
        file->exact = !qpdf.more_warnings(file->qpdf);
        return file;
    }
    pdf_close(file);
    return NULL;
}

void pdf_close(struct pdf_file *file)
{
    if (!file)
        return;
    qpdf.cleanup(&file->qpdf);
    pdf_unbound(&file->bound);
}

struct pdf_file *pdf_load(struct arena *arena, struct diags *diags, const char *path, const char **bytes,
                          size_t *size)
{
    struct buf content = {0};
    enum file_result result = file_read(path, PDF_FILE_LIMIT, &content);
    if (result != FILE_FINE) {
        if (result == FILE_TOO_LARGE)
            diag(diags, PDF_LARGE, place_file(arena, path), path);
        else
            source_complain(arena, diags, path, result);
        buf_free(&content);
        return NULL;
    }
    *size = content.len;
    *bytes = arena_strndup(arena, buf_text(&content), content.len);
    buf_free(&content);
    return pdf_open(arena, diags, path, *bytes, *size);
}

const char *pdf_bytes(const struct pdf_file *file, size_t *size)
{
    *size = file->size;
    return file->bytes;
}

bool pdf_is_exact(const struct pdf_file *file)
{
    return file->exact;
}

/* A handle as a value: null and what libqpdf failed at are none. */
static pdf_value value_of(struct pdf_file *file, qpdf_oh handle)
{
    if (qpdf.has_error(file->qpdf)) {
        qpdf.get_error(file->qpdf);
        return 0;
    }
    if (handle == 0 || qpdf.oh_is_null(file->qpdf, handle) || !qpdf.oh_is_initialized(file->qpdf, handle))
        return 0;
    return handle;
}

pdf_value pdf_trailer(struct pdf_file *file)
{
    return value_of(file, qpdf.get_trailer(file->qpdf));
}

pdf_value pdf_root(struct pdf_file *file)
{
    pdf_value root = pdf_get(file, pdf_trailer(file), "/Root");
    return pdf_is_dictionary(file, root) ? root : 0;
}

size_t pdf_page_count(struct pdf_file *file)
{
    int count = qpdf.get_num_pages(file->qpdf);
    if (qpdf.has_error(file->qpdf))
        qpdf.get_error(file->qpdf);
    return count > 0 ? (size_t)count : 0;
}

pdf_value pdf_page(struct pdf_file *file, size_t index)
{
    return value_of(file, qpdf.get_page_n(file->qpdf, index));
}

pdf_value pdf_object(struct pdf_file *file, unsigned number)
{
    return value_of(file, qpdf.get_object_by_id(file->qpdf, (int)number, 0));
}

unsigned pdf_number_of(struct pdf_file *file, pdf_value value)
{
    int number = value ? qpdf.oh_get_object_id(file->qpdf, value) : 0;
    return number > 0 ? (unsigned)number : 0;
}

/* libqpdf answers a key of a stream only through its dictionary. */
static qpdf_oh dictionary_of(struct pdf_file *file, pdf_value value)
{
    return pdf_is_stream(file, value) ? qpdf.oh_get_dict(file->qpdf, value) : value;
}

pdf_value pdf_get(struct pdf_file *file, pdf_value value, const char *key)
{
    qpdf_oh dictionary = value ? dictionary_of(file, value) : 0;
    if (!pdf_is_dictionary(file, dictionary))
        return 0;
    return value_of(file, qpdf.oh_get_key(file->qpdf, dictionary, key));
}

size_t pdf_count(struct pdf_file *file, pdf_value array)
{
    int count = pdf_is_array(file, array) ? qpdf.oh_get_array_n_items(file->qpdf, array) : 0;
    return count > 0 ? (size_t)count : 0;
}

pdf_value pdf_at(struct pdf_file *file, pdf_value array, size_t index)
{
    if (index >= pdf_count(file, array))
        return 0;
    return value_of(file, qpdf.oh_get_array_item(file->qpdf, array, (int)index));
}

pdf_value pdf_inherited(struct pdf_file *file, pdf_value page, const char *key)
{
    pdf_value value = 0;
    for (int depth = 0; page && !value && depth < 64; depth++) {
        value = pdf_get(file, page, key);
        page = pdf_get(file, page, "/Parent");
    }
    return value;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char **pdf_keys(struct pdf_file *file, pdf_value value)
{
    char **keys = NULL;
    size_t count = 0;
    qpdf_oh dictionary = value ? dictionary_of(file, value) : 0;
    if (pdf_is_dictionary(file, dictionary)) {
        qpdf.oh_begin_dict_key_iter(file->qpdf, dictionary);
        while (qpdf.oh_dict_more_keys(file->qpdf))
            ARENA_PUSH(file->arena, keys, count) =
                arena_strdup(file->arena, qpdf.oh_dict_next_key(file->qpdf));
    }
    if (count > 0)
        qsort(keys, count, sizeof *keys, by_bytes);
    ARENA_PUSH(file->arena, keys, count) = NULL;
    return keys;
}

bool pdf_is_name(struct pdf_file *file, pdf_value value, const char *name)
{
    return value && qpdf.oh_is_name(file->qpdf, value) &&
           strcmp(qpdf.oh_get_name(file->qpdf, value), name) == 0;
}

bool pdf_is_dictionary(struct pdf_file *file, pdf_value value)
{
    return value && qpdf.oh_is_dictionary(file->qpdf, value);
}

bool pdf_is_array(struct pdf_file *file, pdf_value value)
{
    return value && qpdf.oh_is_array(file->qpdf, value);
}

bool pdf_is_stream(struct pdf_file *file, pdf_value value)
{
    return value && qpdf.oh_is_stream(file->qpdf, value);
}

bool pdf_is_number(struct pdf_file *file, pdf_value value)
{
    return value && qpdf.oh_is_number(file->qpdf, value);
}

double pdf_number(struct pdf_file *file, pdf_value value, double fallback)
{
    double number = pdf_is_number(file, value) ? qpdf.oh_get_numeric_value(file->qpdf, value) : fallback;
    return number > -1e9 && number < 1e9 ? number : fallback;
}

const char *pdf_name(struct pdf_file *file, pdf_value value)
{
    return value && qpdf.oh_is_name(file->qpdf, value)
               ? arena_strdup(file->arena, qpdf.oh_get_name(file->qpdf, value))
               : "";
}

const char *pdf_string(struct pdf_file *file, pdf_value value, size_t *length)
{
    *length = 0;
    if (!value || !qpdf.oh_is_string(file->qpdf, value))
        return "";
    const char *bytes = qpdf.oh_get_binary_string_value(file->qpdf, value, length);
    return arena_strndup(file->arena, bytes, *length);
}

const char *pdf_text(struct pdf_file *file, pdf_value value)
{
    if (!value || !qpdf.oh_is_string(file->qpdf, value))
        return "";
    return arena_strdup(file->arena, qpdf.oh_get_utf8_value(file->qpdf, value));
}

const char *pdf_stream(struct pdf_file *file, pdf_value stream, size_t *length)
{
    unsigned char *bytes = NULL;
    QPDF_BOOL filtered = QPDF_FALSE;
    char *copy = NULL;
    *length = 0;
    if (!pdf_is_stream(file, stream))
        return NULL;
    QPDF_ERROR_CODE code =
        pdf_stream_data(file->qpdf, stream, qpdf_dl_generalized, &filtered, &bytes, length);
    if (qpdf.has_error(file->qpdf))
        qpdf.get_error(file->qpdf);
    if (!(code & QPDF_ERRORS) && filtered && *length <= PDF_STREAM_LIMIT)
        copy = arena_strndup(file->arena, bytes ? (const char *)bytes : "", *length);
    free(bytes);
    return copy;
}

const char *pdf_unparse(struct pdf_file *file, pdf_value value)
{
    return value ? arena_strdup(file->arena, qpdf.oh_unparse(file->qpdf, value)) : "null";
}

/* A value with what it refers to left as references, itself resolved; of a stream its dictionary. */
static const char *resolved(struct pdf_file *file, pdf_value value)
{
    return value ? arena_strdup(file->arena, qpdf.oh_unparse_resolved(file->qpdf, dictionary_of(file, value)))
                 : "null";
}

const char *pdf_unparse_object(struct pdf_file *file, pdf_value value)
{
    return resolved(file, value);
}

/* A stream's bytes with their filters; freed by the caller. */
static unsigned char *raw_stream(struct pdf_file *file, pdf_value stream, size_t *length)
{
    unsigned char *bytes = NULL;
    *length = 0;
    pdf_stream_data(file->qpdf, stream, qpdf_dl_none, NULL, &bytes, length);
    if (qpdf.has_error(file->qpdf))
        qpdf.get_error(file->qpdf);
    return bytes;
}

bool pdf_same_object(struct pdf_file *a, struct pdf_file *b, unsigned number)
{
    pdf_value x = pdf_object(a, number), y = pdf_object(b, number);
    if (pdf_is_stream(a, x) != pdf_is_stream(b, y) || strcmp(resolved(a, x), resolved(b, y)) != 0)
        return false;
    if (!pdf_is_stream(a, x))
        return true;
    size_t n, m;
    unsigned char *s = raw_stream(a, x, &n), *t = raw_stream(b, y, &m);
    bool same = n == m && (n == 0 || memcmp(s, t, n) == 0);
    free(s);
    free(t);
    return same;
}
