#include "compiler/schema/diff/diff_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/ir/table_edit.hpp"
#include "compiler/schema/model/same.hpp"

namespace migc::schema {

namespace {

bool is_generated(const ir::Column& column) { return column.has<ir::Generated>(); }

bool is_key(const ir::TableConstraint& constraint) {
  return std::holds_alternative<ir::TablePrimaryKey>(constraint.rule);
}

bool is_automatic(const ir::TableConstraint& key) {
  return std::get<ir::TablePrimaryKey>(key.rule).autoincrement;
}

/// The changes of one table, collected in the order in which they can be made.
class DiffTable {
 public:
  DiffTable(const ir::Table& from, const ir::Table& to, ColumnOrder counts)
      : from_(from), to_(to), name_(from.name), counts_(counts), order_(kept()) {}

  std::vector<Change> run() {
    match_constraints();
    options_off();
    drop_constraints();
    add_columns(false);
    add_columns(true);
    for (const ir::Column& column : to_.columns)
      if (const ir::Column* old = from_.find(column.name)) alter(*old, column);
    drop_columns();
    add_constraints();
    options_on();
    if (counts_ == ColumnOrder::counts) reorder();
    if (from_.comment != to_.comment) add(ir::SetTableComment{to_.comment});
    // They are one statement: a key may go before another comes.
    for (std::size_t at = 0; at + 1 < changes_.size(); ++at) changes_[at].more = true;
    return std::move(changes_);
  }

 private:
  void add(ir::Alteration alteration, std::vector<std::string> remarks = {}) {
    changes_.push_back({ir::AlterTable{name_, std::move(alteration)}, std::move(remarks)});
  }

  // --- Options -----------------------------------------------------------------------------------

  void options_off() {
    if (from_.strict && !to_.strict) add(ir::SetStrict{false});
    if (loses_automatic_) add(ir::DropAutoincrement{key_column(from_)});
    if (from_.without_rowid && !to_.without_rowid) add(ir::SetWithoutRowid{false});
  }

  void options_on() {
    if (!from_.without_rowid && to_.without_rowid) add(ir::SetWithoutRowid{true});
    if (gains_automatic_) add(ir::SetAutoincrement{key_column(to_)});
    if (!from_.strict && to_.strict) add(ir::SetStrict{true});
  }

  static Name key_column(const ir::Table& table) {
    const std::optional<ir::LocatedConstraint> key = ir::primary_key_of(table);
    return *std::get<ir::TablePrimaryKey>(key->constraint.rule).terms.front().column();
  }

  // --- Constraints -------------------------------------------------------------------------------

  /// Pairs what both have: what is left of `old_` goes, what is left of `new_` comes.
  void match_constraints() {
    for (ir::LocatedConstraint& placed : ir::constraints_of(from_))
      old_.push_back(std::move(placed.constraint));
    for (ir::LocatedConstraint& placed : ir::constraints_of(to_))
      if (!comes_with_column(placed.at)) new_.push_back(std::move(placed.constraint));
    pair([](const auto& a, const auto& b) { return same_names_of(a, b) && same_constraint(a, b); },
         [](const auto&, const auto&) {});
    pair([](const auto& a, const auto& b) { return a.name && b.name && same_constraint(a, b); },
         [&](const auto& a, const auto& b) {
           renames_.push_back(ir::RenameConstraint{*a.name, *b.name});
         });
    pair([](const auto& a, const auto& b) { return differ_in_actions(a, b); },
         [&](const auto& a, const auto& b) { renames_.push_back(actions_changed(a, b)); });
    pair([](const auto& a, const auto& b) { return differ_in_autoincrement(a, b); },
         [&](const auto& a, const auto&) {
           (is_automatic(a) ? loses_automatic_ : gains_automatic_) = true;
         });
  }

  [[nodiscard]] bool comes_with_column(const ir::ConstraintAt& at) const {
    return at.at_column() && from_.find(to_.columns[at.column].name) == nullptr;
  }

  template <class Fits, class Use>
  void pair(Fits fits, Use use) {
    std::erase_if(old_, [&](const ir::TableConstraint& old) {
      const auto found =
          std::find_if(new_.begin(), new_.end(), [&](const auto& one) { return fits(old, one); });
      if (found == new_.end()) return false;
      use(old, *found);
      new_.erase(found);
      return true;
    });
  }

