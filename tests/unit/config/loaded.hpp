#pragma once

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "compiler/config/settings.hpp"

namespace migc::test {

namespace fs = std::filesystem;
using Variables = std::map<std::string, std::string>;

/// A folder of its own, gone at the end.
struct Folder {
  fs::path path;

  Folder() {
    std::string name = (fs::temp_directory_path() / "migc-settings-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;

  void write(const fs::path& name, std::string_view text) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << text;
  }
};

/// One reading of settings, and what was complained of.
struct Loaded {
  source::SourceSet sources;
  diagnostics::Diagnostics diagnostics;
  std::optional<config::Settings> settings;

  Loaded(const fs::path& directory, const config::Overrides& overrides = {},
         const Variables& variables = {}) {
    const auto environment = [&](const std::string& name) -> std::optional<std::string> {
      const auto found = variables.find(name);
      if (found == variables.end()) return std::nullopt;
      return found->second;
    };
    settings = config::load(overrides, environment, directory, sources, diagnostics);
  }

  [[nodiscard]] std::string complaints() const {
    std::string all;
    for (const auto& d : diagnostics.all())
      all += std::string(d.id) + " " + d.text + (d.label.empty() ? "" : " | " + d.label) + "\n";
    return all;
  }
};

inline Loaded load_text(std::string_view text, const config::Overrides& overrides = {},
                        const Variables& variables = {}) {
  const Folder folder;
  folder.write("migc.toml", text);
  return Loaded(folder.path, overrides, variables);
}

}  // namespace migc::test
