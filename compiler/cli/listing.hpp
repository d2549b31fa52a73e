#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/graph/graph.hpp"
#include "compiler/pipeline/project.hpp"

/// Revisions as people and programs read them. The texts are Alembic's, so that its users, and what
/// reads its output, are at home.
namespace migc::cli {

/// What a one-line text of a revision shows besides its id, `(head)` and `(current)`.
struct Shown {
  bool parents = false;  ///< `001 -> 002`
  bool labels = false;
  bool joints = false;  ///< `(branchpoint)`, `(mergepoint)`
  bool message = false;
};

/// Shows revisions of one history.
class Listing {
 public:
  /// `current` is where the database is, if that is to be shown.
  explicit Listing(const pipeline::History& history, bool colored = false,
                   std::optional<graph::Set> current = {});

  /// `001_a -> 002_b (head), message`
  [[nodiscard]] std::string line(graph::Index revision, const Shown& shown) const;
  /// Everything about a revision, over several lines, the last of them empty.
  [[nodiscard]] std::string block(graph::Index revision) const;
  /// Everything about several, as a JSON array.
  [[nodiscard]] nlohmann::ordered_json json(std::span<const graph::Index> revisions) const;

 private:
  [[nodiscard]] std::string parents(graph::Index revision) const;
  [[nodiscard]] std::string replaces(graph::Index revision) const;
  [[nodiscard]] std::string joints(graph::Index revision) const;
  [[nodiscard]] bool is_current(graph::Index revision) const;
  [[nodiscard]] std::string id(graph::Index revision) const;
  [[nodiscard]] std::string head(graph::Index revision, const char* word) const;
  [[nodiscard]] std::string current(graph::Index revision) const;
  [[nodiscard]] std::string painted(std::string_view code, const std::string& text) const;
  [[nodiscard]] nlohmann::ordered_json json(graph::Index revision) const;

  const pipeline::History& history_;
  const graph::Graph& graph_;
  const std::vector<std::vector<std::string>> branch_names_;
  const bool colored_;
  const std::optional<graph::Set> current_;
};

/// The document that a command prints with --format json.
[[nodiscard]] std::string document(nlohmann::ordered_json content);

}  // namespace migc::cli
