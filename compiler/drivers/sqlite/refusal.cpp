#include "compiler/drivers/sqlite/refusal.hpp"

#include <array>
#include <string_view>

namespace migc::drivers::sqlite {

using database::Refusal;

namespace {

constexpr std::string_view check_failed = "CHECK constraint failed: ";

/// Modules and tokenizers are loaded by the application; and what takes too long here may well end
/// there.
bool is_unknowable(std::string_view message, int code) {
  constexpr std::array<std::string_view, 3> beginnings = {"no such module", "no such tokenizer",
                                                          "unknown tokenizer"};
  if (code == SQLITE_INTERRUPT) return true;
  for (const std::string_view beginning : beginnings)
    if (message.starts_with(beginning)) return true;
  return false;
}

}  // namespace

Refusal last_refusal(sqlite3* database) {
  const int code = sqlite3_extended_errcode(database);
  Refusal refusal{Refusal::Kind::statement, sqlite3_errmsg(database)};
  if (code == SQLITE_CONSTRAINT_CHECK && refusal.message.starts_with(check_failed)) {
    refusal.kind = Refusal::Kind::check;
    refusal.check = refusal.message.substr(check_failed.size());
  } else if (is_unknowable(refusal.message, code)) {
    refusal.kind = Refusal::Kind::unknowable;
  }
  return refusal;
}

}  // namespace migc::drivers::sqlite
