/* test_model_progress.c - states by their words, entries joined to tasks, the quarter before. */
#include "unit.h"

#include "model/model.h"

static void understands_states(void **state)
{
    (void)state;
    struct arena arena = {0};
    static const struct {
        const char *words;
        enum state state;
    } cases[] = {
        {"Hoàn thành", STATE_DONE},
        {"đã hoàn thành", STATE_DONE},
        {"HT", STATE_DONE},
        {"100%", STATE_DONE},
        {"100 %", STATE_DONE},
        {"hoan thanh dung han", STATE_DONE_ON_TIME},
        {"Hoàn thành trễ hạn.", STATE_DONE_LATE},
        {"trễ hạn", STATE_DONE_LATE},
        {"Đang triển khai", STATE_ONGOING},
        {"thường xuyên", STATE_ONGOING},
        {"Thường xuyên, có phát sinh", STATE_STANDING_ACTIVE},
        {"thường xuyên – có phát sinh", STATE_STANDING_ACTIVE},
        {"Thường xuyên (không phát sinh)", STATE_STANDING_IDLE},
        {"không phát sinh", STATE_STANDING_IDLE},
        {"chậm", STATE_LATE},
        {"Quá hạn, chưa xong", STATE_LATE},
        {"chưa triển khai", STATE_NOT_STARTED},
        {"KHÔNG THUỘC PHẠM VI", STATE_OUT_OF_SCOPE},
        {"hoàn thành một phần", STATE_NONE},
        {"10%", STATE_NONE},
        {"", STATE_NONE},
        {"…", STATE_NONE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (state_parse(&arena, cases[i].words) != cases[i].state)
            print_error("%s\n", cases[i].words);
        assert_int_equal(state_parse(&arena, cases[i].words), cases[i].state);
    }
    arena_free(&arena);
}

static void knows_each_state(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_null(state_info(STATE_NONE));
    assert_null(state_info(STATE_COUNT));
    for (int s = STATE_NONE + 1; s < STATE_COUNT; s++) {
        const struct state_info *info = state_info((enum state)s);
        assert_int_equal(state_parse(&arena, info->text), s); /* a state's own words mean it */
        assert_non_null(state_group_id(info->group));
        assert_non_null(state_group_text(info->group));
    }
    assert_true(state_info(STATE_LATE)->needs_reason);
    assert_true(state_info(STATE_DONE)->needs_evidence);
    assert_false(state_info(STATE_ONGOING)->needs_reason);
    arena_free(&arena);
}

static struct entry *entry_of(struct arena *arena, struct progress *progress, const char *code)
{
    struct entry *entry = ARENA_NEW(arena, struct entry);
    entry->code.s = code;
    ARENA_PUSH(arena, progress->entries, progress->entry_count) = entry;
    return entry;
}

static void joins_entries_to_tasks(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct plan plan = {0};
    struct task one = {.code = "V.1"}, two = {.code = "V.2"};
    plan_add_task(&arena, &plan, &one);
    plan_add_task(&arena, &plan, &two);
    struct progress progress = {0};
    assert_null(progress_entry(&progress, &one)); /* not linked yet */
    assert_null(progress_entry(NULL, &one));
    struct entry *unknown = entry_of(&arena, &progress, "V.3"), *second = entry_of(&arena, &progress, "v.2"),
                 *twin = entry_of(&arena, &progress, "V.2");
    progress_link(&arena, &progress, &plan);
    assert_null(unknown->task);
    assert_ptr_equal(second->task, &two);
    assert_ptr_equal(twin->task, &two);
    assert_ptr_equal(progress_entry(&progress, &two), second); /* the first of two */
    assert_null(progress_entry(&progress, &one));
    arena_free(&arena);
}

static void finds_the_quarter_before(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct plan plan = {0};
    struct task task = {.code = "V.1"};
    plan_add_task(&arena, &plan, &task);
    struct progress quarters[4] = {0};
    struct year year = {.plan = &plan, .quarters = {&quarters[0], NULL, &quarters[2], &quarters[3]}};
    struct entry *first = entry_of(&arena, &quarters[0], "V.1");
    entry_of(&arena, &quarters[3], "V.1");
    for (int q = 0; q < 4; q++) {
        quarters[q].quarter.number = q + 1;
        progress_link(&arena, &quarters[q], &plan);
    }
    assert_null(model_previous(&year, &quarters[0], &task));
    assert_ptr_equal(model_previous(&year, &quarters[2], &task), first);
    assert_ptr_equal(model_previous(&year, &quarters[3], &task), first); /* the third says nothing of it */
    arena_free(&arena);
}

static struct quantity of(int64_t n, const char *unit)
{
    return (struct quantity){.given = true, .thousandths = n * NUMBER_SCALE, .unit = unit};
}

static void adds_up_what_was_reached(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct plan plan = {0};
    struct task task = {.code = "V.1"};
    plan_add_task(&arena, &plan, &task);
    struct progress quarters[4] = {0};
    struct year year = {.plan = &plan, .quarters = {&quarters[0], NULL, &quarters[2], &quarters[3]}};
    struct entry *first = entry_of(&arena, &quarters[0], "V.1"),
                 *third = entry_of(&arena, &quarters[2], "V.1");
    for (int q = 0; q < 4; q++)
        progress_link(&arena, &quarters[q], &plan);
    assert_false(model_total_before(&arena, &year, 4, &task).given);
    first->result_quantity = of(2, "buổi");
    third->result_quantity = of(3, "buổi/quý");
    assert_false(model_total_before(&arena, &year, 1, &task).given);
    assert_int_equal(model_total_before(&arena, &year, 3, &task).thousandths, 2 * NUMBER_SCALE);
    assert_int_equal(model_total_before(&arena, &year, 4, &task).thousandths, 5 * NUMBER_SCALE);
    third->result_quantity.unit = "giờ"; /* cannot be added */
    assert_int_equal(model_total_before(&arena, &year, 4, &task).thousandths, 2 * NUMBER_SCALE);
    third->total_quantity = of(9, "buổi"); /* a running total says it all */
    assert_int_equal(model_total_before(&arena, &year, 4, &task).thousandths, 9 * NUMBER_SCALE);
    int from = 0;
    assert_ptr_equal(model_entry_before(&year, 4, &task, &from), third);
    assert_int_equal(from, 3);
    assert_null(model_entry_before(&year, 1, &task, &from));
    arena_free(&arena);
}

static void finds_reports_across_years(void **state)
{
    (void)state;
    struct progress last = {0}, second = {0};
    struct year years[] = {{.number = 2023, .quarters = {NULL, NULL, NULL, &last}},
                           {.number = 2024, .quarters = {NULL, &second}}};
    struct model model = {.years = years, .year_count = 2};
    assert_ptr_equal(model_quarter_before(&model, (struct quarter){2024, 1}), &last);
    assert_null(model_quarter_before(&model, (struct quarter){2024, 2}));
    assert_ptr_equal(model_quarter_before(&model, (struct quarter){2024, 3}), &second);
    assert_null(model_quarter_before(&model, (struct quarter){2023, 1}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(understands_states),       cmocka_unit_test(knows_each_state),
        cmocka_unit_test(joins_entries_to_tasks),   cmocka_unit_test(finds_the_quarter_before),
        cmocka_unit_test(adds_up_what_was_reached), cmocka_unit_test(finds_reports_across_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
