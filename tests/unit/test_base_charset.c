/* test_base_charset.c - encodings: every Vietnamese letter of each, what is recognised, and what must not be.
 */
#include "unit.h"

#include "base/charset.h"
#include "base/syllable.h"
#include "base/text.h"
#include "charset_letters.h"

#include <stdlib.h>

enum { LETTERS = sizeof letters / sizeof *letters };

static void converts_to(enum charset from, const char *bytes, const char *expected)
{
    struct buf out = {0};
    assert_true(charset_convert(from, bytes, strlen(bytes), &out));
    assert_string_equal(buf_text(&out), expected);
    buf_free(&out);
}

/* The same bytes once a Western program has saved them as UTF-8. */
static void look_alike_converts_to(enum charset from, const char *bytes, const char *expected)
{
    struct buf western = {0};
    charset_look_alike(bytes, strlen(bytes), &western);
    converts_to(from, buf_text(&western), expected);
    buf_free(&western);
}

static enum charset found(const char *text)
{
    struct charset_found f;
    return charset_find_legacy(text, strlen(text), &f) ? f.charset : CHARSET_NONE;
}

static void names_them(void **state)
{
    (void)state;
    assert_string_equal(charset_name(CHARSET_CP1258), "windows-1258");
    assert_int_equal(charset_from_name("utf-16"), CHARSET_UTF16);
    assert_int_equal(charset_from_name("UTF-16LE"), CHARSET_UTF16);
    assert_int_equal(charset_from_name("Windows-1258"), CHARSET_CP1258);
    assert_int_equal(charset_from_name("ABC"), CHARSET_TCVN3);
    assert_int_equal(charset_from_name("vni"), CHARSET_VNI);
    assert_int_equal(charset_from_name("utf8-lap"), CHARSET_UTF8_TWICE);
    assert_int_equal(charset_from_name("abc tcvn"), CHARSET_NONE);
    assert_int_equal(charset_from_name(""), CHARSET_NONE);
    assert_int_equal(charset_from_name("koi8"), CHARSET_NONE);
    for (int c = CHARSET_NONE + 1; c < CHARSET_COUNT; c++)
        assert_int_equal(charset_from_name(charset_name((enum charset)c)), c);
}

static void knows_every_letter(void **state)
{
    (void)state;
    assert_int_equal(LETTERS, 134);
    size_t tcvn3 = 0;
    for (size_t i = 0; i < LETTERS; i++) {
        const struct letter *l = &letters[i];
        if (l->tcvn3) {
            tcvn3++;
            converts_to(CHARSET_TCVN3, l->tcvn3, l->text);
            look_alike_converts_to(CHARSET_TCVN3, l->tcvn3, l->text);
        }
        converts_to(CHARSET_VNI, l->vni, l->text);
        look_alike_converts_to(CHARSET_VNI, l->vni, l->text);
        converts_to(CHARSET_CP1258, l->cp1258, l->text);
        look_alike_converts_to(CHARSET_UTF8_TWICE, l->text, l->text);
    }
    assert_int_equal(tcvn3, 67 + 7); /* all small ones, and Ă Â Đ Ê Ô Ơ Ư */
}

