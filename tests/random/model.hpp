#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// A schema as the generator knows it. Tables and columns have numbers that stay when they are
/// renamed, and texts refer to them by number: what a rename does to everything else follows by
/// printing.
namespace migc::random {

struct TableRef {
  int id;
};
struct ColumnRef {
  int id;
};
using Piece = std::variant<std::string, TableRef, ColumnRef>;
using Text = std::vector<Piece>;

struct Column {
  int id = 0;
  std::string name;
  std::string type = {};
  bool primary = false, autoincrement = false, unique = false, not_null = false;
  std::string conflict = {};  ///< Of NOT NULL: ` on conflict ignore`.
  std::optional<std::string> default_value = {};
  std::string collation = {};
  std::optional<Text> check = {};
  std::string check_name = {};
  std::optional<Text> generated = {};
  bool stored = false;
};

struct Constraint {
  enum class Kind { primary, unique, check, foreign } kind;
  std::string name = {};  ///< Empty: it has none.
  std::vector<int> columns = {};
  Text condition = {};  ///< Of a check.
  int target = 0;       ///< The table that a foreign key refers to, and its columns.
  std::vector<int> target_columns = {};
  std::string on_delete = {}, on_update = {}, deferral = {};
  std::string conflict = {};
};

struct Table {
  int id = 0;
  std::string name;
  std::vector<Column> columns = {};
  std::vector<Constraint> constraints = {};
  bool without_rowid = false, strict = false;

  [[nodiscard]] const Column* find(int column) const;
  [[nodiscard]] Column* find(int column);
};

struct Term {
  Text expression;
  std::string collation = {};
  bool descending = false;
};

struct Index {
  std::string name;
  int table = 0;
  bool unique = false;
  std::vector<Term> terms = {};
  std::optional<Text> where = {};
};

struct View {
  std::string name;
  Text query;
};

struct Trigger {
  std::string name;
  int table = 0;
  Text text;              ///< Everything behind the name.
  std::string view = {};  ///< For INSTEAD OF: the view that it is on; then `table` is none.
};

/// A full-text index over the rows of a table, which it finds by their rowids. What it says of them
/// is text to everybody but itself: neither the table nor the columns can be renamed.
struct Fulltext {
  std::string name;
  int table = 0;
  std::vector<int> columns = {};
};

struct Model {
  std::vector<Table> tables;
  std::vector<Index> indexes;
  std::vector<View> views;
  std::vector<Trigger> triggers;
  std::vector<Fulltext> fulltexts = {};
  int next_id = 1;

  [[nodiscard]] const Table& table(int id) const;
  [[nodiscard]] Table& table(int id);
  [[nodiscard]] const Column& column(int id) const;
};

/// Whether a text refers to the table itself, or to the column.
[[nodiscard]] bool mentions_table(const Text& text, int table);
[[nodiscard]] bool mentions_column(const Text& text, int column);
/// Whether anything besides the column's own constraints refers to it.
[[nodiscard]] bool is_used(const Model& model, int column);
/// Whether a view, another table's foreign key or trigger refers to the table.
[[nodiscard]] bool is_used_elsewhere(const Model& model, int table);
/// Whether some foreign key refers to the columns, which needs them to stay unique.
[[nodiscard]] bool is_target(const Model& model, const std::vector<int>& columns);
/// Whether a full-text index is over the table, or over the column.
[[nodiscard]] bool is_indexed_as_text(const Model& model, int table_or_column);

// --- As text: SQL and statements of the language are the same here -----------------------------

[[nodiscard]] std::string name_text(const std::string& name);
[[nodiscard]] std::string print(const Model& model, const Text& text);
[[nodiscard]] std::string print(const Model& model, const Column& column);
[[nodiscard]] std::string print(const Model& model, const Constraint& constraint);
[[nodiscard]] std::string print(const Model& model, const Table& table);
[[nodiscard]] std::string print(const Model& model, const Index& index);
[[nodiscard]] std::string print(const Model& model, const View& view);
[[nodiscard]] std::string print(const Model& model, const Trigger& trigger);
[[nodiscard]] std::string print(const Model& model, const Fulltext& fulltext);
/// `(a, b)` of columns by number.
[[nodiscard]] std::string column_list(const Model& model, const std::vector<int>& columns);

}  // namespace migc::random
