#include "compiler/config/url.hpp"

#include <catch2/catch.hpp>

using namespace migc;
using config::Url;

namespace {

std::optional<Url> parse(std::string_view text) {
  diagnostics::Diagnostics diagnostics;
  return config::parse_url(text, "--url", {}, diagnostics);
}

}  // namespace

TEST_CASE("SQLite URLs are SQLAlchemy's") {
  const auto [text, database, in_memory] = GENERATE(table<std::string, std::string, bool>({
      {"sqlite:///app.db", "app.db", false},
      {"sqlite:///./greenstack.db", "./greenstack.db", false},
      {"sqlite:////var/lib/app.db", "/var/lib/app.db", false},
      {"sqlite+pysqlite:///app.db", "app.db", false},
      {"sqlite://", "", true},
      {"sqlite:///", "", true},
      {"sqlite:///:memory:", ":memory:", true},
      {"sqlite:///a%20b.db", "a%20b.db", false},
      {"sqlite:///C:/data/a@b.db", "C:/data/a@b.db", false},
      {"sqlite:///app.db?timeout=5", "app.db", false},
  }));
  const auto url = parse(text);
  CAPTURE(text);
  REQUIRE(url);
  CHECK(url->dialect == "sqlite");
  CHECK(url->database == database);
  CHECK(url->in_memory() == in_memory);
}

TEST_CASE("all parts of a server's URL are found") {
  const auto url =
      parse("postgresql+psycopg2://sc%40tt:ti%2Fger@db.example:5433/app?sslmode=require&a=b+c%26");
  REQUIRE(url);
  CHECK(url->dialect == "postgresql");
  CHECK(url->driver == "psycopg2");
  CHECK(url->user == "sc@tt");
  CHECK(url->password == "ti/ger");
  CHECK(url->host == "db.example");
  CHECK(url->port == 5433);
  CHECK(url->database == "app");
  REQUIRE(url->options.size() == 2);
  CHECK(url->options[0] == std::pair<std::string, std::string>("sslmode", "require"));
  CHECK(url->options[1] == std::pair<std::string, std::string>("a", "b c&"));
}

TEST_CASE("parts of a server's URL may be missing") {
  struct Case {
    std::string text, dialect, user;
    std::optional<std::string> password;
    std::string host, database;
  };
  const Case c = GENERATE(values<Case>({
      {"postgresql://localhost/app", "postgresql", "", {}, "localhost", "app"},
      {"postgres:///app", "postgresql", "", {}, "", "app"},
      {"mysql://root@h/app", "mariadb", "root", {}, "h", "app"},
      {"mariadb+pymysql://root:@h", "mariadb", "root", "", "h", ""},
      {"mariadb://u:p/w@h/app", "mariadb", "u", "p/w", "h", "app"},
      {"postgresql://u:p@[::1]:5432/app", "postgresql", "u", "p", "::1", "app"},
      {"postgresql://h?user=me@x", "postgresql", "", {}, "h", ""},
      {"postgresql://datenbank-ü/app", "postgresql", "", {}, "datenbank-ü", "app"},
  }));
  const auto url = parse(c.text);
  CAPTURE(c.text);
  REQUIRE(url);
  CHECK(url->dialect == c.dialect);
  CHECK(url->user == c.user);
  CHECK(url->password == c.password);
  CHECK(url->host == c.host);
  CHECK(url->database == c.database);
}

