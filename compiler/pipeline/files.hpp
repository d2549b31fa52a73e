#pragma once

#include <string>
#include <vector>

#include "compiler/config/settings.hpp"
#include "compiler/diagnostics/diagnostics.hpp"

namespace migc::pipeline {

/// A `.mig` file of a version folder.
struct MigFile {
  std::string file;   ///< As the working directory sees it.
  std::string shown;  ///< The version folder's own name and what is below it.
  std::string text{};
};

/// The version folders of the settings, as the working directory sees them.
[[nodiscard]] std::vector<std::string> version_folders(const config::Settings& settings);

/// The `.mig` files of the version folders, sorted by path. `schema.mig` and hidden files are none
/// of them. Reports folders that cannot be read.
[[nodiscard]] std::vector<MigFile> find_files(const config::Settings& settings,
                                              diagnostics::Diagnostics& diagnostics);

/// The same with their texts, several read at a time. Reports files that cannot be read.
[[nodiscard]] std::vector<MigFile> read_files(const config::Settings& settings,
                                              diagnostics::Diagnostics& diagnostics);

}  // namespace migc::pipeline