static void converts_utf16(void **state)
{
    (void)state;
    static const char le[] = "\xff\xfeH\0\xd2\x1e\x3d\xd8\x00\xde\r\0\n\0";
    static const char be[] = "\xfe\xff\0H\x1e\xd2\xd8\x3d\xde\x00\0\r\0\n";
    struct buf out = {0};
    assert_true(charset_convert(CHARSET_UTF16, le, sizeof le - 1, &out));
    assert_string_equal(buf_text(&out), "HỒ😀\r\n");
    out.len = 0;
    assert_true(charset_convert(CHARSET_UTF16, be, sizeof be - 1, &out));
    assert_string_equal(buf_text(&out), "HỒ😀\r\n");
    out.len = 0;
    assert_true(charset_convert(CHARSET_UTF16, "C\0\xd9\x1en\0g\0", 8, &out)); /* no BOM */
    assert_string_equal(buf_text(&out), "Cộng");
    out.len = 0;
    assert_true(charset_convert(CHARSET_UTF16, "\0C\x1e\xd9\0n\0g", 8, &out));
    assert_string_equal(buf_text(&out), "Cộng");
    size_t before = out.len;
    assert_false(charset_convert(CHARSET_UTF16,
                                 "\xff\xfe"
                                 "a\0b",
                                 5, &out)); /* half a unit */
    assert_false(charset_convert(CHARSET_UTF16,
                                 "\xff\xfe\x3d\xd8"
                                 "a\0",
                                 6, &out)); /* half a pair */
    assert_false(charset_convert(CHARSET_UTF16, "\xff\xfe\x3d\xd8", 4, &out));
    assert_false(charset_convert(CHARSET_UTF16,
                                 "\xff\xfe\x00\xde"
                                 "a\0",
                                 6, &out));
    assert_false(charset_convert(CHARSET_UTF16, "abcd", 4, &out));
    assert_false(charset_convert(CHARSET_UTF16, "", 0, &out));
    assert_false(charset_is_utf16("PK\3\4\0\0", 6));
    assert_false(charset_is_utf16("\1\0\0\0\2\0\0\0", 8));
    assert_int_equal(out.len, before);
    buf_free(&out);
}

static void refuses_what_cannot_be(void **state)
{
    (void)state;
    struct buf out = {0};
    assert_false(charset_convert(CHARSET_CP1258, "\x8a", 1, &out));
    assert_false(charset_convert(CHARSET_CP1258, "hòa", strlen("hòa"), &out)); /* UTF-8 already */
    assert_false(charset_convert(CHARSET_UTF8_TWICE, "ho\xf2", 3, &out));
    assert_false(charset_convert(CHARSET_NONE, "a", 1, &out));
    assert_int_equal(out.len, 0);
    assert_true(charset_convert(CHARSET_CP1258, "a", 1, &out));
    buf_free(&out);
}

static void converts_sentences(void **state)
{
    (void)state;
    converts_to(CHARSET_TCVN3, "Céng hßa x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc",
                "Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc");
    converts_to(CHARSET_VNI, "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\nÑoäc laäp - Töï do - Haïnh phuùc",
                "Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc");
    converts_to(CHARSET_VNI, "NaâNg cao NaêNg löïc", "NâNg cao NăNg lực");
    converts_to(CHARSET_VNI, "TRÖÔØNG TIEÅU HOÏC HOØA BÌNH", "TRƯỜNG TIỂU HỌC HÒA BÌNH");
    converts_to(CHARSET_UTF8_TWICE, "Cá»™ng hÃ²a xÃ£ há»™i", "Cộng hòa xã hội");
    /* The fonts .VnTimeH: small letters that were drawn as capitals. */
    converts_to(CHARSET_TCVN3, "TR¦êNG TIÓU HäC HßA B×NH, Hµ NéI, Q§-UBND",
                "TRƯỜNG TIỂU HỌC HÒA BÌNH, HÀ NỘI, QĐ-UBND");
    converts_to(CHARSET_TCVN3, "UBND ®· häp ë x·", "UBND đã họp ở xã");
    converts_to(CHARSET_TCVN3, "dïng Sè D¦ ®Ó tÝnh SO¸T ®Ó", "dùng Số DƯ để tính SOÁT ĐỂ");
    converts_to(CHARSET_TCVN3, "®·", "đã");
    /* A no-break space that became a space: "là một", "hàng". */
    converts_to(CHARSET_UTF8_TWICE, "lÃ  má»™t hÃ ng", "là một hàng");
    converts_to(CHARSET_UTF8_TWICE, "lÃ\u00a0 má»™t", "là một");
    struct buf leaders = {0};
    for (int i = 0; i < 200; i++)
        buf_str(&leaders, "…");
    look_alike_converts_to(CHARSET_UTF8_TWICE, buf_text(&leaders), buf_text(&leaders));
    buf_free(&leaders);
    converts_to(CHARSET_UTF8_TWICE, "lÃ ", "là");
    converts_to(CHARSET_UTF8_TWICE, "lÃ.", "là.");
    look_alike_converts_to(CHARSET_UTF8_TWICE,
                           "ho\xcc\x80"
                           "a",
                           "hòa"); /* NFD before */
    /* A BOM goes, raw UTF-16 of the look-alikes is understood. */
    converts_to(CHARSET_TCVN3, "\xef\xbb\xbfx· héi", "xã hội");
    struct buf out = {0};
    assert_true(charset_convert(CHARSET_TCVN3, "\xff\xfex\0\xb7\0", 6, &out));
    assert_string_equal(buf_text(&out), "xã");
    buf_free(&out);
}

