#pragma once

#include "compiler/syntax/file_reader.hpp"
#include "compiler/syntax/statement_actions.hpp"

namespace migc::syntax {

// clang-format off

// --- Loops
template <> struct action<grammar::value_number> : read<&BlockReader::value_number> {};
template <> struct action<grammar::value_word> : read<&BlockReader::value_word> {};
template <> struct action<grammar::value_literal> : call<&BlockReader::value_literal> {};
template <> struct action<grammar::map_key> : call<&BlockReader::value_literal> {};
template <> struct action<grammar::values_inside> : limit_nesting<bracket_limit> {};
template <> struct action<grammar::map_entries> : limit_nesting<bracket_limit> {};
template <> struct action<grammar::round_open> : read<&BlockReader::list_open> {};
template <> struct action<grammar::round_close> : read<&BlockReader::list_close> {};
template <> struct action<grammar::square_open> : read<&BlockReader::list_open> {};
template <> struct action<grammar::square_close> : read<&BlockReader::list_close> {};
template <> struct action<grammar::map_open> : read<&BlockReader::list_open> {};
template <> struct action<grammar::map_close> : read<&BlockReader::list_close> {};
template <> struct action<grammar::map_entry> : call<&BlockReader::map_entry> {};
template <> struct action<grammar::outer_variable> : call<&BlockReader::outer_variable> {};
template <> struct action<grammar::for_head> : call<&BlockReader::for_head> {};
template <> struct action<grammar::for_> : read<&BlockReader::for_> {};

// --- Dialects, raw SQL, notes
template <> struct action<grammar::on_head> : call<&BlockReader::on_head> {};
template <> struct action<grammar::on> : read<&BlockReader::on> {};
template <> struct action<grammar::execute_head> : call<&BlockReader::execute_head> {};
template <> struct action<grammar::execute> : read<&BlockReader::execute> {};
template <> struct action<grammar::allow> : read<&BlockReader::allow> {};

// --- Statements and blocks
template <> struct action<grammar::simple_statement> : read<&BlockReader::simple_statement> {};
template <> struct action<grammar::ended_statement> : call<&BlockReader::ended_statement> {};
template <> struct action<grammar::checked_statement> : recover_by<&BlockReader::recover> {};
template <> struct action<grammar::block_open> : read<&BlockReader::block_open> {};
template <> struct action<grammar::block_inside> : limit_nesting<block_limit> {};
template <> struct action<grammar::block_close> : read<&BlockReader::block_close> {};

// --- Header
template <> struct action<grammar::bare_id> : read<&FileReader::bare_id> {};
template <> struct action<grammar::revision_id> : call<&FileReader::revision_id> {};
template <> struct action<grammar::parent_id> : call<&FileReader::listed_id> {};
template <> struct action<grammar::dependency_id> : call<&FileReader::listed_id> {};
template <> struct action<grammar::replaced_id> : call<&FileReader::listed_id> {};
template <> struct action<grammar::label_name> : call<&FileReader::listed_id> {};
template <> struct action<grammar::revision_item> : read<&FileReader::revision_item> {};
template <> struct action<grammar::revises_item> : read<&FileReader::revises_item> {};
template <> struct action<grammar::depends_item> : read<&FileReader::depends_item> {};
template <> struct action<grammar::replaces_item> : read<&FileReader::replaces_item> {};
template <> struct action<grammar::label_item> : read<&FileReader::label_item> {};
template <> struct action<grammar::message_item> : read<&FileReader::message_item> {};
template <> struct action<grammar::created_item> : read<&FileReader::created_item> {};
template <> struct action<grammar::describe_item> : read<&FileReader::describe_item> {};
template <> struct action<grammar::transaction_off> : tell<&FileReader::transaction, false> {};
template <> struct action<grammar::transaction_on> : tell<&FileReader::transaction, true> {};
template <> struct action<grammar::transaction_item> : read<&FileReader::transaction_item> {};
template <> struct action<grammar::parameter_name> : read<&FileReader::parameter_name> {};
template <> struct action<grammar::parameter_default> : call<&FileReader::parameter_default> {};
template <> struct action<grammar::parameter_item> : read<&FileReader::parameter_item> {};

// --- The two directions
template <> struct action<grammar::upgrade> : read<&FileReader::upgrade> {};
template <> struct action<grammar::downgrade_block> : call<&FileReader::downgrade_block> {};
template <> struct action<grammar::downgrade_auto> : call<&FileReader::downgrade_auto> {};
template <> struct action<grammar::downgrade_irreversible> : call<&FileReader::downgrade_irreversible> {};
template <> struct action<grammar::downgrade> : read<&FileReader::downgrade> {};
template <> struct action<grammar::checked_item> : recover_by<&FileReader::recover_item> {};

// clang-format on

}  // namespace migc::syntax
