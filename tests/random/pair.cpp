#include "tests/random/pair.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "compiler/dialects/dialects.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/pipeline/schema_text.hpp"
#include "compiler/source/name.hpp"
#include "tests/memory/compilation.hpp"
#include "tests/support/meaning.hpp"

namespace migc::random {
namespace {

using support::Database;

ir::Name name_of(const std::string& text) { return {text, true, {}, {}}; }

std::string statements_of(const Model& model) {
  std::string text;
  const auto add = [&](const std::string& statement) { text += statement + ";\n"; };
  for (const Table& one : model.tables) add(print(model, one));
  for (const Fulltext& one : model.fulltexts) add(print(model, one));
  for (const Index& one : model.indexes) add(print(model, one));
  for (const View& one : model.views) add(print(model, one));
  for (const Trigger& one : model.triggers) add(print(model, one));
  return text;
}

/// The schema of a model, as a file of it says it.
schema::Schema schema_of(const Model& model) {
  source::SourceSet sources;
  diagnostics::Diagnostics said;
  auto schema = pipeline::read_schema(sources, sources.add("schema.mig", statements_of(model)),
                                      {backends::rules_of("sqlite")}, said);
  if (!schema) throw std::runtime_error("the schema: " + said.all().at(0).text);
  return *std::move(schema);
}

/// Tables and columns say what they were in the first model.
void say_was(const Model& first, const Model& second, schema::Schema& wanted) {
  const auto was = [](const auto* old, const std::string& name) {
    return old != nullptr && old->name != name ? std::optional(name_of(old->name)) : std::nullopt;
  };
  for (const Table& table : second.tables) {
    const auto old = std::find_if(first.tables.begin(), first.tables.end(),
                                  [&](const Table& one) { return one.id == table.id; });
    if (old == first.tables.end()) continue;
    ir::Table said = *wanted.table(name_of(table.name));
    said.renamed_from = was(&*old, table.name);
    for (const Column& column : table.columns)
      said.find(name_of(column.name))->renamed_from = was(old->find(column.id), column.name);
    wanted.put(std::move(said));
  }
}

/// Whether something has the name that another has given up.
template <class T>
bool is_reused(const std::vector<T>& first, const std::vector<T>& second) {
  const auto has_name = [](const std::string& name) {
    return [&name](const T& one) { return source::fold(one.name) == source::fold(name); };
  };
  return std::any_of(first.begin(), first.end(), [&](const T& old) {
    const auto now =
        std::find_if(second.begin(), second.end(), [&](const T& one) { return one.id == old.id; });
    return now != second.end() && !has_name(old.name)(*now) &&
           std::any_of(second.begin(), second.end(), has_name(old.name));
  });
}

/// Whether something has the name of another that is gone. Without `was` they are one and the same;
/// with it, it takes two comparisons.
template <class T>
bool is_taken_over(const std::vector<T>& first, const std::vector<T>& second) {
  return std::any_of(first.begin(), first.end(), [&](const T& old) {
    return std::none_of(second.begin(), second.end(),
                        [&](const T& now) { return now.id == old.id; }) &&
           std::any_of(second.begin(), second.end(), [&](const T& now) {
             return source::fold(now.name) == source::fold(old.name);
           });
  });
}

bool has_names_of_gone(const Model& first, const Model& second) {
  return is_taken_over(first.tables, second.tables) ||
         std::any_of(second.tables.begin(), second.tables.end(), [&](const Table& table) {
           const auto old = std::find_if(first.tables.begin(), first.tables.end(),
                                         [&](const Table& one) { return one.id == table.id; });
           return old != first.tables.end() && is_taken_over(old->columns, table.columns);
         });
}

/// Whether the second model has such a table or column: its `was` holds for one comparison only.
bool was_is_reused(const Model& first, const Model& second) {
  return is_reused(first.tables, second.tables) ||
         std::any_of(second.tables.begin(), second.tables.end(), [&](const Table& table) {
           const auto old = std::find_if(first.tables.begin(), first.tables.end(),
                                         [&](const Table& one) { return one.id == table.id; });
           return old != first.tables.end() && is_reused(old->columns, table.columns);
         });
}

/// The statements that make migc's own tables, for a database that is at revision `a`.
const std::string& own_tables() {
  static const std::string statements = [] {
    const auto made =
        memory::compile({{"a.mig", "revision a; upgrade { create table t (c); } downgrade auto;"}},
                        memory::Form::lossy);
    const Database scratch;
    scratch.run(made.scripts.at(0).up);
    std::string all;
    for (const support::Row& row :
         support::query(scratch.handle(), "select sql from sqlite_master where name like 'migc%'"))
      all += row.at(0).value() + ";\n";
    return all + "insert into migc_version values ('a');";
  }();
  return statements;
}

/// A database with the content of another, and a version table that says `a`.
void begin(const Database& mirror, const Database& real) {
  sqlite3_backup* backup = sqlite3_backup_init(real.handle(), "main", mirror.handle(), "main");
  sqlite3_backup_step(backup, -1);
  if (sqlite3_backup_finish(backup) != SQLITE_OK) throw std::runtime_error("cannot copy");
  real.run(own_tables());
}

class Pair {
 public:
  Pair(const Model& first, const Model& second, const Database& mirror,
       support::FactsReader& reader)
      : first_(first), second_(second), mirror_(mirror), reader_(reader) {}

