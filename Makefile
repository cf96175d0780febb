# The front desk. `make help` lists what it does.

# The rooms in order: each includes only from itself and from those before it.
ROOMS = base json lexis transcript rubric grade report study files pack net coach terminal interview drill batch cli

BUILD     ?= build
CC        ?= cc
CFLAGS    ?= -O2 -g
WARNINGS  := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wmissing-prototypes -Wvla
LIBRARIES := libpcre2-8 libcjson libcurl readline libutf8proc libsodium zlib libzstd
# Snowball brings no pkg-config file; on macOS it stands where brew puts it, which keeps readline apart.
BREW      := $(shell brew --prefix 2>/dev/null)
PACKAGES  := PKG_CONFIG_PATH="$(BREW:%=%/opt/readline/lib/pkgconfig:)$$PKG_CONFIG_PATH" pkg-config
# Without fused multiply-add the same answer gets the same score on every machine.
FLAGS     := -std=c11 -pthread -ffp-contract=off -D_DEFAULT_SOURCE -D_DARWIN_C_SOURCE -Igrader $(WARNINGS) \
             $(filter-out -D%,$(shell $(PACKAGES) --cflags $(LIBRARIES) 2>/dev/null)) $(BREW:%=-I%/include)
LIBS      := $(shell $(PACKAGES) --libs $(LIBRARIES) 2>/dev/null) $(BREW:%=-L%/lib) -lstemmer -lm -pthread

SOURCES := $(filter-out grader/pack/embedded%,$(wildcard $(ROOMS:%=grader/%/*.c)))
OBJECTS := $(SOURCES:grader/%.c=$(BUILD)/%.o)
ENGINE  := $(filter-out $(BUILD)/cli/%,$(OBJECTS)) $(BUILD)/pack/embedded_none.o
CONTENT := pack.json $(wildcard rubrics/*/*.json prompts/*.json)
ASAN    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer

.PHONY: all run test check accept hard metamorphic sanitize fuzz coverage bench validity lint format install clean help

all: $(BUILD)/grader ## build
	@:

run: ## install what is missing, build, start an interview (or play the sample when piped)
	@.ci/install run
	@$(MAKE) --no-print-directory all
	@if [ -t 0 ]; then $(BUILD)/grader || [ $$? = 3 ]; else $(BUILD)/grader interview ad-click --no-save <tests/sessions/sample.script; fi

test: ## install what is missing, build, run every test
	@.ci/install test
	@$(MAKE) --no-print-directory all $(TEST_PROGRAMS)
	@tests/run $(CHECKS) $(SLOWER)

# --- the program ------------------------------------------------------------

# The seed has no pack inside; it builds the one that the program carries, and reads its phrases.
$(BUILD)/grader-seed: $(OBJECTS) $(BUILD)/pack/embedded_none.o
	@echo "link $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/pack.json: $(BUILD)/grader-seed $(CONTENT)
	@$(BUILD)/grader-seed pack build . -o $@

$(BUILD)/pack.json.sha256: $(BUILD)/pack.json
	@$(BUILD)/grader-seed pack lint $< | sed -n 's/^sha256 //p' >$@

$(BUILD)/pack.frozen: $(BUILD)/pack.json
	@$(BUILD)/grader-seed pack freeze $< -o $@

$(BUILD)/pack/pack_bytes.o: grader/pack/embedded.S $(BUILD)/pack.json.sha256 $(BUILD)/pack.frozen
	@$(CC) $(CFLAGS) -DPACK_PATH='"$(BUILD)/pack.json"' -DPACK_SHA256_PATH='"$(BUILD)/pack.json.sha256"' \
	    -DPACK_FROZEN_PATH='"$(BUILD)/pack.frozen"' -c -o $@ $<

$(BUILD)/grader: $(OBJECTS) $(BUILD)/pack/embedded.o $(BUILD)/pack/pack_bytes.o
	@echo "link $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/%.o: grader/%.c Makefile
	@mkdir -p $(@D)
	@echo "cc $<"
	@$(CC) $(FLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

-include $(wildcard $(BUILD)/*/*.d)

# --- tests -------------------------------------------------------------------

TEST_PROGRAMS := $(BUILD)/test-phrases $(BUILD)/test-transcripts $(BUILD)/test-unit

$(BUILD)/test-phrases: tests/spec/phrases.c
$(BUILD)/test-transcripts: tests/transcripts/dump.c
$(BUILD)/test-unit: tests/unit/unit.c
$(TEST_PROGRAMS): $(ENGINE)
	@echo "link $@"
	@$(CC) $(FLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.c,$^) $(filter %.o,$^) $(LIBS)

CHECKS = "layers: tests/house/layers $(ROOMS)" \
         "headers: tests/house/headers '$(CC) $(FLAGS)'" \
         "unit: $(BUILD)/test-unit" \
         "phrases: $(BUILD)/test-phrases rubrics/README.md" \
         "transcripts: tests/transcripts/run $(BUILD)/test-transcripts" \
         "examples: tests/spec/examples $(BUILD)/grader" \
         "documentation: tests/spec/documentation $(BUILD)/grader" \
         "schema: tests/spec/schema" \
         "readme: tests/spec/readme $(BUILD)/grader" \
         "problems: tests/problems/run $(BUILD)/grader" \
         "cases: tests/cases/run $(BUILD)/grader" \
         "sessions: tests/sessions/run $(BUILD)/grader" \
         "formats: tests/formats/run $(BUILD)/grader" \
         "facts: tests/facts/run $(BUILD)/grader" \
         "void: tests/void/run $(BUILD)/grader" \
         "frozen: tests/frozen/run $(BUILD)/grader"
SLOWER = "batch: tests/batch/run $(BUILD)/grader" \
         "terminal: tests/sessions/terminal $(BUILD)/grader" \
         "whole: tests/sessions/whole $(BUILD)/grader" \
         "width: tests/sessions/width $(BUILD)/grader" \
         "drill: tests/sessions/drill $(BUILD)/grader" \
         "leaving: tests/sessions/leaving $(BUILD)/grader" \
         "pastes: tests/sessions/pastes $(BUILD)/grader" \
         "plain: tests/sessions/plain $(BUILD)/grader" \
         "survive: tests/sessions/survive $(BUILD)/grader" \
         "again: tests/sessions/again $(BUILD)/grader" \
         "full-disk: tests/sessions/full-disk $(BUILD)/grader" \
         "feedback: tests/feedback/run $(BUILD)/grader" \
         "agreement: tests/validity/run $(BUILD)/grader floors" \
         "metamorphic: tests/metamorphic/run $(BUILD)/grader" \
         "hard: tests/hard/run $(BUILD)/grader" \
         "memory: tests/hard/memory $(BUILD)/grader" \
         "scale: tests/scale/run $(BUILD)/grader"

check: all $(TEST_PROGRAMS) ## layers, headers, examples, problems, cases, sessions, facts, void, frozen: in seconds
	@tests/run $(CHECKS)

hard: all ## inputs meant to be slow or hostile
	@tests/run "hard: tests/hard/run $(BUILD)/grader" "memory: tests/hard/memory $(BUILD)/grader"

metamorphic: all ## what must not move a grade, on every sample answer
	@tests/run "metamorphic: tests/metamorphic/run $(BUILD)/grader"

accept: all $(TEST_PROGRAMS) ## rewrite what the tests expect; then read the diff
	@ACCEPT=1 tests/run $(CHECKS)

sanitize: ## every check again under AddressSanitizer and UndefinedBehaviorSanitizer
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/sanitize CFLAGS='$(ASAN)' sanitized

sanitized: all $(TEST_PROGRAMS)
	@ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1 LSAN_OPTIONS=suppressions=tests/house/leaks \
	    tests/run $(CHECKS) $(SLOWER)

SECONDS_EACH ?= 60
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))

