# Makefile - `make report` does the main job, `make test` runs every test; see README.md.
#
# VARIANT=release (default), sanitize, fuzz, coverage, mutate or mutate-sanitize: each is compiled into generator/build/VARIANT.

VARIANT ?= release
PREFIX ?= /usr/local
DESTDIR ?=
CC ?= gcc
CFLAGS ?= -O2 -g
LDFLAGS ?=

ifeq ($(filter $(VARIANT),release sanitize fuzz coverage mutate mutate-sanitize),)
$(error VARIANT=$(VARIANT): release, sanitize, fuzz, coverage, mutate or mutate-sanitize)
endif
BUILD := generator/build/$(VARIANT)
BAOCAO := $(BUILD)/baocao
FONTS := generator/build/fonts
VERSION := $(shell cat generator/VERSION)

SOURCES := $(sort $(wildcard generator/*.c generator/*/*.c))
OBJECTS := $(SOURCES:generator/%.c=$(BUILD)/%.o)
LIBRARY := $(filter-out $(BUILD)/main.o,$(OBJECTS))
ifneq ($(filter mutate%,$(VARIANT)),)
LIBRARY := $(CURDIR)/$(BUILD)/fault.so $(CURDIR)/$(BUILD)/base.so
endif
UNIT_SOURCES := $(sort $(wildcard tests/unit/test_*.c))
UNITS := $(UNIT_SOURCES:tests/unit/%.c=$(BUILD)/tests/%)

PACKAGED := libcmark yaml-0.1 libutf8proc libcrypto libdeflate freetype2 libpng
LOADED := libqpdf libjpeg libxml-2.0 # by name, when they are needed: base/library.c
soname = $(shell objdump -p $$($(CC) -print-file-name=$(1).so) 2>/dev/null | sed -n 's/^ *SONAME *//p')
QPDF_LIBRARY := $(call soname,libqpdf)
JPEG_LIBRARY := $(call soname,libjpeg)
XML_LIBRARY := $(call soname,libxml2)
WARNINGS := -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wundef \
            -Wpointer-arith -Wcast-qual -Wwrite-strings -Wvla -Wno-missing-field-initializers
HARDENING := -fPIE -fstack-protector-strong -fstack-clash-protection
HARDENED_LINK := -pie -Wl,-z,relro,-z,now,-z,noexecstack,-z,separate-code
ifneq ($(findstring x86_64,$(shell $(CC) -dumpmachine)),)
HARDENING += -fcf-protection
HARDENED_LINK += -Wl,-z,shstk # said by hand: the start files of Debian 12 do not say it, though a shadow stack suits them
endif
SANITIZERS := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -Wno-format-truncation
ifeq ($(VARIANT),sanitize)
VARIANT_FLAGS := $(SANITIZERS)
else ifeq ($(VARIANT),fuzz)
CC := clang-14
CFLAGS := -O1 -gline-tables-only
# clang does not say __SANITIZE_ADDRESS__, by which pdf/file.c knows that its memory cannot be bounded
VARIANT_FLAGS := -fsanitize=fuzzer-no-link,address,undefined,float-cast-overflow -fno-sanitize-recover=all -fno-omit-frame-pointer -D__SANITIZE_ADDRESS__=1
WARNINGS := # gcc's variants hold the code to them; clang has others
else ifeq ($(VARIANT),coverage)
CFLAGS := -O0 -g
COVERAGE := $(CURDIR)/$(BUILD)
VARIANT_FLAGS := --coverage -fprofile-abs-path -fprofile-update=atomic
HOOKS := $(BUILD)/hooks.o
HOOKED := $(HOOKS) -Wl,--wrap=_exit,--wrap=execl,--wrap=raise,--wrap=wall_close_kernel
export CCACHE_DISABLE := 1 # an object says where its counters go: one of another folder would send them there
else ifneq ($(filter mutate%,$(VARIANT)),)
CFLAGS := -O1
VARIANT_FLAGS := $(if $(filter mutate-sanitize,$(VARIANT)),$(SANITIZERS))
HARDENING := -fPIC
HARDENED_LINK := -Wl,--no-as-needed # the fault.so too, which is empty
else
VARIANT_FLAGS := -D_FORTIFY_SOURCE=2
endif
ALL_CFLAGS := -std=c11 -D_GNU_SOURCE -Igenerator $(CFLAGS) $(VARIANT_FLAGS) $(HARDENING) $(WARNINGS) \
              -DBAOCAO_VERSION='"$(VERSION)"' -DBAOCAO_DATA='"$(PREFIX)/share/baocao"' \
              -DQPDF_LIBRARY='"$(QPDF_LIBRARY)"' -DJPEG_LIBRARY='"$(JPEG_LIBRARY)"' -DXML_LIBRARY='"$(XML_LIBRARY)"' $(shell pkg-config --cflags $(PACKAGED) $(LOADED) 2>/dev/null)