static void leaves_right_words(void **state)
{
    (void)state;
    converts_to(CHARSET_TCVN3, "- Lý do: có ý kiến của trường về ®¸nh gi¸ c¸n bé\n- Kết quả: có 5 buổi\n",
                "- Lý do: có ý kiến của trường về đánh giá cán bộ\n- Kết quả: có 5 buổi\n");
    converts_to(CHARSET_VNI, "Trạng thái: có\nÑoäc laäp, töï do cuûa nhaân daân",
                "Trạng thái: có\nĐộc lập, tự do của nhân dân");
    converts_to(CHARSET_UTF8_TWICE, "XÃ HỘI “Quáº£n lÃ½”", "XÃ HỘI “Quản lý”");
}

static void recognises(void **state)
{
    (void)state;
    assert_int_equal(found("Céng hßa x· héi chñ nghÜa ViÖt Nam"), CHARSET_TCVN3);
    assert_int_equal(found("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam"), CHARSET_VNI);
    assert_int_equal(found("Cá»™ng hÃ²a xÃ£ há»™i chá»§ nghÄ©a"), CHARSET_UTF8_TWICE);
    assert_int_equal(found("TR¦êNG TIÓU HäC HßA B×NH KÝNH MêI Q§-UBND NG¦êI Sö DôNG"), CHARSET_TCVN3);
    assert_int_equal(found("TRÖÔØNG TIEÅU HOÏC HOØA BÌNH, QUAÄN 1, THAØNH PHOÁ"), CHARSET_VNI);
    assert_int_equal(found("HÃ¡Â»â„¢i nghÃ¡Â»â€¹"), CHARSET_NONE); /* thrice, and too little */
    struct charset_found f;
    static const char pasted[] = "---\nkỳ: Quý II năm 2024\n---\n\n# Kết quả có 5°C\n\n"
                                 "- Lý do: c¸c tæ chuyªn m«n ®· tæ chøc sinh ho¹t, ®¸nh gi¸ kÕt qu¶ (tèt)\n"
                                 "- Trạng thái: hoàn thành\n";
    assert_true(charset_find_legacy(pasted, strlen(pasted), &f));
    assert_int_equal(f.charset, CHARSET_TCVN3);
    assert_ptr_equal(pasted + f.offset, strstr(pasted, "c¸c tæ"));
    assert_ptr_equal(pasted + f.offset + f.length, strstr(pasted, ")\n"));
}

