#pragma once

#include <string>

#include "compiler/config/url.hpp"

namespace migc::drivers {

/// The URL of an SQLite file; no path is a database in memory.
inline config::Url url_of(const std::string& path) {
  config::Url url;
  url.dialect = "sqlite";
  url.database = path;
  return url;
}

}  // namespace migc::drivers
