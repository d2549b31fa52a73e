#include "compiler/diagnostics/catalogue/import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/cli/new_file.hpp"
#include "compiler/cli/new_revision.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/drivers/drivers.hpp"
#include "compiler/import/blocks.hpp"
#include "compiler/import/dump.hpp"
#include "compiler/import/sql_text.hpp"
#include "compiler/import/tool_tables.hpp"
#include "compiler/ir/text.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/pipeline/schema_text.hpp"
#include "compiler/schema/check/context.hpp"
#include "compiler/syntax/format.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;
namespace fs = std::filesystem;
using diagnostics::printable;
using import::SourceRevision;

namespace {

/// One run: what is read, what becomes of it, and what it has to be equal to.
class Import {
 public:
  Import(Session& session, const ImportOptions& options)
      : session_(session), options_(options), project_(load_project(session)) {
    // What `migc init` writes does nothing yet: that may stay.
    const bool does_nothing =
        std::all_of(project_.revisions.begin(), project_.revisions.end(),
                    [](const ir::Revision& revision) { return revision.upgrade.empty(); });
    if (!does_nothing || project_.graph.heads().size() > 1)
      stop(session, exits::usage, kind::import_needs_empty, project_.headers.size());
    static_cast<void>(backend_of(session_, project_));
    left_out_ = import::tool_tables;
    left_out_.push_back(project_.settings.version_table.value);
    left_out_.push_back(project_.settings.log_table.value);
  }

  int run() {
    read();
    stop_on_errors(exits::usage);
    if (!make_files() && !read_by_sqlite()) throw Stop{exits::sources};
    compile();
    prove();
    write();
    return exits::done;
  }

 private:
  struct File {
    std::string id, path, text;
  };

  void stop_on_errors(int code) const {
    if (!session_.diagnostics.ok()) throw Stop{code};
  }

  // --- What there is -----------------------------------------------------------------------------

  void read() {
    const std::string& source = options_.source;
    if (source.find("://") != std::string::npos) {
      const auto url = config::parse_url(source, "the command line", {}, session_.diagnostics);
      if (url) read_database(*url);
    } else if (source == "-") {
      read_text("standard input",
                import::without_mark({std::istreambuf_iterator<char>(std::cin), {}}));
    } else if (fs::is_directory(source)) {
      revisions_ = import::folder_revisions(source, session_.sources, session_.diagnostics);
    } else if (!fs::exists(source)) {
      session_.diagnostics.report(kind::nothing_to_import, {}, source, "there is no such file");
    } else if (import::is_database_file(source)) {
      config::Url url;
      url.dialect = "sqlite";
      url.database = source;
      read_database(url);
    } else {
      read_text(source, import::content_of(source));
    }
  }

