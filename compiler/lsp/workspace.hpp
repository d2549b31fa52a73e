#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/config/settings.hpp"
#include "compiler/lsp/text.hpp"
#include "compiler/pipeline/history_check.hpp"
#include "compiler/pipeline/project.hpp"
#include "compiler/syntax/ast.hpp"

namespace migc::lsp {

/// The texts that an editor has open, by path: they count, and not what is on disk.
using Buffers = std::map<std::string, std::string>;

/// A file of a project as it was read last.
struct File {
  std::string path, shown;
  std::uint32_t source = 0;
  Lines lines{};
  /// What it says. While its header cannot be read: the last that could be.
  std::optional<ir::Header> header{};
  ir::Revision revision{};
  ast::Statements upgrade{}, downgrade{};
  diagnostics::Diagnostics said{};
  bool whole = false;  ///< Nothing is wrong with it up to its lowering.
};

/// A project while it is edited. An edit of a file reads that file alone, and replays from its
/// revision on.
class Workspace {
 public:
  /// `config` is a migc.toml, or empty: then `folder` is one of `.mig` files.
  Workspace(config::Overrides overrides, std::string config, std::string folder);

  /// Reads what is on disk and in buffers. To be called first.
  void reload(const Buffers& buffers);
  /// A buffer of a file has changed.
  void edit(const std::string& path, const std::string& text);
  /// Checks some of what has not been checked since it was changed, beginning with that. Returns
  /// whether nothing is left.
  bool settle();
  /// Goes on until what is said of a file is of its text as it is.
  void settle(const File& file);
  [[nodiscard]] bool is_settled(const std::string& path) const;

  /// Everything that is wrong with it.
  [[nodiscard]] diagnostics::Diagnostics complaints() const;

  [[nodiscard]] const File* find(const std::string& path) const;
  [[nodiscard]] const File* find(std::uint32_t source) const;
  [[nodiscard]] const std::map<std::string, File>& files() const { return files_; }
  /// The file's revision in the history, if it has a place in it.
  [[nodiscard]] std::optional<graph::Index> index_of(const File& file) const;
  [[nodiscard]] const File& file_of(graph::Index revision) const;

  [[nodiscard]] const source::SourceSet& sources() const { return sources_; }
  [[nodiscard]] const std::string& config() const { return config_; }
  [[nodiscard]] const pipeline::Project& project() const { return *project_; }
  [[nodiscard]] pipeline::HistoryCheck& history() { return *check_; }
  [[nodiscard]] const std::vector<std::string>& folders() const { return folders_; }
  /// Whether a file belongs to it, or would once it is written.
  [[nodiscard]] bool owns(const std::string& path) const;

 private:
  void load_settings();
  void add(std::string path, std::string shown, std::string text);
  void read(File& file);
  void rebuild();
  void keep_silent();

  config::Overrides overrides_;
  std::string config_;
  source::SourceSet sources_;
  config::Settings settings_;
  const dialect::Dialect* dialect_ = nullptr;
  std::vector<std::string> folders_;
  std::map<std::string, File> files_;                     ///< By path.
  std::map<std::string, std::uint32_t> sources_by_path_;  ///< Of files that were there once, too.
  std::map<std::uint32_t, std::string> paths_;            ///< By source.
  std::map<std::uint32_t, graph::Index> indexes_;         ///< By source.
  diagnostics::Diagnostics settings_said_, graph_said_;
  std::unique_ptr<pipeline::Project> project_;
  std::unique_ptr<pipeline::HistoryCheck> check_;
  bool replaces_ = false;  ///< A revision of several histories in one, which view() chooses from.
  bool stale_ = true;      ///< The history has to be put together anew.
};

}  // namespace migc::lsp
