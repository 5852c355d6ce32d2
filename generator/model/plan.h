/* plan.h - a year's plan as issued: parts, headings, tasks. */
#ifndef MODEL_PLAN_H
#define MODEL_PLAN_H

#include "base/date.h"
#include "base/diag.h"
#include "base/number.h"
#include "base/source.h"
#include "model/prose.h"

#include <stdbool.h>
#include <stddef.h>

struct task {
    const char *code;    /* its place in the plan's own numbering: "III.2.1", "V.4" */
    struct place at;     /* of the item */
    const char *text;    /* all words of the task, plain */
    struct block *prose; /* the words of the plan as a chain of blocks: first the item's paragraph, then what
                          * belongs to it (fields taken out) */
    bool dash;           /* a dash item in the plan, else a paragraph of its own */
    size_t ordinal;      /* 0-based among all tasks of the plan */
    int index;           /* content index 1 to 8, 0 when the plan names none */
    struct str owner;    /* bộ phận phụ trách, as worded; absent when nobody is named */
    struct str target;   /* chỉ tiêu, e.g. "1 buổi/năm" */
    struct quantity target_quantity; /* given when the target is a count: what it comes to in a year */
    struct str due;                  /* thời hạn */
    struct date due_date;
    const struct section *section; /* the part or heading it stands in */
};

/* What stands in a section, in order: a block of the plan, or a task. */
struct section_item {
    struct block *block; /* NULL when it is a task */
    struct task *task;   /* NULL when it is a block */
};

/* A part ("III. GIẢI PHÁP THỰC HIỆN", level 1) or a heading of one ("2. Nhóm giải pháp …", level 2). */
struct section {
    int level;
    int number;        /* 3 for III, 2 for "2." */
    const char *label; /* "III", "2" */
    struct str title;  /* without the label */
    struct place at;
    bool has_tasks;        /* in a part whose items are tasks */
    int index;             /* content index named in the title, or 0 */
    struct str index_name; /* between the quotes of the title */
    struct str owner;      /* after the colon of an index title */
    struct section_item *items;
    size_t item_count;
    struct section *first, *next; /* headings of a part; the next sibling */
    const struct section *parent; /* NULL for a part */
};

/* A part named in the plan's front matter. */
struct part_reference {
    struct str text; /* "III" */
    int number;      /* 3 */
};

struct plan {
    const struct source *source;
    struct part_reference
        *required; /* phần bắt buộc: parts the plan must have; I to V unless said otherwise */
    size_t required_count;
    bool required_given;               /* by the file */
    struct part_reference *task_parts; /* phần nhiệm vụ: parts whose items are tasks */
    size_t task_part_count;
    struct str kind, number, date_text, summary; /* loại, số, ngày, trích yếu */
    struct date date;
    struct str parent_agency, agency, place, signer, position; /* as printed on the plan; may be absent */
    struct block *preamble;                                    /* căn cứ and lead, a chain of paragraphs */
    struct section *parts;                                     /* chain */
    struct block *closing;                                     /* chain, the first ends with "./." */
    struct str *recipients; /* nơi nhận, as printed, with their punctuation */
    size_t recipient_count;
    struct task **tasks; /* all, in order of the plan */
    size_t task_count;
    struct task_table *by_code; /* for plan_task */
    struct comments comments;
    struct excuses excuses; /* bỏ qua */
};

/* The task of that code ("III.2.1"; compared without regard to case and spaces), or NULL. */
struct task *plan_task(const struct plan *plan, const char *code);
/* Adds a task to plan->tasks and to the table; sets its ordinal. Returns the earlier task when the code is
 * taken. */
struct task *plan_add_task(struct arena *arena, struct plan *plan, struct task *task);
/* The part of a Roman number, or NULL. */
struct section *plan_part(const struct plan *plan, int number);
/* Number of tasks with that content index. */
size_t plan_index_count(const struct plan *plan, int index);

#endif
