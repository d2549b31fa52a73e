#pragma once

#include "compiler/diagnostics/kind.hpp"

/// The graph of revisions, addresses of revisions, and the version table.
namespace migc::diagnostics::kind {

// clang-format off

// revisions
inline constexpr Kind<string_view> duplicate_revision{"E0401", error, "revision `{}` is defined twice"};
inline constexpr Kind<string_view, string_view> revisions_differ_in_case{"E0402", error, "revision `{}` differs from `{}` only in letter case"};
inline constexpr Kind<string_view, string_view> illegal_revision_id{"E0403", error, "`{}` cannot be a revision id: {}"};
inline constexpr Kind<string_view, string_view> illegal_label{"E0404", error, "`{}` cannot be a label: {}"};
inline constexpr Kind<string_view> duplicate_label{"E0405", error, "label `{}` is used twice"};
inline constexpr Kind<string_view> label_is_revision{"E0406", error, "label `{}` is the id of a revision"};
inline constexpr Kind<string_view, string_view> missing_parent{"E0407", error, "no revision `{}`, which `{}` revises"};
inline constexpr Kind<string_view, string_view> missing_dependency{"E0408", error, "no revision or label `{}`, which `{}` depends on"};
inline constexpr Kind<string_view> revises_itself{"E0410", error, "revision `{}` revises itself"};
inline constexpr Kind<string_view> depends_on_itself{"E0411", error, "revision `{}` depends on itself"};
inline constexpr Kind<string> revision_cycle{"E0412", error, "revisions revise each other in a cycle: {}"};
inline constexpr Kind<string> dependency_cycle{"E0413", error, "revisions depend on each other in a cycle: {}"};
inline constexpr Kind<string_view> replaces_itself{"E0414", error, "revision `{}` replaces itself"};
inline constexpr Kind<string_view, string_view, string_view> replaced_twice{"E0415", error, "`{}` is replaced by `{}` and also by `{}`"};
inline constexpr Kind<string_view, string_view> replaced_in_part{"E0416", error, "no revision `{}`, which `{}` replaces, although others that it replaces still exist"};
inline constexpr Kind<string_view, string> replaced_no_line{"E0417", error, "the revisions that `{}` replaces do not follow each other: {}"};
inline constexpr Kind<string_view, string_view, string> replaced_needed{"E0418", error, "`{}` cannot be replaced by `{}`: {}"};
inline constexpr Kind<string_view, string> replaces_elsewhere{"E0419", error, "`{}` does not have the parents of the revisions that it replaces: {}"};

// addresses as typed
inline constexpr Kind<> empty_address{"E0430", error, "expected a revision, found an empty text"};
inline constexpr Kind<string_view, string_view> unreadable_address{"E0431", error, "cannot read the revision `{}`: {}"};
inline constexpr Kind<string_view> unknown_revision{"E0432", error, "no revision or label starts with `{}`"};
inline constexpr Kind<string_view, size_t> ambiguous_prefix{"E0433", error, "`{}` is ambiguous: {} names start with it"};
inline constexpr Kind<string_view, size_t> several_heads{"E0434", error, "`{}` means {} revisions, but only one is allowed here"};
inline constexpr Kind<string_view, size_t> several_current{"E0435", error, "`{}` is ambiguous: the database is at {} revisions"};
inline constexpr Kind<string_view, string_view, size_t> several_ways{"E0436", error, "`{}` is ambiguous: from {} there are {} possible paths"};
inline constexpr Kind<string_view, string> off_the_graph{"E0437", error, "`{}` goes beyond the history: {}"};
inline constexpr Kind<string_view, string_view> not_on_branch{"E0438", error, "revision `{}` is not on the branch of `{}`"};
inline constexpr Kind<string_view, string_view> wrong_direction{"E0439", error, "`{}` counts in the wrong direction for {}"};
inline constexpr Kind<string_view> range_unexpected{"E0440", error, "`{}` is a range, but only one revision is allowed here"};
inline constexpr Kind<string_view> range_expected{"E0441", error, "`{}` is not a range: write FROM:TO, FROM: or :TO"};
inline constexpr Kind<string_view> range_of_three{"E0442", error, "`{}` has more than one colon: write FROM:TO, FROM: or :TO"};

// paths
inline constexpr Kind<string_view> target_not_applied{"E0460", error, "cannot downgrade to `{}`: it is not applied"};
inline constexpr Kind<string> nothing_to_revert{"E0461", error, "cannot downgrade to {}: there is nothing to revert"};
inline constexpr Kind<size_t> several_downgrade_targets{"E0462", error, "cannot downgrade to {} revisions at once"};
inline constexpr Kind<string, string> not_below{"E0463", error, "{} is not below {}"};
inline constexpr Kind<string, string> stamps_overlap{"E0464", error, "cannot stamp `{}` and `{}` at once: one is below the other"};
inline constexpr Kind<string_view, string_view> downgrade_blocked{"E0465", error, "cannot revert `{}`: `{}` on another branch is applied and depends on it"};
inline constexpr Kind<string_view, string_view> stamp_needed{"E0469", error, "cannot stamp `{}`: `{}` on another branch is recorded and depends on it"};

// the version table
inline constexpr Kind<string_view> unknown_row{"E0480", error, "the database is at `{}`, which is not a revision of this project"};
inline constexpr Kind<string_view> row_twice{"E0481", error, "the version table of the database lists `{}` twice"};
inline constexpr Kind<string_view, string_view> superfluous_row{"E0482", error, "the version table of the database lists `{}` next to `{}`, which already implies it"};

// replaced revisions
inline constexpr Kind<string_view, string_view> row_inside_replaced{"E0843", error, "the database is at `{}`, part-way through the revisions that `{}` replaces, and its file is gone"};
inline constexpr Kind<string_view, string_view> word_inside_replaced{"E0844", error, "`{}` is part-way through the revisions that `{}` replaces, and the database is at the replacement"};

// clang-format on

}  // namespace migc::diagnostics::kind
