#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/syntax/definition_reader.hpp"

namespace migc::syntax {

/// Makes operations of what was read: one for each `create` and `drop`, one for each change of an
/// `alter`.
class StatementReader : public DefinitionReader {
 public:
  using DefinitionReader::DefinitionReader;

  void create_table(std::string_view written);
  void create_index(std::string_view written);
  void create_view(std::string_view written);
  void create_trigger(std::string_view written);
  void create_virtual_table(std::string_view written);
  void create_type(std::string_view written);
  void create_sequence(std::string_view written);

  void table_comment() { comment_ = std::move(now.text); }
  void option_key(std::string_view written) { option_key_ = written; }
  void option_word(std::string_view written) { now.text = written; }
  void table_option() { options_.emplace_back(std::move(option_key_), std::move(now.text)); }
  void trigger_time(ir::Trigger::Time time) { trigger_.time = time; }
  void trigger_event(ir::Trigger::Event event) { trigger_.event = event; }
  void trigger_condition() { trigger_.when = take(); }
  void trigger_body() { trigger_.body = take(); }
  void module_arguments(std::string_view written);

  void drop_table() { add(ir::DropTable{std::move(now.table), now.if_exists}); }
  void drop_index() { add(ir::DropIndex{std::move(now.object), now.if_exists}); }
  void drop_view() { add(ir::DropView{std::move(now.object), now.if_exists}); }
  void drop_trigger();
  void drop_type() { add(ir::DropEnum{std::move(now.object)}); }
  void drop_sequence() { add(ir::DropSequence{std::move(now.object)}); }

  void comment_string() { comment_ = std::move(now.text); }
  void comment_table() { alter(ir::SetTableComment{take_comment()}); }
  void comment_column();

  /// Adds one of the table of the statement.
  void alter(ir::Alteration alteration) { add(ir::AlterTable{now.table, std::move(alteration)}); }
  void add_constraint(std::string_view written);
  void add_column();
  void drop_constraint() { alter(ir::DropConstraint{take_constraint()}); }
  void drop_primary_key() { alter(ir::DropPrimaryKey{}); }
  void drop_unique() { alter(ir::DropUnique{take_names(), now.names_written}); }
  void drop_foreign_key();
  void rename_table();
  void rename_constraint() {
    alter(ir::RenameConstraint{take_constraint(), std::move(now.target)});
  }
  void set_strict(bool strict) { alter(ir::SetStrict{strict}); }
  void set_without_rowid(bool without) { alter(ir::SetWithoutRowid{without}); }
  void reorder_columns() { alter(ir::ReorderColumns{take_names(), now.names_written}); }
  void alter_constraint(std::string_view written);
  void alter_foreign_key(std::string_view written);

  void change_type();
  void conversion() { conversion_ = take(); }
  void set_not_null();
  void fill_value() { fill_ = take(); }
  void set_default() { alter(ir::SetDefault{now.column, take()}); }
  void set_generated() { alter(ir::SetGenerated{now.column, take_generated()}); }
  void change_comment() { alter(ir::SetColumnComment{now.column, take_comment()}); }

  void rename_index();
  void add_value();
  void rename_value();
  void old_text() { old_text_ = std::move(now.text); }
  void new_text() { new_text_ = std::move(now.text); }
  void before_text() { before_text_ = std::move(now.text); }
  void after_text() { after_text_ = std::move(now.text); }

  /// Throws Mismatch when what follows a `with` is a query: a migration changes data.
  void data();
  void assert_text();

 protected:
  void start_operations(const char* begin);
  [[nodiscard]] std::vector<ir::Operation> take_operations() {
    return std::exchange(operations_, {});
  }
  [[nodiscard]] const char* begin() const { return begin_; }

 private:
  template <class Operation>
  void add(Operation operation) {
    operations_.emplace_back(std::move(operation));
  }
  [[nodiscard]] bool take_temporary(ir::Name& name) const;
  /// Says that a name is in the schema of another.
  static void put_beside(ir::Name& name, const ir::Name& other);
  /// Says that a trigger's name is its table's, if the dialect has them so.
  void put_on_table(ir::Name& trigger, const ir::Name& table) const;
  /// The span from the statement's first word to the end of `written`.
  [[nodiscard]] ir::Span from_begin(std::string_view written) const;
  [[nodiscard]] ir::Name take_constraint() { return *std::exchange(now.constraint, std::nullopt); }
  [[nodiscard]] std::optional<std::string> take_comment() {
    return std::exchange(comment_, std::nullopt);
  }
  [[nodiscard]] ir::AlterForeignKey take_foreign_changes(std::string_view written);

  const char* begin_ = nullptr;
  std::vector<ir::Operation> operations_;
  std::optional<ir::Expression> conversion_, fill_;
  std::optional<std::string> comment_, before_text_, after_text_;
  std::string option_key_, old_text_, new_text_;
  std::vector<std::pair<std::string, std::string>> options_;
  ir::Trigger trigger_;
  ir::VirtualTable virtual_table_;
};

}  // namespace migc::syntax
