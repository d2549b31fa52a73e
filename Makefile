# Two commands are all that is needed: `make preview` and `make test`. The rest is for those who work
# on migc itself.

BUILD   ?= build
PREFIX  ?= /usr/local
# Everything that is needed to build and preview, and what the tests need besides.
PACKAGES = g++ cmake ninja-build pkg-config ccache tao-pegtl-dev libfmt-dev libcli11-dev \
           nlohmann-json3-dev libtomlplusplus-dev libsqlite3-dev libxxhash-dev sqlite3
TEST_PACKAGES = catch2 alembic python3-django
MIGC     = $(BUILD)/migc
DATABASE = out/preview.db

export CCACHE_BASEDIR := $(CURDIR)
export CCACHE_NOHASHDIR := 1

all: build

# Installs those that are missing, and asks dpkg alone when none is.
install = dpkg-query -W -f='$${Status}\n' $(1) 2>/dev/null | grep -c '^install ok installed' \
	  | grep -qx $(words $(1)) || { \
	  sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$sudo apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $(1); }

packages:
	@$(call install,$(PACKAGES))

test-packages:
	@$(call install,$(PACKAGES) $(TEST_PACKAGES))

$(BUILD)/build.ninja: CMakeLists.txt | packages
	cmake -S . -B $(BUILD) -G Ninja -DBUILD_TESTING=OFF

build: $(BUILD)/build.ninja
	cmake --build $(BUILD) --target migc

# Into PREFIX, below DESTDIR if that is set.
install: packages
	cmake -S . -B $(BUILD) -G Ninja -DCMAKE_INSTALL_PREFIX=$(PREFIX)
	cmake --build $(BUILD) --target migc migc_documents
	cmake --install $(BUILD) --strip

# A Debian package in BUILD. A folder of its own, since it is for /usr.
deb: packages
	@$(call install,dpkg-dev file)
	cmake -S . -B $(BUILD)/deb -G Ninja -DBUILD_TESTING=OFF -DCMAKE_BUILD_TYPE=Release \
	  -DCMAKE_INSTALL_PREFIX=/usr
	cmake --build $(BUILD)/deb
	cd $(BUILD)/deb && cpack -G DEB -B ..

# The extension for VS Code in BUILD, from a copy: npm leaves its packages beside the sources.
vsix:
	@command -v npm >/dev/null || { $(call install,npm) }
	rm -rf $(BUILD)/vsix && mkdir -p $(BUILD)
	cp -r packaging/editors/vscode $(BUILD)/vsix
	cp LICENSE $(BUILD)/vsix
	cd $(BUILD)/vsix && npm install --no-audit --no-fund && npm run package
	mv $(BUILD)/vsix/migc.vsix $(BUILD)/migc.vsix

tests: test-packages
	cmake -S . -B $(BUILD) -G Ninja -DBUILD_TESTING=ON
	cmake --build $(BUILD)

# Compiles migrations/ into one script, applies it to a database, and shows what came of it.
preview: build
	$(MIGC) upgrade head --sql -o out/migration_preview.sql
	@rm -f $(DATABASE)
	sqlite3 $(DATABASE) < out/migration_preview.sql
	$(MIGC) --url sqlite:///$(DATABASE) history
	$(MIGC) --url sqlite:///$(DATABASE) current

test: tests
	ctest --test-dir $(BUILD) --output-on-failure -j2

# The models of Drizzle as the target schema, with its own program from npm.
test-orm: tests
	@$(call install,npm)
	mkdir -p $(BUILD)/orm
	cd $(BUILD)/orm && { test -f package.json || npm init -y > /dev/null; } && \
	  npm install --no-audit --no-fund drizzle-kit drizzle-orm
	tests/orm/run.sh $(CURDIR)/$(MIGC) $(CURDIR) sqlalchemy
	tests/orm/run.sh $(CURDIR)/$(MIGC) $(CURDIR) django
	tests/orm/run.sh $(CURDIR)/$(MIGC) $(CURDIR) drizzle $(CURDIR)/$(BUILD)/orm

# Everything that chance may find, for minutes instead of seconds.
soak: tests
	$(BUILD)/inject_test $(CURDIR)/$(MIGC) $(CURDIR)/$(BUILD)/libinject_shim.so tests/inject/cases \
	  tests/cases --corpus ../shared/corpus --points 6000 --statements 100000 --scripts 4000 --starts 3000 --rounds 200
	$(BUILD)/script_test $(CURDIR)/$(MIGC) tests/cases tests/cases --safety 5000
	$(BUILD)/random_test --histories 5000 --seed 100000
	$(BUILD)/random_test --pairs 4000 --seed 100000
	$(BUILD)/random_test --fresh 2000 --seed 100000
	$(BUILD)/loss_test --revisions 20000 --seed 100000
	$(BUILD)/dependents_test --cases 20000 --seed 100000
	$(BUILD)/drift_test --databases 5000 --seed 100000
	$(BUILD)/corpus_test $(CURDIR)/$(MIGC) ../shared/corpus --all || [ $$? = 77 ] # not there

# Parser, printer and formatter on texts that libFuzzer invents, with sanitizers. They are short: what it
# finds it finds in those, and sooner.
EXECUTIONS = 2000000
fuzz: test-packages
	@$(call install,clang libclang-rt-14-dev)
	cmake -S . -B build-fuzz -G Ninja -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=Release \
	  -DMIGC_FUZZ=ON
	cmake --build build-fuzz --target fuzzer
	mkdir -p build-fuzz/found
	build-fuzz/fuzzer -runs=$(EXECUTIONS) -dict=tests/fuzz/words.dict -max_len=600 -timeout=10 \
	  -print_final_stats=1 build-fuzz/found tests/fuzz/corpus
	cmake --build build-fuzz --target message_fuzzer
	mkdir -p build-fuzz/found-messages
	build-fuzz/message_fuzzer -runs=$$(($(EXECUTIONS) / 100)) -max_len=1500 -timeout=10 \
	  -print_final_stats=1 build-fuzz/found-messages

# The same tests on SQLite from 3.35 to the newest that can be had.
engines: tests
	@$(call install,npm)
	tests/engines/run.sh $(BUILD)

update-golden: tests
	-$(BUILD)/golden_test tests/cases --update
	-$(BUILD)/cli_test $(MIGC) tests/cli/cases --update
	git diff --stat tests

bench-program: test-packages
	cmake -S . -B $(BUILD) -G Ninja -DBUILD_TESTING=ON
	cmake --build $(BUILD) --target bench migc

bench: bench-program
	$(BUILD)/bench $(CURDIR)/$(MIGC) table

bench-families: bench-program
	$(BUILD)/bench $(CURDIR)/$(MIGC) families

format:
	git ls-files '*.hpp' '*.cpp' | xargs clang-format -i

check:
	git ls-files '*.hpp' '*.cpp' | xargs clang-format --dry-run --Werror

clean:
	rm -rf $(BUILD) build-fuzz out/*

.PHONY: all packages test-packages build install deb vsix tests preview test soak test-orm fuzz engines update-golden bench-program bench bench-families format check clean
