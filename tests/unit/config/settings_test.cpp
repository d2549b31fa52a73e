#include "compiler/config/settings.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <map>

using namespace migc;
using config::Origin;
namespace fs = std::filesystem;
using Variables = std::map<std::string, std::string>;

namespace {

/// A folder of its own, gone at the end.
struct Folder {
  fs::path path;

  Folder() {
    std::string name = (fs::temp_directory_path() / "migc-settings-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;

  void write(const fs::path& name, std::string_view text) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << text;
  }
};

/// One reading of settings, and what was complained of.
struct Loaded {
  source::SourceSet sources;
  diagnostics::Diagnostics diagnostics;
  std::optional<config::Settings> settings;

  Loaded(const fs::path& directory, const config::Overrides& overrides = {},
         const Variables& variables = {}) {
    const auto environment = [&](const std::string& name) -> std::optional<std::string> {
      const auto found = variables.find(name);
      if (found == variables.end()) return std::nullopt;
      return found->second;
    };
    settings = config::load(overrides, environment, directory, sources, diagnostics);
  }

  [[nodiscard]] std::string complaints() const {
    std::string all;
    for (const auto& d : diagnostics.all())
      all += std::string(d.id) + " " + d.text + (d.label.empty() ? "" : " | " + d.label) + "\n";
    return all;
  }
};

Loaded load_text(std::string_view text, const config::Overrides& overrides = {},
                 const Variables& variables = {}) {
  const Folder folder;
  folder.write("migc.toml", text);
  return Loaded(folder.path, overrides, variables);
}

}  // namespace

TEST_CASE("without a migc.toml everything has its default") {
  const Folder folder;
  const Loaded loaded(folder.path);
  REQUIRE(loaded.settings);
  const config::Settings& settings = *loaded.settings;
  CHECK(settings.versions.value == std::vector<std::string>{"migrations"});
  CHECK(settings.resolve("migrations") == "migrations");
  CHECK_FALSE(settings.recursive.value);
  CHECK(settings.dialect.value == "sqlite");
  CHECK_FALSE(settings.url.value);
  CHECK(settings.schema.value == "schema.mig");
  CHECK(settings.version_table.value == "migc_version");
  CHECK(settings.out.value == "out");
  CHECK(settings.file_template.value == "{rev}_{slug}");
  CHECK(settings.rev_ids.value == config::RevisionIds::sequential);
  CHECK(settings.sqlite_rebuild.value == config::Rebuild::automatic);
  CHECK(settings.naming.empty());
  CHECK(settings.file.empty());
}

TEST_CASE("every setting of a migc.toml is read") {
  const Loaded loaded = load_text(R"([migc]
versions      = ["a", "b/c"]
recursive     = true
dialect       = "postgresql"
url           = "${DB:-sqlite:///./greenstack.db}"
schema        = "s.mig"
version_table = "alembic_version"
out           = "build/sql"
file_template = "{year}_{rev}_{slug}"
rev_ids       = "hash"
[naming]
ix = "ix_{table}_{columns}"
fk = "fk_{table}_{columns}_{referred_table}"
ck = "ck_{table}_{n}"
[sqlite]
rebuild = "never"
)");
  CHECK(loaded.complaints().empty());
  REQUIRE(loaded.settings);
  const config::Settings& settings = *loaded.settings;
  CHECK(settings.versions.value == std::vector<std::string>{"a", "b/c"});
  CHECK(settings.recursive.value);
  CHECK(settings.dialect.value == "postgresql");
  CHECK(settings.url.value == "sqlite:///./greenstack.db");
  CHECK(settings.schema.value == "s.mig");
  CHECK(settings.version_table.value == "alembic_version");
  CHECK(settings.out.value == "build/sql");
  CHECK(settings.file_template.value == "{year}_{rev}_{slug}");
  CHECK(settings.rev_ids.value == config::RevisionIds::hash);
  CHECK(settings.sqlite_rebuild.value == config::Rebuild::never);
  CHECK(settings.naming.size() == 3);
  CHECK(settings.naming.at("ck").value == "ck_{table}_{n}");
  CHECK(settings.out.origin.kind == Origin::Kind::file);
  CHECK(settings.out.origin.name == "migc.out");
  CHECK(loaded.sources.text(settings.out.origin.place) == "\"build/sql\"");
  CHECK(loaded.sources.text(settings.recursive.origin.place) == "true");
}

TEST_CASE("command line, environment, [env.NAME], [migc]: the first that says something wins") {
  const std::string text = R"([migc]
url = "sqlite:///migc.db"
out = "migc"
[env.production]
url = "sqlite:///env.db"
)";
  struct Case {
    config::Overrides overrides;
    Variables variables;
    std::string url, from;
  };
  const Case c = GENERATE(values<Case>({
      {{}, {}, "sqlite:///migc.db", "migc.url"},
      {{.env = "production"}, {}, "sqlite:///env.db", "env.production.url"},
      {{}, {{"MIGC_ENV", "production"}}, "sqlite:///env.db", "env.production.url"},
      {{}, {{"MIGC_ENV", ""}}, "sqlite:///migc.db", "migc.url"},
      {{.env = "production"}, {{"MIGC_URL", "sqlite:///v.db"}}, "sqlite:///v.db", "MIGC_URL"},
      {{.url = "sqlite:///c.db"}, {{"MIGC_URL", "sqlite:///v.db"}}, "sqlite:///c.db", "--url"},
  }));
  const Loaded loaded = load_text(text, c.overrides, c.variables);
  CHECK(loaded.complaints().empty());
  REQUIRE(loaded.settings);
  CHECK(loaded.settings->url.value == c.url);
  CHECK(loaded.settings->url.origin.name == c.from);
  CHECK(loaded.settings->out.value == "migc");  // what a section leaves out stays
}

