#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/import/sql_text.hpp"

namespace migc::import {

/// A text with blanks for what creates and fills some tables; places stay.
struct Trimmed {
  std::string text;
  std::set<std::string> tables;  ///< Those that were found.
};
/// Takes out the tables `names`, and those that SQLite makes itself, such as sqlite_sequence and
/// the tables of virtual tables: `.schema` of its shell prints them, and nobody can create them.
[[nodiscard]] Trimmed without_tables(std::string text, const std::vector<std::string>& names);

/// What `.dump` of SQLite's shell writes of virtual tables, as statements of a migration. It does
/// not create them: it puts them into the schema table, and then fills the tables that they keep
/// themselves. https://www.sqlite.org/vtab.html#the_xshadowname_method
class Dump {
 public:
  /// `text` has to outlive it.
  Dump(std::string_view text, const std::vector<SqlStatement>& statements);
  Dump(const Dump&) = delete;
  Dump& operator=(const Dump&) = delete;

  /// Whether a statement defines a virtual table.
  [[nodiscard]] bool defines(const SqlStatement& statement) const {
    return put_.contains(statement.begin);
  }
  /// Whether a virtual table that the text creates by a statement makes this table itself.
  [[nodiscard]] bool makes(const std::string& table) const;
  /// What to write in the place of a statement; nothing where it stays as it is.
  struct Instead {
    std::string text;
    std::string lost{};  ///< The table whose rows no statement gives back, for a warning,
    std::string why{};   ///< and what to do about it.
  };
  [[nodiscard]] std::optional<Instead> instead_of(const SqlStatement& statement);
  /// What is to stand behind all others, once each has been asked for: full-text indexes over other
  /// tables read those anew.
  [[nodiscard]] std::string at_end() const;

 private:
  struct VirtualTable {
    std::string name, module;
    std::vector<std::string> columns{};
    std::optional<std::string> content{};  ///< Where a full-text index has its texts from.
    std::string definition;
    bool has_rows = false;

    [[nodiscard]] bool is_fulltext() const { return module.starts_with("fts"); }
  };
  [[nodiscard]] static std::optional<VirtualTable> read(std::string_view definition);
  [[nodiscard]] std::optional<VirtualTable> put_by(const SqlStatement& statement) const;
  [[nodiscard]] std::string_view written(const SqlStatement& statement) const {
    return text_.substr(statement.begin, statement.end - statement.begin);
  }

  /// A table that a virtual table keeps, and what for: `data`, `content`, ….
  struct Kept {
    VirtualTable* by;
    std::string_view what;
  };

  void keep(VirtualTable& table);

  std::string_view text_;
  std::deque<VirtualTable> created_;         ///< By statements of the text.
  std::map<std::size_t, VirtualTable> put_;  ///< By the place of the statement.
  std::map<std::string, Kept> kept_;         ///< By name, folded.
};

}  // namespace migc::import
