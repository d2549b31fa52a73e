#include "compiler/config/settings.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <map>

#include "tests/unit/config/loaded.hpp"

using namespace migc;
using config::Origin;
using namespace migc::test;

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

TEST_CASE("a folder on the command line has the migrations, and is where migc.toml is searched") {
  const Folder folder;
  folder.write("db/001.mig", "");
  const config::Overrides overrides{.folder = "db/"};
  {
    const Loaded loaded(folder.path, overrides);
    REQUIRE(loaded.settings);
    CHECK(loaded.settings->resolve(loaded.settings->versions.value.at(0)) == "db/");
  }
  folder.write("migc.toml", "[migc]\nversions = [\"elsewhere\"]\nout = \"scripts\"\n");
  {
    const Loaded loaded(folder.path, overrides);
    REQUIRE(loaded.settings);
    CHECK(loaded.settings->file == "migc.toml");
    CHECK(loaded.settings->out.value == "scripts");
    CHECK(loaded.settings->versions.value == std::vector<std::string>{"db/"});
  }
  folder.write("db/migc.toml", "[migc]\nversions = [\"below\"]\n");
  {
    const Loaded loaded(folder.path, overrides);
    REQUIRE(loaded.settings);
    CHECK(loaded.settings->resolve(loaded.settings->versions.value.at(0)) == "db/below");
  }
}

TEST_CASE("a folder beside the one of migc.toml is found from there") {
  const Folder folder;
  folder.write("a/migc.toml", "[migc]\n");
  folder.write("b/001.mig", "");
  const Loaded loaded(folder.path, {.config = "a/migc.toml", .folder = "b"});
  REQUIRE(loaded.settings);
  CHECK(loaded.settings->resolve(loaded.settings->versions.value.at(0)) == "b");
}
