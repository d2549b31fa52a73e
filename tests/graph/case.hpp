#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace migc::graph_cases {

using Ids = std::vector<std::string>;
using Set = std::set<std::string>;

struct Revision {
  std::string id;
  Ids parents, depends_on, labels;
};

/// One fact about a graph, as the README beside the cases describes it.
struct Case {
  std::string name, command;
  std::vector<Revision> revisions;
  Ids current;            ///< The rows of the version table before the command.
  nlohmann::json fields;  ///< All of it, for what only some commands have.

  [[nodiscard]] const nlohmann::json& expected() const { return fields.at("expect"); }
  /// The kind of error that is expected; empty when the command is to succeed.
  [[nodiscard]] std::string expected_error() const { return expected().value("error", ""); }
};

/// All cases of all files of the folder.
[[nodiscard]] std::vector<Case> read_cases(const std::string& folder);
[[nodiscard]] Revision read_revision(const nlohmann::json& fields);

/// A field that is a word, a list of words or null, which stands for nothing.
[[nodiscard]] Ids words(const nlohmann::json& field);

/// What is applied when the version table has these rows.
[[nodiscard]] Set applied(const Case& test, const Ids& rows);

[[nodiscard]] Ids sorted(Ids ids);
[[nodiscard]] std::string joined(const Ids& ids);

}  // namespace migc::graph_cases