  void run() {
    if (has_names_of_gone(first_, second_)) return;
    const schema::Schema from = schema_of(first_);
    schema::Schema to = schema_of(second_);
    say_was(first_, second_, to);
    const std::string statements = difference_of(from, to);
    compile(statements);
    execute(statements);
    const schema::Schema there = pipeline::schema_at(made_.project, {"b"});
    if (was_is_reused(first_, second_)) {
      is_named_or_none(there, to);
      to = schema_of(second_);
    }
    difference_is_none(there, to);
  }

 private:
  static std::string difference_of(const schema::Schema& from, const schema::Schema& to) {
    diagnostics::Diagnostics said;
    const auto changes = schema::diff(from, to, said);
    std::string text = pipeline::changes_text(changes, "  ");
    for (const diagnostics::Diagnostic& one : said.all()) {
      std::string complaint = "diff: " + one.text;
      for (const auto& note : one.notes) complaint += "\n  " + note.text;
      throw std::runtime_error(complaint + "\n" + text);
    }
    return text;
  }

  void compile(const std::string& statements) {
    made_ = memory::compile(
        {{"a.mig",
          "revision a; upgrade {\n" + statements_of(first_) + "} downgrade irreversible 'test';"},
         {"b.mig", "revision b; revises a; upgrade {\n" + statements + "} downgrade auto;"}},
        memory::Form::lossy);
    if (made_.scripts.size() != 2) throw std::runtime_error(made_.complaints() + "\n" + statements);
  }

  void execute(const std::string& statements) const {
    const Database real;
    begin(mirror_, real);
    const auto expected = carry_over(mirror_, first_, second_);
    const auto refusal = real.try_run(made_.scripts[1].up);
    if (!expected) {
      if (!refusal)
        throw std::runtime_error("it ran, although the rows do not allow it\n" + statements);
      return;
    }
    if (refusal) throw std::runtime_error(*refusal + "\n" + statements);
    compare(*expected, real, statements);
    come_back(*expected, real, statements);
  }

  /// The way back that is derived of the difference leads to the first schema again.
  void come_back(const Database& there, const Database& real, const std::string& statements) const {
    if (!made_.scripts[1].down) throw std::runtime_error("no way back\n" + statements);
    const auto expected = carry_over(there, second_, first_);
    const auto refusal = real.try_run(*made_.scripts[1].down);
    if (!expected && !refusal)
      throw std::runtime_error("it came back, although the rows do not allow it\n" + statements);
    if (!expected) return;
    if (refusal) throw std::runtime_error("back: " + *refusal + "\n" + statements);
    compare(*expected, real, "-- back\n" + statements);
  }

  void compare(const Database& expected, const Database& real,
               const std::string& statements) const {
    const std::string schema =
        support::difference(support::meaning(reader_.read(expected.handle())),
                            support::meaning(reader_.read(real.handle())));
    if (!schema.empty()) throw std::runtime_error(schema + "\n" + statements);
    const std::string rows =
        support::difference(support::read_rows(expected.handle()),
                            support::read_rows(real.handle(), {"migc_version", "migc_log"}));
    if (!rows.empty()) throw std::runtime_error(rows + "\n" + statements);
  }

  /// Where `was` has to go before the next comparison, that is told.
  static void is_named_or_none(const schema::Schema& there, const schema::Schema& to) {
    try {
      const std::string text = difference_of(there, to);
      if (!text.empty() && text.find("exchange names, as `was` says") == text.npos)
        throw std::runtime_error("arrived, and still a difference:\n" + text);
    } catch (const std::runtime_error& error) {
      if (std::string(error.what()).find("cannot follow `was") == std::string::npos) throw;
    }
  }

  static void difference_is_none(const schema::Schema& same, const schema::Schema& as) {
    const std::string text = difference_of(same, as);
    if (!text.empty()) throw std::runtime_error("arrived, and still a difference:\n" + text);
  }

  const Model &first_, &second_;
  const Database& mirror_;
  support::FactsReader& reader_;
  memory::Compilation made_;
};

}  // namespace

std::string compare_pairs(const History& history, support::FactsReader& reader) {
  const Model &first = history.stations[1].model, &last = history.stations.back().model;
  const Model& middle = history.stations[history.stations.size() / 2].model;
  const auto begun = make(first);
  for (const std::string& insert : history.inserts) begun->run(insert);
  const auto empty = make({});
  try {
    Pair(first, last, *begun, reader).run();
    Pair(last, first, *history.last, reader).run();
    Pair({}, last, *empty, reader).run();
    Pair(first, middle, *begun, reader).run();
    if (const auto halfway = carry_over(*begun, first, middle))
      Pair(middle, last, *halfway, reader).run();
    return {};
  } catch (const std::exception& error) {
    return error.what();
  }
}

}  // namespace migc::random
