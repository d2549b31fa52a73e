#pragma once

#include <sqlite3.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "compiler/dialects/sqlite/rules/rules.hpp"
#include "tests/unit/schema/model_reader.hpp"

/// A real SQLite database, and what its schema table says as objects of the model. The definitions
/// are read by a small reader of its own, so that a fault of the parser cannot hide one of the
/// resolver.
namespace migc::schema::test {

/// An in-memory database.
class Database {
 public:
  Database() {
    if (sqlite3_open(":memory:", &db_) != SQLITE_OK) throw std::runtime_error("sqlite3_open");
  }
  ~Database() { sqlite3_close(db_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Runs statements; the message where one of them fails.
  std::optional<std::string> run(const std::string& sql) {
    char* message = nullptr;
    if (sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, &message) == SQLITE_OK)
      return std::nullopt;
    std::string text = message == nullptr ? "?" : message;
    sqlite3_free(message);
    return text;
  }

  /// Cuts the first statement off the text, or nothing when it does not prepare.
  std::optional<std::string> take_statement(std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    const char* tail = nullptr;
    const int result = sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, &tail);
    if (result != SQLITE_OK) return std::nullopt;
    std::string first = sql.substr(0, static_cast<std::size_t>(tail - sql.c_str()));
    if (statement != nullptr) {
      while (sqlite3_step(statement) == SQLITE_ROW) {
      }
    }
    sqlite3_finalize(statement);
    sql.erase(0, first.size());
    return first;
  }

  /// The first column of a query's rows.
  std::vector<std::string> strings(const std::string& query) {
    std::vector<std::string> all;
    const auto add = [](void* list, int, char** values, char**) {
      static_cast<std::vector<std::string>*>(list)->emplace_back(values[0]);
      return 0;
    };
    sqlite3_exec(db_, query.c_str(), add, &all, nullptr);
    return all;
  }

  /// The definitions in the schema tables, in the order of creation.
  std::vector<std::string> definitions() {
    return strings(
        "select sql from sqlite_master where sql is not null and name not like 'sqlite_%'"
        " union all select sql from sqlite_temp_master where sql is not null");
  }

  std::vector<Object> objects() {
    std::vector<Object> all;
    for (const std::string& sql : definitions())
      if (std::optional<Object> object = DefinitionReader(sql).read())
        all.push_back(std::move(*object));
    return all;
  }

  Schema schema() {
    Schema schema(backends::sqlite::rules());
    for (Object& object : objects()) schema.put(std::move(object));
    return schema;
  }

 private:
  sqlite3* db_ = nullptr;
};

/// The model of what some statements create.
inline Schema schema_of(const std::string& sql) {
  Database database;
  if (const auto error = database.run(sql)) throw std::runtime_error(*error + " in " + sql);
  return database.schema();
}

}  // namespace migc::schema::test
