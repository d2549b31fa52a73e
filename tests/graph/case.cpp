#include "tests/graph/case.hpp"

#include <algorithm>

#include "tests/support/files.hpp"

namespace migc::graph_cases {

using nlohmann::json;

Revision read_revision(const json& fields) {
  return {fields.at("id"), fields.at("down"), fields.at("depends_on"), fields.at("labels")};
}

std::vector<Case> read_cases(const std::string& folder) {
  std::vector<Case> cases;
  for (const std::string& path : support::files_in(folder, ".json")) {
    const json document = json::parse(support::read_file(path));
    for (const json& fields : document.at("cases")) {
      Case test{
          fields.at("name"), fields.at("command"), {}, fields.value("current", Ids{}), fields};
      for (const json& revision : fields.at("revisions"))
        test.revisions.push_back(read_revision(revision));
      cases.push_back(std::move(test));
    }
  }
  return cases;
}

Ids words(const json& field) {
  if (field.is_null()) return {};
  if (field.is_string()) return {field.get<std::string>()};
  return field.get<Ids>();
}

Set applied(const Case& test, const Ids& rows) {
  const auto named = [&](const std::string& name) {
    return std::find_if(test.revisions.begin(), test.revisions.end(), [&](const Revision& one) {
      return one.id == name ||
             std::find(one.labels.begin(), one.labels.end(), name) != one.labels.end();
    });
  };
  Set found;
  Ids open = rows;
  while (!open.empty()) {
    const std::string name = open.back();
    open.pop_back();
    const auto revision = named(name);
    if (revision == test.revisions.end() || !found.insert(revision->id).second) continue;
    open.insert(open.end(), revision->parents.begin(), revision->parents.end());
    open.insert(open.end(), revision->depends_on.begin(), revision->depends_on.end());
  }
  return found;
}

Ids sorted(Ids ids) {
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::string joined(const Ids& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : " ") + id;
  return text.empty() ? "nothing" : text;
}

}  // namespace migc::graph_cases