TEST_CASE("migc.toml is found here, in migrations/, or further up") {
  struct Case {
    fs::path file, from, found, versions;
  };
  const Case c = GENERATE(values<Case>({
      {"migc.toml", "", "migc.toml", "migrations"},
      {"migrations/migc.toml", "", "migrations/migc.toml", "migrations/"},
      {"migrations/migc.toml", "migrations", "migc.toml", "."},
      {"migc.toml", "src/deep", "../../migc.toml", "../../migrations"},
      {"migrations/migc.toml", "src", "../migrations/migc.toml", "../migrations/"},
      {"migrations/migc.toml", "migrations/", "migc.toml", "."},
  }));
  const Folder folder;
  folder.write(c.file, "");
  fs::create_directories(folder.path / c.from);
  const Loaded loaded(folder.path / c.from);
  CAPTURE(c.file, c.from);
  REQUIRE(loaded.settings);
  CHECK(loaded.settings->file == c.found);
  CHECK(loaded.settings->resolve(loaded.settings->versions.value.front()) == c.versions);
}

TEST_CASE("a migc.toml in the working directory goes before one in migrations/") {
  const Folder folder;
  folder.write("migrations/migc.toml", "");
  folder.write("migc.toml", "");
  CHECK(config::find_config(folder.path) == fs::path("migc.toml"));
}

TEST_CASE("a migc.toml can be named") {
  const Folder folder;
  folder.write("conf/other.toml", "[migc]\nout = 'x'");
  const Loaded by_option(folder.path, {.config = "conf/other.toml"});
  REQUIRE(by_option.settings);
  CHECK(by_option.settings->resolve(by_option.settings->out.value) == "conf/x");
  const Loaded by_variable(folder.path, {}, {{"MIGC_CONFIG", "conf/other.toml"}});
  REQUIRE(by_variable.settings);
  CHECK(by_variable.settings->out.value == "x");
}

