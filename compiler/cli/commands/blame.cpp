#include "compiler/pipeline/blame.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/diagnostics/catalogue/schema.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/pipeline/compile.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;
using diagnostics::printable;
using pipeline::Attribute;

namespace {

/// `TABLE` or `TABLE.COLUMN`, as typed; a table whose name has a dot in it is one.
struct Subject {
  std::string table, column;
};

Subject subject_of(const std::string& word, const schema::Schema& schema) {
  const std::size_t dot = word.find('.');
  const bool whole = schema.find({schema::Space::relation, source::fold(word)}) != nullptr;
  if (whole || dot == word.npos) return {word, ""};
  return {word.substr(0, dot), word.substr(dot + 1)};
}

/// The first line of a text, fit for a terminal, with a mark where there are more.
std::string first_line(const std::string& text) {
  const std::size_t end = text.find('\n');
  return end == text.npos ? printable(text) : printable(text.substr(0, end)) + " …";
}

/// `REVISION  COLUMN  ATTRIBUTE  VALUE`, a line each.
std::string text_of(const std::vector<Attribute>& attributes, const graph::Graph& graph) {
  std::size_t revision = 0, column = 0, what = 0;
  for (const Attribute& one : attributes) {
    revision = std::max(revision, graph.id(one.revision).size());
    column = std::max(column, printable(one.column).size());
    what = std::max(what, one.what.size());
  }
  std::string lines;
  for (const Attribute& one : attributes) {
    std::string line =
        fmt::format("{:<{}}  {:<{}}  {:<{}}  {}", graph.id(one.revision), revision,
                    printable(one.column), column, one.what, what, first_line(one.text));
    line.erase(line.find_last_not_of(' ') + 1);
    lines += line + "\n";
  }
  return lines;
}

nlohmann::ordered_json json_of(const std::vector<Attribute>& attributes,
                               const pipeline::Project& project) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const Attribute& one : attributes)
    json.push_back({{"column", one.column.empty() ? nlohmann::ordered_json()
                                                  : nlohmann::ordered_json(one.column)},
                    {"attribute", one.what},
                    {"value", one.text},
                    {"revision", project.graph.id(one.revision)},
                    {"path", project.paths[one.revision]}});
  return json;
}

}  // namespace

int blame(Session& session, const BlameOptions& options) {
  const pipeline::Project project = load_project(session);
  check_project(session, project);
  const schema::Schema schema =
      pipeline::schema_at(project, ids_of(project, {project.graph.heads(), {}}));
  const Subject subject = subject_of(options.subject, schema);
  std::vector<Attribute> attributes =
      pipeline::blame(project, ir::Name{subject.table, true, {}, {}});
  if (attributes.empty()) {
    session.diagnostics.report(kind::unknown_relation, {}, subject.table)
        .suggest(subject.table, schema.names(schema::Space::relation));
    return exits::usage;
  }
  if (!subject.column.empty()) {
    std::vector<std::string> columns;
    for (const Attribute& one : attributes)
      if (one.what == "column") columns.push_back(one.column);
    std::erase_if(attributes,
                  [&](const Attribute& one) { return !source::same(one.column, subject.column); });
    if (attributes.empty()) {
      session.diagnostics.report(kind::unknown_column, {}, subject.column, subject.table)
          .suggest(subject.column, columns);
      return exits::usage;
    }
  }
  session.print(session.options.json ? document({{"table", subject.table},
                                                 {"attributes", json_of(attributes, project)}})
                                     : text_of(attributes, project.graph));
  return exits::done;
}

}  // namespace migc::cli
