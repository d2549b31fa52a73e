#include "compiler/emit/cpp_header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

#include "compiler/backends/quote.hpp"
#include "compiler/emit/cpp_names.hpp"

namespace migc::emit {

namespace {

using backends::FramedStatement;
using Role = FramedStatement::Role;

/// What the runtime has to know of a statement.
std::string_view role_of(const FramedStatement& statement) {
  switch (statement.role) {
    case Role::begin:
      return "begin";
    case Role::commit:
      return "commit";
    case Role::check:
      return "check";
    case Role::probe:
    case Role::own:
      return statement.in_transaction ? "inside" : "outside";
  }
  return "";
}

std::string guard_of(std::string_view name) {
  std::string guard = "MIGC_PROGRAM_";
  for (const char c : name)
    guard += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : (c == ':' ? '_' : c);
  return guard;
}

class Header {
 public:
  explicit Header(const CppProgram& program) : program_(program) {}

  std::string text() && {
    begin();
    revisions();
    renames();
    data();
    schema();
    text_ += fmt::format("\n}}  // namespace {}\n\n#endif\n", program_.name);
    return std::move(text_);
  }

 private:
  void begin() {
    text_ = fmt::format(
        "// Written by {}. Changes are lost: `migc compile --emit cpp` writes it again.\n"
        "#ifndef {}\n#define {}\n\n#include <migc/runtime.hpp>\n#include <string_view>\n\n"
        "namespace {} {{\n",
        backends::comment_line(program_.tool), guard_of(program_.name), guard_of(program_.name),
        program_.name);
  }

  /// Literals of one constant may be joined up to a limit, so a very long text is an array.
  std::string constant(std::string_view text, std::string_view indent) {
    constexpr std::size_t longest = 60000;
    if (text.size() <= longest) return cpp_literal(text, indent);
    const std::string name = fmt::format("long_{}", ++long_texts_);
    std::string array = fmt::format("inline constexpr char {}[] = {{", name);
    for (std::size_t at = 0; at < text.size(); ++at)
      array += fmt::format("{}'\\{:03o}',", at % 12 == 0 ? "\n    " : " ",
                           static_cast<unsigned char>(text[at]));
    text_ += array + "\n};\n";
    return fmt::format("std::string_view({}, sizeof {})", name, name);
  }

  /// An array of them, and how it is named; `{}` where there are none, since C++ has no such array.
  template <class T, class Print>
  std::string array(std::string_view type, std::string name, const std::vector<T>& elements,
                    Print print) {
    if (elements.empty()) return "{}";
    std::string list;
    for (const T& element : elements) list += fmt::format("    {},\n", print(element));
    text_ += fmt::format("inline constexpr {} {}[] = {{\n{}}};\n", type, name, list);
    return name;
  }

  std::string texts(std::string name, const std::vector<std::string>& all) {
    return array("std::string_view", std::move(name), all,
                 [&](const std::string& one) { return constant(one, "    "); });
  }

  template <class Use>
  void for_each_statement(Use use) const {
    for (const CppRevision& revision : program_.revisions) {
      for (const FramedStatement& statement : revision.up) use(statement);
      for (const FramedStatement& statement : revision.down) use(statement);
    }
    for (const CppRename& rename : program_.renames)
      for (const FramedStatement& statement : rename.statements) use(statement);
  }

  /// Scripts have long statements in common, which are written once.
  void shared() {
    constexpr std::size_t shortest = 100;
    std::map<std::string_view, std::size_t> uses;
    for_each_statement([&](const FramedStatement& one) {
      if (one.sql.size() < shortest || ++uses[one.sql] != 2) return;
      const std::string name = fmt::format("shared_{}", shared_.size() + 1);
      const std::string text = constant(one.sql, "    ");
      text_ += fmt::format("inline constexpr std::string_view {} =\n    {};\n", name, text);
      shared_.emplace(one.sql, name);
    });
  }

  std::string sql(const FramedStatement& statement) {
    const auto found = shared_.find(statement.sql);
    return found != shared_.end() ? found->second : constant(statement.sql, "     ");
  }

  std::string statements(std::string name, const std::vector<FramedStatement>& all) {
    return array("migc::Statement", std::move(name), all, [&](const FramedStatement& one) {
      return fmt::format("{{migc::Role::{},\n     {}}}", role_of(one), sql(one));
    });
  }