TEST_CASE("a malformed URL is told part by part, with what to write, and without its password") {
  const auto [text, id, says] = GENERATE(table<std::string, std::string, std::string>({
      {"", "E0621", "forms are"},
      {"app.db", "E0622", "write `sqlite:///app.db`"},
      {"/var/app.db", "E0622", "write `sqlite:////var/app.db`"},
      {"sqlite:app.db", "E0622", "`sqlite…`"},
      {"user:hunter2@host/db", "E0622", "`user…`"},
      {"user:hunter2@x://host/db", "E0622", "`user…`"},
      {"://host", "E0622", "forms are"},
      {"sqllite:///app.db", "E0623", "did you mean `sqlite`?"},
      {"oracle://u:hunter2@h/db", "E0623", "`oracle`"},
      {"sqlite://app.db", "E0625", "write `sqlite:///app.db`"},
      {"sqlite://home/app.db", "E0625", "`home`"},
      {"postgresql://h:port/db", "E0624", "the port of"},
      {"postgresql://h:0/db", "E0624", "the port of"},
      {"postgresql://h:65536/db", "E0624", "the port of"},
      {"postgresql://h:/db", "E0624", "the port of"},
      {"postgresql://u:hunter2", "E0624", "is `@` missing"},
      {"postgresql://u:hunter2%zz@h/db", "E0624", "the password of"},
      {"postgresql://u%:hunter2@h/db", "E0624", "the user of"},
      {"postgresql://[::1/db", "E0624", "the host of"},
      {"postgresql://[::1]x/db", "E0624", "the host of"},
      {"postgresql://h/db?password", "E0624", "the options of"},
      {"postgresql://h/db?=x", "E0624", "the options of"},
      {"postgresql://h/d\nb", "E0624", "control character"},
  }));
  diagnostics::Diagnostics diagnostics;
  CAPTURE(text);
  REQUIRE_FALSE(config::parse_url(text, "MIGC_URL", {}, diagnostics));
  const auto& complaint = diagnostics.all().front();
  std::string all = complaint.text + " " + complaint.label;
  for (const auto& note : complaint.notes) all += " " + note.text;
  CHECK(complaint.id == id);
  CHECK(all.find(says) != std::string::npos);
  CHECK(all.find("MIGC_URL") != std::string::npos);
  CHECK(all.find("hunter2") == std::string::npos);
}

TEST_CASE("a masked URL can be shown") {
  const auto [text, masked] = GENERATE(table<std::string, std::string>({
      {"sqlite:///app.db", "sqlite:///app.db"},
      {"sqlite:////a/b.db", "sqlite:////a/b.db"},
      {"sqlite://", "sqlite://"},
      {"postgresql://u:hunter2@h:1/db", "postgresql://u:***@h:1/db"},
      {"postgresql://u@h/db", "postgresql://u@h/db"},
      {"postgresql://h/db?password=hunter2&sslmode=x", "postgresql://h/db?password=***&sslmode=x"},
      {"postgresql://u:p@[::1]/db", "postgresql://u:***@[::1]/db"},
      {"mysql+pymysql://a%40b:@h", "mariadb+pymysql://a%40b:***@h"},
  }));
  const auto url = parse(text);
  REQUIRE(url);
  CHECK(url->masked() == masked);
}

TEST_CASE("passwords are starred out wherever URLs stand, and nothing moves") {
  const auto [text, starred] = GENERATE(table<std::string, std::string>({
      {"nothing here: a@b", "nothing here: a@b"},
      {"url = \"postgresql://u:hunter2@h/db\" # me@home",
       "url = \"postgresql://u:*******@h/db\" # me@home"},
      {"postgresql://u:hun@ter2@h", "postgresql://u:********@h"},
      {"postgresql://u:hunter2", "postgresql://u:*******"},
      {"x = 'mysql://u:hunt er2@h'", "x = 'mysql://u:********@h'"},
      {"\"sqlite:///C:/a.db\"", "\"sqlite:///C:/a.db\""},
      {"\"p://h/d?sslpassword=abc&x=y\"", "\"p://h/d?sslpassword=***&x=y\""},
      {"\"p://u:${PW}@h\"", "\"p://u:${PW}@h\""},
      {"\"p://${U}:abc@h\"", "\"p://${U}:***@h\""},
      {"\"p://u:${PW:-abc}@h\"", "\"p://u:**********@h\""},
      {"\"${URL:-p://u:abc@h}\"", "\"${URL:-p://u:***@h}\""},
      {"a://u:x@h\nb://u:y@h", "a://u:*@h\nb://u:*@h"},
      {"`p://u:a`b@h/d` is", "`p://u:***@h/d` is"},
      {"url = \"\"\"p://u:\\\n  abc@h\"\"\"", "url = \"\"\"p://u:*\n*****@h\"\"\""},
      {"`u:abc@h/d` or p:u:abc@h/d", "`u:***@h/d` or p:*****@h/d"},
      {"a1:lib@head and a:b@+1", "a1:lib@head and a:b@+1"},
  }));
  CHECK(config::star_passwords(text) == starred);
}
