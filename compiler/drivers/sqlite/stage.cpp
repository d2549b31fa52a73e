#include "compiler/drivers/sqlite/stage.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "compiler/dialects/sqlite/print/raw_sql.hpp"
#include "compiler/drivers/sqlite/refusal.hpp"
#include "compiler/drivers/sqlite/scratch.hpp"
#include "compiler/drivers/sqlite/statement.hpp"
#include "compiler/source/name.hpp"

extern "C" int sqlite3_error_offset(sqlite3*) __attribute__((weak));

namespace migc::drivers::sqlite {

using database::Verdict;

namespace {

void return_null(sqlite3_context* context, int, sqlite3_value**) { sqlite3_result_null(context); }
void ignore_step(sqlite3_context*, int, sqlite3_value**) {}
void return_nothing(sqlite3_context* context) { sqlite3_result_null(context); }

int compare_bytes(void*, int size_a, const void* a, int size_b, const void* b) {
  const int order = std::memcmp(a, b, static_cast<std::size_t>(std::min(size_a, size_b)));
  return order != 0 ? order : size_a - size_b;
}

void provide_collation(void*, sqlite3* database, int, const char* name) {
  sqlite3_create_collation(database, name, SQLITE_UTF8, nullptr, compare_bytes);
}

/// The name behind a message's beginning: `no such function: NAME`.
std::string name_in(const std::string& text, std::string_view beginning) {
  const std::size_t at = text.find(beginning);
  if (at == std::string::npos) return {};
  std::string name = text.substr(at + beginning.size());
  if (const std::size_t end = name.find("()"); end != std::string::npos) name.resize(end);
  return name;
}

bool is_definition(const char* sql) {
  constexpr std::array<std::string_view, 6> words = {"create", "alter",   "drop",
                                                     "pragma", "analyze", "reindex"};
  const auto statements = backends::sqlite::beginnings(sql == nullptr ? "" : sql);
  return !statements.empty() &&
         std::find(words.begin(), words.end(), statements.front().word) != words.end();
}

/// What a rehearsal may take: the work of some milliseconds.
constexpr int most_operations = 2'000'000;
int give_up(void*) { return 1; }

}  // namespace

void Stage::clear() {
  if (database_) database_->roll_back();
  if (!database_ || is_dirty_) {
    database_ = scratch_database();
    stand_ins_.clear();
    is_dirty_ = false;
    sqlite3* const handle = database_->handle();
    sqlite3_collation_needed(handle, nullptr, provide_collation);
    sqlite3_progress_handler(handle, most_operations, give_up, nullptr);
  }
  enforce_foreign_keys(false);
  take_quoted_names_for_strings(true);
  sqlite3_db_config(database_->handle(), SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, 0, nullptr);
  database_->run("BEGIN");
}

Verdict Stage::run(std::string_view sql) { return each(sql, Doing::all); }

Verdict Stage::run_definitions(std::string_view sql) {
  is_dirty_ = is_dirty_ || source::fold(sql).find("pragma") != std::string::npos;
  return each(sql, Doing::definitions);
}

Verdict Stage::prepare(std::string_view sql) { return each(sql, Doing::prepare); }

Verdict Stage::first_row(std::string_view query) { return each(query, Doing::first_row); }

Verdict Stage::each(std::string_view sql, Doing doing) {
  const std::string text(sql);
  const char* const begin = text.c_str();
  const char* const end = begin + text.size();
  for (const char* at = begin; at < end;)
    if (Verdict refused = one(at, end, begin, doing)) return refused;
  return std::nullopt;
}

Verdict Stage::one(const char*& at, const char* end, const char* begin, Doing doing) {
  sqlite3* const handle = database_->handle();
  const char* next = at;
  sqlite3_stmt* made = nullptr;
  while (sqlite3_prepare_v2(handle, at, static_cast<int>(end - at) + 1, &made, &next) !=
         SQLITE_OK) {
    // Not before SQLite 3.38. https://www.sqlite.org/c3ref/errcode.html
    const int offset = sqlite3_error_offset != nullptr ? sqlite3_error_offset(handle) : -1;
    if (!stand_in(sqlite3_errmsg(handle)))
      return refusal(offset < 0 ? -1 : static_cast<int>(at - begin) + offset);
  }
  const Prepared statement(made);
  at = next;
  if (made == nullptr || doing == Doing::prepare) return std::nullopt;
  if (doing == Doing::definitions && !is_definition(sqlite3_sql(made))) return std::nullopt;
  int result = sqlite3_step(made);
  while (result == SQLITE_ROW && doing != Doing::first_row) result = sqlite3_step(made);
  if (result == SQLITE_ROW || result == SQLITE_DONE) return std::nullopt;
  return refusal(-1);
}

database::Refusal Stage::refusal(int offset) const {
  database::Refusal refusal = last_refusal(database_->handle());
  refusal.offset = offset;
  return refusal;
}

bool Stage::stand_in(const std::string& message) {
  constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  sqlite3* const handle = database_->handle();
  if (const std::string name = name_in(message, "no such function: "); !name.empty()) {
    if (!stand_ins_.insert(name).second) return false;
    return sqlite3_create_function_v2(handle, name.c_str(), -1, flags, nullptr, return_null,
                                      nullptr, nullptr, nullptr) == SQLITE_OK;
  }
  // One that is used over rows or windows is an aggregate.
  const std::size_t over = message.find("() may not be used as a window function");
  const std::string name = over != std::string::npos
                               ? message.substr(0, over)
                               : name_in(message, "FILTER may not be used with non-aggregate ");
  if (stand_ins_.count(name) == 0 || !stand_ins_.insert(name + "()").second) return false;
  sqlite3_create_function_v2(handle, name.c_str(), -1, flags, nullptr, nullptr, nullptr, nullptr,
                             nullptr);
  return sqlite3_create_window_function(handle, name.c_str(), -1, flags, nullptr, ignore_step,
                                        return_nothing, return_nothing, ignore_step,
                                        nullptr) == SQLITE_OK;
}

std::vector<std::string> Stage::columns_of(const std::string& query) {
  const Prepared statement = sqlite::prepare(database_->handle(), query);
  std::vector<std::string> names;
  for (int column = 0; column < sqlite3_column_count(statement.get()); ++column)
    names.emplace_back(sqlite3_column_name(statement.get(), column));
  return names;
}

void Stage::enforce_foreign_keys(bool on) {
  // The pragma does nothing inside a transaction; this does.
  sqlite3_db_config(database_->handle(), SQLITE_DBCONFIG_ENABLE_FKEY, on ? 1 : 0, nullptr);
}

void Stage::take_quoted_names_for_strings(bool on) {
  sqlite3_db_config(database_->handle(), SQLITE_DBCONFIG_DQS_DML, on ? 1 : 0, nullptr);
}

}  // namespace migc::drivers::sqlite
