#include "compiler/syntax/iso_date.hpp"

#include <algorithm>
#include <cstddef>

namespace migc::syntax {

namespace {

/// Reads a text from the front; what does not fit makes it fail for good.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  /// `digits` decimal digits with a value from `least` to `most`.
  int number(std::size_t digits, int least, int most) {
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (rest_.empty() || rest_.front() < '0' || rest_.front() > '9') return fail();
      value = value * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    return value < least || value > most ? fail() : value;
  }
  bool mark(std::string_view any_of) {
    if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void must(std::string_view any_of) {
    if (!mark(any_of)) fail();
  }
  void digits() {
    const std::size_t count = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
    if (count == 0) fail();
    rest_.remove_prefix(count);
  }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] bool good() const { return good_ && rest_.empty(); }

 private:
  int fail() {
    good_ = false;
    return 0;
  }

  std::string_view rest_;
  bool good_ = true;
};

int days_in(int year, int month) {
  if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

void read_zone(Reader& reader) {
  if (reader.mark("Zz") || !reader.mark("+-")) return;
  reader.number(2, 0, 23);
  if (reader.at_end()) return;
  reader.mark(":");
  reader.number(2, 0, 59);
}

void read_time(Reader& reader) {
  reader.number(2, 0, 23);
  reader.must(":");
  reader.number(2, 0, 59);
  if (reader.mark(":")) {
    reader.number(2, 0, 60);  // 60: a leap second
    if (reader.mark(".,")) reader.digits();
  }
  read_zone(reader);
}

}  // namespace

bool is_iso_date(std::string_view text) {
  Reader reader(text);
  const int year = reader.number(4, 0, 9999);
  reader.must("-");
  const int month = reader.number(2, 1, 12);
  reader.must("-");
  reader.number(2, 1, days_in(year, month));
  if (reader.mark("Tt ")) read_time(reader);
  return reader.good();
}

}  // namespace migc::syntax
