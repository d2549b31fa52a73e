#include <fmt/format.h>

#include <algorithm>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/cli/new_revision.hpp"
#include "compiler/cli/schema_source.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/import/blocks.hpp"
#include "compiler/pipeline/schema_text.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;
using pipeline::History;

namespace {

constexpr std::string_view empty_blocks = R"mig(-- For example:
--   alter table devices add column serial_number varchar(100);
--   create index ix_devices_serial_number on devices (serial_number);
upgrade {
}

-- Undoes what stands above; `downgrade auto;` finds out by itself how.
downgrade {
}
)mig";

/// The revision that the new one follows, or none.
std::vector<graph::Index> parent_of(Session& session, const History& history,
                                    const RevisionOptions& options) {
  const std::vector<graph::Index>& heads = history.graph.heads();
  if (options.head == "head") {
    if (heads.size() <= 1) return heads;
    auto& complaint = session.diagnostics.report(kind::parent_needed, {}, heads.size());
    for (const graph::Index head : heads)
      complaint.note("use `--head " + history.graph.id(head) + "`");
    complaint.note("or join them first: `migc merge heads`");
    throw Stop{exits::usage};
  }
  const std::vector<std::string> rows = rows_for(session, history, {options.head});
  const graph::Target target = resolve(session, history, options.head, {rows, graph::Use::parent});
  if (target.revisions.empty()) return {};
  const graph::Index parent = target.revisions[0];
  if (!history.graph.is_head(parent) && !options.splice)
    stop(session, exits::usage, kind::splice_needed, history.graph.id(parent));
  return {parent};
}

/// The blocks that lead from the schema at the parent to the wanted one. Stops when that is there
/// already.
std::string generated_blocks(Session& session, const RevisionOptions& options,
                             const std::vector<std::string>& parents) {
  SchemaSources sources(session, about({options.head}));
  SchemaSource to = options.wanted ? sources.read(*options.wanted) : sources.wanted();
  SchemaSource from = sources.revision(parents, "the head");
  const schema::Difference found = difference(session, from, to, sources, options.column_order);
  const std::vector<schema::Change>& changes = found.changes;
  tell_order(session, found);
  if (changes.empty()) stop(session, exits::no, kind::nothing_to_generate, to.name);
  const auto decides = [](const schema::Change& change) { return !change.remarks.empty(); };
  const auto open = std::count_if(changes.begin(), changes.end(), decides);
  if (open > 0)
    session.tell(fmt::format("{} of its changes {} a decision: see the comments in the file", open,
                             open == 1 ? "needs" : "need"));
  import::Blocks blocks(session.sources,
                        pipeline::lower_options(sources.settings(), sources.rules()),
                        session.diagnostics, from.schema);
  const std::string statements =
      blocks.with_needed_allows({to.name, pipeline::changes_text(changes, "  ")});
  if (!session.diagnostics.ok()) throw Stop{exits::sources};
  return fmt::format("upgrade {{\n{}}}\n\ndowngrade auto;\n", statements);
}

}  // namespace

int revision(Session& session, const RevisionOptions& options) {
  const History history = load_history(session);
  NewRevision wanted;
  wanted.message = options.message;
  wanted.id = options.rev_id;
  wanted.parents = parent_of(session, history, options);
  wanted.depends_on = options.depends_on;
  wanted.labels = options.labels;
  wanted.folder = options.folder;
  std::string generated;
  const bool generates = options.autogenerate || options.wanted;
  if (generates) {
    std::vector<std::string> parents;
    for (const graph::Index parent : wanted.parents) parents.push_back(history.graph.id(parent));
    generated = generated_blocks(session, options, parents);
  }
  wanted.blocks = generates ? std::string_view(generated) : empty_blocks;
  const std::string path = write_revision(session, history, wanted);
  if (options.edit) open_editor(session, {path});
  return exits::done;
}

}  // namespace migc::cli