ALL_LIBS := -Wl,--as-needed $(shell pkg-config --libs $(PACKAGED) 2>/dev/null) -lhpdf
ALL_LDFLAGS := $(LDFLAGS) $(VARIANT_FLAGS) $(HARDENED_LINK)

FACES := Regular Bold Italic BoldItalic
FONT_SOURCE := /usr/share/fonts/truetype/liberation2
FONT_FILES := $(FACES:%=$(FONTS)/LiberationSerif-%.ttf)

# V=1 shows the commands themselves.
V ?= 0
Q := $(if $(filter 1,$(V)),,@)
say = $(if $(filter 1,$(V))$(findstring s,$(filter-out --%,$(firstword -$(MAKEFLAGS)))),@:,@printf '  %-5s %s\n' $(1) $(2))

.PHONY: all report test faults fuzz coverage mutate conformance lighthouse check-packages units clean install format lint analyse print-flags bench city bless force
.DELETE_ON_ERROR:
.SUFFIXES:

all: $(BAOCAO) $(FONT_FILES)

report:
	@generator/tools/ensure-packages report
	@$(MAKE) --no-print-directory -j$$(nproc) all
	@$(BAOCAO) build

test:
	@generator/tools/ensure-packages test
	@tests/run

conformance:
	@generator/tools/ensure-packages test
	@tests/run conformance

# Optional, not in CI: some ten minutes, and Lighthouse is large.
lighthouse: all
	@generator/tools/ensure-packages test
	@tests/lighthouse/run $(BAOCAO) $(PAGES)

# Every fault of every call (hours); `make test` tries some of each. Then two apart, some with the sanitizers, the program killed at every
# call, and, where there is a kernel in user space (x86), real disks and the loss of power.
faults: all
	@generator/tools/ensure-packages test
	@generator/tools/ensure-packages faults || echo "faults: không có đủ công cụ để thử đĩa thật và mất điện"
	@mkdir -p generator/build/faults
	@$(MAKE) --no-print-directory VARIANT=sanitize all
	$(Q)$(CC) -std=c11 -D_GNU_SOURCE -O1 -shared -fPIC -o generator/build/faults/faults.so tests/faults/faults.c tests/faults/leaks.c
	$(Q)$(CC) -std=c11 -D_GNU_SOURCE -O1 -shared -fPIC -DFAULTS_NO_MALLOC -o generator/build/faults/sanitized.so tests/faults/faults.c
	@work=$$(mktemp -d /dev/shm/baocao-faults-XXXXXX || mktemp -d); mkdir $$work/all $$work/pairs $$work/sanitized; \
	    tests/faults/run.py $(BAOCAO) generator/build/faults/faults.so "$$work/all" && \
	    tests/faults/run.py --pairs 300 $(BAOCAO) generator/build/faults/faults.so "$$work/pairs" && \
	    ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=1 tests/faults/run.py --most 6 --without alloc \
	        generator/build/sanitize/baocao generator/build/faults/sanitized.so "$$work/sanitized"; \
	    status=$$?; rm -rf "$$work"; exit $$status
	@KILLED_STEP=1 VARIANTS=release tests/run killed
	@work=$$(mktemp -d /var/tmp/baocao-disks-XXXXXX) && tests/faults/disks.py $(BAOCAO) generator/build/faults/faults.so "$$work"; \
	    status=$$?; rm -rf "$$work"; exit $$status

