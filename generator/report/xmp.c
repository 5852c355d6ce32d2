/* xmp.c - the metadata packet. No dates: the date of a report is data, the clock is not asked. */
#include "report/xmp.h"

#include <string.h>

static void add_escaped(struct buf *out, const char *s)
{
    for (; *s; s++) {
        if (*s == '&')
            buf_str(out, "&amp;");
        else if (*s == '<')
            buf_str(out, "&lt;");
        else if (*s == '>')
            buf_str(out, "&gt;");
        else
            buf_char(out, *s);
    }
}

static void add_element(struct buf *out, const char *before, const char *text, const char *behind)
{
    if (!text)
        return;
    buf_str(out, before);
    add_escaped(out, text);
    buf_str(out, behind);
}

/* PDF/A knows no property pdfuaid:part, so the packet describes it (ISO 19005-3, 6.6.2.3.3). */
static const char extension[] =
    "<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
    "xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" "
    "xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>\n</"
    "rdf:Description>\n";

void xmp_packet(struct buf *out, const char *title, const char *author, const char *creator_tool,
                const char *producer)
{
    buf_str(out, "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                 "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
                 "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                 "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                 "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
                 "xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" "
                 "xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n");
    add_element(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", title,
                "</rdf:li></rdf:Alt></dc:title>\n");
    add_element(out, "<dc:creator><rdf:Seq><rdf:li>", author, "</rdf:li></rdf:Seq></dc:creator>\n");
    buf_str(out, "<dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>\n");
    add_element(out, "<xmp:CreatorTool>", creator_tool, "</xmp:CreatorTool>\n");
    add_element(out, "<pdf:Producer>", producer, "</pdf:Producer>\n");
    buf_str(out, "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</"
                 "pdfuaid:part>\n"
                 "</rdf:Description>\n");
    buf_str(out, extension);
    buf_str(out, "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>\n");
}
