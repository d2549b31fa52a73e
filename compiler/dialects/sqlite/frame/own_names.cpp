#include "compiler/dialects/sqlite/frame/own_names.hpp"

#include <algorithm>

#include "compiler/source/name.hpp"

namespace migc::backends::sqlite {

namespace {

class Said {
 public:
  Said(std::span<const std::string_view> names, const std::string& prefix) {
    for (const std::string_view name : names) names_.push_back(prefix + std::string(name));
  }

  [[nodiscard]] bool in(const Plan& plan) const {
    return std::ranges::any_of(plan.script.actions,
                               [&](const Action& action) {
                                 return std::ranges::any_of(action.statements,
                                                            [&](const Statement& statement) {
                                                              return in(statement.text);
                                                            });
                               }) ||
           std::ranges::any_of(plan.script.made,
                               [&](const Script::Made& made) { return in(made.probe); });
  }

 private:
  [[nodiscard]] bool in(const std::string& sql) const {
    if (sql.find('_') == std::string::npos) return false;
    const std::string text = source::fold(sql);
    return std::ranges::any_of(
        names_, [&](const std::string& name) { return text.find(name) != std::string::npos; });
  }

  std::vector<std::string> names_;
};

}  // namespace

std::string free_prefix(std::span<const Plan> plans, std::span<const std::string_view> names) {
  std::string prefix;
  while (std::ranges::any_of(
      plans, [said = Said(names, prefix)](const Plan& plan) { return said.in(plan); }))
    prefix += '_';
  return prefix;
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