/* Texts in other languages, and right Vietnamese with every sign that old fonts abuse. */
static const char *const innocent[] = {
    "",
    "Nous avons été très heureux d’accueillir les élèves du collège à la bibliothèque, où ils ont lu à haute "
    "voix des poèmes français. La maîtresse a félicité chaque élève ; la fête a duré jusqu’à la tombée de la "
    "nuit. Un dîner léger, préparé par les mères, fut servi près de la forêt. Noël approche : le maïs, "
    "l’œuf, "
    "le cœur, l’île, août, Citroën, naïveté, aiguë, ambiguïté, dès lors, ça et là, où que l’on soit.",
    "À L’ÉCOLE PRIMAIRE FRANÇAISE, LES ÉLÈVES FÊTENT NOËL. LA FORÊT, LE CHÂTEAU, L’ÎLE, L’ŒUVRE : OÙ "
    "ÊTES-VOUS "
    "ALLÉS CET ÉTÉ ? RÉPUBLIQUE FRANÇAISE, LIBERTÉ, ÉGALITÉ, FRATERNITÉ. DÉPÊCHEZ-VOUS, MAÎTRE GÂTÉ PAR ÇÀ "
    "ET LÀ.",
    "Où vas-tu ? Où es-tu ? Où sont-ils ? Où donc, où encore, où enfin ? Né, thé, ré, dé, fée, pré, blé, "
    "clé.",
    "Über die Straße führt eine schöne, große Brücke. Die Schüler hören früh am Morgen die Vögel; fünf "
    "Mädchen "
    "müssen für die Prüfung üben. Die Lehrerin erklärt: „Übung macht den Meister.“ Äpfel, Öl, Süßigkeiten "
    "und "
    "Käse gehören nicht auf den Tisch. Daß er groß ist, muß man wissen. Tür, für, grün, schön, hör zu, "
    "läuft.",
    "The café near the school serves crème brûlée, jalapeños and smörgåsbord; Zoë’s naïve résumé cost £5 ± "
    "10 %, "
    "i.e. ¥700, © 2024, ® and ™. The façade’s temperature was 25 °C, the room 30 m² × 2, the dose 5 µg (¼ or "
    "½).",
    "Den lilla flickan på ön såg två små fåglar på ängen. Så gick hon hem på vägen, och där låg ön så grön. "
    "Må så.",
    "El niño español mañana irá a la montaña con su compañera; ¿dónde está el señor Núñez? ¡Qué corazón tan "
    "grande!",
    "A educação não é só informação: São Paulo, pão, mãe, lições, coração, câmara, avô, avó, você, açúcar, "
    "ções.",
    "Cộng hòa xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc. ĐÃ, XÃ, BÃ; có cá, cả là, và ở đó; "
    "25°C, "
    "5 m², ±5%, §3, © 2024, 10×20, ½, «trích», Họ tên · Chức vụ · Ngày, ¶ đoạn, µm, tại Pháp: Yersin, Pétrus "
    "Ký.",
    "có cá ở đó · là và · bò cò · mà ta · cho bé · ô tô · né · mò · cù · tí · ê a · hú · cũ · mù · sò · pô · "
    "rê · xê",
    "Ngày hội ¶ · § · ® · ß · ä ö ü ï ë · ñ · å · æ · ø · ¸ ¹ ¨ © ª « ¬ ® § µ ¶ · ¸ ¹ à á â ã è é ê ì í ò ó "
    "ô õ ù ú",
    "Hội nghị ở Québec, Genève và Zürich; thầy Müller, cô Größe, ông Pétrus Trương Vĩnh Ký; đường Võ Văn "
    "Tần.",
    /* One condition fails in each: too many other words, marks that make no syllables, too few letters,
       words, marks. */
    "Så må oss nå allt, så få oss gå på resan",
    "Så må på gå, när för; ta cho em tin vui",
    "x· ®· chñ tæ",
    "x· ®· chñ trong khi ta cho em tin vui",
    "x· ®· chñ tæ trong khi ta cho em tin vui con theo anh qua bao nhieu con sông ta mong hai em vui trong "
    "nhà",
};

static void leaves_the_innocent(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof innocent / sizeof *innocent; i++) {
        assert_int_equal(found(innocent[i]), CHARSET_NONE);
        /* Bytes of Latin-1 are not Windows-1258 either. */
        struct buf latin = {0}, out = {0};
        for (const char *s = innocent[i]; *s;) {
            uint32_t cp;
            s += text_decode(s, strlen(s), &cp);
            buf_char(&latin, cp < 0x100 ? (char)cp : '?');
        }
        if (i < 9)
            assert_false(charset_is_cp1258(buf_text(&latin), latin.len, &out));
        buf_free(&latin);
        buf_free(&out);
    }
}

