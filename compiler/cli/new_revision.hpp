#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/cli/session.hpp"
#include "compiler/pipeline/project.hpp"

/// The file of a new revision, as `revision` and `merge` write it.
namespace migc::cli {

/// What a new revision is to be. Words are addresses as typed.
struct NewRevision {
  std::string message{};
  std::optional<std::string> id{};  ///< Without: as `rev_ids` has it.
  std::vector<graph::Index> parents{};
  std::vector<std::string> depends_on{};
  std::vector<std::string> labels{};
  std::optional<std::string> folder{};   ///< Without: the folder of its first parent's file.
  std::string_view blocks{};             ///< What stands behind the header.
  std::vector<graph::Index> replaces{};  ///< Oldest first.
  std::string description{};             ///< Lines, without `$$` in them.
};

/// The file of a new revision, before it is written. Blocks are not in it yet.
struct RevisionFile {
  std::string id, path, header;
};

/// Stops when the message, the id, a label or the folder cannot be used.
[[nodiscard]] RevisionFile revision_file(Session& session, const pipeline::History& history,
                                         const NewRevision& revision);

/// Writes the file, tells of it and runs `post_write`; stops when it is there already.
void write_file(Session& session, const config::Settings& settings, const RevisionFile& file,
                std::string_view blocks);

/// Writes the file; returns its path. Stops when the message, the id, a label or the folder cannot
/// be used, or when the file is there already: nothing is written then.
[[nodiscard]] std::string write_revision(Session& session, const pipeline::History& history,
                                         const NewRevision& revision);

/// Runs the commands of `post_write` for a file that was written; stops when one fails.
void run_post_write(Session& session, const config::Settings& settings, const std::string& path);

/// Opens files in the user's editor and waits for it. Stops when there is none, or when it fails.
void open_editor(Session& session, const std::vector<std::string>& files);

}  // namespace migc::cli
