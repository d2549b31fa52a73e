#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <map>

#include "compiler/config/settings.hpp"
#include "tests/unit/config/loaded.hpp"

using namespace migc;
using config::Origin;
using namespace migc::test;

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
