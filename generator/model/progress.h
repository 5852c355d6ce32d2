/* progress.h - one quarter's progress: what was done on each task of the plan. */
#ifndef MODEL_PROGRESS_H
#define MODEL_PROGRESS_H

#include "base/date.h"
#include "base/diag.h"
#include "base/number.h"
#include "base/source.h"
#include "model/plan.h"
#include "model/prose.h"

#include <stdbool.h>
#include <stddef.h>

/* States, with canonical name, group, and what they ask for, in state.def. */
enum state {
    STATE_NONE, /* not given, or not understood */
#define STATE(name, id, text, group, reason, evidence) STATE_##name,
#include "model/state.def"
#undef STATE
    STATE_COUNT
};

/* What a reader sees at a glance; charts stack these. */
enum state_group {
    GROUP_DONE,
    GROUP_ONGOING,
    GROUP_LATE,
    GROUP_NOT_STARTED,
    GROUP_OUT_OF_SCOPE,
    GROUP_COUNT
};

struct state_info {
    const char *id;   /* "hoan-thanh" */
    const char *text; /* "hoàn thành" */
    enum state_group group;
    bool needs_reason, needs_evidence;
};
const struct state_info *state_info(enum state state); /* NULL for STATE_NONE */
const char *state_group_id(enum state_group group);    /* "xong", "dang-lam", … */
const char *state_group_text(enum state_group group);  /* "Đã hoàn thành", … */
/* The state meant by the words (aliases of reporting.md 3.3, loosely compared), or STATE_NONE. */
enum state state_parse(struct arena *arena, const char *words);

enum { EVIDENCE_LIMIT = 16 * 1024 * 1024 }; /* bytes a file: parents open it on a phone */

struct evidence {
    struct str target; /* path relative to the year's folder, or a link */
    struct str label;  /* description, or absent */
    bool is_file;      /* a path of the project, not a link */
};

struct entry {
    struct str code;   /* as typed */
    struct str words;  /* the rest of the heading */
    struct place at;   /* of the heading */
    struct task *task; /* NULL until linked, or when the plan lacks it */
    enum state state;
    struct str state_text, result, total, percent, due, owner, reason, next; /* as typed */
    struct quantity result_quantity, total_quantity, percent_quantity;
    struct date due_date;
    struct str days;        /* ngày, as typed: one day, or several separated by ";" */
    struct str *date_texts; /* those of them that are dates */
    struct date *dates;
    size_t date_count;
    struct evidence *evidence;
    size_t evidence_count;
    struct str *internal; /* PDF only */
    size_t internal_count;
    struct block *prose;
};

struct issued_document {
    struct str number, date_text, summary;
    struct date date;
};

/* Prose sections of the quarter, by the heading they stand under. */
enum progress_part {
    PART_DIRECTION,  /* Chỉ đạo, điều hành */
    PART_DOCUMENTS,  /* Văn bản đã ban hành: prose besides the list */
    PART_RESULTS,    /* Kết quả thực hiện: prose before the first task */
    PART_FEEDBACK,   /* Phản ánh, kiến nghị */
    PART_STRENGTHS,  /* Đánh giá chung / Ưu điểm */
    PART_WEAKNESSES, /* … / Tồn tại, hạn chế */
    PART_CAUSES,     /* … / Nguyên nhân */
    PART_NEXT,       /* Phương hướng */
    PART_PROPOSALS,  /* Đề xuất, kiến nghị */
    PART_INTERNAL,   /* Nội bộ: PDF only */
    PART_COUNT
};

struct feedback {
    struct str carried, received, answered, open; /* tồn kỳ trước, tiếp nhận, đã xử lý, đang xử lý */
    struct quantity carried_n, received_n, answered_n, open_n;
};

/* An issued report of the same quarter that this one replaces (NĐ 30/2020, Điều 18). */
struct replaced_report {
    struct str text; /* "45/BC-HB ngày 17/6/2024", as typed */
    const char *number;
    struct date date;
    const char *signed_path, *signed_shown; /* its file, as below; NULL when it is not there */
};

struct progress {
    const struct source *source;
    struct str period; /* kỳ, as typed */
    struct quarter quarter;
    struct str number, date_text, signer, from_text, to_text;
    struct date date;
    struct date from, to; /* the period, from the file or from the school's setting */
    bool illustrative;    /* minh họa: có */
    struct block *parts[PART_COUNT];
    struct place part_at[PART_COUNT];
    struct issued_document *documents;
    size_t document_count;
    struct feedback feedback;
    struct entry **entries; /* in the order of the file */
    size_t entry_count;
    struct replaced_report *replaced; /* thay thế: oldest first */
    size_t replaced_count;
    /* The signed report, under content/<year>/da-ky, to open and to show; NULL while there is none. */
    const char *signed_path, *signed_shown;
    /* The copy for signature that was last made, under content/<year>/trinh-ky; NULL when there is none. */
    const char *submitted_path, *submitted_shown;
    bool sealed; /* it has the agency's signature too */
    struct comments comments;
    struct excuses excuses; /* bỏ qua */
    struct entry **by_task; /* by task->ordinal, NULL where the file has none; set by progress_link */
};

/* Name of the PDF of a quarter's report, "bao-cao-quy-2-2024.pdf". issue: how many issued reports it
 * replaces; each keeps a name of its own, "bao-cao-quy-2-2024-thay-1.pdf", so that a link never changes its
 * meaning. */
char *progress_report_name(struct arena *arena, struct quarter quarter, size_t issue);
/* Name of a signed report in its folder: stage 1, by the signer; 2, by the agency too. */
char *progress_signed_name(struct arena *arena, struct quarter quarter, size_t issue, int stage);
/* The day by which the school's names and offices are taken: the report's, while it has none the last of the
 * period. */
struct date progress_day(const struct progress *progress);

/* Connects entries with the plan's tasks. An entry whose code is unknown keeps task NULL; of two entries for
 * one task by_task holds the first. */
void progress_link(struct arena *arena, struct progress *progress, const struct plan *plan);
/* Has the quarter a note that is not for the public? *at gets the place of the first. */
bool progress_internal(const struct progress *progress, struct place *at);
/* The entry for a task, or NULL. */
const struct entry *progress_entry(const struct progress *progress, const struct task *task);

#endif
