#include "compiler/drivers/sqlite/repeatable.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "compiler/backends/quote.hpp"
#include "compiler/drivers/sqlite/scratch.hpp"
#include "compiler/drivers/sqlite/statement.hpp"
#include "compiler/source/name.hpp"

namespace migc::drivers::sqlite {

namespace {

std::string text_of_value(sqlite3_value* value) {
  const unsigned char* text = sqlite3_value_text(value);
  return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}

/// Whether one of SQLite's date functions reads the clock or the time zone. Without a moment they
/// stand for now. https://www.sqlite.org/lang_datefunc.html
bool reads_clock(const std::string& name, int count, sqlite3_value** values) {
  constexpr std::array<std::string_view, 3> anywhere = {"now", "localtime", "utc"};
  const int first = name == "strftime" ? 1 : 0;
  if (count <= first) return true;
  const std::string moment = source::fold(text_of_value(values[first]));
  return moment == "subsec" || moment == "subsecond" ||
         std::any_of(values + first, values + count, [&](sqlite3_value* value) {
           const std::string word = source::fold(text_of_value(value));
           return std::find(anywhere.begin(), anywhere.end(), word) != anywhere.end();
         });
}

std::string call_text(const std::string& name, int count, sqlite3_value** values) {
  std::string text;
  for (int at = 0; at < count; ++at)
    text += (at == 0 ? "" : ", ") + backends::literal(text_of_value(values[at]));
  return name + "(" + text + ")";
}

}  // namespace

Repeatable::Repeatable(database::Connection& database) : plain_(scratch_database()) {
  for (const char* name : {"random", "changes", "total_changes", "last_insert_rowid",
                           "sqlite_version", "sqlite_source_id"})
    take_over(database, name, 0, 0, refuse_any);
  take_over(database, "randomblob", 1, 0, refuse_any);
  for (const char* name : {"current_timestamp", "current_date", "current_time"})
    take_over(database, name, 0, 0, refuse_any);
  // Indexes, checks and generated columns take them as long as they do not read the clock.
  for (const char* name :
       {"date", "time", "datetime", "julianday", "unixepoch", "strftime", "timediff"})
    take_over(database, name, -1, SQLITE_DETERMINISTIC, refuse_now);
}

void Repeatable::take_over(database::Connection& database, const char* name, int arguments,
                           int flags, void (*call)(sqlite3_context*, int, sqlite3_value**)) {
  functions_.push_back({this, name});
  sqlite3_create_function_v2(handle_of(database), name, arguments,
                             SQLITE_UTF8 | SQLITE_INNOCUOUS | flags, &functions_.back(), call,
                             nullptr, nullptr, nullptr);
}

void Repeatable::refuse_any(sqlite3_context* context, int, sqlite3_value**) {
  const auto& function = *static_cast<const Function*>(sqlite3_user_data(context));
  const bool is_word = function.name.starts_with("current_");
  function.self->refuse(context, function.name + (is_word ? "" : "()"));
}

void Repeatable::refuse_now(sqlite3_context* context, int count, sqlite3_value** values) {
  const auto& function = *static_cast<const Function*>(sqlite3_user_data(context));
  if (reads_clock(function.name, count, values))
    function.self->refuse(context, call_text(function.name, count, values));
  else
    function.self->call_plain(context, function.name, count, values);
}

void Repeatable::refuse(sqlite3_context* context, std::string call) {
  sqlite3_result_error(context, call.c_str(), -1);
  refused_ = std::move(call);
}

void Repeatable::call_plain(sqlite3_context* context, const std::string& name, int count,
                            sqlite3_value** values) {
  std::string sql = "SELECT " + name + "(";
  for (int at = 0; at < count; ++at) sql += at == 0 ? "?" : ", ?";
  const Prepared statement = prepare(handle_of(*plain_), sql + ")");
  for (int at = 0; at < count; ++at) sqlite3_bind_value(statement.get(), at + 1, values[at]);
  if (sqlite3_step(statement.get()) == SQLITE_ROW)
    sqlite3_result_value(context, sqlite3_column_value(statement.get(), 0));
  else
    sqlite3_result_error(context, sqlite3_errmsg(handle_of(*plain_)), -1);
}

}  // namespace migc::drivers::sqlite
