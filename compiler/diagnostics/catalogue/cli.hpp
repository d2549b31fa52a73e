#pragma once

#include "compiler/diagnostics/kind.hpp"

/// The command line.
namespace migc::diagnostics::kind {

// clang-format off

inline constexpr Kind<string> merge_does_not_compile{"E0466", error, "cannot merge {}: what they do does not go together"};

// arguments
inline constexpr Kind<string> unknown_command{"E0650", error, "no command `{}`"};
inline constexpr Kind<string> unknown_option{"E0651", error, "no option `{}`"};
inline constexpr Kind<string> surplus_argument{"E0652", error, "`{}` is one word too many"};
inline constexpr Kind<string, string> missing_argument{"E0653", error, "{} is missing: `migc {}`"};
inline constexpr Kind<string> option_misused{"E0654", error, "{}"};
inline constexpr Kind<string, string, string> option_value{"E0655", error, "`{}` is {}, not `{}`"};
inline constexpr Kind<string, string> range_needs_sql{"E0656", error, "`{}` is a range, and a database begins where it is: name the end alone, or add `--sql` for a script ({})"};
inline constexpr Kind<string> option_needs_sql{"E0657", error, "`{}` is for a script: add `--sql`"};
inline constexpr Kind<string> no_backend{"E0658", error, "this migc writes SQL for `sqlite` only, not for `{}`: set `dialect` or the url"};
inline constexpr Kind<string> already_there{"E0659", error, "`{}` is there already, and nothing is overwritten: remove it, or choose another name"};
inline constexpr Kind<> message_of_one_line{"E0660", error, "a message is one line of text in UTF-8: put more into `describe` in the new file"};
inline constexpr Kind<size_t> parent_needed{"E0661", error, "there are {} heads, and a new revision follows one: say which with `--head`"};
inline constexpr Kind<string> splice_needed{"E0662", error, "`{}` is no head: `--splice` makes a branch there"};
inline constexpr Kind<string, string> file_template{"E0663", error, "`file_template` makes `{}` of a new revision: {}"};
inline constexpr Kind<string> not_written{"E0664", error, "{}"};
inline constexpr Kind<string> value_missing{"E0665", error, "`{}` needs a value behind it"};
inline constexpr Kind<string, string> folder_not_searched{"E0666", error, "`{}` is not among the version folders: `versions` in migc.toml has `{}`"};
inline constexpr Kind<string> folder_needed{"E0667", error, "a revision without a parent can be in any of `{}`: say which with `--version-path`"};
inline constexpr Kind<string> depends_on_base{"E0668", error, "`{}` is no revision that another could depend on"};
inline constexpr Kind<string> merged_twice{"E0669", error, "`{}` is named twice"};
inline constexpr Kind<string> merge_of_no_head{"E0670", error, "`{}` is no head, and a merge joins heads: `migc heads` lists them"};
inline constexpr Kind<string> nothing_to_merge{"E0671", error, "a merge joins two heads or more, and there is {}"};
inline constexpr Kind<string> no_editor{"E0672", error, "no editor is set to open `{}` with: set EDITOR"};
inline constexpr Kind<string, string> editor_failed{"E0673", error, "the editor `{}` failed: {}"};
inline constexpr Kind<string> no_file_of_base{"E0674", error, "`{}` is no revision, so there is no file"};
inline constexpr Kind<string> rebase_of_merge{"E0675", error, "`{}` is a merge, which has a place of its own on each line: rebase what comes before or behind it"};
inline constexpr Kind<string, string> rebase_in_circle{"E0676", error, "`{}` follows `{}` already, so it cannot come before it"};
inline constexpr Kind<string> rebase_of_applied{"E0677", error, "`{}` is applied to the database, and history that has happened is not rewritten: downgrade first, or `migc merge heads`"};
inline constexpr Kind<size_t> more_than_one_head{"E0678", error, "there are {} heads: join them with `migc merge heads`, or move one with `migc rebase REV --onto HEAD`"};
inline constexpr Kind<string> heads_not_applied{"E0679", error, "the database is not at the heads of the project: {} not applied; `migc upgrade heads` applies them"};
inline constexpr Kind<string> rebase_onto_no_head{"E0680", error, "`{}` is no head: behind it would be a branch again"};
inline constexpr Kind<size_t, size_t> tag_too_long{"E0681", error, "the tag has {} bytes, and {} are possible"};
inline constexpr Kind<string> from_db_and_range{"E0683", error, "`{}` says itself where the script begins: leave out `--from-db`"};
inline constexpr Kind<> backup_and_sql{"E0689", error, "`--backup` goes with a database that is changed, and `--sql` only prints: make one with `migc backup`"};
inline constexpr Kind<string_view, string_view> output_onto{"E0690", error, "`{}` is {}: write the output elsewhere"};
inline constexpr Kind<string> any_start_beside{"E0691", error, "{}"};
inline constexpr Kind<string> no_script_line{"E0692", error, "`{}` is no place in a script: say `FILE.sql:LINE`"};
inline constexpr Kind<string, size_t, size_t> beyond_script{"E0693", error, "`{}` has {} lines, and no line {}"};
inline constexpr Kind<string> bug{"E0699", error, "a bug in migc: {}"};

// databases
inline constexpr Kind<string, string> unmanaged{"E0724", error, "the database has tables already ({}), but no `{}` to say at which revision it is"};
inline constexpr Kind<string_view, string> edited_revision{"E0726", error, "revision `{}` is not what it was when it was applied ({})"};

// differences between schemas
inline constexpr Kind<string> nothing_to_generate{"E0802", error, "{} and the head do not differ: there is nothing to write"};
inline constexpr Kind<string> no_wanted_schema{"E0803", error, "no wanted schema `{}`"};
inline constexpr Kind<string, size_t> schema_differs{"E0804", error, "{} and the head differ, by {} statement(s)"};
inline constexpr Kind<string> database_differs{"E0805", error, "the schema of the database is not what the revisions up to {} make"};

// imports
inline constexpr Kind<size_t> import_needs_empty{"E0820", error, "the project has {} revision(s) already, and an import begins a history: import into an empty project"};
inline constexpr Kind<string, string> import_differs{"E0822", error, "what is imported makes another {} `{}` than its source does"};

// squashes
inline constexpr Kind<string, size_t> nothing_to_squash{"E0840", error, "a squash joins two revisions or more, and `{}` has {}"};
inline constexpr Kind<string, string> squash_no_line{"E0841", error, "the revisions of `{}` are not one line: {}"};
inline constexpr Kind<string> squash_transaction{"E0842", error, "`{}` has `transaction off`, so it cannot be one revision with others: squash what is before it and what is behind it"};
inline constexpr Kind<string> delete_inside{"E0847", error, "the database is at `{}`, in the middle of what is replaced: upgrade it first, or leave out `--delete`"};

// a new database in one step
inline constexpr Kind<string> fresh_not_empty{"E0850", error, "`--fresh` makes a database of nothing, and this one {}: leave it out to go on from there"};
inline constexpr Kind<string> fresh_beside{"E0851", error, "`--fresh` begins with an empty database, where `{}` means nothing: leave one of them out"};
inline constexpr Kind<string> format_defect{"E0860", error, "`{}` would not say the same in another layout: this is a defect of migc, please report it"};

inline constexpr Kind<string> import_unproven{"W0105", warning, "the result was not compared with its source, since SQLite does not run that: {}"};
inline constexpr Kind<string> tables_left_out{"W0107", warning, "other tools' own tables are left out: {}"};
inline constexpr Kind<string_view, string_view, string_view, string_view> both_write{"W0468", warning, "`{}` and `{}` both change `{}.{}`"};

// clang-format on

}  // namespace migc::diagnostics::kind
