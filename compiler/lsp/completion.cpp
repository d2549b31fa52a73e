#include <algorithm>
#include <set>
#include <string_view>

#include "compiler/ir/print.hpp"
#include "compiler/ir/rules.hpp"
#include "compiler/lsp/answers.hpp"
#include "compiler/lsp/moment.hpp"
#include "compiler/lsp/words.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::lsp {

namespace {

constexpr int kind_field = 5, kind_class = 7, kind_keyword = 14, kind_reference = 18,
              kind_type = 25;

class Candidates {
 public:
  void add(const std::string& label, int kind, const std::string& detail = "") {
    if (!said_.insert(label).second) return;
    Json one = {{"label", label}, {"kind", kind}};
    if (!detail.empty()) one["detail"] = detail;
    list_.push_back(std::move(one));
  }
  void add(std::span<const std::string_view> words, int kind) {
    for (const std::string_view word : words) add(std::string(word), kind);
  }
  [[nodiscard]] Json list() { return std::move(list_); }

 private:
  std::set<std::string> said_;
  Json list_ = Json::array();
};

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The item of the header that is being written; empty at the beginning of one.
void in_header(const Workspace& workspace, const Before& before, Candidates& found) {
  const std::string item = before.words.empty() ? "" : before.words.front();
  if (item.empty()) return found.add(header_words, kind_keyword);
  if (item == "downgrade") return found.add(downgrade_words, kind_keyword);
  if (item == "depends" && before.words.size() == 1) return found.add("on", kind_keyword);
  if (!is_one_of(item, {"revises", "depends", "replaces"})) return;
  for (const ir::Header& header : workspace.project().headers)
    found.add(header.id.text, kind_reference, header.message);
}

void add_relations(const schema::Schema& schema, Candidates& found) {
  for (const std::string& name : schema.names(schema::Space::relation)) found.add(name, kind_class);
}

void add_columns(const schema::Schema& schema, const std::string& relation, Candidates& found) {
  const ir::Name name{.text = relation, .quoted = true};
  if (const ir::Table* table = schema.table(name)) {
    for (const ir::Column& column : table->columns)
      found.add(ir::print(column.name), kind_field,
                relation + (column.type ? ": " + ir::print(*column.type) : ""));
    return;
  }
  const auto* view = schema.find<ir::View>(schema::Space::relation, name);
  if (view == nullptr) return;
  for (const std::string& column :
       sql::view_columns(*view, schema).value_or(std::vector<std::string>{}))
    found.add(column, kind_field, relation);
}

void add_types(const schema::Schema& schema, Candidates& found) {
  found.add(type_words, kind_type);
  for (const std::string& name : schema.names(schema::Space::type)) found.add(name, kind_type);
}

/// The relations that the statement names so far, the last first.
std::vector<std::string> named(const schema::Schema& schema, const Before& before) {
  std::vector<std::string> all;
  for (auto word = before.words.rbegin(); word != before.words.rend(); ++word)
    if (schema.find({schema::Space::relation, *word}) != nullptr) all.push_back(*word);
  return all;
}

/// What `x` means in `x.`: a relation, or an alias of one.
std::string meant(const schema::Schema& schema, const Before& before, const std::string& word) {
  if (schema.find({schema::Space::relation, word}) != nullptr) return word;
  for (std::size_t at = 1; at < before.words.size(); ++at) {
    const std::size_t of = before.words[at - 1] == "as" && at > 1 ? at - 2 : at - 1;
    if (before.words[at] == word &&
        schema.find({schema::Space::relation, before.words[of]}) != nullptr)
      return before.words[of];
  }
  return word;
}

/// Whether a column's name is before the cursor, and its type may follow.
bool at_type(const Before& before) {
  const bool creates = before.last(before.words.size() - 1) == "create";
  if (creates && before.open.size() == 1 && is_one_of(before.last(1), {"(", ","})) return true;
  return before.last() == "type" || (before.last(1) == "column" && before.last(2) == "add") ||
         (before.last(1) == "add" && before.last() != "column");
}

bool at_relation(const Before& before) {
  if (is_one_of(before.last(), {"from", "join", "into", "update", "references", "view"}))
    return true;
  const std::string_view first = before.words.front();
  if (before.last() == "table") return first != "create";
  return before.last() == "on" && first == "create";
}

void in_statement(const schema::Schema& schema, const Before& before, Candidates& found) {
  if (before.words.empty()) return found.add(statement_words, kind_keyword);
  if (before.words.front() == "allow" && before.words.size() == 1) {
    for (const std::string& rule : ir::rules()) found.add(rule, kind_keyword);
    return;
  }
  if (before.last() == ".")
    return add_columns(schema, meant(schema, before, std::string(before.last(1))), found);
  if (at_relation(before)) return add_relations(schema, found);
  if (at_type(before)) return add_types(schema, found);
  if (before.last() == "(" && is_one_of(before.last(2), {"references", "into", "on"}))
    return add_columns(schema, std::string(before.last(1)), found);
  const std::vector<std::string> relations = named(schema, before);
  for (const std::string& relation : relations) add_columns(schema, relation, found);
  if (is_one_of(before.last(), {"column", "set"}) && !relations.empty()) return;
  found.add(inner_words, kind_keyword);
  add_relations(schema, found);
}

}  // namespace

Json completion(Workspace& workspace, const File& file, std::size_t offset) {
  const Before before = lsp::before(workspace.sources()[file.source].text(), offset);
  Candidates found;
  if (before.in_text) return found.list();
  const auto revision = workspace.index_of(file);
  if (before.block == Block::header) {
    in_header(workspace, before, found);
  } else if (revision) {
    Moment moment(workspace, *revision, before.block, offset);
    in_statement(moment.schema(), before, found);
  } else {
    found.add(before.words.empty() ? std::span<const std::string_view>(statement_words)
                                   : std::span<const std::string_view>(inner_words),
              kind_keyword);
  }
  return found.list();
}

}  // namespace migc::lsp
