#pragma once

#include "compiler/diagnostics/kind.hpp"

/// The command line.
namespace migc::diagnostics::kind {

// clang-format off

inline constexpr Kind<string> merge_does_not_compile{"E0466", error, "cannot merge {}: their changes do not compile together"};

// arguments
inline constexpr Kind<string> unknown_command{"E0650", error, "no command `{}`"};
inline constexpr Kind<string> unknown_option{"E0651", error, "no option `{}`"};
inline constexpr Kind<string> surplus_argument{"E0652", error, "unexpected argument `{}`"};
inline constexpr Kind<string, string> missing_argument{"E0653", error, "{} is missing: `migc {}`"};
inline constexpr Kind<string> option_misused{"E0654", error, "{}"};
inline constexpr Kind<string, string, string> option_value{"E0655", error, "`{}` must be {}, not `{}`"};
inline constexpr Kind<string, string> range_needs_sql{"E0656", error, "`{}` is a range, but a database starts where it is: name only the target, or add `--sql` for a script ({})"};
inline constexpr Kind<string> option_needs_sql{"E0657", error, "`{}` applies only to scripts: add `--sql`"};
inline constexpr Kind<string> no_backend{"E0658", error, "this migc writes SQL only for `sqlite`, not for `{}`: set `dialect` or the url"};
inline constexpr Kind<string> already_there{"E0659", error, "`{}` already exists, and migc does not overwrite it: remove it, or choose another name"};
inline constexpr Kind<> message_of_one_line{"E0660", error, "a message must be one line of UTF-8 text: put more into `describe` in the new file"};
inline constexpr Kind<size_t> parent_needed{"E0661", error, "there are {} heads, and a new revision follows one: choose it with `--head`"};
inline constexpr Kind<string> splice_needed{"E0662", error, "`{}` is not a head; add `--splice` to branch from it"};
inline constexpr Kind<string, string> file_template{"E0663", error, "`file_template` gives a new revision the file name `{}`: {}"};
inline constexpr Kind<string> not_written{"E0664", error, "{}"};
inline constexpr Kind<string> value_missing{"E0665", error, "`{}` needs a value"};
inline constexpr Kind<string, string> folder_not_searched{"E0666", error, "`{}` is not a version folder: `versions` in migc.toml has `{}`"};
inline constexpr Kind<string> folder_needed{"E0667", error, "a revision without a parent can be in any of `{}`: choose one with `--version-path`"};
inline constexpr Kind<string> depends_on_base{"E0668", error, "`{}` is not a revision that another can depend on"};
inline constexpr Kind<string> merged_twice{"E0669", error, "`{}` is listed twice"};
inline constexpr Kind<string> merge_of_no_head{"E0670", error, "`{}` is not a head, and a merge joins heads: `migc heads` lists them"};
inline constexpr Kind<string> nothing_to_merge{"E0671", error, "a merge joins two or more heads, and there is {}"};
inline constexpr Kind<string> no_editor{"E0672", error, "cannot open `{}`: no editor is set; set EDITOR"};
inline constexpr Kind<string, string> editor_failed{"E0673", error, "the editor `{}` failed: {}"};
inline constexpr Kind<string> no_file_of_base{"E0674", error, "`{}` is not a revision, so it has no file"};
inline constexpr Kind<string> rebase_of_merge{"E0675", error, "`{}` is a merge, and a merge belongs to several branches: rebase a revision before or after it"};
inline constexpr Kind<string, string> rebase_in_circle{"E0676", error, "`{}` already follows `{}`, so it cannot come before it"};
inline constexpr Kind<string> rebase_of_applied{"E0677", error, "`{}` is applied to the database, so it cannot be moved: downgrade first, or use `migc merge heads`"};
inline constexpr Kind<size_t> more_than_one_head{"E0678", error, "there are {} heads: join them with `migc merge heads`, or move one with `migc rebase REV --onto HEAD`"};
inline constexpr Kind<string> heads_not_applied{"E0679", error, "the database is not at the heads of the project: {} not applied; run `migc upgrade heads`"};
inline constexpr Kind<string> rebase_onto_no_head{"E0680", error, "`{}` is not a head: moving a revision after it would create another branch"};
inline constexpr Kind<size_t, size_t> tag_too_long{"E0681", error, "the tag has {} bytes, and the limit is {}"};
inline constexpr Kind<string> from_db_and_range{"E0683", error, "`{}` already says where the script starts: remove `--from-db`"};
inline constexpr Kind<> backup_and_sql{"E0689", error, "`--backup` is for a database that is changed, and `--sql` only prints: use `migc backup`"};
inline constexpr Kind<string_view, string_view> output_onto{"E0690", error, "`{}` is {}: write the output elsewhere"};
inline constexpr Kind<string> any_start_beside{"E0691", error, "{}"};
inline constexpr Kind<string> no_script_line{"E0692", error, "`{}` is not a line of a script: write `FILE.sql:LINE`"};
inline constexpr Kind<string, size_t, size_t> beyond_script{"E0693", error, "`{}` has {} lines, so there is no line {}"};
inline constexpr Kind<string> unknown_code{"E0694", error, "no message has the code `{}`"};
inline constexpr Kind<> not_formatted{"W0697", warning, "not formatted: `migc fmt` changes this line"};
inline constexpr Kind<string, string> stale_files{"E0695", error, "not up to date: {} in `{}`"};
inline constexpr Kind<string_view> check_beside{"E0696", error, "`--check` writes nothing: remove `{}`"};
inline constexpr Kind<string> bug{"E0699", error, "a bug in migc: {}"};

// databases
inline constexpr Kind<string, string> unmanaged{"E0724", error, "the database already has tables ({}), but no `{}` that says at which revision it is"};
inline constexpr Kind<string_view, string> edited_revision{"E0726", error, "revision `{}` was edited after it was applied ({})"};

// differences between schemas
inline constexpr Kind<string> nothing_to_generate{"E0802", error, "{} does not differ from the head: there is nothing to write"};
inline constexpr Kind<string> no_wanted_schema{"E0803", error, "no target schema `{}`"};
inline constexpr Kind<string, size_t> schema_differs{"E0804", error, "{} differs from the head by {} statement(s)"};
inline constexpr Kind<string, string> schema_command_failed{"E0806", error, "`{}` gives no target schema: {}"};
inline constexpr Kind<string> schema_command_warns{"W0807", warning, "`{}` printed on standard error"};
inline constexpr Kind<string, string> post_write_failed{"E0698", error, "`{}`: {}"};
inline constexpr Kind<string> database_differs{"E0805", error, "the schema of the database differs from what the revisions up to {} create"};

// imports
inline constexpr Kind<size_t> import_needs_empty{"E0820", error, "the project already has {} revision(s), and an import starts a history: import into an empty project"};
inline constexpr Kind<string, string> import_differs{"E0822", error, "the imported revisions create another {} `{}` than the source"};

// squashes
inline constexpr Kind<string, size_t> nothing_to_squash{"E0840", error, "a squash joins two or more revisions, and `{}` has {}"};
inline constexpr Kind<string, string> squash_no_line{"E0841", error, "the revisions of `{}` do not follow each other: {}"};
inline constexpr Kind<string, string> squash_parameter{"E0848", error, "`{}` has the parameter `{}`, whose value a squashed revision would fix: squash the revisions before it and after it"};
inline constexpr Kind<string> squash_transaction{"E0842", error, "`{}` has `transaction off`, so it cannot be squashed with others: squash the revisions before it and after it"};
inline constexpr Kind<string> delete_inside{"E0847", error, "the database is at `{}`, part-way through the revisions to replace: upgrade it first, or remove `--delete`"};

// a new database in one step
inline constexpr Kind<string> fresh_not_empty{"E0850", error, "`--fresh` needs an empty database, and this one {}: remove `--fresh` to upgrade from there"};
inline constexpr Kind<string> fresh_beside{"E0851", error, "`--fresh` starts with an empty database, where `{}` has no meaning: remove one of them"};
inline constexpr Kind<string> format_defect{"E0860", error, "formatting `{}` would change its meaning: this is a bug in migc, please report it"};

inline constexpr Kind<string> import_unproven{"W0105", warning, "the result was not compared with its source, because SQLite cannot run that: {}"};
inline constexpr Kind<string> tables_left_out{"W0107", warning, "tables of other tools are left out: {}"};
inline constexpr Kind<string_view, string_view, string_view, string_view> both_write{"W0468", warning, "`{}` and `{}` both change `{}.{}`"};

// clang-format on

}  // namespace migc::diagnostics::kind
