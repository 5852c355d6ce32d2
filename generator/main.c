/* main.c - the command line: options, the table of commands, exit status. */
#include "base/buf.h"
#include "base/diag_json.h"
#include "base/digest.h"
#include "base/fault.h"
#include "base/mem.h"
#include "base/text.h"
#include "command/run.h"
#include "command/wall.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct option_row {
    size_t field; /* offset in struct options */
    const char *name, *value, *text[2];
    char letter;
};

static const struct option_row option_rows[] = {
#define OPTION(field, long_name, short_name, value, vi, en)                                                  \
    {offsetof(struct options, field), long_name, value, {vi, en}, short_name},
#include "command/option.def"
#undef OPTION
};

struct command_row {
    const char *name, *arguments, *text[2];
    void (*function)(struct run *run);
};

static const struct command_row command_rows[] = {
#define COMMAND(name, arguments, vi, en) {#name, arguments, {vi, en}, command_##name},
#include "command/command.def"
#undef COMMAND
};

enum {
    OPTIONS = sizeof option_rows / sizeof *option_rows,
    COMMANDS = sizeof command_rows / sizeof *command_rows
};

/* Is value one of "a|b|c"? A word without "|" is a placeholder: anything goes. */
static bool choice_allows(const char *choices, const char *value)
{
    size_t n = strlen(value);
    if (!strchr(choices, '|'))
        return n > 0;
    for (const char *p = choices; *p; p += *p == '|') {
        size_t length = strcspn(p, "|");
        if (length == n && memcmp(p, value, n) == 0)
            return true;
        p += length;
    }
    return false;
}

static void complain_option(struct run *run, const char *given)
{
    const char *names[OPTIONS];
    for (size_t i = 0; i < OPTIONS; i++)
        names[i] = arena_printf(&run->arena, "--%s", option_rows[i].name);
    diag(&run->diags, USAGE_OPTION, {0}, given, text_nearest(&run->arena, given, names, OPTIONS));
}

/* Sets one option; value is NULL when none stood beside it. Returns how many arguments it used behind itself.
 */
static int set_option(struct run *run, const struct option_row *row, const char *given, const char *value,
                      const char *next)
{
    int used = 0;
    if (row->value && !value && next) {
        value = next;
        used = 1;
    }
    if (row->value && (!value || !choice_allows(row->value, value)))
        if (!value || !strchr(row->value, '|'))
            diag(&run->diags, USAGE_VALUE, {0}, given, row->value);
        else
            diag(&run->diags, USAGE_CHOICE, {0}, given, value, row->value);
    else if (!row->value && value)
        diag(&run->diags, USAGE_OPTION, {0}, arena_printf(&run->arena, "%s=%s", given, value));
    else
        *(const char **)((char *)&run->options + row->field) = row->value ? value : "";
    return used;
}

static int parse_option(struct run *run, const char *argument, const char *next)
{
    if (argument[1] != '-') { /* -C DIR, -CDIR, -q */
        for (size_t i = 0; i < OPTIONS; i++)
            if (option_rows[i].letter && option_rows[i].letter == argument[1])
                return set_option(run, &option_rows[i], arena_strndup(&run->arena, argument, 2),
                                  argument[2] ? argument + 2 : NULL, next);
    } else {
        size_t n = strcspn(argument + 2, "=");
        const char *value = argument[2 + n] ? argument + 2 + n + 1 : NULL;
        char *name = arena_strndup(&run->arena, argument, 2 + n);
        for (size_t i = 0; i < OPTIONS; i++)
            if (strcmp(option_rows[i].name, name + 2) == 0)
                return set_option(run, &option_rows[i], name, value, next);
    }
    complain_option(run, argument);
    return 0;
}

/* Splits argv into options (anywhere), the command and its arguments. Returns the command's name or NULL. */
static const char *parse(struct run *run, int argc, char **argv)
{
    const char *command = NULL;
    size_t count = 0;
    bool options_end = false;
    run->arguments = arena_alloc(&run->arena, (size_t)(argc + 1) * sizeof *run->arguments);
    for (int i = 1; i < argc; i++) {
        if (!options_end && strcmp(argv[i], "--") == 0)
            options_end = true;
        else if (!options_end && argv[i][0] == '-' && argv[i][1])
            i += parse_option(run, argv[i], i + 1 < argc ? argv[i + 1] : NULL);
        else if (!command)
            command = argv[i];
        else
            run->arguments[count++] = argv[i];
    }
    return command;
}

/* A name and what it does, side by side; below each other when the name is wide. */
static void print_row(struct run *run, const char *name, int column, const char *text)
{
    int width = (int)text_width(name, strlen(name));
    if (width < column)
        buf_printf(&run->said, "  %s%*s%s\n", name, column - width, "", text);
    else
        buf_printf(&run->said, "  %s\n  %*s%s\n", name, column, "", text);
}

