#pragma once

#include <memory>
#include <string_view>

#include "compiler/database/driver.hpp"

/// The drivers of this program, by the dialects of their databases.
namespace migc::drivers {

/// The driver of a dialect, or null.
[[nodiscard]] const database::Driver* find_driver(std::string_view dialect);

/// Opens the database of a URL with the driver of its dialect. Throws Error: cannot_connect, also
/// where there is no such driver, or locked.
[[nodiscard]] std::unique_ptr<database::Connection> open(const config::Url& url,
                                                         database::Access access,
                                                         database::Patience patience = {});

/// Whether the URL's database is there, as far as a driver knows.
[[nodiscard]] bool database_exists(const config::Url& url);

/// Comes before all else, once in a process.
void set_up();

}  // namespace migc::drivers
