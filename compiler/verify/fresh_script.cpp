#include "compiler/verify/fresh_script.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "compiler/database/statement.hpp"
#include "compiler/diagnostics/counted.hpp"
#include "compiler/dialects/sqlite/print/raw_sql.hpp"
#include "compiler/source/name.hpp"

namespace migc::verify {

namespace {

using backends::Action;
using backends::Script;
using backends::Strategy;
using database::same_statement;
using drivers::sqlite::Contents;
using drivers::sqlite::Insert;
using drivers::sqlite::inserts;
using drivers::sqlite::name_text;

class FreshScript {
 public:
  FreshScript(const Contents& contents, const schema::Schema& schema,
              const backends::Backend& backend)
      : contents_(contents), schema_(schema), backend_(backend) {}

  Script build() {
    using enum Contents::Object::Kind;
    create_all(table);
    for (const Contents::Object& object : contents_.objects)
      if (object.kind == table) insert_rows(object);
    create_all(index);
    create_all(view);
    create_all(virtual_table);
    for (const Contents::Object& object : contents_.objects)
      if (object.kind == virtual_table) fill(object);
    create_all(trigger);  // not before the rows: none of them is to act on these
    set_marks();
    return std::move(script_);
  }

 private:
  using Object = Contents::Object;
  using Kind = backends::Statement::Kind;

  [[nodiscard]] static bool is_own(const Object& object) {
    return object.name.starts_with("sqlite_");  // of ANALYZE: nobody but SQLite can create them
  }

  [[nodiscard]] const schema::Entry* modelled(const Object& object) const {
    using enum Object::Kind;
    const auto space = object.kind == index     ? schema::Space::index
                       : object.kind == trigger ? schema::Space::trigger
                                                : schema::Space::relation;
    return schema_.find({space, source::fold(object.name)});
  }

  void create_all(Object::Kind kind) {
    for (const Object& object : contents_.objects)
      if (object.kind == kind && !is_own(object)) create(object);
  }

  void create(const Object& object) {
    using What = Script::Outcome::What;
    using enum Object::Kind;
    const auto& [word, what] = object.kind == index     ? std::pair{"index", What::index}
                               : object.kind == view    ? std::pair{"view", What::view}
                               : object.kind == trigger ? std::pair{"trigger", What::trigger}
                               : object.kind == virtual_table
                                   ? std::pair{"virtual table", What::table}
                                   : std::pair{"table", What::table};
    const schema::Entry* entry = modelled(object);
    std::string text = entry == nullptr ? "" : backend_.create(entry->object, schema_);
    if (text.empty() || !same_statement(text, object.statement, schema_.dialect()))
      text = backends::sqlite::as_written(object.statement);
    Action& action = add(object, Strategy::native, fmt::format("create {} {}", word, object.name));
    action.statements = {{Kind::sql, std::move(text)}};
    if (object.kind == table || object.kind == virtual_table) action.tables = {object.name};
    script_.outcome.push_back({what, object.name});
  }

  void insert_rows(const Object& object) {
    const auto found = contents_.rows.find(object.name);
    if (found == contents_.rows.end() || found->second.values.empty() || is_own(object)) return;
    const std::size_t rows = found->second.values.size();
    Action& action =
        add(object, Strategy::data, diagnostics::counted(rows, "row") + " of " + object.name);
    action.tables = {object.name};
    for (Insert& insert : inserts(object.name, found->second)) {
      action.statements.push_back({Kind::sql, std::move(insert.statement)});
      action.statements.push_back(
          {Kind::rows,
           fmt::format("(SELECT count(*) FROM {}) = {}", name_text(object.name), insert.rows),
           insert.rows == rows ? object.name
                               : fmt::format("{} up to {}", object.name, insert.rows)});
    }
  }

  void fill(const Object& object) {
    insert_rows(object);
    if (!contents_.indexes.contains(object.name)) return;
    add(object, Strategy::data, fmt::format("index of {}", object.name)).statements = {
        {Kind::sql,
         fmt::format("INSERT INTO {0} ({0}) VALUES ('rebuild')", name_text(object.name))}};
  }

  /// In a statement of its own, behind those of the rows: at the end of these SQLite sets a mark.
  void set_marks() {
    if (contents_.marks.values.empty()) return;
    Action action{Strategy::data, "the last numbers of AUTOINCREMENT"};
    action.statements = {{Kind::sql, "DELETE FROM sqlite_sequence"}};
    for (Insert& insert : inserts("sqlite_sequence", contents_.marks))
      action.statements.push_back({Kind::sql, std::move(insert.statement)});
    script_.actions.push_back(std::move(action));
  }

  Action& add(const Object& object, Strategy strategy, std::string summary) {
    Action action{strategy, std::move(summary)};
    if (const schema::Entry* entry = modelled(object)) action.written = entry->created;
    script_.actions.push_back(std::move(action));
    return script_.actions.back();
  }

  const Contents& contents_;
  const schema::Schema& schema_;
  const backends::Backend& backend_;
  Script script_;
};

}  // namespace

Script fresh_script(const Contents& contents, const schema::Schema& schema,
                    const backends::Backend& backend) {
  return FreshScript(contents, schema, backend).build();
}

}  // namespace migc::verify