static void print_help(struct run *run)
{
    enum diag_lang lang = run->diags.lang;
    run_say(run, MESSAGE_USAGE, NULL, NULL, NULL);
    run_say(run, MESSAGE_COMMANDS, NULL, NULL, NULL);
    for (size_t i = 0; i < COMMANDS; i++)
        print_row(run, arena_printf(&run->arena, "%s %s", command_rows[i].name, command_rows[i].arguments),
                  26, command_rows[i].text[lang]);
    run_say(run, MESSAGE_OPTIONS, NULL, NULL, NULL);
    for (size_t i = 0; i < OPTIONS; i++) {
        const struct option_row *row = &option_rows[i];
        char *name = row->letter ? arena_printf(run->diags.arena, "-%c, --%s", row->letter, row->name)
                                 : arena_printf(run->diags.arena, "    --%s", row->name);
        const char *full = row->value ? arena_printf(run->diags.arena, "%s %s", name, row->value) : name;
        print_row(run, full, 31, row->text[lang]);
    }
    run_say(run, MESSAGE_EXITS, NULL, NULL, NULL);
}

static const struct command_row *find_command(struct run *run, const char *name)
{
    const char *names[COMMANDS];
    for (size_t i = 0; i < COMMANDS; i++) {
        if (strcmp(command_rows[i].name, name) == 0)
            return &command_rows[i];
        names[i] = command_rows[i].name;
    }
    diag(&run->diags, USAGE_COMMAND, {0}, name, text_nearest(&run->arena, name, names, COMMANDS));
    return NULL;
}

/* Enters the project folder, so that every path of the run is relative to it, and fills in the defaults. */
static bool enter_project(struct run *run)
{
    struct options *options = &run->options;
    if (options->project && chdir(options->project) != 0) {
        diag(&run->diags, USAGE_FOLDER, {0}, options->project, fault_text(errno, run->diags.lang));
        return false;
    }
    run->given = *options;
    options->content = options->content ? options->content : "content";
    options->out = options->out ? options->out : "out";
    run_find_data(run);
    return true;
}

static void run_command(struct run *run, const char *name)
{
    if (!name) {
        diag(&run->diags, USAGE_NO_COMMAND, {0});
        return;
    }
    const struct command_row *row = find_command(run, name);
    if (!row)
        return;
    if (!*row->arguments && run->arguments[0]) {
        diag(&run->diags, USAGE_ARGUMENT, {0}, name, run->arguments[0]);
        return;
    }
    if (!enter_project(run))
        return;
    if (!run->options.all) /* each school has its own */
        run_wall(run, name);
    row->function(run);
}

/* For programs the complaints are all that stdout holds. */
static void print_complaints(struct run *run)
{
    const char *format = run->options.format ? run->options.format : "text";
    if (!run->answers && strcmp(format, "json") == 0) {
        diag_print_json(&run->diags, run->options.strict != NULL, stdout);
    } else if (!run->answers && strcmp(format, "sarif") == 0) {
        diag_print_sarif(&run->diags, stdout);
    } else {
        diag_print(&run->diags, stderr);
        fwrite(buf_text(&run->said), 1, run->said.len, stdout);
    }
}

/* What was said goes to stdout, after the complaints, and must arrive: a full disk is not success. Returns
 * the exit status. */
static int finish(struct run *run)
{
    run_tell_fault(run);
    struct diags late = {.arena = &run->arena, .lang = run->diags.lang, .color = run->diags.color};
    print_complaints(run);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return diag_worse_exit(diag_exit_status(&run->diags, run->options.strict != NULL), run->exit_floor);
    diag(&late, OUT_FAULT, {0}, "stdout", fault_text(errno, late.lang));
    diag_print(&late, stderr);
    return diag_exit_status(&late, false);
}

int main(int argc, char **argv)
{
    struct run run = {0};
    mem_begin();
    digest_start();
    run.diags.arena = &run.arena;
    const char *command = parse(&run, argc, argv);
    run.diags.lang = run.options.lang && strcmp(run.options.lang, "en") == 0 ? LANG_EN : LANG_VI;
    run.diags.color = run_wants_color(&run.options, STDERR_FILENO);
    bool understood = diag_ok(&run.diags); /* else do nothing but say so */
    if (understood && run.options.help)
        print_help(&run);
    else if (understood && run.options.version)
        buf_str(&run.said, "baocao " BAOCAO_VERSION "\n");
    else if (understood)
        run_command(&run, command);
    int status = finish(&run);
    if (run.stopped_by) { /* whoever started us sees that we did not end by ourselves */
        signal(run.stopped_by, SIG_DFL);
        raise(run.stopped_by);
    }
    digest_end();
    buf_free(&run.said);
    arena_free(&run.arena);
    return status;
}
