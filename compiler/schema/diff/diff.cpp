#include "compiler/schema/diff/diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "compiler/diagnostics/catalogue/diff.hpp"
#include "compiler/schema/check/context.hpp"
#include "compiler/schema/diff/way.hpp"
#include "compiler/schema/model/same.hpp"

namespace migc::schema {

namespace {

template <class T>
bool is(const Entry& entry) {
  return std::holds_alternative<T>(entry.object);
}

/// Whether a table can only be dropped and made anew to become the other.
bool is_another(const ir::Table& a, const ir::Table& b) { return a.temporary != b.temporary; }

/// Finds the way.
class Diff {
 public:
  Diff(const Schema& from, const Schema& to, ColumnOrder counts, Diagnostics& diagnostics)
      : way_(from), to_(to), counts_(counts), diagnostics_(diagnostics), wanted_(to.all()) {}

  Difference run() {
    rename_as_said(way_, to_, diagnostics_);
    drop_all<ir::Trigger>();
    drop_all<ir::View>();
    drop_all<ir::Index>();
    drop_foreign_keys(way_, to_);
    drop_tables();
    create_all<ir::Enum, ir::Sequence>();
    change_types();
    settle_tables(way_, to_, counts_);
    drop_all<ir::Enum>();
    drop_all<ir::Sequence>();
    create_all<ir::Index, ir::View, ir::Trigger>();
    way_.fill_indexes();
    check_arrival();
    std::vector<Name> others = in_other_order();
    return {way_.take(), std::move(others)};
  }

 private:
  [[nodiscard]] const Schema& at() const { return way_.at(); }

  [[nodiscard]] bool is_wanted(const Entry& entry) const {
    const Entry* wanted = to_.find(id_of(entry.object));
    if (wanted == nullptr) return false;
    if (const auto* table = std::get_if<ir::Table>(&entry.object)) {
      const auto* other = std::get_if<ir::Table>(&wanted->object);
      return other != nullptr && !is_another(*table, *other);
    }
    if (is<ir::Enum>(entry)) return is<ir::Enum>(*wanted);
    return same_definition(entry.object, wanted->object);
  }

  /// The newest first: the older may be what it is made of.
  template <class T>
  void drop_all() {
    std::vector<Object> drops;
    for (const Entry* entry : at().all())
      if (is<T>(*entry) && !is_wanted(*entry)) drops.push_back(entry->object);
    for (auto drop = drops.rbegin(); drop != drops.rend(); ++drop) way_.drop(*drop);
  }

  void drop_tables() {
    std::vector<const Entry*> going;
    for (const Entry* entry : at().all())
      if ((is<ir::Table>(*entry) || is<ir::VirtualTable>(*entry)) && !is_wanted(*entry))
        going.push_back(entry);
    std::vector<std::pair<Object, std::vector<std::string>>> drops;
    while (!going.empty()) {
      const auto next = last_without_child(going);
      drops.emplace_back((*next)->object, remarks_of((*next)->object));
      going.erase(next);
    }
    for (auto& [object, remarks] : drops) way_.drop(object, std::move(remarks));
  }

  /// The newest that none of the others refers to; the newest at all where they refer to each other
  /// in a circle.
  [[nodiscard]] std::vector<const Entry*>::iterator last_without_child(
      std::vector<const Entry*>& going) const {
    std::set<Id> named;
    for (const Entry* entry : going)
      for (const Id& mention : entry->mentions)
        if (mention != id_of(entry->object)) named.insert(mention);
    const auto free = std::find_if(going.rbegin(), going.rend(), [&](const Entry* entry) {
      return !named.contains(id_of(entry->object));
    });
    return free == going.rend() ? going.end() - 1 : free.base() - 1;
  }

  [[nodiscard]] std::vector<std::string> remarks_of(const Object& going) const {
    const std::string& name = name_of(going).text;
    std::vector<std::string> remarks{fmt::format("loses the rows of {}", name)};
    const auto* table = std::get_if<ir::Table>(&going);
    if (table == nullptr) return remarks;
    for (const Entry* entry : wanted_) {
      const auto* other = std::get_if<ir::Table>(&entry->object);
      if (other != nullptr && at().table(other->name) == nullptr && are_alike(*table, *other))
        remarks.push_back(
            fmt::format("was {1} renamed to {0}? Then write `was {1}` after it in the target "
                        "schema, or one `rename to {0}` here",
                        other->name.text, name));
    }
    return remarks;
  }

  static bool are_alike(const ir::Table& a, const ir::Table& b) {
    return std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(),
                      [](const ir::Column& x, const ir::Column& y) {
                        return source::same(x.name, y.name) && same_but_for_name(x, y);
                      });
  }

