/* clean.c - a PDF written anew by libqpdf without its metadata. */
#include "pdf/clean.h"

#include "base/picture.h"
#include "pdf/bound.h"
#include "pdf/plain.h"

#include <qpdf/qpdf-c.h>

#include "pdf/library.h"
#include "pdf/stream.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* A document is signed when its form says so (ISO 32000-1, 12.7.2, SigFlags bit 1), or by usage rights and
 * certification (Perms). */
static bool is_signed(qpdf_data q)
{
    qpdf_oh root = qpdf.get_root(q), form = qpdf.oh_get_key(q, root, "/AcroForm");
    if (qpdf.oh_is_dictionary(q, qpdf.oh_get_key(q, root, "/Perms")))
        return true;
    if (!qpdf.oh_is_dictionary(q, form))
        return false;
    qpdf_oh flags = qpdf.oh_get_key(q, form, "/SigFlags");
    return qpdf.oh_is_integer(q, flags) && (qpdf.oh_get_int_value_as_int(q, flags) & 1);
}

/* Does a signed file, which has to stay as it is, name who made it? */
static bool names_author(qpdf_data q)
{
    static const char *const keys[] = {"/Author", "/Company", "/Manager"};
    qpdf_oh info = qpdf.oh_get_key(q, qpdf.get_trailer(q), "/Info");
    qpdf_oh metadata = qpdf.oh_get_key(q, qpdf.get_root(q), "/Metadata");
    unsigned char *bytes = NULL;
    size_t size = 0;
    bool named = false;

    for (size_t i = 0; qpdf.oh_is_dictionary(q, info) && i < sizeof keys / sizeof *keys; i++) {
        qpdf_oh name = qpdf.oh_get_key(q, info, keys[i]);
        named = named || (qpdf.oh_is_string(q, name) && *qpdf.oh_get_utf8_value(q, name));
    }
    if (!qpdf.oh_is_stream(q, metadata))
        return named;
    if (pdf_stream_data(q, metadata, qpdf_dl_all, NULL, &bytes, &size) & QPDF_ERRORS)
        return true;
    named = named || memmem(bytes, size, "dc:creator", 10) != NULL;
    free(bytes);
    return named;
}

/* A photograph inside the document may tell as much as one beside it. */
static void strip_photograph(qpdf_data q, qpdf_oh stream, qpdf_oh dictionary)
{
    QPDF_BOOL filtered;
    unsigned char *bytes = NULL;
    size_t size = 0;
    struct buf stripped = {0};
    qpdf_oh filter = qpdf.oh_get_key(q, dictionary, "/Filter");

    if (!qpdf.oh_is_name(q, filter) || strcmp(qpdf.oh_get_name(q, filter), "/DCTDecode") != 0)
        return;
    if (pdf_stream_data(q, stream, qpdf_dl_none, &filtered, &bytes, &size) & QPDF_ERRORS)
        return;
    if (picture_is_jpeg(bytes, size) && picture_strip(bytes, size, &stripped) && stripped.len != size)
        qpdf.oh_replace_stream_data(q, stream, (const unsigned char *)buf_text(&stripped), stripped.len,
                                    filter, qpdf.oh_get_key(q, dictionary, "/DecodeParms"));
    buf_free(&stripped);
    free(bytes);
}

static void strip_object(qpdf_data q, qpdf_oh object)
{
    static const char *const keys[] = {"/Metadata", "/PieceInfo", "/LastModified"};
    bool stream = qpdf.oh_is_stream(q, object);
    if (!stream && !qpdf.oh_is_dictionary(q, object))
        return;
    qpdf_oh dictionary = stream ? qpdf.oh_get_dict(q, object) : object;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        qpdf.oh_remove_key(q, dictionary, keys[i]);
    if (stream)
        strip_photograph(q, object, dictionary);
}

static void strip(qpdf_data q)
{
    qpdf_oh trailer = qpdf.get_trailer(q), root = qpdf.get_root(q);
    qpdf_oh names = qpdf.oh_get_key(q, root, "/Names");
    int count = qpdf.oh_get_int_value_as_int(q, qpdf.oh_get_key(q, trailer, "/Size"));

    qpdf.oh_remove_key(q, trailer, "/Info");
    qpdf.oh_remove_key(q, root, "/AF");
    if (qpdf.oh_is_dictionary(q, names))
        qpdf.oh_remove_key(q, names, "/EmbeddedFiles");
    for (int id = 1; id < count; id++) {
        strip_object(q, qpdf.get_object_by_id(q, id, 0));
        if (id % 1024 == 0)
            qpdf.oh_release_all(q);
    }
}

static bool clean(qpdf_data q, const void *bytes, size_t size, struct buf *out)
{
    qpdf.set_suppress_warnings(q, QPDF_TRUE);
    qpdf.silence_errors(q);
    qpdf.set_attempt_recovery(q, QPDF_FALSE);
    if (qpdf.read_memory(q, "", bytes, size, NULL) & QPDF_ERRORS || qpdf.is_encrypted(q))
        return false;
    if (is_signed(q)) {
        buf_add(out, bytes, size);
        return !names_author(q);
    }
    strip(q);
    if (qpdf.init_write_memory(q) & QPDF_ERRORS)
        return false;
    qpdf.set_deterministic_ID(q, QPDF_TRUE);
    qpdf.set_stream_data_mode(q, qpdf_s_preserve);
    if (qpdf.write(q) & QPDF_ERRORS || qpdf.has_error(q))
        return false;
    buf_add(out, qpdf.get_buffer(q), qpdf.get_buffer_length(q));
    return true;
}

bool pdf_clean(const void *bytes, size_t size, struct buf *out)
{
    if (pdf_is_plain(bytes, size)) {
        buf_add(out, bytes, size);
        return true;
    }
    if (!pdf_library_load(NULL))
        return false;
    struct pdf_bound bound;
    qpdf_data q = qpdf.init();
    pdf_bound(&bound);
    bool fine = clean(q, bytes, size, out);
    if (!fine && qpdf.has_error(q))
        pdf_stream_ask_memory(qpdf.get_error_message_detail(q, qpdf.get_error(q)));
    qpdf.cleanup(&q);
    pdf_unbound(&bound);
    return fine;
}