  static bool same_names_of(const ir::TableConstraint& a, const ir::TableConstraint& b) {
    return a.name.has_value() == b.name.has_value() && (!a.name || source::same(*a.name, *b.name));
  }

  /// Foreign keys that can be told by their name or their columns, and do other things.
  static bool differ_in_actions(const ir::TableConstraint& a, const ir::TableConstraint& b) {
    const auto *x = std::get_if<ir::ForeignKey>(&a.rule), *y = std::get_if<ir::ForeignKey>(&b.rule);
    if (x == nullptr || y == nullptr || !same_names_of(a, b)) return false;
    ir::TableConstraint like = a;
    auto& references = std::get<ir::ForeignKey>(like.rule).references;
    references.on_delete = y->references.on_delete;
    references.on_update = y->references.on_update;
    references.deferral = y->references.deferral;
    return same_constraint(like, b);
  }

  [[nodiscard]] ir::Alteration actions_changed(const ir::TableConstraint& a,
                                               const ir::TableConstraint& b) const {
    const auto& key = std::get<ir::ForeignKey>(a.rule);
    const ir::References &old = key.references,
                         &wanted = std::get<ir::ForeignKey>(b.rule).references;
    ir::AlterForeignKey change;
    if (a.name)
      change.constraint = a.name;
    else
      change.columns = key.columns;
    if (!same_action(old.on_delete, wanted.on_delete)) change.on_delete = wanted.on_delete;
    if (!same_action(old.on_update, wanted.on_update)) change.on_update = wanted.on_update;
    if (!same_deferral(old.deferral, wanted.deferral)) change.deferral = wanted.deferral;
    return change;
  }

  static bool differ_in_autoincrement(const ir::TableConstraint& a, const ir::TableConstraint& b) {
    if (!is_key(a) || !is_key(b) || is_automatic(a) == is_automatic(b)) return false;
    ir::TableConstraint like = a;
    auto& key = std::get<ir::TablePrimaryKey>(like.rule);
    key.autoincrement = !key.autoincrement;
    return same_names_of(a, b) && same_constraint(like, b);
  }

  void drop_constraints() {
    for (const ir::TableConstraint& constraint : old_) add(ir::drop_of(constraint));
    for (ir::Alteration& rename : renames_) add(std::move(rename));
  }

  void add_constraints() {
    std::stable_partition(new_.begin(), new_.end(), is_key);
    for (ir::TableConstraint& constraint : new_) add(ir::AddConstraint{std::move(constraint)});
  }

  // --- Columns -----------------------------------------------------------------------------------

  [[nodiscard]] std::vector<Name> kept() const {
    std::vector<Name> names;
    for (const ir::Column& column : from_.columns)
      if (to_.find(column.name) != nullptr) names.push_back(column.name);
    return names;
  }

  /// Generated ones first: they may name others.
  void drop_columns() {
    for (const bool generated : {true, false})
      for (const ir::Column& column : from_.columns) {
        if (to_.find(column.name) != nullptr || is_generated(column) != generated) continue;
        std::vector<std::string> remarks;
        if (!generated) remarks.push_back(fmt::format("loses the values of {}", column.name.text));
        for (const ir::Column& other : to_.columns)
          if (from_.find(other.name) == nullptr && same_but_for_name(column, other))
            remarks.push_back(
                fmt::format("was {1} renamed to {0}? Then write `was {1}` after it in the target "
                            "schema, or one `rename column {1} to {0}` here",
                            other.name.text, column.name.text));
        add(ir::DropColumn{column.name}, std::move(remarks));
      }
  }

  /// Where they stand among those that are there, which are `order_`; behind all where the order
  /// does not count, since that needs no rebuild.
  void add_columns(bool generated) {
    const bool in_order = counts_ == ColumnOrder::counts && keeps_order();
    for (std::size_t at = 0; at < to_.columns.size(); ++at) {
      const ir::Column& column = to_.columns[at];
      if (from_.find(column.name) != nullptr || is_generated(column) != generated) continue;
      ir::AddColumn change{as_new(column)};
      auto place = order_.end();
      if (in_order) {
        const auto before = last_before(at);
        place = before == order_.end() ? order_.begin() : before + 1;
        if (place != order_.end()) {
          change.first = place == order_.begin();
          if (!change.first) change.after = *before;
        }
      }
      order_.insert(place, column.name);
      add(std::move(change), remarks_of(column));
    }
  }

