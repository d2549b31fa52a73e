#include "tests/histories/records.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/support/files.hpp"
#include "tests/support/script.hpp"
#include "tests/support/sql_tokens.hpp"

namespace migc::histories {
namespace {

using nlohmann::json;

/// What stands between the first `begin` and the next `end` behind it.
std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const std::size_t from = text.find(begin);
  if (from == std::string::npos) throw std::runtime_error("no `" + begin + "` in: " + text);
  const std::size_t start = from + begin.size();
  return text.substr(start, text.find(end, start) - start);
}

/// "foreign key (a) references (t.c) on delete X" has the table inside the parentheses.
std::string foreign_key(const std::string& text) {
  const std::string target = between(text, "references (", ")");
  const std::size_t dot = target.find('.');
  return between("\n" + text, "\n", "references") + "references " + target.substr(0, dot) + " (" +
         target.substr(dot + 1) + ")" + between(text, "references (" + target + ")", "\n");
}

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t at = std::min(text.find(separator, from), text.size());
    parts.push_back(text.substr(from, at - from));
    from = at + separator.size();
  }
  return parts;
}

std::string add_column(const json& operation) {
  const std::string table = operation["table"], text = operation["text"];
  return "  alter table " + table + " add column " +
         between(text, "add column ", " to table " + table) + ";\n";
}

/// "create table T with N columns (a TYPE, …); constraints: primary key (…); foreign key …"
std::string create_table(const json& operation) {
  const std::string text = operation["text"];
  const std::size_t columns_end = std::min(text.find("); constraints: "), text.size());
  const std::string columns = between(text.substr(0, columns_end), " columns (", "\n");
  std::vector<std::string> definitions, keys;
  for (const std::string& column : split(columns, ", ")) {
    const std::size_t key = column.find(" primary key");
    if (key != std::string::npos) keys.push_back(column.substr(0, column.find(' ')));
    definitions.push_back(column.substr(0, key));
  }
  for (const std::string& key : keys) definitions.push_back("primary key (" + key + ")");
  if (columns_end < text.size())
    for (const std::string& constraint : split(between(text, "constraints: ", "\n"), "; "))
      definitions.push_back(constraint.starts_with("foreign") ? foreign_key(constraint)
                                                              : constraint);
  std::string list;
  for (const std::string& definition : definitions)
    list += (list.empty() ? "\n    " : ",\n    ") + definition;
  return "  create table " + operation["table"].get<std::string>() + " (" + list + "\n  );\n";
}

std::string statement(const json& operation) {
  const std::string kind = operation["op"];
  if (kind == "add_column") return add_column(operation);
  if (kind == "create_table") return create_table(operation);
  throw std::runtime_error("no words for " + operation.dump());
}

/// A revision that ran SQL itself has no recorded operations: then the SQL is the statement.
std::string upgrade(const json& record) {
  std::string text;
  for (const json& operation : record["operations"]) text += statement(operation);
  if (!text.empty()) return text;
  for (const std::string sql : record["sql_executed"]) text += "  " + sql + ";\n";
  return text;
}

}  // namespace

std::vector<Recorded> read_records(const std::string& folder) {
  std::vector<Recorded> records;
  const json graph = json::parse(support::read_file(folder + "/graph.json"));
  for (const json& record : graph["revisions"]) {
    const std::string number = std::to_string(1000 + record["n"].get<int>()).substr(1);
    Recorded& made = records.emplace_back();
    made.revision.id = record["id"];
    if (record["down_revision"].is_string()) made.revision.parent = record["down_revision"];
    made.revision.message = record["message"];
    made.revision.upgrade = upgrade(record);
    made.schema_path = folder + "/" + number + "_" + made.revision.id + ".schema.sql";
  }
  return records;
}

void make_recorded(const support::Database& database, const Recorded& record) {
  // but for the tables that SQLite makes itself
  for (const std::string& one : support::statements_of(support::read_file(record.schema_path)))
    if (!support::normal(support::sql_tokens(one)).starts_with("create table sqlite_"))
      database.run(one);
}

}  // namespace migc::histories
