#include <algorithm>
#include <optional>
#include <utility>

#include "compiler/backends/quote.hpp"
#include "compiler/cli/compilation.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/cli/migrate.hpp"
#include "compiler/cli/migration.hpp"
#include "compiler/cli/version.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/emit/cpp_header.hpp"
#include "compiler/emit/cpp_names.hpp"
#include "compiler/emit/offline.hpp"
#include "compiler/emit/output_folder.hpp"
#include "compiler/ir/print.hpp"
#include "compiler/source/read_file.hpp"
#include "compiler/sql/relation_columns.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;
using backends::Plan;
using pipeline::Project;

namespace {

/// In double quotes SQLite would take a name that is not there for a text, and not complain.
std::string name_in_sql(const dialect::Dialect& rules, const std::string& name) {
  const bool bare = ir::is_word(name) && !rules.needs_quotes(name);
  return bare ? name : backends::quoted(name, '`');
}

/// The columns of what has some: of a view those that are known.
std::vector<emit::CppColumn> columns_of(const schema::Schema& schema, const ir::Object& object) {
  std::vector<emit::CppColumn> columns;
  const auto add = [&](const std::string& name, std::string type, bool not_null) {
    columns.push_back({name, name_in_sql(schema.dialect(), name), std::move(type), not_null});
  };
  if (const auto* table = std::get_if<ir::Table>(&object)) {
    for (const ir::Column& column : table->columns)
      add(column.name.text, column.type ? ir::print(*column.type) : "", column.has<ir::NotNull>());
  } else {
    for (const sql::ColumnName& column : sql::columns_of(object, schema).shape.columns)
      add(column.text, "", false);
  }
  return columns;
}

std::vector<emit::CppRelation> relations_of(const schema::Schema& schema) {
  std::vector<emit::CppRelation> relations;
  for (const schema::Entry* entry : schema.all()) {
    const ir::Object& object = entry->object;
    const std::string name = ir::name_of(object).text;
    if (ir::id_of(object).space == ir::Space::relation && !ir::is_temporary(object))
      relations.push_back({name, name_in_sql(schema.dialect(), name), columns_of(schema, object)});
  }
  return relations;
}

/// The plans that record by today's names where a database is that knows those of revisions which
/// others replace.
std::vector<Plan> renaming_plans(const Project& project,
                                 const std::vector<emit::Revision>& revisions) {
  std::vector<Plan> plans;
  for (const emit::Revision& revision : revisions)
    for (Plan& plan : begin_at_replaced(project, revision.up.version.after))
      plans.push_back(std::move(plan));
  return plans;
}

/// Makes the scripts of a program, each of which may be the first that is run.
class ProgramMaker {
 public:
  ProgramMaker(Session& session, const Project& project)
      : project_(project),
        backend_(backend_of(session, project)),
        frame_(frame_of(session, project)) {
    frame_.any_start = true;
    program_.engine = frame_.min_version;
    program_.tool = "migc " + tool_version;
    program_.version_table = frame_.version_table;
    program_.log_table = frame_.log_table;
  }

  emit::CppProgram make(const std::vector<emit::Revision>& revisions) && {
    const std::vector<Plan> renames = renaming_plans(project_, revisions);
    for (const emit::Revision& revision : revisions) add(revision);
    for (const Plan& plan : renames)
      program_.renames.push_back({plan.version.before, plan.version.after, script(plan)});
    if (!revisions.empty())
      program_.schema =
          relations_of(pipeline::schema_at(project_, revisions.back().up.version.after));
    return std::move(program_);
  }

 private:
  /// A whole script, whose check table has its own checks and no others: each check asks all that
  /// its table has.
  std::vector<backends::FramedStatement> script(const Plan& plan) {
    program_.engine = std::max(program_.engine, backend_.min_version(plan));
    const auto framer = backend_.framer(false, frame_);
    framer->expect(plan);
    std::vector<backends::FramedStatement> statements = framer->opening();
    for (backends::FramedStatement& statement : framer->next(plan))
      statements.push_back(std::move(statement));
    return statements;
  }

  void add(const emit::Revision& revision) {
    emit::CppRevision& added = program_.revisions.emplace_back();
    added.id = revision.id;
    added.message = revision.message;
    added.checksum = revision.up.log.front().checksum;
    added.parents = revision.parents;
    added.rows = revision.up.version.after;
    added.transactional = revision.up.script.transactional;
    added.up = script(revision.up);
    if (revision.down) added.down = script(*revision.down);
    added.is_irreversible = !revision.down;
    added.irreversible = revision.irreversible;
  }

  const Project& project_;
  const backends::Backend& backend_;
  backends::FrameOptions frame_;
  emit::CppProgram program_;
};

void check_program_options(Session& session, const CompileOptions& options) {
  if (options.runner != "sqlite3")
    stop(session, exits::usage, kind::option_value, "--runner",
         "left out with `--emit cpp`: the program stops at the first error", options.runner);
  if (options.name && !emit::is_cpp_namespace(*options.name))
    stop(session, exits::usage, kind::option_value, "--namespace",
         "a namespace of C++ such as `app::migrations`", *options.name);
}

std::optional<std::string> header_file(const config::Settings& settings) {
  if (settings.out.origin.kind != config::Origin::Kind::command_line) return std::nullopt;
  return settings.out.value;
}

int check_header(Session& session, const std::string& file, const std::string& text) {
  if (source::read_file(file) == text) return exits::done;
  session.diagnostics.report(kind::stale_files, {}, "1 file", file).note("run `migc compile`");
  return exits::no;
}

}  // namespace

int compile_program(Session& session, const CompileOptions& options) {
  check_program_options(session, options);
  const pipeline::Files<Project> read = load_files(session);
  const Project project = view_of(session, read);
  check_project(session, project);
  check_other_views(session, read);
  const std::optional<std::string> file = header_file(project.settings);
  const std::optional<std::string> target = options.stamp ? options.stamp : file;
  if (!target && options.depfile)
    stop(session, exits::usage, kind::option_value, "--depfile", "beside `-o` or `--stamp`",
         *options.depfile);
  if (!file && options.check)
    stop(session, exits::usage, kind::option_value, "--check", "beside `-o`", "--emit cpp");

  const auto revisions =
      compiled(session, project, backend_of(session, project), options.allow_data_loss);
  emit::CppProgram program = ProgramMaker(session, project).make(revisions);
  program.name = options.name.value_or("migrations");
  const std::string text = emit::cpp_header(program);
  if (options.check) return check_header(session, *file, text);

  const Output output(project.settings);
  for (const auto& path : {options.depfile, options.stamp})
    if (path) output.check(session, *path);
  if (file) {
    const bool written = output.write(session, *file, text);
    session.tell(diagnostics::printable(*file + (written ? " written" : " is up to date")));
  } else {
    session.print(text);
  }
  if (options.depfile) write_depfile(session, output, read.all, *target, *options.depfile);
  if (options.stamp) emit::touch(*options.stamp);
  return exits::done;
}

}  // namespace migc::cli
