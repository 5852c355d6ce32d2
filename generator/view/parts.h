/* parts.h - the pieces that view.c puts together; seen only inside view/. */
#ifndef VIEW_PARTS_H
#define VIEW_PARTS_H

#include "model/model.h"
#include "view/value.h"

/* What is being shown. */
struct view {
    struct arena *arena;
    const struct model *model;
    const struct year *year;
    const struct progress *newest; /* the year's last quarter, or NULL */
    struct value **tasks;          /* values of the plan's tasks, by ordinal */
    bool internal;                 /* are internal notes shown? */
    bool for_signing;              /* is it the copy that will be signed? */
};

/* Small values: false when there is nothing to show. */
struct value *view_html(const struct view *v, const struct block *prose);
struct value *view_markdown(const struct view *v, const struct block *prose);
void view_set_str(const struct view *v, struct value *object, const char *name, struct str s);
void view_set_count(const struct view *v, struct value *object, const char *name, size_t n);
/* Sets name to a bool: is the list that follows not empty? */
void view_set_bool(const struct view *v, struct value *object, const char *name, bool b);
/* ngay "17/6/2024", ngay_iso, ngay_dai; false where there is no date. prefix: "ngay", "tu_ngay" … */
void view_set_date(const struct view *v, struct value *object, const char *prefix, struct date d);
/* "iii-2-1" */
char *view_anchor(const struct view *v, const char *code);
/* The first words of a text, with "…" when there are more. */
char *view_short(const struct view *v, const char *text);
/* {id, ten, nhom, nhom_ten}; "chua-co" when there is no entry. */
struct value *view_state(const struct view *v, const struct entry *entry);

/* Counts of states, and the summary made of them: tong, nhom[], so_xong … (see templates/README.md). */
struct tally {
    size_t by_group[GROUP_COUNT];
    size_t total, reported; /* tasks, and those with a state */
};
void tally_add(struct tally *tally, const struct progress *progress, const struct task *task);
struct value *tally_value(const struct view *v, const struct tally *tally);

struct value *view_school(const struct view *v);
struct value *view_plan(const struct view *v);
struct value *view_task(const struct view *v, const struct task *task);
struct value *view_sections(const struct view *v);
struct value *view_indices(const struct view *v);
/* The short form of a quarter, for lists of quarters. */
struct value *view_quarter_brief(const struct view *v, const struct progress *progress);
/* The full form: quy_nay. */
/* What names it as a document: the brief value, the letterhead, what it replaces. */
struct value *view_quarter_document(const struct view *v, const struct progress *progress);
struct value *view_quarter_full(const struct view *v, const struct progress *progress);
/* A path or address as it may stand in href: a file "biên bản.pdf" has a space and letters that may not.
 * False when there is none. */
struct value *view_address(const struct view *v, const char *target);
/* Its evidence: {ten, lien_ket, la_tep, cuoi}; entry may be NULL. */
struct value *view_evidence(const struct view *v, const struct entry *entry);
/* One task in one quarter. */
struct value *view_entry(const struct view *v, const struct progress *progress, const struct entry *entry);
/* What is another than in the quarter before (so_voi_truoc), or false when there is none. entries: the
 * quarter's values by task, NULL where it says nothing. */
struct value *view_change(const struct view *v, const struct progress *progress,
                          struct value *const *entries);
/* The figures of the charts as they were at the end of that quarter (bieu_do); NULL: nothing was reported. */
struct value *view_charts(const struct view *v, const struct progress *progress);
/* The components of the document: letterhead, addressees, recipients, signer (the_thuc). */
struct value *view_letterhead(const struct view *v, const struct progress *progress);

#endif
