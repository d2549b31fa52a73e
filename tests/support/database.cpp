#include "tests/support/database.hpp"

#include <memory>

namespace migc::support {
namespace {

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

std::runtime_error refused(sqlite3* database, const std::string& sql) {
  return std::runtime_error(std::string(sqlite3_errmsg(database)) + " in: " + sql);
}

std::optional<std::string> text_of(sqlite3_stmt* statement, int column) {
  const unsigned char* text = sqlite3_column_text(statement, column);
  if (text == nullptr) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(text),
                     static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
}

}  // namespace

Database::Database(const std::string& path) {
  if (sqlite3_open(path.c_str(), &handle_) == SQLITE_OK) return;
  const std::string message = sqlite3_errmsg(handle_);
  sqlite3_close(handle_);
  throw std::runtime_error(path + ": " + message);
}

void Database::run(const std::string& script) const {
  if (const auto refusal = try_run(script)) throw std::runtime_error(*refusal);
}

std::optional<std::string> Database::try_run(const std::string& script) const {
  char* message = nullptr;
  if (sqlite3_exec(handle_, script.c_str(), nullptr, nullptr, &message) == SQLITE_OK) return {};
  std::string text = message == nullptr ? "unknown error" : message;
  sqlite3_free(message);
  return text;
}

std::vector<Row> query(sqlite3* database, const std::string& sql,
                       const std::vector<std::string>& arguments) {
  sqlite3_stmt* prepared = nullptr;
  if (sqlite3_prepare_v2(database, sql.c_str(), -1, &prepared, nullptr) != SQLITE_OK)
    throw refused(database, sql);
  const std::unique_ptr<sqlite3_stmt, Finalize> statement(prepared);
  for (std::size_t i = 0; i < arguments.size(); ++i)
    sqlite3_bind_text(prepared, static_cast<int>(i) + 1, arguments[i].data(),
                      static_cast<int>(arguments[i].size()), SQLITE_TRANSIENT);

  std::vector<Row> rows;
  int result = SQLITE_ROW;
  while ((result = sqlite3_step(prepared)) == SQLITE_ROW) {
    Row& row = rows.emplace_back();
    for (int column = 0; column < sqlite3_column_count(prepared); ++column)
      row.push_back(text_of(prepared, column));
  }
  if (result != SQLITE_DONE) throw refused(database, sql);
  return rows;
}

bool has_strict_tables() { return sqlite3_libversion_number() >= 3037000; }

std::string table_list() {
  if (sqlite3_libversion_number() >= 3037000)
    return "(select * from pragma_table_list where schema = 'main')";
  return "(select m.name, case when m.type = 'view' then 'view' "
         "when m.sql like 'create virtual%' then 'virtual' "
         "when exists (select 1 from sqlite_master v where v.sql like 'create virtual%' and "
         "substr(m.name, 1, length(v.name) + 1) = v.name || '_') then 'shadow' "
         "else 'table' end as type, replace(m.sql, '  ', ' ') like '%without rowid%' as wr, 0 as "
         "strict "
         "from sqlite_master m where m.type in ('table', 'view'))";
}

std::string quoted(const std::string& text, char quote) {
  std::string result(1, quote);
  for (const char c : text) {
    if (c == quote) result += quote;
    result += c;
  }
  return result + quote;
}

}  // namespace migc::support
