#include "compiler/cli/load.hpp"

#include <algorithm>

#include "compiler/cli/version.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/diagnostics/catalogue/exec.hpp"
#include "compiler/diagnostics/catalogue/graph.hpp"
#include "compiler/diagnostics/catalogue/pipeline.hpp"
#include "compiler/dialects/dialects.hpp"
#include "compiler/drivers/drivers.hpp"
#include "compiler/graph/path.hpp"
#include "compiler/pipeline/compile.hpp"
#include "compiler/verify/rehearsal.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;

namespace {

/// Wrong settings are usage; nearly all else that loading finds is wrong with the migrations.
int code_of(const diagnostics::Diagnostics& diagnostics) {
  const auto is_setting = [](const diagnostics::Diagnostic& one) {
    return std::string_view(one.id).starts_with("E06") ||
           one.id == std::string_view(kind::no_versions_folder.id);
  };
  const auto is_row = [](const diagnostics::Diagnostic& one) {
    return one.id == std::string_view(kind::word_inside_replaced.id);
  };
  const auto& all = diagnostics.all();
  if (std::any_of(all.begin(), all.end(), is_row)) return exits::history;
  return std::any_of(all.begin(), all.end(), is_setting) ? exits::usage : exits::sources;
}

void stop_when_unsound(const Session& session) {
  if (!session.diagnostics.ok()) throw Stop{code_of(session.diagnostics)};
}

/// The database is read only where there are several views to choose from.
graph::NamedRevisions named(Session& session, const pipeline::History& all,
                            const LoadScope& about) {
  if (!graph::Replacements(all.headers).any()) return {};
  stop_when_unsound(session);
  graph::NamedRevisions named{{}, about.words};
  diagnostics::Diagnostics diagnostics;
  const auto url = about.database ? config::database_url(all.settings, diagnostics) : std::nullopt;
  if (url) named.rows = version_of(session, *url, all.settings).rows;
  return named;
}

/// The view that is meant, of what one of the pipeline's readers makes of the project's files.
template <class Read>
auto load_view(Session& session, const LoadScope& about, Read read) {
  auto files = read(load_settings(session), session.sources, session.diagnostics);
  const graph::NamedRevisions wanted = named(session, files.all, about);
  auto view = pipeline::view(std::move(files), wanted, session.diagnostics);
  stop_when_unsound(session);
  return view;
}

}  // namespace

config::Settings load_settings(Session& session) {
  auto settings = config::load(session.options.overrides, config::process_environment(), ".",
                               session.sources, session.diagnostics);
  if (!settings) throw Stop{exits::usage};
  return std::move(*settings);
}

LoadScope about(std::vector<std::string> words) {
  const bool database = std::any_of(words.begin(), words.end(), needs_database);
  return {std::move(words), database};
}

pipeline::History load_history(Session& session, const LoadScope& about) {
  return load_view(session, about, pipeline::read_headers);
}

pipeline::Project load_project(Session& session, const LoadScope& about) {
  return load_view(session, about, pipeline::read_project);
}

pipeline::Files<pipeline::Project> load_files(Session& session) {
  return pipeline::read_project(load_settings(session), session.sources, session.diagnostics);
}

pipeline::Project view_of(Session& session, const pipeline::Files<pipeline::Project>& files,
                          const graph::NamedRevisions& named) {
  pipeline::Project project = pipeline::view(files, named, session.diagnostics);
  stop_when_unsound(session);
  return project;
}

void say_once(Session& session, const diagnostics::Diagnostics& reported) {
  const auto& all = session.diagnostics.all();
  for (const diagnostics::Diagnostic& one : reported.all()) {
    const bool is_said = std::any_of(all.begin(), all.end(), [&](const auto& other) {
      return other.id == std::string_view(one.id) && other.text == one.text &&
             other.place.file == one.place.file && other.place.begin == one.place.begin;
    });
    if (!is_said) session.diagnostics.add(one);
  }
}

void check_other_views(Session& session, const pipeline::Files<pipeline::Project>& files) {
  for (const auto& [revision, replaced] : graph::Replacements(files.all.headers).alternatives()) {
    diagnostics::Diagnostics reported;
    const pipeline::Project project = pipeline::view(files, {.words = {replaced}}, reported);
    if (reported.ok()) pipeline::check(project, reported);
    say_once(session, reported);
  }
  if (!session.diagnostics.ok()) throw Stop{exits::sources};
}

void limit_to_engine(config::Settings& settings) {
  const database::Driver& driver = *drivers::find_driver("sqlite");
  if (*config::sqlite_version_number(settings.sqlite_min_version.value) > driver.version_number())
    settings.sqlite_min_version.value = driver.version();
}

void check_project(Session& session, const pipeline::Project& project) {
  pipeline::check(project, session.diagnostics);
  if (!session.diagnostics.ok()) throw Stop{exits::sources};
}

