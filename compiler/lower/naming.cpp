#include "compiler/lower/naming.hpp"

#include <fmt/format.h>

#include <optional>
#include <set>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/diagnostics/catalogue/lower.hpp"

namespace migc::lower {

namespace kind = diagnostics::kind;

namespace {

/// What the placeholders of a pattern stand for.
struct Parts {
  std::string table;
  std::optional<std::string> columns = "";
  std::string referred_table{};
  std::optional<std::size_t> number = {};
};

std::string joined(const std::vector<ir::Name>& names) {
  std::string text;
  for (const ir::Name& name : names) text += (text.empty() ? "" : "_") + name.text;
  return text;
}

/// Nothing where a term is no column: two indexes over expressions would have one name.
std::optional<std::string> joined(const std::vector<ir::Term>& terms) {
  std::vector<ir::Name> columns;
  for (const ir::Term& term : terms)
    if (auto column = term.column())
      columns.push_back(*std::move(column));
    else
      return std::nullopt;
  return joined(columns);
}

class Namer {
 public:
  Namer(const std::map<std::string, std::string>& patterns, ir::Name table, bool numbers,
        diagnostics::Diagnostics& diagnostics)
      : patterns_(patterns),
        table_(std::move(table)),
        numbers_(numbers),
        diagnostics_(diagnostics) {}

  /// Names that were given by hand are not given again.
  void keep(const std::optional<ir::Name>& name) {
    if (name) taken_.insert(name->key());
  }

  void name(ir::Column& column) {
    for (ir::ColumnConstraint& constraint : column.constraints) {
      Parts parts{.table = table_.text, .columns = column.name.text};
      if (std::holds_alternative<ir::PrimaryKey>(constraint.rule))
        give(constraint.name, "pk", parts, constraint.written);
      else if (std::holds_alternative<ir::Unique>(constraint.rule))
        give(constraint.name, "uq", parts, constraint.written);
      else if (std::holds_alternative<ir::Check>(constraint.rule))
        give(constraint.name, "ck", number(parts), constraint.written);
      else if (const auto* references = std::get_if<ir::References>(&constraint.rule))
        give(constraint.name, "fk", referring(parts, *references), constraint.written);
    }
  }

  void name(ir::TableConstraint& constraint) {
    Parts parts{.table = table_.text};
    if (const auto* key = std::get_if<ir::TablePrimaryKey>(&constraint.rule)) {
      parts.columns = joined(key->terms);
      give(constraint.name, "pk", parts, constraint.written);
    } else if (const auto* unique = std::get_if<ir::TableUnique>(&constraint.rule)) {
      parts.columns = joined(unique->terms);
      give(constraint.name, "uq", parts, constraint.written);
    } else if (const auto* foreign = std::get_if<ir::ForeignKey>(&constraint.rule)) {
      parts.columns = joined(foreign->columns);
      give(constraint.name, "fk", referring(parts, foreign->references), constraint.written);
    } else {
      give(constraint.name, "ck", number(parts), constraint.written);
    }
  }

  void name(ir::Index& index) {
    if (!index.name.text.empty()) return;
    std::optional<ir::Name> name;
    give(name, "ix", Parts{.table = table_.text, .columns = joined(index.terms)}, index.written);
    if (name)
      index.name = *name;
    else if (!patterns_.contains("ix"))
      diagnostics_.report(kind::index_without_name, index.written);
  }

 private:
  Parts number(Parts parts) {
    ++checks_;
    if (numbers_) parts.number = checks_;
    return parts;
  }

  static Parts referring(Parts parts, const ir::References& references) {
    parts.referred_table = references.table.text;
    return parts;
  }

  void give(std::optional<ir::Name>& name, const std::string& key, const Parts& parts,
            source::Span place) {
    const auto pattern = patterns_.find(key);
    if (name || pattern == patterns_.end()) return;
    const std::string text = filled(pattern->second, parts, place);
    if (!text.empty()) name = ir::Name{unlike_others(text), table_.quoted, place, {}, table_.exact};
  }

  /// A second check of the same columns gets the same name from a pattern without `{n}`: it is told
  /// apart by a number.
  std::string unlike_others(const std::string& text) {
    std::string free = text;
    const std::string_view gap = text.ends_with('_') ? "" : "_";
    for (std::size_t number = 2; !taken_.insert(source::fold(free)).second; ++number)
      free = fmt::format("{}{}{}", text, gap, number);
    return free;
  }

  std::string filled(std::string_view pattern, const Parts& parts, source::Span place) {
    std::string text;
    while (!pattern.empty()) {
      const std::size_t open = pattern.find('{');
      text += pattern.substr(0, open);
      if (open == std::string_view::npos) break;
      const std::size_t close = pattern.find('}', open);
      const std::string_view word = pattern.substr(open + 1, close - open - 1);
      if (word == "table") {
        text += parts.table;
      } else if (word == "columns" && parts.columns) {
        text += *parts.columns;
      } else if (word == "referred_table") {
        text += parts.referred_table;
      } else if (word == "n" && parts.number) {
        text += std::to_string(*parts.number);
      } else {
        diagnostics_.report(kind::pattern_cannot_be_filled, place, std::string(word));
        return "";
      }
      pattern.remove_prefix(close == std::string_view::npos ? pattern.size() : close + 1);
    }
    return text;
  }

  const std::map<std::string, std::string>& patterns_;
  ir::Name table_;
  bool numbers_;  ///< Whether all checks of the table are seen, so that they can be counted.
  diagnostics::Diagnostics& diagnostics_;
  std::size_t checks_ = 0;
  std::set<std::string> taken_;  ///< Keys of the names of the table's constraints.
};

}  // namespace

void name_constraints(ir::Operation& operation, const std::map<std::string, std::string>& patterns,
                      diagnostics::Diagnostics& diagnostics) {
  if (auto* create = std::get_if<ir::CreateTable>(&operation)) {
    Namer namer(patterns, create->table.name, true, diagnostics);
    for (const ir::Column& column : create->table.columns)
      for (const ir::ColumnConstraint& constraint : column.constraints) namer.keep(constraint.name);
    for (const ir::TableConstraint& constraint : create->table.constraints)
      namer.keep(constraint.name);
    for (ir::Column& column : create->table.columns) namer.name(column);
    for (ir::TableConstraint& constraint : create->table.constraints) namer.name(constraint);
  } else if (auto* alter = std::get_if<ir::AlterTable>(&operation)) {
    Namer namer(patterns, alter->table, false, diagnostics);
    if (auto* column = std::get_if<ir::AddColumn>(&alter->alteration)) namer.name(column->column);
    if (auto* add = std::get_if<ir::AddConstraint>(&alter->alteration)) namer.name(add->constraint);
  } else if (auto* index = std::get_if<ir::CreateIndex>(&operation)) {
    Namer(patterns, index->index.table, false, diagnostics).name(index->index);
  }
}

}  // namespace migc::lower
