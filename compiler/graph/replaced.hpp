#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/graph/graph.hpp"
#include "compiler/ir/revision.hpp"

namespace migc::graph {

/// What is named beside a history, and decides which of its views is meant.
struct NamedRevisions {
  std::vector<std::string> rows{};   ///< Of a version table.
  std::vector<std::string> words{};  ///< Addresses and ranges, as typed.
};

/// Some of the revisions of a project, which are one history.
struct View {
  std::vector<bool> has;       ///< By header.
  std::vector<Absent> absent;  ///< What it leaves out, and what is replaced and has no file.
};

/// What `replaces` says, over all revisions of a project. After a revision that replaces others the
/// schema is what it is after the last of them. As long as their files are there, too, there are
/// several views of the history: each such revision stands for those, or is left out itself.
class Replacements {
 public:
  explicit Replacements(std::span<const ir::Header> headers);

  /// Whether anything is replaced at all; if not, there is only one view.
  [[nodiscard]] bool any() const { return !all_.empty(); }

  /// Reports whatever could not be left out without a change of meaning: only a whole piece of one
  /// line, of which nothing else needs the middle, can be replaced by a revision in its place.
  void check(diagnostics::Diagnostics& diagnostics) const;

  /// The view with as few revisions as possible that has all those in it that are named. Reports a
  /// row and a word of which no view has both.
  [[nodiscard]] View view(const NamedRevisions& named, diagnostics::Diagnostics& diagnostics) const;

  /// The revisions whose replaced ones are there, too, and the last of those: a view that has the
  /// one has not the other.
  struct Alternative {
    std::string revision, replaced;
  };
  [[nodiscard]] std::vector<Alternative> alternatives() const;

  /// The files of what a revision replaces, and of what those replace.
  [[nodiscard]] std::set<Index> behind(Index revision) const;

 private:
  struct Replacement {
    Index revision;
    std::vector<Index> there;  ///< Of the revisions that it names, those that have files.
  };

  class Choice;

  [[nodiscard]] const ir::Header& header(Index revision) const { return headers_[revision]; }
  [[nodiscard]] const std::string& id(Index revision) const { return headers_[revision].id.text; }
  [[nodiscard]] std::optional<Index> find(std::string_view id) const;
  [[nodiscard]] bool is_there(const ir::Name& name) const { return find(name.text).has_value(); }
  [[nodiscard]] std::string end_of(std::string id) const;
  [[nodiscard]] std::string needed_by_name(const std::string& name) const;
  [[nodiscard]] std::set<std::string> parents_of(Index revision) const;
  [[nodiscard]] std::set<std::string> needed_by(Index revision) const;
  [[nodiscard]] std::set<Index> named(const NamedRevisions& named, const Choice& usual) const;
  void add_named(std::string_view symbol, const Choice& usual, std::set<Index>& found) const;

  [[nodiscard]] bool check_names(Index one, diagnostics::Diagnostics& diagnostics) const;
  [[nodiscard]] bool check_line(Index one, diagnostics::Diagnostics& diagnostics) const;
  void check_place(Index one, diagnostics::Diagnostics& diagnostics) const;
  void check_labels(Index one, diagnostics::Diagnostics& diagnostics) const;
  void check_middle(Index one, diagnostics::Diagnostics& diagnostics) const;

  std::span<const ir::Header> headers_;
  std::vector<Index> all_;  ///< The revisions that replace others.
  std::map<std::string, Index, std::less<>> by_id_, by_label_;
  std::map<std::string, Index, std::less<>> replaced_by_;  ///< What each replaced id is named by.
};

}  // namespace migc::graph
