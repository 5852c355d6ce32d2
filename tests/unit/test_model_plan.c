/* test_model_plan.c - tasks by code, parts by number, indices counted. */
#include "unit.h"

#include "model/plan.h"

static struct task *add(struct arena *arena, struct plan *plan, const char *code, int index)
{
    struct task *task = ARENA_NEW(arena, struct task);
    task->code = code;
    task->index = index;
    plan_add_task(arena, plan, task);
    return task;
}

static void finds_tasks_by_code(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct plan plan = {0};
    assert_null(plan_task(&plan, "V.1")); /* no table yet */
    struct task *first = add(&arena, &plan, "III.2.1", 0), *second = add(&arena, &plan, "V.4", 0);
    assert_ptr_equal(plan_task(&plan, "III.2.1"), first);
    assert_ptr_equal(plan_task(&plan, "iii.2.1"), first); /* case and spaces do not count */
    assert_ptr_equal(plan_task(&plan, " III. 2 .1 "), first);
    assert_ptr_equal(plan_task(&plan, "v.4"), second);
    static const char *const missing[] = {"III.2", "III.2.10", "III.21", "III2.1", "", "V.4."};
    for (size_t i = 0; i < sizeof missing / sizeof *missing; i++)
        assert_null(plan_task(&plan, missing[i]));
    arena_free(&arena);
}

static void keeps_the_first_of_a_code(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct plan plan = {0};
    struct task *first = add(&arena, &plan, "V.1", 0);
    struct task twin = {.code = "v.1"};
    assert_ptr_equal(plan_add_task(&arena, &plan, &twin), first);
    assert_int_equal(plan.task_count, 1);
    assert_ptr_equal(plan_task(&plan, "V.1"), first);
    arena_free(&arena);
}

static void finds_all_of_many(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct plan plan = {0};
    enum { MANY = 20000 }; /* more than the table has buckets */
    for (int i = 0; i < MANY; i++)
        add(&arena, &plan, arena_printf(&arena, "IV.%d.%d", i / 100, i % 100), i % 9);
    assert_int_equal(plan.task_count, MANY);
    for (size_t i = 0; i < MANY; i++) {
        assert_int_equal(plan.tasks[i]->ordinal, i);
        assert_ptr_equal(plan_task(&plan, plan.tasks[i]->code), plan.tasks[i]);
    }
    assert_int_equal(plan_index_count(&plan, 8), MANY / 9);
    assert_int_equal(plan_index_count(&plan, 9), 0);
    arena_free(&arena);
}

static void finds_parts(void **state)
{
    (void)state;
    struct section twin = {.number = 3}, fourth = {.number = 4, .next = &twin},
                   third = {.number = 3, .next = &fourth};
    struct plan plan = {.parts = &third};
    assert_ptr_equal(plan_part(&plan, 3), &third);
    assert_ptr_equal(plan_part(&plan, 4), &fourth);
    assert_null(plan_part(&plan, 5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_tasks_by_code),
        cmocka_unit_test(keeps_the_first_of_a_code),
        cmocka_unit_test(finds_all_of_many),
        cmocka_unit_test(finds_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