fuzz: ## libFuzzer for a minute on each reader of outside bytes (clang)
	@for target in $(FUZZERS); do \
	    $(MAKE) --no-print-directory CC=clang BUILD=$(BUILD)/fuzz CFLAGS='-O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined' \
	        $(BUILD)/fuzz/fuzz-$$target && tests/fuzz/run $(BUILD)/fuzz/fuzz-$$target $(SECONDS_EACH) || exit 1; done

$(BUILD)/fuzz-%: tests/fuzz/%.c $(ENGINE)
	@echo "link $@"
	@$(CC) $(FLAGS) $(CFLAGS) -fsanitize=fuzzer -o $@ $< $(filter %.o,$^) $(LIBS)

coverage: ## what the tests miss, by file (gcov)
	@$(MAKE) --no-print-directory BUILD=$(BUILD)/coverage CC=gcc CFLAGS='-O0 -g --coverage' covered

covered: all $(TEST_PROGRAMS)
	@tests/run $(CHECKS) $(SLOWER) >$(BUILD)/log; tail -1 $(BUILD)/log
	@tests/house/coverage $(BUILD)

bench: all ## how long starting, loading and grading take, and a corpus beside other programs
	@tests/bench/run $(BUILD)/grader
	@echo
	@CC='$(CC)' tests/bench/throughput $(BUILD)/grader

validity: all ## agreement with the graded readings beside the checkout, where they are
	@tests/validity/run $(BUILD)/grader

# --- the house ---------------------------------------------------------------

lint: ## clang-tidy
	clang-tidy --quiet $(SOURCES) -- $(FLAGS)

format: ## clang-format
	clang-format -i grader/*/*.[ch] tests/*/*.c

compile_commands.json: $(SOURCES) Makefile ## for editors
	@tests/house/compile_commands '$(CC) $(FLAGS) $(CFLAGS)' $(SOURCES) >$@

PREFIX ?= /usr/local
install: all ## copy the program to $(PREFIX)/bin
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BUILD)/grader $(DESTDIR)$(PREFIX)/bin/grader

clean: ## remove what was built
	rm -rf $(BUILD) compile_commands.json

help: ## this list
	@sed -n 's/^\([a-z_.]*\):.*## \(.*\)/    make \1|\2/p' Makefile | awk -F'|' '{printf "%-32s%s\n", $$1, $$2}'
