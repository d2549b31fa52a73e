#pragma once

#include "compiler/syntax/definition_reader.hpp"
#include "compiler/syntax/token_actions.hpp"

namespace migc::syntax {

/// Keeps the name just read as a part of the statement.
template <auto Part>
struct keep_name {
  static void apply0(DefinitionReader& reader) { reader.now.*Part = reader.take_name(); }
};
/// Keeps the list of names just read.
template <auto Part>
struct keep_names {
  static void apply0(DefinitionReader& reader) { reader.now.*Part = reader.take_names(); }
};
/// Keeps the tokens just read as an expression.
template <auto Part>
struct keep_tokens {
  static void apply0(DefinitionReader& reader) { reader.now.*Part = reader.take(); }
};
/// Notes that a word stands there.
template <auto Part, auto Value>
struct note {
  static void apply0(DefinitionReader& reader) { reader.now.*Part = Value; }
};
/// Keeps the action just read as what follows an event.
template <auto Part>
struct keep_action {
  static void apply0(DefinitionReader& reader) { reader.now.*Part = reader.now.action; }
};
template <ir::Deferral::Mode Mode>
struct note_deferral {
  static void apply0(DefinitionReader& reader) { reader.now.deferral = {Mode, {}}; }
};
template <ir::Deferral::Initially Initially>
struct note_initially {
  static void apply0(DefinitionReader& reader) { reader.now.deferral->initially = Initially; }
};

// clang-format off

// --- Names, strings, brackets
template <> struct action<grammar::bare_name> : read<&DefinitionReader::bare_name> {};
template <> struct action<grammar::double_quoted_name> : read<&DefinitionReader::quoted_name> {};
template <> struct action<grammar::back_quoted_name> : read<&DefinitionReader::quoted_name> {};
template <> struct action<grammar::bracketed_name> : read<&DefinitionReader::quoted_name> {};
template <> struct action<grammar::single_quoted_name> : read<&DefinitionReader::quoted_name> {};
template <> struct action<grammar::name_dot> : call<&DefinitionReader::name_dot> {};

template <> struct action<grammar::table_name> : keep_name<&Parts::table> {};
template <> struct action<grammar::referenced_table> : keep_name<&Parts::referenced> {};
template <> struct action<grammar::object_name> : keep_name<&Parts::object> {};
template <> struct action<grammar::new_name> : keep_name<&Parts::target> {};
template <> struct action<grammar::column_name> : keep_name<&Parts::column> {};
template <> struct action<grammar::previous_name> : keep_name<&Parts::renamed_from> {};
template <> struct action<grammar::table_was> : call<&DefinitionReader::table_was> {};
template <> struct action<grammar::previous_column> : keep_name<&Parts::previous> {};
template <> struct action<grammar::constraint_name> : keep_name<&Parts::constraint> {};
template <> struct action<grammar::collation_name> : keep_name<&Parts::collation> {};
template <> struct action<grammar::method_name> : keep_name<&Parts::method> {};
template <> struct action<grammar::module_name> : keep_name<&Parts::module> {};
template <> struct action<grammar::rule_name> : keep_name<&Parts::rule> {};
template <> struct action<grammar::match_name> : call<&DefinitionReader::match_name> {};
template <> struct action<grammar::dialect_name> : call<&DefinitionReader::listed_name> {};
template <> struct action<grammar::listed_name> : call<&DefinitionReader::listed_name> {};
template <> struct action<grammar::path_name> : call<&DefinitionReader::listed_name> {};
template <> struct action<grammar::names> : read<&DefinitionReader::names> {};

template <> struct action<grammar::plain_string> : read<&DefinitionReader::plain_string> {};
template <> struct action<grammar::dollar_string> : read<&DefinitionReader::dollar_string> {};
template <> struct action<grammar::listed_text> : call<&DefinitionReader::listed_text> {};

template <> struct action<grammar::open> : read<&TokenReader::open> {};
template <> struct action<grammar::close_mark> : call<&TokenReader::close> {};

template <> struct action<grammar::existing> : note<&Parts::if_exists, true> {};
template <> struct action<grammar::not_existing> : note<&Parts::if_not_exists, true> {};

// --- Types
template <> struct action<grammar::type_word> : read<&DefinitionReader::type_word> {};
template <> struct action<grammar::quoted_type> : call<&DefinitionReader::quoted_type> {};
template <> struct action<grammar::type_arguments> : read<&DefinitionReader::type_arguments> {};
template <> struct action<grammar::array_mark> : read<&DefinitionReader::array_mark> {};
template <> struct action<grammar::type_dialect> : call<&DefinitionReader::type_dialect> {};
template <> struct action<grammar::for_dialect> : call<&DefinitionReader::for_dialect> {};
template <> struct action<grammar::type> : read<&DefinitionReader::type> {};

// --- Expressions
template <> struct action<grammar::sign_token> : add_symbol {};
template <> struct action<grammar::cast_token> : add_symbol {};
template <> struct action<grammar::condition> : keep_tokens<&Parts::condition> {};
template <> struct action<grammar::generated_value> : keep_tokens<&Parts::value> {};
template <> struct action<grammar::ascending> : note<&Parts::order, ir::Order::ascending> {};
template <> struct action<grammar::descending> : note<&Parts::order, ir::Order::descending> {};
template <> struct action<grammar::nulls_first> : note<&Parts::nulls, ir::Nulls::first> {};
template <> struct action<grammar::nulls_last> : note<&Parts::nulls, ir::Nulls::last> {};
template <> struct action<grammar::term> : call<&DefinitionReader::term> {};

// --- Parts of constraints
template <> struct action<grammar::on_rollback> : note<&Parts::conflict, ir::Conflict::rollback> {};
template <> struct action<grammar::on_abort> : note<&Parts::conflict, ir::Conflict::abort> {};
template <> struct action<grammar::on_fail> : note<&Parts::conflict, ir::Conflict::fail> {};
template <> struct action<grammar::on_ignore> : note<&Parts::conflict, ir::Conflict::ignore> {};
template <> struct action<grammar::on_replace> : note<&Parts::conflict, ir::Conflict::replace> {};
template <> struct action<grammar::set_null> : note<&Parts::action, ir::Action::set_null> {};
template <> struct action<grammar::set_default> : note<&Parts::action, ir::Action::set_default> {};
template <> struct action<grammar::cascade_rows> : note<&Parts::action, ir::Action::cascade> {};
template <> struct action<grammar::restrict_rows> : note<&Parts::action, ir::Action::restrict> {};
template <> struct action<grammar::no_action> : note<&Parts::action, ir::Action::no_action> {};
template <> struct action<grammar::on_delete> : keep_action<&Parts::on_delete> {};
template <> struct action<grammar::on_update> : keep_action<&Parts::on_update> {};
template <> struct action<grammar::deferrable> : note_deferral<ir::Deferral::Mode::deferrable> {};
template <> struct action<grammar::not_deferrable> : note_deferral<ir::Deferral::Mode::not_deferrable> {};
template <> struct action<grammar::initially_deferred> : note_initially<ir::Deferral::Initially::deferred> {};
template <> struct action<grammar::initially_immediate> : note_initially<ir::Deferral::Initially::immediate> {};
template <> struct action<grammar::referenced_columns> : read<&DefinitionReader::names> {};
template <> struct action<grammar::references> : call<&DefinitionReader::references> {};
template <> struct action<grammar::autoincrement> : note<&Parts::autoincrement, true> {};
template <> struct action<grammar::stored> : note<&Parts::storage, ir::Storage::stored> {};
template <> struct action<grammar::virtual_> : note<&Parts::storage, ir::Storage::virtual_> {};

// --- Constraints of a column
template <> struct action<grammar::primary_key> : call<&DefinitionReader::primary_key> {};
template <> struct action<grammar::not_null> : call<&DefinitionReader::not_null> {};
template <> struct action<grammar::null> : call<&DefinitionReader::null> {};
template <> struct action<grammar::unique> : call<&DefinitionReader::unique> {};
template <> struct action<grammar::check> : call<&DefinitionReader::check> {};
template <> struct action<grammar::default_value> : call<&DefinitionReader::default_value> {};
template <> struct action<grammar::collate> : call<&DefinitionReader::collate> {};
template <> struct action<grammar::generated> : call<&DefinitionReader::generated> {};
template <> struct action<grammar::identity_always> : tell<&DefinitionReader::identity, true> {};
template <> struct action<grammar::identity_by_default> : tell<&DefinitionReader::identity, false> {};
template <> struct action<grammar::late_deferral> : call<&DefinitionReader::late_deferral> {};
template <> struct action<grammar::column_comment> : call<&DefinitionReader::column_comment> {};
template <> struct action<grammar::column_constraint> : read<&DefinitionReader::column_constraint> {};
template <> struct action<grammar::defined_column> : call<&DefinitionReader::defined_column> {};
template <> struct action<grammar::column_type> : call<&DefinitionReader::column_type> {};
template <> struct action<grammar::column> : read<&DefinitionReader::column> {};

// --- Constraints of a table
template <> struct action<grammar::table_primary_key> : call<&DefinitionReader::table_primary_key> {};
template <> struct action<grammar::table_unique> : call<&DefinitionReader::table_unique> {};
template <> struct action<grammar::table_check> : call<&DefinitionReader::table_check> {};
template <> struct action<grammar::foreign_columns> : keep_names<&Parts::foreign_columns> {};
template <> struct action<grammar::foreign_key> : call<&DefinitionReader::foreign_key> {};
template <> struct action<grammar::table_constraint> : read<&DefinitionReader::table_constraint> {};

// clang-format on

}  // namespace migc::syntax