static void recognises_cp1258(void **state)
{
    (void)state;
    static const char text[] = "C\xf4\xf2ng h\xf2"
                               "a"; /* too little */
    static const char more[] = "C\xf4\xf2ng ho\xcc"
                               "a x\xe3\xde"
                               "a h\xf4\xf2i ch\xf9\xd2 ngh\xee\xde"
                               "a";
    static const char right[] = "C\xf4\xf2ng ho\xcc"
                                "a xa\xde h\xf4\xf2i chu\xd2 nghi\xde"
                                "a Vi\xea\xf2t Nam";
    struct buf out = {0};
    assert_false(charset_is_cp1258(text, sizeof text - 1, &out));
    assert_false(charset_is_cp1258(more, sizeof more - 1, &out));
    assert_int_equal(out.len, 0);
    assert_true(charset_is_cp1258(right, sizeof right - 1, &out));
    assert_string_equal(buf_text(&out), "Cộng hòa xã hội chủ nghĩa Việt Nam");
    buf_free(&out);
}

static void knows_syllables(void **state)
{
    (void)state;
    static const char *const good[] = {"nghiêng", "Nguyễn", "TRƯỜNG", "quốc",  "gì",   "giếng", "già",
                                       "khuỷu",   "hòa",    "hoà",    "ở",     "ý",    "yếu",   "Đắc",
                                       "huỳnh",   "quý",    "kỹ",     "khuya", "thuở", "xoong", "ngoằn",
                                       "ươm",     "quyết",  "ghế",    "uống",  "oẳn",  "PHƯỜNG"};
    static const char *const bad[] = {"",    "school", "été", "céng", "cé",       "ká", "gê",
                                      "nge", "ngha",   "tàp", "tảc",  "hóá",      "b",  "ng",
                                      "xyz", "các2",   "a b", "für",  "nghiêngg", "w",  "fa",
                                      "zô",  "trỉch",  "qu",  "đ",    "\xff"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!syllable_valid(good[i], strlen(good[i])))
            fail_msg("%s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (syllable_valid(bad[i], strlen(bad[i])))
            fail_msg("%s", bad[i]);
}

/* Any bytes at all: no crash, and what comes out is UTF-8. */
static void survives_noise(void **state)
{
    (void)state;
    uint32_t seed = 1;
    char bytes[300];
    for (int round = 0; round < 3000; round++) {
        size_t n = round % sizeof bytes;
        for (size_t i = 0; i < n; i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = (char)(seed >> 24);
            if (round % 3 == 0 && bytes[i] >= 0)
                bytes[i] = "aoeuyi hcngt\n"[(seed >> 16) % 13];
        }
        for (int c = CHARSET_NONE; c < CHARSET_COUNT; c++) {
            struct buf out = {0};
            charset_convert((enum charset)c, bytes, n, &out);
            uint32_t cp;
            for (size_t i = 0; i < out.len;) {
                int len = text_decode(out.data + i, out.len - i, &cp);
                assert_true(len > 0);
                i += (size_t)len;
            }
            buf_free(&out);
        }
        struct buf western = {0};
        charset_look_alike(bytes, n, &western);
        struct charset_found f;
        if (charset_find_legacy(buf_text(&western), western.len, &f))
            assert_true(f.offset + f.length <= western.len);
        buf_free(&western);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_them),         cmocka_unit_test(knows_every_letter),
        cmocka_unit_test(converts_utf16),     cmocka_unit_test(refuses_what_cannot_be),
        cmocka_unit_test(converts_sentences), cmocka_unit_test(leaves_right_words),
        cmocka_unit_test(recognises),         cmocka_unit_test(leaves_the_innocent),
        cmocka_unit_test(recognises_cp1258),  cmocka_unit_test(knows_syllables),
        cmocka_unit_test(survives_noise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
