#pragma once

#include <string>

#include "compiler/drivers/sqlite/connection.hpp"

namespace migc::drivers::sqlite {

/// Copies the database as it is at one moment, with what is only in its WAL, to a new file. Others
/// may go on reading, and with a WAL writing; without one they wait until it is copied. The file is
/// checked, and appears whole or not at all. Throws Error: not_written (what is there already stays
/// as it is), locked, interrupted.
void copy_to_file(Connection& source, const std::string& file, const database::PagesCopied& copied);

}  // namespace migc::drivers::sqlite
