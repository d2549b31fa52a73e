#include "tests/support/meaning.hpp"

#include <algorithm>

#include "tests/support/sql_tokens.hpp"

namespace migc::support {
namespace {

/// A constraint's line as it would be at the table's end: `column 3 c: unique` as `unique ( c )`.
std::string at_the_end(const std::string& line) {
  const std::size_t colon = line.find(": ");
  if (!line.starts_with("column ") || colon == std::string::npos) return line;
  const std::string column =  // a stored text is compared in lower case, too
      lower_case(line.substr(line.find(' ', 7) + 1, colon - line.find(' ', 7) - 1));
  std::string rule = line.substr(colon + 2), name;
  if (rule.starts_with("constraint ")) {
    const std::size_t end = rule.find(' ', 11) + 1;
    name = rule.substr(0, end);
    rule.erase(0, end);
  }
  if (rule.starts_with("unique")) return name + "unique ( " + column + " )" + rule.substr(6);
  if (rule.starts_with("primary key")) {
    const bool automatic = rule.ends_with(" autoincrement");
    if (automatic) rule.resize(rule.size() - 14);
    return name + "primary key ( " + column + (automatic ? " autoincrement" : "") + " )" +
           rule.substr(11);
  }
  if (rule.starts_with("references")) return name + "foreign key ( " + column + " ) " + rule;
  return rule.starts_with("check") ? name + rule : line;
}

}  // namespace

Facts meaning(Facts facts) {
  for (auto& [object, lines] : facts.of) {
    for (std::string& line : lines) {
      line = at_the_end(line);
      for (const std::string usual :
           {" on update no action", " on delete no action", " not deferrable", "\""})
        for (std::size_t at = line.find(usual); at != line.npos; at = line.find(usual))
          line.erase(at, usual.size());
    }
    std::erase_if(lines, [](const std::string& line) { return line.ends_with(": null"); });
    std::sort(lines.begin(), lines.end());
  }
  return facts;
}

}  // namespace migc::support
