#include "compiler/dialects/sqlite/frame/own_names.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "compiler/dialects/sqlite/print/raw_sql.hpp"
#include "compiler/source/name.hpp"

namespace migc::backends::sqlite {

namespace {

/// Not a part of a longer one, such as the name that a table has while it is rebuilt.
bool is_word(std::string_view text, std::size_t begin, std::size_t size) {
  return (begin == 0 || !is_in_word(text[begin - 1])) &&
         (begin + size == text.size() || !is_in_word(text[begin + size]));
}

}  // namespace

OwnNames::OwnNames(std::string prefix) : prefix_(std::move(prefix)) {}

void OwnNames::make_way_for(const Plan& plan) {
  for (const Action& action : plan.script.actions)
    for (const Statement& statement : action.statements) make_way_for(statement.text);
  for (const Script::Made& made : plan.script.made) make_way_for(made.probe);
}

void OwnNames::make_way_for(std::string_view sql) {
  constexpr std::string_view common = "migc_";
  const auto are_same = [](char a, char b) {
    return source::same(std::string_view(&a, 1), std::string_view(&b, 1));
  };
  if (std::ranges::search(sql, common, are_same).empty()) return;
  const std::string folded = source::fold(sql);
  while (are_in(folded)) {
    if (settled_) throw std::logic_error("a name of the script's own has been said too late");
    prefix_ += '_';
  }
}

bool OwnNames::are_in(std::string_view folded) const {
  const auto is_in = [&](std::string_view name) {
    const std::string one = prefix_ + std::string(name);
    for (std::size_t at = folded.find(one); at != std::string_view::npos;
         at = folded.find(one, at + 1))
      if (is_word(folded, at, one.size())) return true;
    return false;
  };
  return std::ranges::any_of(plain_names, is_in) || std::ranges::any_of(check_table_names, is_in);
}

void put_prefix(std::string& sql, std::string_view before, std::span<const std::string_view> names,
                std::string_view prefix) {
  for (const std::string_view name : names) {
    const std::string one = std::string(before) + std::string(name);
    for (std::size_t at = sql.find(one); at != std::string::npos;
         at = sql.find(one, at + one.size() + prefix.size()))
      sql.insert(at + before.size(), prefix);
  }
}

}  // namespace migc::backends::sqlite
