/* pdf_object.c - objects of a PDF, by libharu's object layer. */
#include "report/pdf_object.h"

#include "base/deflate.h"
#include "base/text.h"

#include <hpdf.h>
#include <string.h>

void *object_dict(void *data)
{
    HPDF_Doc doc = data;
    HPDF_Dict dict = HPDF_Dict_New(doc->mmgr);
    HPDF_Xref_Add(doc->xref, dict);
    return dict;
}

void *object_stream(void *data, const void *bytes, size_t n)
{
    HPDF_Doc doc = data;
    HPDF_Dict stream = HPDF_DictStream_New(doc->mmgr, doc->xref);
    stream->filter = HPDF_STREAM_FILTER_NONE;
    HPDF_Stream_Write(stream->stream, bytes, (HPDF_UINT)n);
    return stream;
}

static HPDF_STATUS name_filter(HPDF_Dict dict, HPDF_Stream stream)
{
    (void)dict;
    return HPDF_Stream_WriteStr(stream, "/Filter/FlateDecode\n");
}

void object_set_packed(void *object)
{
    HPDF_Dict stream = object;
    stream->filter = HPDF_STREAM_FILTER_NONE;
    stream->write_fn = name_filter;
}

void *object_packed(void *data, const void *bytes, size_t n)
{
    struct buf packed = {0};
    deflate_bytes(&packed, bytes, n);
    HPDF_Dict stream = object_stream(data, packed.data, packed.len);
    object_set_packed(stream);
    buf_free(&packed);
    return stream;
}

void *object_array(void *data, void *dict, const char *key)
{
    HPDF_Doc doc = data;
    HPDF_Array array = HPDF_Array_New(doc->mmgr);
    HPDF_Dict_Add(dict, key, array);
    return array;
}

void object_ascii(void *data, void *dict, const char *key, const char *text)
{
    HPDF_Doc doc = data;
    HPDF_Dict_Add(dict, key, HPDF_String_New(doc->mmgr, text, NULL));
}

void object_text(void *data, void *dict, const char *key, const char *text)
{
    HPDF_Doc doc = data;
    struct buf utf16 = {0};
    size_t n = strlen(text);
    buf_add(&utf16, "\xfe\xff", 2);
    for (size_t i = 0; i < n;) {
        uint32_t c = 0;
        int step = text_decode(text + i, n - i, &c);
        if (step <= 0)
            break;
        i += (size_t)step;
        if (c >= 0x10000) {
            uint32_t high = 0xd800 + ((c - 0x10000) >> 10);
            c = 0xdc00 + (c & 0x3ff);
            buf_char(&utf16, (char)(high >> 8));
            buf_char(&utf16, (char)high);
        }
        buf_char(&utf16, (char)(c >> 8));
        buf_char(&utf16, (char)c);
    }
    HPDF_Dict_Add(dict, key, HPDF_Binary_New(doc->mmgr, (HPDF_BYTE *)utf16.data, (HPDF_UINT)utf16.len));
    buf_free(&utf16);
}
