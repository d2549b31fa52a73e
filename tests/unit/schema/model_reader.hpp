#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "compiler/schema/model/schema.hpp"
#include "compiler/syntax/parse.hpp"

namespace migc::schema::test {

inline ir::Expression tokens(std::string_view text) {
  std::optional<ir::Expression> expression = syntax::tokenize(text);
  if (!expression) throw std::runtime_error("cannot be cut into tokens: " + std::string(text));
  return *expression;
}

/// Walks over the tokens of one CREATE statement.
class DefinitionReader {
 public:
  explicit DefinitionReader(std::string_view sql) : all_(tokens(sql).tokens) {
    while (!all_.empty() && all_.back().is_symbol(";")) all_.pop_back();
  }

  std::optional<Object> read() {
    expect("create");
    bool temporary = accept("temp") || accept("temporary");
    const bool unique = accept("unique");
    if (accept("table")) return table(temporary);
    if (accept("index")) return index(unique);
    if (accept("view")) return view(temporary);
    if (accept("trigger")) return trigger(temporary);
    if (accept("virtual")) return virtual_table();
    return std::nullopt;
  }

 private:
  using Tokens = std::vector<ir::Token>;

  [[nodiscard]] bool done() const { return at_ >= all_.size(); }
  [[nodiscard]] const ir::Token& next() const {
    static const ir::Token none;
    return done() ? none : all_[at_];
  }
  [[nodiscard]] bool at(const char* text) const {
    return next().is_word(text) || next().is_symbol(text);
  }
  bool accept(const char* text) {
    if (!at(text)) return false;
    ++at_;
    return true;
  }
  void expect(const char* text) {
    if (!accept(text)) throw std::runtime_error("expected " + std::string(text));
  }
  Name name() {
    Name read = all_.at(at_++).name();
    if (at(".")) {
      ++at_;
      read = all_.at(at_++).name();
    }
    return read;
  }
  void if_not_exists() {
    if (accept("if")) at_ += 2;
  }
  /// The tokens of a bracket, without it; stands behind it afterwards.
  Tokens bracket() {
    expect("(");
    Tokens inside;
    for (int depth = 1;; ++at_) {
      if (at("(")) ++depth;
      if (at(")") && --depth == 0) break;
      inside.push_back(all_.at(at_));
    }
    ++at_;
    return inside;
  }
  Tokens rest_until(const char* word) {
    Tokens part;
    while (!done() && !at(word)) part.push_back(all_.at(at_++));
    return part;
  }
  static std::vector<Tokens> split(const Tokens& list) {
    std::vector<Tokens> parts(1);
    int depth = 0;
    for (const ir::Token& token : list) {
      if (token.is_symbol("(")) ++depth;
      if (token.is_symbol(")")) --depth;
      if (depth == 0 && token.is_symbol(","))
        parts.emplace_back();
      else
        parts.back().push_back(token);
    }
    return parts;
  }
  static std::vector<Name> names(const Tokens& list) {
    std::vector<Name> read;
    for (const Tokens& part : split(list)) read.push_back(part.at(0).name());
    return read;
  }
  static std::vector<ir::Term> terms(const Tokens& list) {
    std::vector<ir::Term> read;
    for (Tokens& part : split(list)) {
      while (!part.empty() && (part.back().is_word("asc") || part.back().is_word("desc")))
        part.pop_back();
      read.push_back({{std::move(part)}});
    }
    return read;
  }

  Object table(bool temporary) {
    if_not_exists();
    ir::Table read{.name = name(), .temporary = temporary, .columns = {}};
    Tokens inside = bracket();
    while (!done()) {
      if (accept("without")) read.without_rowid = true;
      ++at_;
    }
    for (const Tokens& part : split(inside)) member(read, part);
    return read;
  }

