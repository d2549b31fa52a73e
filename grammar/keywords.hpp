#pragma once

#include "grammar/lexical.hpp"

/// No keyword is reserved: a rule asks for one where it can stand, and everywhere else it is a
/// name.
namespace migc::grammar {

// clang-format off
struct k_abort : key<"abort"> {};             struct k_action : key<"action"> {};
struct k_add : key<"add"> {};                 struct k_and : key<"and"> {};
struct k_between : key<"between"> {};         struct k_like : key<"like"> {};
struct k_after : key<"after"> {};
struct k_allow : key<"allow"> {};             struct k_alter : key<"alter"> {};
struct k_always : key<"always"> {};           struct k_analyze : key<"analyze"> {};
struct k_as : key<"as"> {};                   struct k_asc : key<"asc"> {};
struct k_assert : key<"assert"> {};           struct k_attach : key<"attach"> {};
struct k_auto : key<"auto"> {};               struct k_autoincrement : key<"autoincrement"> {};
struct k_before : key<"before"> {};           struct k_begin : key<"begin"> {};
struct k_by : key<"by"> {};                   struct k_cascade : key<"cascade"> {};
struct k_check : key<"check"> {};
struct k_collate : key<"collate"> {};         struct k_column : key<"column"> {};
struct k_columns : key<"columns"> {};         struct k_comment : key<"comment"> {};
struct k_commit : key<"commit"> {};           struct k_concurrently : key<"concurrently"> {};
struct k_conflict : key<"conflict"> {};       struct k_constraint : key<"constraint"> {};
struct k_create : key<"create"> {};           struct k_created : key<"created"> {};
struct k_data : key<"data"> {};               struct k_declares : key<"declares"> {};
struct k_default : key<"default"> {};         struct k_deferrable : key<"deferrable"> {};
struct k_deferred : key<"deferred"> {};       struct k_delete : key<"delete"> {};
struct k_depends : key<"depends"> {};         struct k_desc : key<"desc"> {};
struct k_describe : key<"describe"> {};       struct k_detach : key<"detach"> {};
struct k_downgrade : key<"downgrade"> {};     struct k_drop : key<"drop"> {};
struct k_each : key<"each"> {};               struct k_else : key<"else"> {};
struct k_end : key<"end"> {};                 struct k_enum : key<"enum"> {};
struct k_execute : key<"execute"> {};         struct k_exists : key<"exists"> {};
struct k_explain : key<"explain"> {};         struct k_fail : key<"fail"> {};
struct k_fill : key<"fill"> {};               struct k_first : key<"first"> {};
struct k_for : key<"for"> {};                 struct k_foreign : key<"foreign"> {};
struct k_generated : key<"generated"> {};     struct k_identity : key<"identity"> {};
struct k_if : key<"if"> {};                   struct k_ignore : key<"ignore"> {};
struct k_immediate : key<"immediate"> {};     struct k_in : key<"in"> {};
struct k_include : key<"include"> {};         struct k_index : key<"index"> {};
struct k_initially : key<"initially"> {};     struct k_insert : key<"insert"> {};
struct k_instead : key<"instead"> {};         struct k_irreversible : key<"irreversible"> {};
struct k_is : key<"is"> {};                   struct k_key : key<"key"> {};
struct k_label : key<"label"> {};             struct k_last : key<"last"> {};
struct k_match : key<"match"> {};             struct k_message : key<"message"> {};
struct k_no : key<"no"> {};                   struct k_not : key<"not"> {};
struct k_null : key<"null"> {};               struct k_nulls : key<"nulls"> {};
struct k_parameter : key<"parameter"> {};
struct k_of : key<"of"> {};                   struct k_off : key<"off"> {};
struct k_on : key<"on"> {};                   struct k_or : key<"or"> {};
struct k_pragma : key<"pragma"> {};           struct k_primary : key<"primary"> {};
struct k_references : key<"references"> {};   struct k_reindex : key<"reindex"> {};
struct k_release : key<"release"> {};         struct k_rename : key<"rename"> {};
struct k_reorder : key<"reorder"> {};         struct k_replace : key<"replace"> {};
struct k_restrict : key<"restrict"> {};       struct k_revises : key<"revises"> {};
struct k_revision : key<"revision"> {};       struct k_rollback : key<"rollback"> {};
struct k_row : key<"row"> {};                 struct k_rowid : key<"rowid"> {};
struct k_savepoint : key<"savepoint"> {};     struct k_select : key<"select"> {};
struct k_sequence : key<"sequence"> {};       struct k_set : key<"set"> {};
struct k_signed : key<"signed"> {};           struct k_stored : key<"stored"> {};
struct k_strict : key<"strict"> {};           struct k_table : key<"table"> {};
struct k_temp : key<"temp"> {};               struct k_temporary : key<"temporary"> {};
struct k_time : key<"time"> {};               struct k_to : key<"to"> {};
struct k_transaction : key<"transaction"> {}; struct k_trigger : key<"trigger"> {};
struct k_type : key<"type"> {};               struct k_unique : key<"unique"> {};
struct k_unsigned : key<"unsigned"> {};       struct k_update : key<"update"> {};
struct k_upgrade : key<"upgrade"> {};         struct k_using : key<"using"> {};
struct k_vacuum : key<"vacuum"> {};           struct k_value : key<"value"> {};
struct k_values : key<"values"> {};           struct k_varying : key<"varying"> {};
struct k_view : key<"view"> {};               struct k_virtual : key<"virtual"> {};
struct k_was : key<"was"> {};                 struct k_replaces : key<"replaces"> {};
struct k_when : key<"when"> {};               struct k_where : key<"where"> {};
struct k_with : key<"with"> {};               struct k_without : key<"without"> {};
struct k_zerofill : key<"zerofill"> {};       struct k_zone : key<"zone"> {};
// clang-format on

}  // namespace migc::grammar