void rehearse_project(Session& session, const pipeline::Project& project) {
  const backends::Backend* backend = backends::find_backend(project.dialect->name);
  if (backend == nullptr || !session.options.rehearses) return;
  verify::Rehearsal rehearsal(*backend, session.sources, session.diagnostics);
  pipeline::for_each_revision(
      project, session.diagnostics, [](const pipeline::Compiled&, const schema::Schema&) {},
      rehearsal.hook());
}

const backends::Backend& backend_of(Session& session, std::string_view dialect) {
  const backends::Backend* backend = backends::find_backend(dialect);
  if (backend == nullptr) stop(session, exits::usage, kind::no_backend, std::string(dialect));
  return *backend;
}

const backends::Backend& backend_of(Session& session, const pipeline::History& history) {
  return backend_of(session, history.dialect->name);
}

backends::FrameOptions frame_of(Session& session, const pipeline::History& history) {
  const config::Settings& settings = history.settings;
  backends::FrameOptions frame;
  frame.own_prefix = backend_of(session, history).own_prefix(session.sources.texts());
  frame.min_version = *config::sqlite_version_number(settings.sqlite_min_version.value);
  frame.rehearsed = session.options.rehearses;
  frame.version_table = settings.version_table.value;
  frame.log_table = settings.log_table.value;
  frame.tool = "migc " + tool_version;
  frame.place_of = [&session](source::Span written) -> backends::FileLine {
    const source::SourceFile& file = session.sources[written.file];
    return {file.path(), file.position(written.begin).line};
  };
  return frame;
}

config::Url database_of(Session& session, const config::Settings& settings) {
  const auto url = config::database_url(settings, session.diagnostics);
  if (!url) throw Stop{exits::usage};
  return *url;
}

std::unique_ptr<database::Connection> connect(Session& session, const config::Url& url,
                                              database::Access access) {
  return drivers::open(url, access,
                       {session.options.lock_timeout, [&session] {
                          session.tell("waiting for another process to release the database");
                        }});
}

void read_database(Session& session, const config::Url& url,
                   const std::function<void(database::Connection&)>& read) {
  try {
    read(*connect(session, url, database::Access::read));
  } catch (const database::Error& error) {
    if (error.diagnostic.id != std::string_view(kind::database_missing.id)) throw;
    session.tell_verbose("the database does not exist yet");
  }
}

exec::Version version_of(Session& session, const config::Url& url,
                         const config::Settings& settings) {
  exec::Version version;
  read_database(session, url, [&](database::Connection& database) {
    version = exec::read_version(database, settings.version_table.value);
  });
  return version;
}

std::vector<std::string> rows_of(Session& session, const pipeline::History& history,
                                 const std::vector<std::string>& rows) {
  std::vector<std::string> here = graph::rows_here(history.graph, rows);
  check_rows(session, history, here);
  return here;
}

void check_rows(Session& session, const pipeline::History& history,
                const std::vector<std::string>& rows) {
  if (!graph::known_rows(history.graph, rows, session.diagnostics)) throw Stop{exits::history};
}

graph::Target resolve(Session& session, const pipeline::History& history, std::string_view word,
                      const graph::AddressContext& context) {
  auto target = graph::resolve(history.graph, word, context, session.diagnostics);
  if (!target) throw Stop{exits::usage};
  return std::move(*target);
}

bool needs_database(std::string_view word) {
  const std::string_view step = word.substr(word.find('@') == word.npos ? 0 : word.find('@') + 1);
  return step.starts_with('+') || step.starts_with('-') || word.find("current") != word.npos;
}

std::vector<std::string> rows_for(Session& session, const pipeline::History& history,
                                  std::initializer_list<std::string_view> words) {
  if (std::none_of(words.begin(), words.end(), needs_database)) return {};
  const config::Url url = database_of(session, history.settings);
  return rows_of(session, history, version_of(session, url, history.settings).rows);
}

std::vector<std::string> ids_of(const pipeline::History& history, const graph::Target& target) {
  std::vector<std::string> ids;
  for (const graph::Index revision : target.revisions) ids.push_back(history.graph.id(revision));
  std::sort(ids.begin(), ids.end());
  return ids;
}

int report(Session& session, const database::Error& error) {
  session.diagnostics.add(error.diagnostic);
  for (const diagnostics::Diagnostic& one : error.further) session.diagnostics.add(one);
  switch (error.failure) {
    case database::Failure::cannot_connect:
    case database::Failure::locked:
      return exits::connection;
    case database::Failure::refused:
    case database::Failure::unsettled:
    case database::Failure::moved:
      return exits::refused;
    case database::Failure::partial:
      return exits::partial;
    case database::Failure::not_written:
      return exits::output;
    case database::Failure::history:
    case database::Failure::drifted:
      return exits::history;
    case database::Failure::interrupted:
      return 128 + error.signal;
  }
  return exits::bug;
}

}  // namespace migc::cli