TEST_CASE("a file that cannot be read is told, and who named it") {
  const auto [name, why] = GENERATE(table<std::string, std::string>({
      {"none.toml", "there is no such file"},
      {".", "it is a folder; name the file in it"},
      {"/dev/zero", "it is not a file"},
  }));
  const Folder folder;
  const Loaded loaded(folder.path, {}, {{"MIGC_CONFIG", name}});
  CHECK_FALSE(loaded.settings);
  CHECK(loaded.complaints() == "E0601 cannot read the configuration `" + name + "`: " + why + "\n");
  CHECK(loaded.diagnostics.all().front().notes.at(0).text == "MIGC_CONFIG refers to it");
}

TEST_CASE("what is wrong with a migc.toml is told with its place") {
  const auto [text, complaint, place] = GENERATE(table<std::string, std::string, std::string>({
      {"[migc]\nurll = ''", "E0603 no setting `urll` in [migc] | did you mean `url`?\n", "urll"},
      {"[migcc]\nurl = ''",
       "E0603 no setting `migcc` in migc.toml outside of its sections | did you mean `migc`?\n",
       "migcc"},
      {"out = 'x'",
       "E0603 no setting `out` in migc.toml outside of its sections | it belongs under `[migc]`\n",
       "out"},
      {"[naming]\npq = 'x'", "E0603 no setting `pq` in [naming] | did you mean `uq`?\n", "pq"},
      {"[env.dev]\nzzzzz = 1", "E0603 no setting `zzzzz` in [env.dev]\n", "zzzzz"},
      {"[migc]\nout = 1", "E0604 `migc.out` is an integer, expected a string\n", "1"},
      {"[migc]\nversions = 'a'",
       "E0604 `migc.versions` is a string, expected an array of strings such as "
       "`[\"migrations\"]`\n",
       "'a'"},
      {"[migc]\nversions = ['a', 2.5]", "E0604 `migc.versions` is a number, expected a string\n",
       "2.5"},
      {"[migc]\nrecursive = 'yes'",
       "E0604 `migc.recursive` is a string, expected `true` or `false`\n", "'yes'"},
      {"migc = 3", "E0604 `migc` is an integer, expected a table\n", "3"},
      {"env.dev = true", "E0604 `env.dev` is a boolean, expected a table\n", "true"},
      {"[migc]\nversions = []",
       "E0605 `migc.versions` cannot be `[]`: at least one folder is needed\n", "[]"},
      {"[migc]\nout = ''", "E0605 `migc.out` cannot be ``: it is empty\n", "''"},
      {"[migc]\ndialect = 'oracle'",
       "E0605 `migc.dialect` cannot be `oracle`: it must be `sqlite`, `postgresql` or `mariadb`\n",
       "'oracle'"},
      {"[migc]\nrev_ids = 'hahs'",
       "E0605 `migc.rev_ids` cannot be `hahs`: it must be one of `sequential` `hash` `timestamp` | "
       "did you mean `hash`?\n",
       "'hahs'"},
      {"[sqlite]\nrebuild = 'x'",
       "E0605 `sqlite.rebuild` cannot be `x`: it must be one of `auto` `always` `never`\n", "'x'"},
      {"[naming]\nix = 'ix_{tabel}'",
       "E0605 `naming.ix` cannot be `ix_{tabel}`: `{tabel}` is not one of `{table}` `{columns}` "
       "`{referred_table}` `{n}`\n",
       "'ix_{tabel}'"},
      {"[naming]\nix = 'ix_{table'",
       "E0605 `naming.ix` cannot be `ix_{table`: `{` has no closing `}`\n", "'ix_{table'"},
      {"[migc]\nfile_template = '{slug}'",
       "E0605 `migc.file_template` cannot be `{slug}`: without `{rev}`, two revisions could get "
       "the same file\n",
       "'{slug}'"},
      {"[migc]\nfile_template = '../{rev}'",
       "E0605 `migc.file_template` cannot be `../{rev}`: it must be a file name, not a path\n",
       "'../{rev}'"},
      {"[migc]\nout = 'жж${NO_OUT}'",
       "E0606 the environment variable `NO_OUT` is not set and has no default here\n", "${NO_OUT}"},
      {"[migc]\nout = '${a b}'",
       "E0607 cannot read a variable: `${…}` takes a name of letters, digits and `_`, and a "
       "default after `:-`\n",
       "'${a b}'"},
      {"[migc]\nout = '${A'", "E0607 cannot read a variable: `${` has no closing `}`\n", "'${A'"},
      {"[migc]\nout = '${A:-${B}}'",
       "E0607 cannot read a variable: the default of `A` cannot contain a variable\n",
       "'${A:-${B}}'"},
  }));
  const Loaded loaded = load_text(text);
  CAPTURE(text);
  CHECK_FALSE(loaded.settings);
  CHECK(loaded.complaints() == complaint);
  REQUIRE_FALSE(loaded.diagnostics.all().empty());
  CHECK(loaded.sources.text(loaded.diagnostics.all().front().place) == place);
}