  void read_database(const config::Url& url) {
    const auto database = connect(session_, url, database::Access::read);
    name_ = url.masked();
    original_ =
        drivers::find_driver(url.dialect)
            ->inspect(*database, {name_, left_out_}, session_.sources, session_.diagnostics);
    std::string found;
    for (const auto& row :
         database->query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"))
      if (std::find(left_out_.begin(), left_out_.end(), *row[0]) != left_out_.end())
        found += (found.empty() ? "" : ", ") + *row[0];
    if (!found.empty()) session_.diagnostics.report(kind::tables_left_out, {}, found);
    if (!original_) return;
    tell_of_returns(*database);
    add_schema(*original_);
  }

  void tell_of_returns(database::Connection& database) const {
    for (const auto& row : database.query(
             "SELECT type, name, sql FROM sqlite_master WHERE instr(sql, char(13)) ORDER BY name"))
      if (import::has_return_in_string(*row[2]))
        session_.tell(printable(fmt::format(
            "warning: a string in {} `{}` has a carriage return, which a .mig file does not keep: "
            "write `|| char(13) || char(10) ||` there",
            *row[0], *row[1])));
  }

  void add_schema(const schema::Schema& schema) {
    revisions_.clear();
    revisions_.push_back({.id = {}, .up = {name_, pipeline::schema_text(schema)}});
  }

  void read_text(const std::string& path, const std::string& written) {
    name_ = path;
    if (options_.alembic) {
      revisions_ = import::alembic_revisions(path, written, session_.diagnostics);
      // Proven by what Alembic itself would run, its version table and all.
      scripts_ = {written};
      return;
    }
    const auto [text, found] = import::without_tables(written, left_out_);
    if (!found.empty())
      session_.diagnostics.report(kind::tables_left_out, {},
                                  fmt::format("{}", fmt::join(found, ", ")));
    std::string kept = text;
    constexpr std::string_view row_words[] = {"insert", "replace", "update", "delete", "with"};
    if (options_.schema_only) {
      const std::vector<import::SqlStatement> statements = import::statements_of(text);
      const import::Dump dump(text, statements);
      for (const import::SqlStatement& statement : statements)
        if (std::find(std::begin(row_words), std::end(row_words), statement.word) !=
                std::end(row_words) &&
            !dump.defines(statement))
          import::blank(kept, statement.begin, statement.end);
    }
    revisions_.push_back({.id = {}, .up = {path, std::move(kept)}});
  }

  /// A text that is not of our language may be one of SQLite's: then its schema says what it means.
  bool read_by_sqlite() {
    const bool one_text = revisions_.size() == 1 && revisions_[0].id.empty() && !original_;
    if (!one_text) return false;
    diagnostics::Diagnostics reported;
    try {
      original_ = sqlite_->inspect_scripts({revisions_[0].up.text}, {name_, left_out_},
                                           session_.sources, reported);
    } catch (const database::Error&) {
      return false;
    }
    if (!original_) return false;
    add_schema(*original_);
    session_.diagnostics = reported;
    files_.clear();
    return make_files();
  }

  // --- What becomes of it ------------------------------------------------------------------------

  bool make_files() {
    import::Blocks blocks(session_.sources,
                          pipeline::lower_options(project_.settings, *project_.dialect),
                          session_.diagnostics);
    for (const SourceRevision& revision : revisions_) {
      const std::string text = blocks.of(revision);
      if (revision.id.empty()) {
        const RevisionFile file = revision_file(session_, project_,
                                                {.message = options_.message,
                                                 .id = options_.rev_id,
                                                 .parents = project_.graph.heads()});
        add_file(file.id, file.path, file.header + text);
      } else {
        add_file(revision.id, project_.folders.front() + "/" + revision.id + ".mig",
                 header_of(revision) + text);
      }
    }
    made_ = blocks.schema();
    return session_.diagnostics.ok();
  }

  void add_file(std::string id, std::string path, std::string text) {
    if (auto laid_out = syntax::format(text)) text = *std::move(laid_out);
    files_.push_back({std::move(id), std::move(path), std::move(text)});
  }

  [[nodiscard]] std::string header_of(const SourceRevision& revision) const {
    std::vector<std::string> parents = revision.parents;
    if (parents.empty())
      for (const graph::Index head : project_.graph.heads())
        parents.push_back(project_.graph.id(head));
    std::string text = fmt::format("revision {};\n", revision.id);
    if (!parents.empty()) text += fmt::format("revises  {};\n", fmt::join(parents, ", "));
    if (!revision.message.empty())
      text += fmt::format("message  {};\n", ir::literal(revision.message));
    if (!revision.transactional) text += "transaction off;\n";
    return text + fmt::format("created  '{}';\n\n", time_text("%Y-%m-%d %H:%M:%S"));
  }

  /// The files as they would be read.
  void compile() {
    pipeline::Files<pipeline::Project> files{project_};
    for (const File& file : files_)
      pipeline::add_file(files, file.path, file.text, session_.sources, session_.diagnostics);
    const pipeline::Project project = pipeline::view(std::move(files), {}, session_.diagnostics);
    if (session_.diagnostics.ok()) {
      diagnostics::Diagnostics reported;
      pipeline::check(project, reported);
      // A downgrade that does not restore the schema is told whenever it is compiled.
      if (!reported.ok()) say_once(session_, reported);
      if (reported.ok()) rehearse_project(session_, project);
    }
    stop_on_errors(exits::sources);
  }

  void prove() {
    if (!original_ && !run_source()) return;
    const schema::Schema made = pipeline::as_stored(made_, *project_.dialect, session_.sources);
    const schema::Schema source =
        pipeline::as_stored(*original_, *project_.dialect, session_.sources);
    for (const schema::Id& id : schema::differing(made, source)) {
      const schema::Entry* entry = source.find(id);
      if (entry == nullptr) entry = made.find(id);
      session_.diagnostics.report(kind::import_differs, {},
                                  std::string(schema::noun_of(entry->object)),
                                  schema::name_of(entry->object).text);
    }
    stop_on_errors(exits::no);
  }

  bool run_source() {
    if (scripts_.empty())
      for (const SourceRevision& revision : revisions_) scripts_.push_back(revision.up.text);
    try {
      original_ = sqlite_->inspect_scripts(scripts_, {name_, left_out_}, session_.sources,
                                           session_.diagnostics);
    } catch (const database::Error& error) {
      session_.diagnostics.report(kind::import_unproven, {}, error.diagnostic.text);
    }
    stop_on_errors(exits::no);
    return original_.has_value();
  }

  /// All of them or none.
  void write() {
    std::size_t written = 0;
    try {
      for (; written < files_.size(); ++written)
        write_new(session_, files_[written].path, files_[written].text);
    } catch (...) {
      std::error_code ignored;
      while (written-- > 0) fs::remove(files_[written].path, ignored);
      throw;
    }
    nlohmann::ordered_json json = nlohmann::ordered_json::array();
    for (const File& file : files_) {
      json.push_back({{"revision", file.id}, {"path", file.path}});
      if (!session_.options.json) session_.print(printable(file.path) + "\n");
    }
    if (session_.options.json) session_.print(document({{"revisions", std::move(json)}}));
    session_.tell(
        fmt::format("`migc --url URL stamp {}` puts a database that has this schema under migc",
                    printable(files_.back().id)));
  }

  Session& session_;
  const ImportOptions& options_;
  const pipeline::Project project_;
  std::vector<std::string> left_out_;
  std::string name_;
  std::vector<SourceRevision> revisions_;
  std::vector<std::string> scripts_;  ///< What makes the schema that the source stands for.
  const database::Driver* sqlite_ = drivers::find_driver("sqlite");
  std::optional<schema::Schema> original_;
  schema::Schema made_{*project_.dialect};
  std::vector<File> files_;
};

}  // namespace

int import_source(Session& session, const ImportOptions& options) {
  return Import(session, options).run();
}

}  // namespace migc::cli