# Lines and branches that the tests reach, held to tests/coverage.floors (a quarter of an hour).
coverage:
	@generator/tools/ensure-packages test
	@tests/coverage/run

# Are the tests of the checks and of the signatures sharp? Small faults in the sources, one by one (an hour and more; tests/MUTANTS.md).
mutate: all
	@tests/mutate/mutate.py --drawn tests/mutate/drawn check; status=$$?; tests/mutate/mutate.py --drawn tests/mutate/drawn seal && exit $$status

# What the objects depend on besides sources: a change of compiler or flags makes a new file, and so rebuilds.
$(BUILD)/flags: force
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) $(ALL_LIBS))' > $@.new
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@

$(BAOCAO): $(BUILD)/main.o $(LIBRARY) $(HOOKS)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@.part $(BUILD)/main.o $(LIBRARY) $(HOOKED) $(ALL_LIBS) && mv $@.part $@

$(BUILD)/%.o: generator/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -MT $@ -MF $(@:.o=.d) -c -o $@.part $< && mv $@.part $@ # a compiler that was killed leaves no half object

$(BUILD)/tests/%: tests/unit/%.c $(LIBRARY) $(HOOKS) $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -Itests/unit -MMD -MP -MT $@ -MF $@.d $(ALL_LDFLAGS) -o $@ $< $(LIBRARY) $(HOOKED) -lcmocka -ljansson $(ALL_LIBS)

$(BUILD)/hooks.o: tests/coverage/hooks.c $(BUILD)/flags
	$(call say,CC,$<)
	$(Q)$(CC) $(filter-out --coverage,$(ALL_CFLAGS)) -DCOVERAGE_FOLDER='"$(COVERAGE)"' -c -o $@ $<

# Of VARIANT=mutate programs are linked with all sources as one library, and before it with another that is empty: what a fault.so on
# LD_LIBRARY_PATH holds is used instead (tests/mutate).
$(CURDIR)/$(BUILD)/base.so: $(filter-out $(BUILD)/main.o,$(OBJECTS)) tests/mutate/chosen.c
	$(Q)$(CC) $(ALL_CFLAGS) -shared -o $@.part $^ $(ALL_LIBS) && mv $@.part $@

$(CURDIR)/$(BUILD)/fault.so: $(BUILD)/flags
	$(Q)$(CC) $(VARIANT_FLAGS) -shared -Wl,-soname,fault.so -o $@ -x c /dev/null

units: $(UNITS) $(BUILD)/replay

# ---- fuzzing (tests/fuzz) ----

