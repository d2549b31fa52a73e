#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/lsp/workspace.hpp"

namespace migc::lsp {

/// What a name in a file stands for.
struct Thing {
  enum class Kind : std::uint8_t { relation, column, revision } kind = Kind::relation;
  source::Span
      declared{};      ///< Where it was made, under whatever name: the same for all that mean it.
  std::string text{};  ///< As it is called there.
  std::string relation{};  ///< Of a column.

  [[nodiscard]] bool is(const Thing& other) const {
    return kind == other.kind && declared.file == other.declared.file &&
           declared.begin == other.declared.begin;
  }
};

struct Mention {
  source::Span place;
  Thing thing;
};

/// The tables, views and columns that the blocks of a revision name, each place once.
[[nodiscard]] std::vector<Mention> names_in_blocks(Workspace& workspace, graph::Index revision);
/// The revisions that its header names, itself included.
[[nodiscard]] std::vector<Mention> names_in_header(const Workspace& workspace, const File& file);
/// What is named at a place of a file.
[[nodiscard]] std::optional<Mention> named_at(Workspace& workspace, const File& file,
                                              std::size_t offset);
/// Every place of the project that names it.
[[nodiscard]] std::vector<source::Span> places_of(Workspace& workspace, const Thing& thing);

}  // namespace migc::lsp
