#pragma once

#include "compiler/syntax/definition_actions.hpp"
#include "compiler/syntax/statement_reader.hpp"

namespace migc::syntax {

/// Adds the alteration that `make` builds of what was read of the statement.
template <auto make>
struct alters {
  static void apply0(StatementReader& reader) { reader.alter(make(reader.now)); }
};
/// Adds one that says nothing but its column.
template <class Change>
struct change {
  static void apply0(StatementReader& reader) { reader.alter(Change{reader.now.column}); }
};

inline ir::DropColumn dropped_column(Parts& now) {
  return {std::move(now.column), std::exchange(now.cascade, false)};
}
inline ir::DropCheck dropped_check(Parts& now) { return {std::move(now.condition)}; }
inline ir::RenameColumn renamed_column(Parts& now) {
  return {std::move(now.column), std::move(now.target)};
}
inline ir::SetCollation given_collation(Parts& now) {
  return {now.column, std::move(now.collation)};
}

/// `first` is no part that stays: the next change of the statement may say `after`.
inline ir::MoveColumn moved_column(Parts& now) {
  now.first = false;
  return {now.column, std::exchange(now.previous, std::nullopt)};
}

// clang-format off

// --- create table
template <> struct action<grammar::temporary> : note<&Parts::temporary, true> {};
template <> struct action<grammar::option_key> : read<&StatementReader::option_key> {};
template <> struct action<grammar::option_word> : read<&StatementReader::option_word> {};
template <> struct action<grammar::table_option> : call<&StatementReader::table_option> {};
template <> struct action<grammar::without_rowid> : note<&Parts::without_rowid, true> {};
template <> struct action<grammar::strict> : note<&Parts::strict, true> {};
template <> struct action<grammar::table_comment> : call<&StatementReader::table_comment> {};
template <> struct action<grammar::query> : keep_tokens<&Parts::query> {};
template <> struct action<grammar::create_table> : read<&StatementReader::create_table> {};

// --- create index
template <> struct action<grammar::unique_index> : note<&Parts::unique, true> {};
template <> struct action<grammar::concurrently> : note<&Parts::concurrently, true> {};
template <> struct action<grammar::included_columns> : keep_names<&Parts::include> {};
template <> struct action<grammar::index_where> : keep_tokens<&Parts::where> {};
template <> struct action<grammar::create_index> : read<&StatementReader::create_index> {};

// --- create view, trigger, virtual table, type, sequence
template <> struct action<grammar::or_replace> : note<&Parts::or_replace, true> {};
template <> struct action<grammar::create_view> : read<&StatementReader::create_view> {};
template <> struct action<grammar::before_event> : tell<&StatementReader::trigger_time, ir::Trigger::Time::before> {};
template <> struct action<grammar::after_event> : tell<&StatementReader::trigger_time, ir::Trigger::Time::after> {};
template <> struct action<grammar::instead_of> : tell<&StatementReader::trigger_time, ir::Trigger::Time::instead_of> {};
template <> struct action<grammar::insert_event> : tell<&StatementReader::trigger_event, ir::Trigger::Event::insert> {};
template <> struct action<grammar::delete_event> : tell<&StatementReader::trigger_event, ir::Trigger::Event::delete_> {};
template <> struct action<grammar::update_event> : tell<&StatementReader::trigger_event, ir::Trigger::Event::update> {};
template <> struct action<grammar::update_columns> : keep_names<&Parts::update_of> {};
template <> struct action<grammar::for_each_row> : note<&Parts::for_each_row, true> {};
template <> struct action<grammar::trigger_condition> : call<&StatementReader::trigger_condition> {};
template <> struct action<grammar::trigger_semicolon> : add_symbol {};
template <> struct action<grammar::trigger_body> : call<&StatementReader::trigger_body> {};
template <> struct action<grammar::create_trigger> : read<&StatementReader::create_trigger> {};
template <> struct action<grammar::module_open> : read<&TokenReader::open> {};
template <> struct action<grammar::module_close> : call<&TokenReader::close> {};
template <> struct action<grammar::module_text> : limit_nesting<bracket_limit> {};
template <> struct action<grammar::module_arguments> : read<&StatementReader::module_arguments> {};
template <> struct action<grammar::create_virtual_table> : read<&StatementReader::create_virtual_table> {};
template <> struct action<grammar::create_type> : read<&StatementReader::create_type> {};
template <> struct action<grammar::create_sequence> : read<&StatementReader::create_sequence> {};

// --- drop, comment
template <> struct action<grammar::drop_table> : call<&StatementReader::drop_table> {};
template <> struct action<grammar::drop_index> : call<&StatementReader::drop_index> {};
template <> struct action<grammar::drop_view> : call<&StatementReader::drop_view> {};
template <> struct action<grammar::drop_trigger> : call<&StatementReader::drop_trigger> {};
template <> struct action<grammar::drop_type> : call<&StatementReader::drop_type> {};
template <> struct action<grammar::drop_sequence> : call<&StatementReader::drop_sequence> {};
template <> struct action<grammar::comment_string> : call<&StatementReader::comment_string> {};
template <> struct action<grammar::comment_table> : call<&StatementReader::comment_table> {};
template <> struct action<grammar::comment_column> : call<&StatementReader::comment_column> {};

// --- alter table
template <> struct action<grammar::add_constraint> : read<&StatementReader::add_constraint> {};
template <> struct action<grammar::at_first> : note<&Parts::first, true> {};
template <> struct action<grammar::add_column> : call<&StatementReader::add_column> {};
template <> struct action<grammar::cascade> : note<&Parts::cascade, true> {};
template <> struct action<grammar::drop_column> : alters<dropped_column> {};
template <> struct action<grammar::drop_constraint> : call<&StatementReader::drop_constraint> {};
template <> struct action<grammar::drop_primary_key> : call<&StatementReader::drop_primary_key> {};
template <> struct action<grammar::drop_unique> : call<&StatementReader::drop_unique> {};
template <> struct action<grammar::drop_foreign_key> : call<&StatementReader::drop_foreign_key> {};
template <> struct action<grammar::drop_check> : alters<dropped_check> {};
template <> struct action<grammar::drop_strict> : tell<&StatementReader::set_strict, false> {};
template <> struct action<grammar::drop_without_rowid> : tell<&StatementReader::set_without_rowid, false> {};
template <> struct action<grammar::rename_constraint> : call<&StatementReader::rename_constraint> {};
template <> struct action<grammar::rename_table> : call<&StatementReader::rename_table> {};
template <> struct action<grammar::rename_column> : alters<renamed_column> {};
template <> struct action<grammar::alter_constraint> : read<&StatementReader::alter_constraint> {};
template <> struct action<grammar::alter_foreign_key> : read<&StatementReader::alter_foreign_key> {};
template <> struct action<grammar::set_strict> : tell<&StatementReader::set_strict, true> {};
template <> struct action<grammar::set_without_rowid> : tell<&StatementReader::set_without_rowid, true> {};
template <> struct action<grammar::reorder_columns> : call<&StatementReader::reorder_columns> {};

// --- alter column
template <> struct action<grammar::change_type> : call<&StatementReader::change_type> {};
template <> struct action<grammar::conversion> : call<&StatementReader::conversion> {};
template <> struct action<grammar::fill_value> : call<&StatementReader::fill_value> {};
template <> struct action<grammar::added_value> : call<&StatementReader::fill_value> {};
template <> struct action<grammar::set_not_null> : call<&StatementReader::set_not_null> {};
template <> struct action<grammar::new_default> : call<&StatementReader::set_default> {};
template <> struct action<grammar::set_collation> : alters<given_collation> {};
template <> struct action<grammar::set_generated> : call<&StatementReader::set_generated> {};
template <> struct action<grammar::set_autoincrement> : change<ir::SetAutoincrement> {};
template <> struct action<grammar::drop_not_null> : change<ir::DropNotNull> {};
template <> struct action<grammar::drop_default> : change<ir::DropDefault> {};
template <> struct action<grammar::drop_collation> : change<ir::DropCollation> {};
template <> struct action<grammar::drop_generated> : change<ir::DropGenerated> {};
template <> struct action<grammar::drop_autoincrement> : change<ir::DropAutoincrement> {};
template <> struct action<grammar::drop_type_of_column> : change<ir::SetType> {};
template <> struct action<grammar::move_column> : alters<moved_column> {};
template <> struct action<grammar::change_comment> : call<&StatementReader::change_comment> {};

// --- alter index, alter type
template <> struct action<grammar::rename_index> : call<&StatementReader::rename_index> {};
template <> struct action<grammar::old_text> : call<&StatementReader::old_text> {};
template <> struct action<grammar::new_text> : call<&StatementReader::new_text> {};
template <> struct action<grammar::before_text> : call<&StatementReader::before_text> {};
template <> struct action<grammar::after_text> : call<&StatementReader::after_text> {};
template <> struct action<grammar::add_value> : call<&StatementReader::add_value> {};
template <> struct action<grammar::rename_value> : call<&StatementReader::rename_value> {};

// --- Data
template <> struct action<grammar::data> : call<&StatementReader::data> {};
template <> struct action<grammar::assert_condition> : keep_tokens<&Parts::condition> {};
template <> struct action<grammar::assert_text> : call<&StatementReader::assert_text> {};

// clang-format on

}  // namespace migc::syntax
