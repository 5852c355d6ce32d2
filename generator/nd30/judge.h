/* judge.h - one file being judged; seen only by the files of nd30/. */
#ifndef ND30_JUDGE_H
#define ND30_JUDGE_H

#include "nd30/nd30.h"
#include "nd30/segments.h"

#define MM(mm) ((mm)*72.0 / 25.4)

/* A line of the running text. */
struct text_line {
    const struct segment *segment;
    bool goes_on; /* the next line is of the same paragraph, flush with the left margin */
};

/* The components of the decree that were found; NULL where there are none. Chains are by first and last. */
struct components {
    const struct segment *country, *motto, *number, *date, *type, *summary, *summary_end, *addressee;
    const struct segment *above, *agency, *agency_end;
    const struct segment *recipients, *position, *signer;
    const struct segment **list; /* of recipients */
    size_t list_count;
};

struct judge {
    struct arena *arena;
    enum diag_lang lang;
    struct nd30_page *pages;
    size_t page_count, main_pages; /* those before the first appendix */
    double left, right;            /* of the text, on the main pages */
    struct components c;
    struct text_line *lines;
    size_t line_count;
    struct nd30_finding *findings;
    size_t finding_count;
    const struct nd30_rule *rule; /* that is being judged */
};

/* What each judge does: looks, tells what it finds, and returns whether there was anything to look at. */
typedef bool nd30_judge_function(struct judge *j);
/* Finds the components and the lines of the text. */
void judge_find(struct judge *j);

/* Tells what was found on a page, in the language of the run. */
void judge_tell(struct judge *j, size_t page, const char *vi, const char *en);
/* The same, as something milder than the rule. */
void judge_note(struct judge *j, enum diag_level level, size_t page, const char *vi, const char *en);

/* How a component must look. */
struct look {
    double least, most; /* points */
    bool bold, italic, upper;
};
/* Tells of each way in which it does not; only capitals are asked for, not forbidden. */
void judge_look(struct judge *j, const struct segment *s, const struct look *look);
/* Is its middle at x? Tells when not, within 2 mm. where: what x is the middle of. */
void judge_centre(struct judge *j, const struct segment *s, double x, const char *vi, const char *en);
/* The rule under a segment, or NULL. */
const struct pdf_rule *judge_rule_under(const struct judge *j, const struct segment *s);
/* Its length must be a share of the segment's, from least to most; tells when it is missing or another. */
void judge_rule_length(struct judge *j, const struct segment *s, double least, double most);

/* Its first words in quotes, for a finding. */
char *segment_start(const struct judge *j, const struct segment *s);
double segment_middle(const struct segment *s);
bool segment_upper(const struct judge *j, const struct segment *s);
/* Does the folded text begin with that (folded) beginning? */
bool segment_begins(const struct judge *j, const struct segment *s, const char *beginning);

/* The judges of rules.def. */
nd30_judge_function judge_paper, judge_orientation, judge_margins, judge_font, judge_page_number,
    judge_appendix_number;
nd30_judge_function judge_line_spacing, judge_paragraph_gap, judge_indent, judge_justified, judge_body_size,
    judge_grounds;
nd30_judge_function judge_roman_heading, judge_arabic_heading, judge_letters, judge_end_mark, judge_capitals,
    judge_part;
nd30_judge_function judge_motto_country, judge_motto, judge_agency_above, judge_agency, judge_number,
    judge_date, judge_type, judge_summary, judge_addressee, judge_date_digits, judge_type_code, judge_place;
nd30_judge_function judge_recipients_label, judge_recipients, judge_position, judge_signer,
    judge_signing_form, judge_recipients_order;
nd30_judge_function judge_appendix_heading, judge_appendix_title, judge_appendix_note, judge_appendix_named;

#endif