TEST_CASE("what is not TOML is told where it stops being so") {
  const auto [text, line] = GENERATE(table<std::string, std::size_t>({
      {"[migc]\nout = \n", 2},
      {"[migc]\nout = 'a\n", 2},
      {"[migc]\n\nout = 'a'\nout = 'b'\n", 4},
      {"[migc", 1},
      {"\xff\xfe", 1},
      {std::string("a = 'x\0y'", 9), 1},
  }));
  const Loaded loaded = load_text(text);
  CAPTURE(text);
  REQUIRE(loaded.diagnostics.all().size() == 1);
  const auto& complaint = loaded.diagnostics.all().front();
  CHECK(complaint.id == std::string("E0602"));
  REQUIRE(complaint.place.known());
  CHECK(loaded.sources[complaint.place.file].position(complaint.place.begin).line == line);
}

TEST_CASE("all mistakes of a file come at once") {
  const Loaded loaded = load_text("[migc]\nurll = 'a'\nout = 3\n[naming]\nzz = 'x'\n");
  CHECK(loaded.diagnostics.errors() == 3);
}

TEST_CASE("variables stand for their values") {
  const auto [text, expected] = GENERATE(table<std::string, std::string>({
      {"${SET}", "value"},
      {"a/${SET}/b${SET}", "a/value/bvalue"},
      {"${SET:-other}", "value"},
      {"${UNSET:-other}", "other"},
      {"${EMPTY:-other}", "other"},
      {"x${EMPTY}", "x"},
      {"${UNSET:-}x", "x"},
      {"$SET $5", "$SET $5"},
  }));
  const Loaded loaded =
      load_text("[migc]\nout = '" + text + "'", {}, {{"SET", "value"}, {"EMPTY", ""}});
  REQUIRE(loaded.settings);
  CHECK(loaded.settings->out.value == expected);
}

TEST_CASE("a variable of the url need not be set until a database is needed") {
  Loaded loaded = load_text("[migc]\nurl = '${PROD_URL}'\n");
  REQUIRE(loaded.settings);
  CHECK(config::effective_dialect(*loaded.settings, loaded.diagnostics) == "sqlite");
  CHECK(loaded.diagnostics.ok());
  CHECK_FALSE(config::database_url(*loaded.settings, loaded.diagnostics));
  REQUIRE(loaded.diagnostics.all().size() == 1);
  const auto& complaint = loaded.diagnostics.all().front();
  CHECK(complaint.text == "the environment variable `PROD_URL` is not set and has no default here");
  CHECK(loaded.sources.text(complaint.place) == "${PROD_URL}");
}

TEST_CASE("what a section that nobody chose needs may be unset") {
  const Loaded loaded =
      load_text("[env.a]\nurl = '${A}'\nout = '${B}'\n[env.b]\nout = 'x'", {.env = "b"});
  CHECK(loaded.complaints().empty());
}

