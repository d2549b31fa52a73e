#include "compiler/drivers/sqlite/literals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>

#include "compiler/backends/quote.hpp"
#include "compiler/drivers/sqlite/statement.hpp"

namespace migc::drivers::sqlite {

namespace {

std::string hexadecimal(std::string_view bytes) {
  std::string text = "x'";
  for (const char byte : bytes) text += fmt::format("{:02X}", static_cast<unsigned char>(byte));
  return text + "'";
}

/// Whether SQLite reads a literal as the number that it stands for: the last bit of long ones may
/// be another, depending on its version and on the processor.
bool reads_as(sqlite3* database, const std::string& text, double number) {
  const Prepared statement = prepare(database, "SELECT " + text);
  if (sqlite3_step(statement.get()) != SQLITE_ROW) return false;
  const double found = sqlite3_column_double(statement.get(), 0);
  return std::memcmp(&found, &number, sizeof found) == 0;
}

/// The number as a product or quotient of whole numbers. Each step is exact, since all but the
/// first are powers of two.
std::string exact_real(double number) {
  constexpr int bits = std::numeric_limits<double>::digits, most = 62;
  int exponent = 0;
  const double fraction = std::frexp(number, &exponent);
  std::string text = fmt::format("({}.0", static_cast<std::int64_t>(std::ldexp(fraction, bits)));
  for (int left = exponent - bits; left != 0;) {
    const int step = std::min(std::abs(left), most);
    text += fmt::format(" {} {}.0", left > 0 ? '*' : '/', std::int64_t{1} << step);
    left += left > 0 ? -step : step;
  }
  return text + ")";
}

/// The fewest digits that stand for this number and no other; SQLite has no word for infinity.
std::string real_literal(sqlite3* database, double number) {
  if (std::isinf(number)) return number < 0 ? "-9e999" : "9e999";
  std::string text = fmt::format("{}", number);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return reads_as(database, text, number) ? text : exact_real(number);
}

/// How many bytes of UTF-8 the sequence at the beginning has; 0 where it is none. Longer ones than
/// needed are not looked for: SQLite keeps bytes as they are, and only tools may not.
std::size_t sequence_length(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead < 0x80                   ? 1
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xF0 && lead < 0xF5 ? 4
                                                           : 0;
  if (length > text.size()) return 0;
  const std::string_view rest = text.substr(1, length == 0 ? 0 : length - 1);
  const bool continues = std::all_of(rest.begin(), rest.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
  });
  return continues ? length : 0;
}

/// Whether a text comes unchanged through files, editors and SQLite's shell, which ends it at a NUL
/// and drops a carriage return at a line's end.
bool is_plain(std::string_view text) {
  while (!text.empty()) {
    const char first = text[0];
    const std::size_t length = sequence_length(text);
    const bool control =
        (first >= 0 && first < ' ' && first != '\n' && first != '\t') || first == 0x7F;
    if (length == 0 || control) return false;
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace

std::string literal_of(sqlite3_stmt* row, int column) {
  const auto bytes = [&](const void* first) {
    const auto length = static_cast<std::size_t>(sqlite3_column_bytes(row, column));
    return std::string_view(length == 0 ? "" : static_cast<const char*>(first), length);
  };
  switch (sqlite3_column_type(row, column)) {
    case SQLITE_INTEGER:
      return fmt::format("{}", sqlite3_column_int64(row, column));
    case SQLITE_FLOAT:
      return real_literal(sqlite3_db_handle(row), sqlite3_column_double(row, column));
    case SQLITE_BLOB:
      return hexadecimal(bytes(sqlite3_column_blob(row, column)));
    case SQLITE_TEXT: {
      const std::string_view text = bytes(sqlite3_column_text(row, column));
      return is_plain(text) ? backends::literal(text)
                            : fmt::format("CAST({} AS TEXT)", hexadecimal(text));
    }
    default:
      return "NULL";
  }
}

}  // namespace migc::drivers::sqlite