FUZZ_OBJECTS := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%.o,$(sort $(wildcard tests/fuzz/*.c)))

$(BUILD)/fuzz/%.o: tests/fuzz/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -Itests/fuzz -MMD -MP -MT $@ -MF $(@:.o=.d) -c -o $@.part $< && mv $@.part $@

# One program for all targets (FUZZ_TARGET=NAME): the whole of libFuzzer is linked once.
$(BUILD)/fuzzer: $(LIBRARY) $(FUZZ_OBJECTS) $(FONT_FILES)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) -fsanitize=fuzzer -Wl,--wrap=_exit -o $@.part $(LIBRARY) $(FUZZ_OBJECTS) $(ALL_LIBS) && mv $@.part $@

# The same without libFuzzer, for any variant: only runs the files it is given.
$(BUILD)/replay: $(LIBRARY) $(FUZZ_OBJECTS) tests/fuzz/replay/main.c $(FONT_FILES)
	$(call say,CC,$@)
	$(Q)$(CC) $(ALL_CFLAGS) -Itests/fuzz $(ALL_LDFLAGS) -Wl,--wrap=_exit -o $@ tests/fuzz/replay/main.c $(LIBRARY) $(FUZZ_OBJECTS) $(ALL_LIBS)

# T seconds a target, two at a time.
T ?= 60
fuzz:
	@generator/tools/ensure-packages fuzz
	@$(MAKE) --no-print-directory -j2 VARIANT=fuzz generator/build/fuzz/fuzzer
	@tests/fuzz/run $(T) $(TARGETS)

# Faces cut down to Latin, Vietnamese and symbols, without hinting and layout tables: a seventh of the bytes to read, check and cut
# down again for each report.
$(FONTS)/%.ttf: $(FONT_SOURCE)/%.ttf generator/tools/font-characters.txt
	@mkdir -p $(@D)
	$(call say,FONT,$@)
	$(Q)hb-subset --unicodes-file=generator/tools/font-characters.txt --no-hinting --drop-tables+=GSUB,GPOS,GDEF,kern,FFTM \
	    --name-IDs='*' --output-file=$@ $<

clean:
	rm -rf generator/build out

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/baocao/fonts
	install -m 755 $(BAOCAO) $(DESTDIR)$(PREFIX)/bin/baocao
	install -m 644 $(FONT_FILES) $(DESTDIR)$(PREFIX)/share/baocao/fonts
	install -D -m 644 generator/schema/baocao.rng $(DESTDIR)$(PREFIX)/share/baocao/schema/baocao.rng
	install -D -m 644 generator/schema/rollup.rng $(DESTDIR)$(PREFIX)/share/baocao/schema/rollup.rng
	install -D -m 644 generator/doc/baocao.1 $(DESTDIR)$(PREFIX)/share/man/man1/baocao.1
	install -D -m 644 generator/doc/baocao.vi.1 $(DESTDIR)$(PREFIX)/share/man/vi/man1/baocao.1
	install -D -m 644 generator/doc/baocao.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/baocao
	cd templates && find . -type f -exec install -D -m 644 {} $(DESTDIR)$(PREFIX)/share/baocao/templates/{} \;

FORMATTED = $(shell git ls-files 'generator/*.[ch]' 'tests/*.[ch]')
CLANG_FORMAT ?= clang-format-14

format:
	$(CLANG_FORMAT) -i $(FORMATTED)

lint:
	@generator/tools/ensure-packages test
	@$(CLANG_FORMAT) --dry-run --Werror $(FORMATTED)
	@shellcheck $(shell git ls-files | xargs -r grep -lE '^#!/bin/(ba)?sh|^#!/usr/bin/env bash')
	@tests/layers >generator/build/layers.log || { grep -v "^ok" generator/build/layers.log; exit 1; }

# gcc -fanalyzer, clang-tidy, cppcheck.
analyse:
	@generator/tools/ensure-packages test
	@tests/analyse

# The compiler's flags, a line each, for programs that look at the sources.
print-flags:
	@printf '%s\n' $(ALL_CFLAGS)

bless: all
	tests/golden.sh --bless $(BAOCAO)

bench: all
	@generator/tools/ensure-packages bench
	@[ -x generator/build/bench/bin/python ] || { python3 -m venv generator/build/bench && generator/build/bench/bin/pip install -q typst==0.15.2; } || rm -rf generator/build/bench
	tests/bench/run $(BAOCAO)
	tests/bench/signing $(BAOCAO)

# 1,000 signed reports and 10,000 schools: some ten minutes and as many gigabytes.
city: all
	@generator/tools/ensure-packages bench
	tests/bench/city $(BAOCAO)

-include $(OBJECTS:.o=.d) $(UNITS:=.d) $(FUZZ_OBJECTS:.o=.d)
