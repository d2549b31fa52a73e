# Two commands are all that is needed: `make preview` and `make test`. The rest is for those who work
# on migc itself.

BUILD   ?= build
# Everything that is needed to build, test and preview, in one place.
PACKAGES = g++ cmake ninja-build pkg-config ccache tao-pegtl-dev libfmt-dev libcli11-dev \
           nlohmann-json3-dev libtomlplusplus-dev libsqlite3-dev libxxhash-dev sqlite3 catch2
MIGC     = $(BUILD)/migc
DATABASE = out/preview.db

export CCACHE_BASEDIR := $(CURDIR)
export CCACHE_NOHASHDIR := 1

all: build

# Installs what is missing, and asks dpkg alone when nothing is.
packages:
	@dpkg-query -W -f='$${Status}\n' $(PACKAGES) 2>/dev/null | grep -c '^install ok installed' \
	  | grep -qx $(words $(PACKAGES)) || { \
	  sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$sudo apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $(PACKAGES); }

$(BUILD)/build.ninja: CMakeLists.txt | packages
	cmake -S . -B $(BUILD) -G Ninja

build: $(BUILD)/build.ninja
	cmake --build $(BUILD)

$(MIGC): $(BUILD)/build.ninja
	cmake --build $(BUILD) --target migc

# Compiles migrations/ into one script, applies it to a database, and shows what came of it.
preview: $(BUILD)/build.ninja
	cmake --build $(BUILD) --target migc
	$(MIGC) upgrade head --sql -o out/migration_preview.sql
	@rm -f $(DATABASE)
	sqlite3 $(DATABASE) < out/migration_preview.sql
	$(MIGC) --url sqlite:///$(DATABASE) history
	$(MIGC) --url sqlite:///$(DATABASE) current

test: build
	ctest --test-dir $(BUILD) --output-on-failure -j2

update-golden: build
	-$(BUILD)/golden_test tests/cases --update
	-$(BUILD)/cli_test $(MIGC) tests/cli/cases --update
	git diff --stat tests

bench: build
	$(BUILD)/bench $(CURDIR)/$(MIGC)

format:
	git ls-files '*.hpp' '*.cpp' | xargs clang-format -i

check:
	git ls-files '*.hpp' '*.cpp' | xargs clang-format --dry-run --Werror

clean:
	rm -rf $(BUILD) out/*

.PHONY: all packages build preview test update-golden bench format check clean
