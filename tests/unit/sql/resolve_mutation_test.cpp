#include <algorithm>
#include <catch2/catch.hpp>

#include "compiler/sql/resolve.hpp"
#include "tests/unit/schema/rename_cases.hpp"
#include "tests/unit/schema/sql_model.hpp"

using namespace migc;
using namespace migc::schema;
using namespace migc::sql;
using namespace migc::schema::test;

namespace {

std::string spelled(const ir::Token& token) {
  std::string text;
  const auto quote = [&](char open, char close) {
    text += open;
    for (const char c : token.text) text.append(c == close ? 2 : 1, c);
    text += close;
  };
  if (token.kind == ir::Token::Kind::string)
    quote('\'', '\'');
  else if (token.kind == ir::Token::Kind::quoted)
    quote(token.quote, token.quote == '[' ? ']' : token.quote);
  else
    text = token.text;
  return token.gap + text;
}

std::string with_token(const ir::Expression& sql, std::size_t place, const std::string& word) {
  std::string text;
  for (std::size_t i = 0; i < sql.tokens.size(); ++i)
    text += i == place ? " " + word + " " : spelled(sql.tokens[i]);
  return text;
}

/// What uses the object, so that SQLite resolves the names in it.
std::string use_of(const Object& object) {
  if (const auto* view = std::get_if<ir::View>(&object))
    return "select * from \"" + view->name.text + "\" limit 0";
  const auto* trigger = std::get_if<ir::Trigger>(&object);
  if (trigger == nullptr) return "";
  const std::string table = '"' + trigger->table.text + '"';
  switch (trigger->event) {
    case ir::Trigger::Event::insert:
      return "explain insert into " + table + " default values";
    case ir::Trigger::Event::delete_:
      return "explain delete from " + table;
    case ir::Trigger::Event::update:
      break;
  }
  const std::string column = trigger->update_of.empty() ? "rowid" : trigger->update_of[0].text;
  return "explain update " + table + " set " + column + " = 1";
}

/// Whether SQLite misses a table or a column; nothing when it complains of something else.
std::optional<bool> misses(const std::optional<std::string>& error) {
  if (!error) return false;
  for (const char* part : {"no such column", "no such table", "has no column named",
                           "cannot join using column", "does not match any column"})
    if (error->find(part) != std::string::npos) return true;
  return std::nullopt;
}

/// Mistakes that SQLite does not see: a column that UPDATE OF waits for in vain, a common table
/// expression that nobody reads.
bool known_to_differ(const Object& object, const std::string& sql) {
  if (sql.find("with q as") != std::string::npos && sql.find("max(z)") != std::string::npos)
    return sql.find("from zzq )") != std::string::npos ||
           sql.find("zzq  from t)") != std::string::npos;
  const auto* trigger = std::get_if<ir::Trigger>(&object);
  return trigger != nullptr && std::any_of(trigger->update_of.begin(), trigger->update_of.end(),
                                           [](const Name& name) { return name.text == "zzq"; });
}

/// Table-valued functions that are not known: applications register their own.
bool reads_unknown_table(const std::string& sql) {
  return sql.find("zzq (") != std::string::npos || sql.find("pragma_") != std::string::npos;
}

/// The definitions of a case, but for one, in a database of their own.
bool make_without(Database& database, const RenameCase& row,
                  const std::vector<std::string>& definitions, std::size_t left_out) {
  for (std::size_t i = 0; i < definitions.size(); ++i)
    if (i != left_out && database.run(definitions[i])) return false;
  return !row.definitions.empty();
}

}  // namespace

// Every word of every view, trigger and index is replaced by one that is no name of anything, one
// at a time: what SQLite then misses, so must we, and nothing else.
TEST_CASE("a wrong name anywhere is found exactly when SQLite finds it") {
  std::size_t compared = 0, wrong = 0;
  for (const RenameCase& row : rename_cases()) {
    if (!row.column.empty() && row.column != "a") continue;
    Database whole;
    REQUIRE(whole.run(row.around() + row.definitions) == std::nullopt);
    const std::vector<std::string> definitions = whole.definitions();
    for (std::size_t d = 0; d < definitions.size(); ++d) {
      const ir::Expression sql = tokens(definitions[d]);
      if (sql.tokens.at(1).is_word("table") || sql.tokens.at(1).is_word("virtual")) continue;
      for (std::size_t place = 4; place < sql.tokens.size(); ++place) {
        if (!sql.tokens[place].is_name()) continue;
        const std::string mutated = with_token(sql, place, "zzq");
        if (reads_unknown_table(mutated)) continue;
        Database database;
        if (!make_without(database, row, definitions, d)) continue;
        const Schema schema = database.schema();
        const auto refused = database.run(mutated);
        if (!refused || misses(refused)) {
          const Object object = *DefinitionReader(mutated).read();
          const std::optional<bool> missed =
              refused ? misses(refused) : misses(database.run(use_of(object)));
          if (!missed) continue;
          Schema with_object = schema;
          with_object.put(object);
          const auto unresolved = unresolved_in(object, with_object);
          if (known_to_differ(object, mutated)) {
            CHECK(!unresolved.empty());
            continue;
          }
          ++compared;
          INFO(mutated << "\n" << refused.value_or(""));
          CHECK(!unresolved.empty() == *missed);
          wrong += *missed ? 1 : 0;
        }
      }
    }
  }
  CHECK(compared > 1000);
  CHECK(wrong > 700);
}
