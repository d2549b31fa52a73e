#include "tests/memory/compilation.hpp"

#include "compiler/backends/backend.hpp"
#include "compiler/backends/row_checks.hpp"
#include "compiler/diagnostics/render.hpp"
#include "compiler/dialects/dialects.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/verify/rehearsal.hpp"

namespace migc::memory {
namespace {

void load(const std::vector<TextFile>& files, Compilation& made) {
  pipeline::Files<pipeline::Project> all{std::move(made.project)};
  for (const TextFile& file : files)
    pipeline::add_file(all, file.path, file.text, made.sources, made.diagnostics);
  made.project = pipeline::view(std::move(all), {}, made.diagnostics);
}

/// The statements that the `.mig` file asks for, each with its `;`.
std::string bare(const backends::Script& script) {
  std::string text;
  for (const backends::Action& action : script.actions)
    for (const backends::Statement& statement : action.statements)
      if (statement.kind == backends::Statement::Kind::sql) text += statement.text + ";\n";
  return text;
}

/// Without the lines that only SQLite's shell understands.
std::string without_commands(std::string text) {
  for (std::size_t at = text.find("\n.dbconfig "); at != std::string::npos;
       at = text.find("\n.dbconfig ", at))
    text.erase(at, text.find('\n', at + 1) - at);
  return text;
}

std::string text_of(backends::Plan plan, const backends::Backend& backend, Form form) {
  if (form == Form::bare) return bare(plan.script);
  if (form != Form::framed) backends::allow_data_loss(plan);
  return script_of(plan, backend,
                   form == Form::checked ? backends::Runner::driver : backends::Runner::client);
}

}  // namespace

std::string script_of(const backends::Plan& plan, const backends::Backend& backend,
                      backends::Runner runner) {
  backends::FrameOptions options;
  options.runner = runner;
  const auto framer = backend.framer(false, options);
  framer->expect(plan);
  return without_commands(framer->text(framer->opening()) + framer->text(framer->next(plan)));
}

std::string Compilation::complaints() const {
  return diagnostics::render_all(diagnostics, sources, false);
}

Compilation compile(const std::vector<TextFile>& files, Form form, const std::string& dialect,
                    const config::Settings& settings, bool rehearses) {
  Compilation made;
  made.project.dialect = &backends::rules_of(dialect);
  made.project.settings = settings;
  load(files, made);
  if (made.diagnostics.ok()) pipeline::check(made.project, made.diagnostics);
  if (!made.diagnostics.ok()) return made;
  const backends::Backend& backend = *backends::find_backend(dialect);
  verify::Rehearsal rehearsal(backend, made.sources, made.diagnostics);
  pipeline::for_each_revision(
      made.project, made.diagnostics,
      [&](const pipeline::Compiled& compiled, const schema::Schema&) {
        Scripts& scripts = made.scripts.emplace_back();
        scripts.revision = compiled.up.revision;
        scripts.up = text_of(compiled.up, backend, form);
        if (compiled.down) scripts.down = text_of(*compiled.down, backend, form);
      },
      rehearses ? rehearsal.hook() : pipeline::Rehearse());
  if (!made.diagnostics.ok()) made.scripts.clear();
  return made;
}

std::string coalesced(Compilation& made, const std::string& from, const std::string& to) {
  const graph::Graph& graph = made.project.graph;
  const std::vector<std::string> start = {from};
  const graph::Index lower = *graph.find(to);
  const bool up = lower > *graph.find(from);
  const auto path = up ? graph::upgrade(graph, start, {{lower}}, made.diagnostics)
                       : graph::downgrade(graph, start, {{lower}}, made.diagnostics);
  if (!path) return {};
  const auto plans = pipeline::plans(made.project, *path, start,
                                     pipeline::Grouping::one_transaction, made.diagnostics);
  const backends::Backend& backend = *backends::find_backend(made.project.dialect->name);
  std::string text;
  for (const backends::Plan& plan : plans) text += text_of(plan, backend, Form::lossy);
  return text;
}

}  // namespace migc::memory
