/* chosen.c - in the library of VARIANT=mutate: of a unit program only the test that CHOSEN_TEST names is run.
 */
#include <stdlib.h>

__attribute__((weak)) void cmocka_set_test_filter(const char *pattern);

__attribute__((constructor)) static void choose(void)
{
    const char *name = getenv("CHOSEN_TEST");
    if (name && cmocka_set_test_filter)
        cmocka_set_test_filter(name);
}
