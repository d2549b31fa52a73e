#include "compiler/lsp/workspace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

#include "compiler/dialects/dialects.hpp"
#include "compiler/lower/lower.hpp"
#include "compiler/pipeline/files.hpp"
#include "compiler/pipeline/schema_text.hpp"
#include "compiler/syntax/parse.hpp"

namespace migc::lsp {

namespace fs = std::filesystem;

namespace {

/// So many revisions are checked before it is looked whether the editor has said something.
constexpr std::size_t slice = 100;

void write(std::string& text, const ir::Name& name) {
  text += fmt::format("{} {} {}\n", name.text, name.written.begin, name.written.end);
}

/// What a header says and where: another has the history put together anew.
std::string digest(const std::optional<ir::Header>& header) {
  std::string text;
  if (!header) return text;
  write(text, header->id);
  for (const auto* names :
       {&header->parents, &header->depends_on, &header->replaces, &header->labels}) {
    text += '\n';
    for (const ir::Name& name : *names) write(text, name);
  }
  text += header->transactional ? "on" : "off";
  return text;
}

/// The places apart: what the history is made of.
bool same_place(const std::optional<ir::Header>& a, const std::optional<ir::Header>& b) {
  const auto same = [](const std::vector<ir::Name>& x, const std::vector<ir::Name>& y) {
    return std::equal(
        x.begin(), x.end(), y.begin(), y.end(),
        [](const ir::Name& one, const ir::Name& other) { return one.text == other.text; });
  };
  if (!a || !b) return !a && !b;
  return a->id.text == b->id.text && same(a->parents, b->parents) &&
         same(a->depends_on, b->depends_on) && same(a->replaces, b->replaces) &&
         same(a->labels, b->labels) && a->transactional == b->transactional;
}

bool is_below(const std::string& path, const std::string& folder) {
  return path.starts_with(folder.ends_with('/') ? folder : folder + '/');
}

}  // namespace

Workspace::Workspace(config::Overrides overrides, std::string config, std::string folder)
    : overrides_(std::move(overrides)), config_(std::move(config)) {
  if (!config_.empty())
    overrides_.config = config_;
  else
    overrides_.folder = std::move(folder);
}

void Workspace::load_settings() {
  settings_said_ = {};
  auto settings =
      config::load(overrides_, config::process_environment(), "/", sources_, settings_said_);
  if (settings) settings_ = std::move(*settings);
  diagnostics::Diagnostics url;  // a database is not needed
  dialect_ = &backends::rules_of(config::effective_dialect(settings_, url).value_or("sqlite"));
  folders_ = pipeline::version_folders(settings_);
}

void Workspace::reload(const Buffers& buffers) {
  load_settings();
  files_.clear();
  for (pipeline::MigFile& file : pipeline::read_files(settings_, settings_said_)) {
    const std::string path = fs::path(file.file).lexically_normal().string();
    const auto buffer = buffers.find(path);
    add(path, std::move(file.shown),
        buffer == buffers.end() ? std::move(file.text) : buffer->second);
  }
  for (const auto& [path, text] : buffers)
    if (owns(path) && !files_.contains(path)) add(path, fs::path(path).filename().string(), text);
  stale_ = true;
}

bool Workspace::owns(const std::string& path) const {
  const std::string name = fs::path(path).filename().string();
  if (!name.ends_with(".mig") || name.starts_with('.') || name == "schema.mig") return false;
  const std::string folder = fs::path(path).parent_path().string();
  return std::any_of(folders_.begin(), folders_.end(), [&](const std::string& one) {
    return folder == one || (settings_.recursive.value && is_below(path, one));
  });
}

void Workspace::add(std::string path, std::string shown, std::string text) {
  const auto [known, is_new] = sources_by_path_.try_emplace(path, 0);
  if (is_new)
    known->second = sources_.add(path, std::move(text));
  else
    sources_.replace(known->second, std::move(text));
  File file{path, std::move(shown), known->second};
  paths_[file.source] = path;
  read(file);
  files_.insert_or_assign(std::move(path), std::move(file));
}

/// Of what stands in the place of the file's text in `sources_`.
void Workspace::read(File& file) {
  file.lines = Lines(sources_[file.source].text());
  file.said = {};
  auto parsed = syntax::parse(sources_, file.source, file.said, dialect_->naming);
  file.whole = false;
  if (!parsed) return;
  file.revision = lower::lower(*parsed, pipeline::lower_options(settings_, *dialect_), file.said);
  file.header = std::move(parsed->header);
  file.upgrade = std::move(parsed->upgrade);
  file.downgrade = std::move(parsed->downgrade.body);
  file.whole = file.said.ok();
}

void Workspace::edit(const std::string& path, const std::string& text) {
  const auto found = files_.find(path);
  if (found == files_.end()) {
    add(path, fs::path(path).filename().string(), text);
    stale_ = true;
    return;
  }
  File& file = found->second;
  if (sources_[file.source].text() == source::as_read(text)) return;
  sources_.replace(file.source, text);
  const std::optional<ir::Header> before = file.header;
  read(file);
  const auto index = stale_ ? std::nullopt : index_of(file);
  if (!index || replaces_ || !same_place(before, file.header)) {
    stale_ = true;
    return;
  }
  project_->revisions[*index] = file.revision;
  project_->headers[*index] = *file.header;
  check_->forget(*index);
  if (digest(before) == digest(file.header)) return;
  graph_said_ = {};  // the same graph, its names elsewhere
  project_->graph = graph::Graph::build(project_->headers, graph_said_);
}

bool Workspace::settle() {
  if (stale_) rebuild();
  keep_silent();
  return check_->run(slice);
}

void Workspace::settle(const File& file) {
  while (stale_ || !is_settled(file.path)) static_cast<void>(settle());
}

bool Workspace::is_settled(const std::string& path) const {
  const File* file = find(path);
  const auto index = file == nullptr ? std::nullopt : index_of(*file);
  return !index || check_->is_checked(*index);
}

void Workspace::rebuild() {
  pipeline::Files<pipeline::Project> files;
  files.all.settings = settings_;
  files.all.dialect = dialect_;
  files.all.folders = folders_;
  for (const auto& [path, file] : files_) {
    if (!file.header) continue;
    files.all.headers.push_back(*file.header);
    files.all.revisions.push_back(file.revision);
    files.all.checksums.emplace_back();
    files.all.paths.push_back(file.shown);
    files.all.files.push_back(path);
  }
  graph_said_ = {};
  check_.reset();
  project_ = std::make_unique<pipeline::Project>(pipeline::view(std::move(files), {}, graph_said_));
  check_ =
      std::make_unique<pipeline::HistoryCheck>(*project_, pipeline::HistoryCheck::Journal::kept);
  indexes_.clear();
  for (graph::Index at = 0; at < project_->graph.size(); ++at)
    indexes_[project_->headers[at].id.written.file] = at;
  replaces_ = std::any_of(files_.begin(), files_.end(), [](const auto& one) {
    return one.second.header && !one.second.header->replaces.empty();
  });
  stale_ = false;
}

/// What follows a file that cannot be read whole would be told of what is missing there.
void Workspace::keep_silent() {
  std::vector<graph::Index> unread;
  for (const auto& [path, file] : files_)
    if (!file.whole)
      if (const auto index = index_of(file)) unread.push_back(*index);
  check_->keep_silent(project_->graph.with_descendants(unread));
}

diagnostics::Diagnostics Workspace::complaints() const {
  diagnostics::Diagnostics all;
  const auto add = [&](const diagnostics::Diagnostics& some) {
    for (const diagnostics::Diagnostic& one : some.all()) all.add(one);
  };
  add(settings_said_);
  for (const auto& [path, file] : files_) add(file.said);
  add(graph_said_);
  check_->report(all);
  return all;
}

const File* Workspace::find(const std::string& path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : &found->second;
}

const File* Workspace::find(std::uint32_t source) const {
  const auto path = paths_.find(source);
  return path == paths_.end() ? nullptr : find(path->second);
}

std::optional<graph::Index> Workspace::index_of(const File& file) const {
  const auto found = indexes_.find(file.source);
  if (found == indexes_.end() || !project_->graph.sound(found->second)) return std::nullopt;
  return found->second;
}

const File& Workspace::file_of(graph::Index revision) const {
  return files_.at(paths_.at(project_->headers[revision].id.written.file));
}

}  // namespace migc::lsp