TEST_CASE("a section that is not there is told, with those that are") {
  const Loaded loaded = load_text("[env.production]\n[env.test]\n", {.env = "prodution"});
  CHECK(loaded.complaints() ==
        "E0608 no section `[env.prodution]`, which -n selects | did you mean `production`?\n");
  CHECK(loaded.diagnostics.all().front().notes.size() == 2);
  const Folder folder;
  const Loaded none(folder.path, {}, {{"MIGC_ENV", "x"}});
  CHECK(none.complaints() == "E0608 no section `[env.x]`, which MIGC_ENV selects\n");
}

TEST_CASE("the database is the url's, or it is told that there is none") {
  Loaded none = load_text("");
  CHECK_FALSE(config::database_url(*none.settings, none.diagnostics));
  CHECK(none.complaints() == "E0620 no database is configured\n");

  Loaded empty = load_text("[migc]\nurl = 'sqlite:///x.db'", {}, {{"MIGC_URL", ""}});
  CHECK_FALSE(config::database_url(*empty.settings, empty.diagnostics));
  CHECK(empty.complaints() == "E0621 the database URL in MIGC_URL is empty\n");

  Loaded file = load_text("[migc]\nurl = 'sqlite:///x.db'");
  CHECK(config::database_url(*file.settings, file.diagnostics)->database == "x.db");

  Loaded wrong = load_text("[migc]\nurl = 'x.db'");
  CHECK_FALSE(config::database_url(*wrong.settings, wrong.diagnostics));
  CHECK(wrong.complaints() == "E0622 the database URL in `migc.url` has no scheme: `x.db`\n");
  CHECK(wrong.sources.text(wrong.diagnostics.all().front().place) == "'x.db'");
}

TEST_CASE("the dialect is asked for, or the url's, or the setting") {
  struct Case {
    std::string text;
    config::Overrides overrides;
    std::string expected;
  };
  const Case c = GENERATE(values<Case>({
      {"", {}, "sqlite"},
      {"[migc]\ndialect = 'mariadb'", {}, "mariadb"},
      {"[migc]\ndialect = 'mariadb'\nurl = 'postgresql://h/d'", {}, "postgresql"},
      {"[migc]\nurl = 'postgresql://h/d'", {.dialect = "mariadb"}, "mariadb"},
      {"", {.url = "mysql://h/d"}, "mariadb"},
      {"", {.url = "nonsense"}, "sqlite"},
      {"", {.url = "mysql://h/d", .dialect = "mariadb"}, "mariadb"},
      {"", {.url = "mysql://h/d", .dialect = "sqlite"}, "E0610"},
  }));
  Loaded loaded = load_text(c.text, c.overrides);
  REQUIRE(loaded.settings);
  const auto dialect = config::effective_dialect(*loaded.settings, loaded.diagnostics);
  CHECK((dialect ? *dialect : loaded.diagnostics.all().front().id) == c.expected);
}

TEST_CASE("an unknown --dialect is told") {
  const Loaded loaded = load_text("", {.dialect = "sqllite"});
  CHECK_FALSE(loaded.settings);
  CHECK(loaded.complaints().find("did you mean `sqlite`?") != std::string::npos);
}

TEST_CASE("no text of a migc.toml that messages can show holds a password") {
  const Loaded loaded = load_text("[migc]\nurl = 'postgresql://u:hunter2@h/d' # bad\nx = 1\n");
  CHECK(loaded.sources[0].text().find("hunter2") == std::string::npos);
  CHECK(loaded.complaints() == "E0603 no setting `x` in [migc]\n");
  CHECK(loaded.sources.text(loaded.diagnostics.all().front().place) == "x");

  const Loaded good = load_text("[migc]\nurl = 'postgresql://u:hunter2@h/d'");
  CHECK(good.settings->url.value == "postgresql://u:hunter2@h/d");
}

TEST_CASE("a byte order mark and CRLF change no place") {
  const Loaded loaded = load_text("\xEF\xBB\xBF[migc]\r\nout = 1\r\n");
  CHECK(loaded.sources.text(loaded.diagnostics.all().front().place) == "1");
}
