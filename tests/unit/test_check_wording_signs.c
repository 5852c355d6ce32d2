/* test_check_wording_signs.c - spaces, commas and quotes one by one: which are told, with what words, and how
 * far anyone looks around. */
#include "language_unit.h"

#define NBSP "\xc2\xa0"
#define TEN "aaaaaaaaaa"
#define FIFTY TEN TEN TEN TEN TEN
#define NINETEEN "ầầầầầầầầầầầầầầầầầầầ"

static void test_blanks(void **state)
{
    (void)state;
    expect_plan("- Họp" NBSP NBSP "tổ.\n", "V010@12:6");
    expect_plan("- Họp " NBSP "tổ.\n", "V010@12:6");
    expect_plan("- Họp" NBSP "tổ.\n", "");
    expect_plan_says("- Họp   tổ.\n", "[V010]", "\n      |      ^~~\n");
    /* none at the beginning of a line, and none at an end */
    expect_plan("- " NBSP NBSP "Họp.\n", "");
    expect_plan("- Họp\\\n  " NBSP NBSP "tổ.\n", "");
    expect_plan("- Họp." NBSP NBSP "\n", "");
    expect_plan("- Họp&nbsp;&nbsp;tổ.\n", "");
    expect_plan("- Sân 20 m² và 5 m²  nữa.\n", "V010@12:20"); /* no blank, though it begins as one */
}

static void test_missing(void **state)
{
    (void)state;
    expect_plan("- Năm 2020,sau đó.\n", "V012@12:11");
    expect_plan("- Năm 2019,sau đó.\n", "V012@12:11");
    expect_plan("- Họp tốt,0 lỗi; tốt,9 lỗi.\n", "V012@12:10 V012@12:21");
    expect_plan("- Họp (tổ),sau đó.\n", "V012@12:11");
    expect_plan("- Họp “tổ”,sau đó.\n", "V012@12:11");
    expect_plan("- Họp (,tổ), …,tổ, 1,5 2;5.\n", "");
    expect_plan("- Họp tổ;sau đó.\n", "V012@12:9");
    expect_plan("- Họp tổ:sau đó!nhé?vâng.\n", "");
    /* a dot only between a small letter and a great one, behind three letters */
    expect_plan("- Họp tổ.Sau đó, tiểu.Tổ.tổ.\n", "V012@12:22");
    expect_plan("- Ở tđ.Tân, q.Tân và hẻm.Tân.\n", "V012@12:25");
    expect_plan("- Họp TỔA.Sau, tổa.sau.\n", "");
    /* not in what is an address, beside it all the same */
    expect_plan("- Họp tốt,nhưng gửi a@b.vn.\n", "V012@12:10");
    expect_plan("- Gửi a@b.vn,c; x://y,z; www.a,b; a.pdf,b; a.jpg,b; a.png,b.\n", "");
    expect_plan("- Họp tốt,**nhưng** chậm.\n", ""); /* only what stands there to the letter */
}

static void test_missing_words(void **state)
{
    (void)state;
    expect_plan_says("- Họp tốt,nhưng chậm.\n", "“tốt,nhưng”\n", "viết “tốt, nhưng”\n");
    expect_plan_says("- Họp " FIFTY " " TEN " tốt,nhưng " FIFTY " " TEN ".\n", "“tốt,nhưng”\n",
                     "viết “tốt, nhưng”\n");
    /* no more than sixty bytes on each side, in whole letters */
    expect_plan_says("- Họp b" FIFTY TEN ",nhưng.\n", "“" FIFTY TEN ",nhưng.”\n",
                     "viết “" FIFTY TEN ", nhưng.”\n");
    expect_plan_says("- Họp x,b" FIFTY TEN ".\n", "“x,b" FIFTY "aaaaaaaa”\n",
                     "viết “x, b" FIFTY "aaaaaaaa”\n");
    expect_plan_says("- Họp ầ" NINETEEN "xx,nhưng.\n", "“" NINETEEN "xx,nhưng.”\n");
    expect_plan_says("- Họp x,y" NINETEEN "ầ.\n", "“x,y" NINETEEN "”\n");
}

static void test_extra(void **state)
{
    (void)state;
    expect_plan("- a , b.\n", "V013@12:4");
    expect_plan("- Họp 5 , 0 , (b) , “c” , d.\n", "V013@12:8 V013@12:12 V013@12:18 V013@12:24");
    expect_plan("- Họp " NBSP ", sau.\n", "V010@12:6 V013@12:6");
    expect_plan("- Họp … , ( , ‘ , - , xong.\n", "");
    expect_plan("- Họp ; tổ . Họp ! tổ ? Họp : tổ.\n",
                "V013@12:6 V013@12:11 V013@12:17 V013@12:22 V013@12:28");
    expect_plan("- Họp ,tổ.\n", "");
    expect_plan("- Họp ,\n  tổ ,\\\n  rồi .\n", "V013@12:6 V013@13:5 V013@14:6");
    expect_plan("- Họp *,* tổ.\n", ""); /* only what stands there to the letter */
    expect_plan_says("- Họp với tổ , trường.\n", "“tổ ,”\n", "^~\n", "viết “tổ,”\n");
    expect_plan_says("- Họp với b" FIFTY TEN " , trường.\n", "“" FIFTY TEN " ,”\n",
                     "viết “" FIFTY TEN ",”\n");
}

static void test_quotes(void **state)
{
    (void)state;
    expect_plan("- Họp “a” và “b.\n", "V014@12:14");
    expect_plan("- Họp “a “b” và c.\n", "V014@12:7");
    expect_plan("- Họp “a”” và “b.\n", "V014@12:10"); /* the first alone */
    expect_plan("- Họp ‘a – b…\n", "");
    expect_plan_says("- Họp “a.\n", "ngoặc “ ở đây không có dấu ” ", "^\n");
    expect_plan_says("- Họp a”.\n", "ngoặc ” ở đây không có dấu “ ", "^\n");
    expect_plan("- Họp “a.\n- Và b”.\n", "V014@12:7 V014@13:7");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blanks), cmocka_unit_test(test_missing), cmocka_unit_test(test_missing_words),
        cmocka_unit_test(test_extra),  cmocka_unit_test(test_quotes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
