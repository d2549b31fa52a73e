#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/ir/object.hpp"
#include "compiler/ir/table.hpp"
#include "compiler/sql/relations.hpp"

namespace migc::sql {

/// Brackets, subqueries and views within each other are followed this deep; what lies deeper is
/// taken as unknown, so that no input exhausts the stack.
inline constexpr std::size_t max_depth = 200;

/// Between the keys of a table and of its column in an origin: no name has it.
inline constexpr char origin_mark = '\x1f';

/// What a column is called.
struct ColumnName {
  std::string text;    ///< As written.
  bool exact = false;  ///< As a Name's.

  [[nodiscard]] std::string key() const { return exact ? text : source::fold(text); }
};

/// The columns that something in FROM offers.
struct RelationColumns {
  std::vector<ColumnName> columns{};                    ///< As `*` gives them.
  std::unordered_map<std::string, std::size_t> keys{};  ///< Their keys, with their places.
  std::unordered_set<std::string> hidden{};             ///< Answer by name but are not in `*`.
  /// For each column, the column of a table that it is, through however many views; `#n` for what
  /// is written at a token of the same text; empty where neither is known.
  std::vector<std::string> origins{};
  /// The types as declared, by place; empty where a column has none. Columns whose type is not
  /// known are missing, and all of them are if nobody asks for types.
  std::unordered_map<std::size_t, std::string> types{};
  std::unordered_set<std::string> generated{};  ///< Keys of columns that take no value.
  bool starred = false;                         ///< Some columns come from `*`.
  bool complete = true;      ///< False: there may be more, nothing can be missed.
  bool too_wide = false;     ///< More columns than a database takes: none of them is kept.
  bool rowid = true;         ///< The names of a hidden key answer, if the dialect has one.
  bool unnamed = false;      ///< Some columns are called by an expression's text.
  ColumnName rowid_alias{};  ///< The column that is the hidden key itself, if there is one.

  /// Adds a column; a name that is taken gets a number behind it, as in SQLite: `a`, `a:1`.
  void add(ColumnName name, std::string origin = {}, std::optional<std::string> type = {});
  /// The type at a place, where it is known.
  [[nodiscard]] std::optional<std::string> type_at(std::size_t place) const;
  [[nodiscard]] bool has(const std::string& key) const { return keys.contains(key); }
};

/// Whether readers ask for the types of columns, too.
enum class Types { ignored, collected };

[[nodiscard]] RelationColumns shape_of(const ir::Table& table, const Relations& relations,
                                       Types types = Types::ignored);
/// The names of columns, for suggestions.
[[nodiscard]] std::vector<std::string> texts_of(const std::vector<ColumnName>& columns);
/// The shape of a source of which nothing is known.
[[nodiscard]] const RelationColumns& unknown_columns();

/// A relation, as the schema spells it, and its columns.
struct Relation {
  std::string name;
  RelationColumns shape;
};
/// Of a table, virtual table or view.
[[nodiscard]] Relation columns_of(const ir::Object& relation, const Relations& relations);

/// The shapes of a schema's relations, each worked out once.
class RelationLookup {
 public:
  explicit RelationLookup(const Relations& relations, Types types = Types::ignored)
      : relations_(&relations), dialect_(relations.dialect()), types_(types) {}
  /// Without relations every one exists and nothing is known of it.
  explicit RelationLookup(const dialect::Dialect& dialect)
      : relations_(nullptr), dialect_(dialect) {}

  /// Null when there is no such relation. The address is stable.
  [[nodiscard]] const Relation* find(const std::string& key);
  /// Has a relation read anew, after it has changed.
  void forget(const std::string& key) { made_.erase(key); }
  /// A relation that need not be in the schema.
  [[nodiscard]] Relation read(const ir::Object& relation);
  /// Names of all relations, for suggestions.
  [[nodiscard]] std::vector<std::string> names() const;
  /// The object, or null; null, too, without a schema.
  [[nodiscard]] const ir::Object* object(const ir::Id& id) const;
  [[nodiscard]] const Relations* relations() const { return relations_; }
  [[nodiscard]] const dialect::Dialect& dialect() const { return dialect_; }
  [[nodiscard]] bool collects_types() const { return types_ == Types::collected; }

  /// How deep readers that share these shapes are in brackets, subqueries and views.
  std::size_t depth = 0;

 private:
  std::optional<Relation> make(const std::string& key);

  const Relations* relations_;
  const dialect::Dialect& dialect_;
  Types types_ = Types::ignored;
  std::unordered_map<std::string, std::optional<Relation>> made_;
};

}  // namespace migc::sql