  void revisions() {
    text_ += "namespace sql {\n\n";
    shared();
    closing_ = texts("closing", closing());
    std::size_t number = 0;
    for (const CppRevision& one : program_.revisions) {
      ++number;
      const std::string parents = texts(fmt::format("parents_{}", number), one.parents);
      const std::string rows = texts(fmt::format("rows_{}", number), one.rows);
      const std::string up = statements(fmt::format("up_{}", number), one.up);
      const std::string down = statements(fmt::format("down_{}", number), one.down);
      listed_.push_back(fmt::format(
          "{{{}, {}, {},\n     {}, {}, {}, {}, {}, {}, {}}}", constant(one.id, "     "),
          constant(one.message, "     "), constant(one.checksum, "     "), parents, rows, up, down,
          one.transactional, !one.is_irreversible, constant(one.irreversible, "     ")));
    }
    revisions_ =
        array("migc::Revision", "revisions", listed_, [](const std::string& one) { return one; });
  }

  /// What the openings make is dropped again: a program goes on with its connection. The last are
  /// views over the first.
  [[nodiscard]] std::vector<std::string> closing() const {
    std::vector<std::string> drops;
    for_each_statement([&](const FramedStatement& one) {
      for (const std::string_view drop : {"DROP VIEW \"", "DROP TABLE \""}) {
        if (!one.sql.starts_with(drop) || one.role != Role::own || one.written.known()) continue;
        std::string whole = fmt::format("{}IF EXISTS temp.{}", drop.substr(0, drop.size() - 1),
                                        one.sql.substr(drop.size() - 1));
        if (std::find(drops.begin(), drops.end(), whole) == drops.end())
          drops.push_back(std::move(whole));
      }
    });
    std::reverse(drops.begin(), drops.end());
    return drops;
  }

  void renames() {
    std::vector<std::string> listed;
    for (const CppRename& one : program_.renames) {
      const std::size_t number = listed.size() + 1;
      const std::string rows = texts(fmt::format("other_rows_{}", number), one.rows);
      const std::string all = statements(fmt::format("rename_{}", number), one.statements);
      const std::string renamed = texts(fmt::format("renamed_rows_{}", number), one.renamed);
      listed.push_back(fmt::format("{{{}, {}, {}}}", rows, renamed, all));
    }
    renames_ = array("migc::Rename", "renames", listed, [](const std::string& one) { return one; });
    text_ += "\n}  // namespace sql\n\n";
  }

  void data() {
    const auto in_sql = [](const std::string& name) {
      return name == "{}" ? name : "sql::" + name;
    };
    text_ += fmt::format(
        "/// What migc::upgrade() and the others take.\n"
        "inline constexpr migc::Data data{{\n    {}, {}, {}, {},\n    {}, {}, {}}};\n",
        cpp_literal(program_.tool, "    "), program_.engine,
        cpp_literal(program_.version_table, "    "), cpp_literal(program_.log_table, "    "),
        in_sql(closing_), in_sql(revisions_), in_sql(renames_));
  }

  void schema() {
    text_ +=
        "\n/// The tables and views behind the last revision, and their columns.\n"
        "namespace schema {\n";
    CppScope relations;
    for (const CppRelation& relation : program_.schema) this->relation(relation, relations);
    text_ += "\n}  // namespace schema\n";
  }

  void relation(const CppRelation& relation, CppScope& relations) {
    const std::string name = relations.add(relation.name);
    CppScope columns;
    text_ +=
        fmt::format("\nnamespace {} {{\ninline constexpr migc::Table {}{{{}, {}}};\n", name,
                    columns.add("table_"), name_literal(relation.name), name_literal(relation.sql));
    for (const CppColumn& column : relation.columns)
      text_ += fmt::format("inline constexpr migc::Column {}{{{}, {}, {}, {}, {}}};\n",
                           columns.add(column.name), name_literal(relation.name),
                           name_literal(column.name), name_literal(column.sql),
                           name_literal(column.type), column.not_null);
    text_ += fmt::format("}}  // namespace {}\n", name);
  }

  static std::string name_literal(std::string_view text) { return cpp_literal(text, "    "); }

  const CppProgram& program_;
  std::string text_;
  std::size_t long_texts_ = 0;
  std::vector<std::string> listed_;
  std::map<std::string_view, std::string> shared_;  ///< Names of statements.
  std::string closing_, revisions_, renames_;
};

}  // namespace

std::string cpp_header(const CppProgram& program) { return Header(program).text(); }

}  // namespace migc::emit
