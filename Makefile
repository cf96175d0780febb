# The front desk: `make help` lists what it does.

# The rooms in order: each includes only from itself and from those before it.
ROOMS = base json lexis transcript rubric grade report study files pack net coach terminal interview batch cli

BUILD    ?= build
CC       ?= cc
CFLAGS   ?= -O2 -g
WARNINGS  = -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wmissing-prototypes -Wvla
LIBRARIES = libpcre2-8 libcjson libcurl readline libutf8proc libsodium
FLAGS     = -std=c11 -ffp-contract=off -D_DEFAULT_SOURCE -D_DARWIN_C_SOURCE -Igrader $(WARNINGS) -MMD -MP \
            $(filter-out -D_DEFAULT_SOURCE,$(shell pkg-config --cflags $(LIBRARIES)))
LIBS      = $(shell pkg-config --libs $(LIBRARIES)) -lstemmer -lm

SOURCES := $(filter-out grader/pack/embedded%,$(wildcard $(ROOMS:%=grader/%/*.c)))
OBJECTS := $(SOURCES:grader/%.c=$(BUILD)/%.o)
ENGINE  := $(filter-out $(BUILD)/cli/main.o,$(OBJECTS))
CONTENT := pack.json $(wildcard rubrics/*/*.json prompts/*.json)

all: $(BUILD)/grader ## build

# The seed has no pack inside; it builds the one that the program carries.
$(BUILD)/grader-seed: $(OBJECTS) $(BUILD)/pack/embedded_none.o
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/pack.json: $(BUILD)/grader-seed $(CONTENT)
	$(BUILD)/grader-seed pack build . -o $@

$(BUILD)/pack/pack_bytes.o: grader/pack/embedded.S $(BUILD)/pack.json
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -DPACK_PATH='"$(BUILD)/pack.json"' -c -o $@ $<

$(BUILD)/grader: $(OBJECTS) $(BUILD)/pack/embedded.o $(BUILD)/pack/pack_bytes.o
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/%.o: grader/%.c
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(CFLAGS) -c -o $@ $<

-include $(wildcard $(BUILD)/*/*.d)