  /// The last of `order_` that is to stand before the wanted column `at`.
  std::vector<Name>::iterator last_before(std::size_t at) {
    while (at-- > 0) {
      const auto found = std::find_if(order_.begin(), order_.end(), [&](const Name& name) {
        return source::same(name, to_.columns[at].name);
      });
      if (found != order_.end()) return found;
    }
    return order_.end();
  }

  /// Whether those that stay stand in the wanted order already.
  [[nodiscard]] bool keeps_order() const {
    auto next = order_.begin();
    for (const ir::Column& column : to_.columns)
      if (next != order_.end() && source::same(column.name, *next)) ++next;
    return next == order_.end();
  }

  static ir::Column as_new(const ir::Column& column) {
    ir::Column result = column;
    result.renamed_from.reset();
    return result;
  }

  static std::vector<std::string> remarks_of(const ir::Column& column) {
    if (!column.has<ir::NotNull>() || column.has<ir::Default>() || is_generated(column)) return {};
    return {
        fmt::format("existing rows have no value for {}: give it a default, or write `fill "
                    "EXPRESSION` after `not null`",
                    column.name.text)};
  }

  void alter(const ir::Column& old, const ir::Column& wanted) {
    const Name& column = old.name;
    if (is_generated(old) && !is_generated(wanted)) add(ir::DropGenerated{column});
    if (old.has<ir::Default>() && !wanted.has<ir::Default>()) add(ir::DropDefault{column});
    const ir::ColumnConstraint *had = not_null_of(old), *has = not_null_of(wanted);
    if (had != nullptr && !same_not_null(old, wanted)) add(ir::DropNotNull{column});
    alter_type(old, wanted);
    if (!same_collation(old, wanted)) {
      if (const auto* collate = wanted.find<ir::Collate>())
        add(ir::SetCollation{column, collate->collation});
      else
        add(ir::DropCollation{column});
    }
    if (wanted.has<ir::Default>() && !same_default(old, wanted))
      add(ir::SetDefault{column, wanted.find<ir::Default>()->value});
    if (has != nullptr && !same_not_null(old, wanted))
      add(ir::SetNotNull{.column = column,
                         .constraint = has->name,
                         .conflict = std::get<ir::NotNull>(has->rule).conflict},
          had != nullptr ? std::vector<std::string>{}
                         : std::vector<std::string>{fmt::format(
                               "fails if {} is NULL: replace NULLs with `fill`", column.text)});
    if (is_generated(wanted) && !same_generated(old, wanted))
      add(ir::SetGenerated{column, *wanted.find<ir::Generated>()});
    if (old.comment != wanted.comment) add(ir::SetColumnComment{column, wanted.comment});
  }

  void alter_type(const ir::Column& old, const ir::Column& wanted) {
    const bool same = old.type.has_value() == wanted.type.has_value() &&
                      (!old.type || same_type(*old.type, *wanted.type));
    if (!same) add(ir::SetType{old.name, wanted.type.value_or(ir::Type{})});
  }

  void reorder() {
    std::vector<Name> wanted;
    for (const ir::Column& column : to_.columns) wanted.push_back(column.name);
    if (!ir::same_names(order_, wanted)) add(ir::ReorderColumns{std::move(wanted)});
  }

  const ir::Table &from_, &to_;
  const Name& name_;
  const ColumnOrder counts_;
  std::vector<Name> order_;  ///< The columns that are there and stay, as they stand.
  std::vector<ir::TableConstraint> old_, new_;
  std::vector<ir::Alteration> renames_;
  bool loses_automatic_ = false, gains_automatic_ = false;
  std::vector<Change> changes_;
};

}  // namespace

std::vector<Change> diff_table(const ir::Table& from, const ir::Table& to, ColumnOrder counts) {
  return DiffTable(from, to, counts).run();
}

}  // namespace migc::schema
