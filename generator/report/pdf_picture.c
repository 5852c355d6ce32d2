/* pdf_picture.c - pictures as image objects. */
#include "report/pdf_picture.h"

#include "report/pdf_object.h"
#include "report/picture.h"

#include <hpdf.h>

static HPDF_STATUS name_dct(HPDF_Dict dict, HPDF_Stream stream)
{
    (void)dict;
    return HPDF_Stream_WriteStr(stream, "/Filter/DCTDecode\n");
}

/* How the rows of a PNG are filtered (ISO 32000-1, table 8). */
static void add_predictor(HPDF_Doc doc, HPDF_Dict image, const struct png_form *form)
{
    HPDF_Dict how = HPDF_Dict_New(doc->mmgr);
    HPDF_Dict_Add(image, "DecodeParms", how);
    HPDF_Dict_AddNumber(how, "Predictor", 15);
    HPDF_Dict_AddNumber(how, "Colors", form->samples);
    HPDF_Dict_AddNumber(how, "BitsPerComponent", form->depth);
    HPDF_Dict_AddNumber(how, "Columns", (HPDF_INT32)form->width);
}

static void add_palette(HPDF_Doc doc, HPDF_Dict image, const struct png_form *form)
{
    HPDF_Array space = HPDF_Array_New(doc->mmgr);
    HPDF_Dict_Add(image, "ColorSpace", space);
    HPDF_Array_AddName(space, "Indexed");
    HPDF_Array_AddName(space, "DeviceRGB");
    HPDF_Array_AddNumber(space, (HPDF_INT32)form->colours - 1);
    HPDF_Array_Add(space, HPDF_Binary_New(doc->mmgr, form->palette, (HPDF_UINT)form->colours * 3));
}

static HPDF_Dict write_picture(HPDF_Doc doc, const struct picture *picture)
{
    const struct png_form *form = &picture->form;
    HPDF_Dict image = HPDF_DictStream_New(doc->mmgr, doc->xref);
    object_set_packed(image);
    if (picture->kind == PICTURE_JPEG)
        image->write_fn = name_dct;
    HPDF_Dict_AddName(image, "Type", "XObject");
    HPDF_Dict_AddName(image, "Subtype", "Image");
    HPDF_Dict_AddNumber(image, "Width", (HPDF_INT32)form->width);
    HPDF_Dict_AddNumber(image, "Height", (HPDF_INT32)form->height);
    HPDF_Dict_AddNumber(image, "BitsPerComponent", form->depth);
    if (picture->kind == PICTURE_PNG)
        add_predictor(doc, image, form);
    if (form->palette)
        add_palette(doc, image, form);
    else
        HPDF_Dict_AddName(image, "ColorSpace", form->samples == 3 ? "DeviceRGB" : "DeviceGray");
    HPDF_Stream_Write(image->stream, (const HPDF_BYTE *)picture->bytes.data, (HPDF_UINT)picture->bytes.len);
    return image;
}

void pdf_pictures_write(void *data, const struct document *document, void *const *pages)
{
    HPDF_Doc doc = data;
    if (document->picture_count == 0)
        return;
    HPDF_Dict all = HPDF_Dict_New(doc->mmgr);
    HPDF_Xref_Add(doc->xref, all);
    for (size_t i = 0; i < document->picture_count; i++)
        HPDF_Dict_Add(all, arena_printf(document->arena, "Im%zu", i),
                      write_picture(doc, document->pictures[i]));
    for (size_t i = 0; i < document->page_count; i++)
        HPDF_Dict_Add(HPDF_Dict_GetItem(pages[i], "Resources", HPDF_OCLASS_DICT), "XObject", all);
}