  template <class... T>
  void create_all() {
    for (const Entry* entry : wanted_)
      if ((is<T>(*entry) || ...)) way_.create(entry->object);
  }

  /// Adds the values that are new, each where it is to stand.
  void change_types() {
    for (const Entry* entry : wanted_) {
      const auto* wanted = std::get_if<ir::Enum>(&entry->object);
      if (wanted == nullptr) continue;
      for (std::size_t i = 0; i < wanted->values.size(); ++i) {
        const std::vector<std::string>& values = at().type(wanted->name)->values;
        if (std::find(values.begin(), values.end(), wanted->values[i]) != values.end()) continue;
        ir::AddEnumValue change{.type = wanted->name, .value = wanted->values[i]};
        if (i < values.size()) change.before = values[i];
        way_.add({std::move(change)});
      }
    }
  }

  /// Where the order of columns does not count, it is made the same before the rest is compared.
  [[nodiscard]] std::vector<Id> differing_but_order() const {
    std::vector<Id> ids = differing(at(), to_);
    if (counts_ == ColumnOrder::ignored)
      std::erase_if(ids, [&](const Id& id) {
        const Entry *now = at().find(id), *wanted = to_.find(id);
        const auto* table = now == nullptr ? nullptr : std::get_if<ir::Table>(&now->object);
        const auto* other = wanted == nullptr ? nullptr : std::get_if<ir::Table>(&wanted->object);
        return table != nullptr && other != nullptr &&
               same_definition(ordered(*table, *other), *other);
      });
    return ids;
  }

  /// The first table with its columns in the order of the second.
  static ir::Table ordered(const ir::Table& table, const ir::Table& like) {
    ir::Table result = table;
    const auto place = [&](const ir::Column& column) {
      const ir::Column* found = like.find(column.name);
      return found == nullptr ? like.columns.size()
                              : static_cast<std::size_t>(found - like.columns.data());
    };
    std::stable_sort(result.columns.begin(), result.columns.end(),
                     [&](const ir::Column& a, const ir::Column& b) { return place(a) < place(b); });
    return result;
  }

  [[nodiscard]] std::vector<Name> in_other_order() const {
    std::vector<Name> tables;
    for (const Entry* entry : wanted_) {
      const auto* wanted = std::get_if<ir::Table>(&entry->object);
      const ir::Table* now = wanted == nullptr ? nullptr : at().table(wanted->name);
      if (now != nullptr &&
          !std::equal(now->columns.begin(), now->columns.end(), wanted->columns.begin(),
                      wanted->columns.end(), [](const ir::Column& a, const ir::Column& b) {
                        return source::same(a.name, b.name);
                      }))
        tables.push_back(wanted->name);
    }
    return tables;
  }

  /// What is still not as it is wanted is nothing that an operation could change.
  void check_arrival() {
    for (const Id& id : differing_but_order()) {
      const Entry* wanted = to_.find(id);
      const Entry* entry = wanted != nullptr ? wanted : at().find(id);
      auto& answer = diagnostics_.report(
          diagnostics::kind::no_way_between, wanted != nullptr ? wanted->created : Span{},
          std::string(noun_of(entry->object)), name_of(entry->object).text);
      for (const std::string& reason : way_.refused()) answer.note(reason);
      if (is<ir::Enum>(*entry))
        answer.note(
            "`alter type` adds and renames values; to remove one, create a new type with the "
            "others and give it to the columns with `alter column … type`");
      answer.note("write the statements of the migration by hand");
    }
  }

  Way way_;
  const Schema& to_;
  const ColumnOrder counts_;
  Diagnostics& diagnostics_;
  std::vector<const Entry*> wanted_;
};

}  // namespace

Difference difference(const Schema& from, const Schema& to, ColumnOrder counts,
                      diagnostics::Diagnostics& diagnostics) {
  return Diff(from, to, counts, diagnostics).run();
}

std::vector<Change> diff(const Schema& from, const Schema& to,
                         diagnostics::Diagnostics& diagnostics) {
  return difference(from, to, ColumnOrder::counts, diagnostics).changes;
}

std::vector<Id> differing(const Schema& a, const Schema& b) {
  std::vector<Id> ids;
  for (const Entry* entry : a.all()) {
    const Id id = id_of(entry->object);
    const Entry* other = b.find(id);
    if (other == nullptr || !same_definition(entry->object, other->object)) ids.push_back(id);
  }
  for (const Entry* entry : b.all())
    if (a.find(id_of(entry->object)) == nullptr) ids.push_back(id_of(entry->object));
  return ids;
}

}  // namespace migc::schema