  void member(ir::Table& read, const Tokens& part) {
    DefinitionReader reader(part);
    reader.if_constraint();
    const bool key =
        reader.at("primary") || reader.at("unique") || reader.at("check") || reader.at("foreign");
    if (!key) return reader.column(read);
    do {
      ir::TableConstraint constraint;
      if (reader.accept("check")) {
        constraint.rule = ir::Check{{reader.bracket()}};
      } else if (reader.accept("foreign")) {
        ++reader.at_;
        ir::ForeignKey foreign{names(reader.bracket()), {}};
        reader.expect("references");
        foreign.references = reader.references();
        constraint.rule = foreign;
      } else if (reader.accept("unique")) {
        constraint.rule = ir::TableUnique{terms(reader.bracket())};
      } else {
        reader.at_ += 2;
        Tokens list = reader.bracket();
        if (!list.empty() && list.back().is_word("autoincrement")) list.pop_back();
        constraint.rule = ir::TablePrimaryKey{terms(list)};
      }
      read.constraints.push_back(std::move(constraint));
      // SQLite needs no comma between table constraints.
      while (!reader.done() && !reader.at("constraint") && !reader.at("check") &&
             !reader.at("unique") && !reader.at("primary") && !reader.at("foreign"))
        ++reader.at_;
      reader.if_constraint();
    } while (!reader.done());
  }

  void if_constraint() {
    if (accept("constraint")) ++at_;
  }

  ir::References references() {
    ir::References read{.table = name(), .columns = {}, .match = {}};
    if (at("(")) read.columns = names(bracket());
    return read;
  }

  void column(ir::Table& read) {
    ir::Column column{.name = name(), .type = {}, .constraints = {}};
    if (!done() && next().is_name() && !at("as") && !at("generated") && !at("references") &&
        !at("primary") && !at("check") && !at("constraint") && !at("not") && !at("unique") &&
        !at("default") && !at("collate"))
      column.type = ir::Type{.name = next().text, .arguments = {}};
    const auto add = [&](auto rule) { column.constraints.push_back({{}, std::move(rule)}); };
    while (!done()) {
      if (accept("check")) {
        add(ir::Check{{bracket()}});
      } else if (accept("references")) {
        add(references());
      } else if (accept("as")) {
        add(ir::Generated{{bracket()}});
      } else if (accept("primary")) {
        add(ir::PrimaryKey{});
      } else if (accept("default")) {
        if (at("(")) {
          add(ir::Default{{bracket()}});
        } else {
          add(ir::Default{{{next()}}});
          ++at_;
        }
      } else if (at("(")) {
        bracket();
      } else {
        ++at_;
      }
    }
    read.columns.push_back(std::move(column));
  }

  Object index(bool unique) {
    if_not_exists();
    ir::Index read{.name = name(), .table = {}, .unique = unique, .terms = {}};
    expect("on");
    read.table = name();
    read.terms = terms(bracket());
    if (accept("where")) read.where = ir::Expression{rest_until("")};
    return read;
  }

  Object view(bool temporary) {
    if_not_exists();
    ir::View read{.name = name(), .temporary = temporary, .query = {}};
    if (at("(")) read.columns = names(bracket());
    expect("as");
    read.query.tokens = rest_until("");
    return read;
  }

  Object trigger(bool temporary) {
    if_not_exists();
    ir::Trigger read{.name = name(), .table = {}, .temporary = temporary, .body = {}};
    if (accept("instead")) {
      ++at_;
    } else if (!accept("before")) {
      accept("after");
    }
    read.event = at("insert")   ? ir::Trigger::Event::insert
                 : at("delete") ? ir::Trigger::Event::delete_
                                : ir::Trigger::Event::update;
    ++at_;
    if (accept("of")) {
      for (const Tokens& part : split(rest_until("on"))) read.update_of.push_back(part[0].name());
    }
    expect("on");
    read.table = name();
    if (accept("for")) at_ += 2;
    if (accept("when")) read.when = ir::Expression{rest_until("begin")};
    expect("begin");
    read.body.tokens.assign(all_.begin() + static_cast<std::ptrdiff_t>(at_), all_.end() - 1);
    return read;
  }

  Object virtual_table() {
    expect("table");
    if_not_exists();
    ir::VirtualTable read{.name = name(), .module = {}};
    expect("using");
    read.module = name();
    if (at("("))
      for (const ir::Token& token : bracket()) read.arguments += token.gap + token.text;
    return read;
  }

  explicit DefinitionReader(Tokens part) : all_(std::move(part)) {}

  Tokens all_;
  std::size_t at_ = 0;
};

}  // namespace migc::schema::test
