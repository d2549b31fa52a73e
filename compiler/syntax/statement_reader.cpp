#include "compiler/syntax/statement_reader.hpp"

#include <cstddef>
#include <memory>

#include "compiler/syntax/mismatch.hpp"

namespace migc::syntax {

void StatementReader::start_operations(const char* begin) {
  std::destroy_at(
      &now);  // made anew in place: moving thirty parts would take longer than reading some
  std::construct_at(&now);
  begin_ = begin;
  operations_.clear();
  conversion_.reset();
  fill_.reset();
  comment_.reset();
  before_text_.reset();
  after_text_.reset();
  options_.clear();
  trigger_ = {};
  virtual_table_ = {};
}

ir::Span StatementReader::from_begin(std::string_view written) const {
  return trimmed_span({begin_, written.data() + written.size()});
}

// --- create ------------------------------------------------------------------------------------

/// `create temp table s` and `create table temp.s` are the same.
bool StatementReader::take_temporary(ir::Name& name) const {
  const std::string_view temporary = naming().temporary_schema;
  const bool named = !temporary.empty() && source::same(name.schema, temporary);
  if (named) name.schema.clear();
  return now.temporary || named;
}

void StatementReader::create_table(std::string_view written) {
  const bool temporary = take_temporary(now.table);
  if (now.query)
    return add(ir::CreateTableAs{std::move(now.table), temporary, now.if_not_exists,
                                 std::move(*now.query)});
  add(ir::CreateTable{{.name = std::move(now.table),
                       .temporary = temporary,
                       .columns = std::move(now.columns),
                       .constraints = std::move(now.constraints),
                       .without_rowid = now.without_rowid,
                       .strict = now.strict,
                       .comment = take_comment(),
                       .options = std::move(options_),
                       .renamed_from = std::move(now.table_renamed_from),
                       .written = from_begin(written)},
                      now.if_not_exists});
}

/// An index is in the schema of its table.
void StatementReader::create_index(std::string_view written) {
  if (now.object.schema.empty()) put_beside(now.object, now.table);
  add(ir::CreateIndex{{.name = std::move(now.object),
                       .table = std::move(now.table),
                       .unique = now.unique,
                       .concurrently = now.concurrently,
                       .method = std::move(now.method.text),
                       .terms = std::move(now.terms),
                       .include = std::move(now.include),
                       .where = std::move(now.where),
                       .written = from_begin(written)},
                      now.if_not_exists});
}

void StatementReader::create_view(std::string_view written) {
  const bool temporary = take_temporary(now.object);
  add(ir::CreateView{{.name = std::move(now.object),
                      .temporary = temporary,
                      .columns = take_names(),
                      .query = std::move(*now.query),
                      .written = from_begin(written)},
                     now.if_not_exists,
                     now.or_replace});
}

void StatementReader::create_trigger(std::string_view written) {
  trigger_.temporary = take_temporary(now.object);
  trigger_.name = std::move(now.object);
  trigger_.table = std::move(now.table);
  put_on_table(trigger_.name, trigger_.table);
  trigger_.update_of = std::move(now.update_of);
  trigger_.for_each_row = now.for_each_row;
  trigger_.written = from_begin(written);
  add(ir::CreateTrigger{std::exchange(trigger_, {}), now.if_not_exists});
}

void StatementReader::put_beside(ir::Name& name, const ir::Name& other) {
  if (other.within != source::Within::schema) return;
  name.schema = other.schema;
  name.within = other.within;
}

void StatementReader::put_on_table(ir::Name& trigger, const ir::Name& table) const {
  if (!naming().triggers_per_table) return;
  trigger.schema = table.key();
  trigger.within = source::Within::table;
}

void StatementReader::drop_trigger() {
  ir::DropTrigger drop{std::move(now.object), now.if_exists};
  if (naming().triggers_per_table && !now.table.text.empty()) {
    put_on_table(drop.trigger, now.table);
    drop.table = std::move(now.table);
  }
  add(std::move(drop));
}

void StatementReader::module_arguments(std::string_view written) {
  virtual_table_.arguments = written;
  virtual_table_.parentheses = true;
}

void StatementReader::create_virtual_table(std::string_view written) {
  virtual_table_.temporary = take_temporary(now.table);
  virtual_table_.name = std::move(now.table);
  virtual_table_.module = std::move(now.module);
  virtual_table_.written = from_begin(written);
  add(ir::CreateVirtualTable{std::exchange(virtual_table_, {}), now.if_not_exists});
}

void StatementReader::create_type(std::string_view written) {
  add(ir::CreateEnum{{std::move(now.object), std::move(now.texts), from_begin(written)}});
}

void StatementReader::create_sequence(std::string_view written) {
  add(ir::CreateSequence{{std::move(now.object), take(), from_begin(written)}});
}

void StatementReader::comment_column() {
  std::vector<ir::Name> path = take_names();
  ir::Name column = std::move(path.back());
  path.pop_back();
  ir::Name table = std::move(path.back());
  if (path.size() == 2) put_into(table, path.front());
  add(ir::AlterTable{std::move(table), ir::SetColumnComment{std::move(column), take_comment()}});
}

// --- alter -------------------------------------------------------------------------------------

void StatementReader::add_constraint(std::string_view written) {
  table_constraint(written);
  alter(ir::AddConstraint{std::move(now.constraints.back())});
  now.constraints.clear();
}

void StatementReader::add_column() {
  alter(ir::AddColumn{.column = std::move(now.columns.back()),
                      .first = std::exchange(now.first, false),
                      .after = std::exchange(now.previous, std::nullopt),
                      .fill = std::exchange(fill_, std::nullopt)});
  now.columns.clear();
}

/// What follows in the same statement changes the table under its new name.
void StatementReader::rename_table() {
  ir::Name to = std::move(now.target);
  put_beside(to, now.table);
  add(ir::RenameTable{now.table, to});
  to.schema = std::move(now.table.schema);
  now.table = std::move(to);
}

void StatementReader::rename_index() {
  ir::Name to = std::move(now.target);
  put_beside(to, now.object);
  add(ir::RenameIndex{std::move(now.object), std::move(to)});
}

ir::AlterForeignKey StatementReader::take_foreign_changes(std::string_view written) {
  return {.on_delete = std::exchange(now.on_delete, std::nullopt),
          .on_update = std::exchange(now.on_update, std::nullopt),
          .deferral = std::exchange(now.deferral, std::nullopt),
          .written = trimmed_span(written)};
}

void StatementReader::alter_constraint(std::string_view written) {
  ir::AlterForeignKey change = take_foreign_changes(written);
  change.constraint = take_constraint();
  alter(std::move(change));
}

void StatementReader::alter_foreign_key(std::string_view written) {
  ir::AlterForeignKey change = take_foreign_changes(written);
  change.columns = take_names();
  alter(std::move(change));
}

void StatementReader::drop_foreign_key() {
  ir::DropForeignKey drop{.columns = take_names(), .written = now.names_written};
  if (!now.referenced.text.empty()) drop.to = std::exchange(now.referenced, {});
  alter(std::move(drop));
}

void StatementReader::change_type() {
  alter(ir::SetType{.column = now.column,
                    .type = take_type(),
                    .conversion = std::exchange(conversion_, std::nullopt)});
}

void StatementReader::set_not_null() {
  alter(ir::SetNotNull{.column = now.column,
                       .fill = std::exchange(fill_, std::nullopt),
                       .constraint = std::exchange(now.constraint, std::nullopt),
                       .conflict = take_conflict()});
}

void StatementReader::add_value() {
  add(ir::AddEnumValue{.type = std::move(now.object),
                       .value = std::move(new_text_),
                       .before = std::exchange(before_text_, std::nullopt),
                       .after = std::exchange(after_text_, std::nullopt)});
}

void StatementReader::rename_value() {
  add(ir::RenameEnumValue{std::move(now.object), std::move(old_text_), std::move(new_text_)});
}

// --- Data --------------------------------------------------------------------------------------

namespace {

/// The word that says what a statement behind its `with` does, or null.
const ir::Token* main_word(const ir::Expression& statement) {
  std::size_t depth = 0;
  for (const ir::Token& token : statement.tokens) {
    if (token.is_symbol("(")) ++depth;
    if (token.is_symbol(")")) --depth;
    if (depth > 0) continue;
    for (const char* word : {"select", "values", "insert", "replace", "update", "delete"})
      if (token.is_word(word)) return &token;
  }
  return nullptr;
}

}  // namespace

void StatementReader::data() {
  ir::Expression statement = take();
  const ir::Token* word = main_word(statement);
  if (word == nullptr)
    throw Mismatch{text().data() + statement.written.end,
                   {grammar::Says::expected, "`insert`, `update` or `delete` after `with`"}};
  if (word->is_word("select") || word->is_word("values"))
    throw Mismatch{text().data() + word->written.begin, grammar::query_is_no_statement};
  add(ir::Data{std::move(statement)});
}

void StatementReader::assert_text() {
  add(ir::Assert{std::move(now.condition), std::move(now.text)});
}

}  // namespace migc::syntax
