#include "compiler/schema/diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "compiler/diagnostics/catalogue.hpp"
#include "compiler/schema/context.hpp"
#include "compiler/schema/diff_table.hpp"
#include "compiler/schema/module_arguments.hpp"
#include "compiler/schema/replay.hpp"
#include "compiler/schema/same.hpp"

namespace migc::schema {

namespace {

/// The operation that drops an object, and the one that creates it.
struct DropObject {
  ir::Operation operator()(const ir::Table& one) const { return ir::DropTable{one.name}; }
  ir::Operation operator()(const ir::VirtualTable& one) const { return ir::DropTable{one.name}; }
  ir::Operation operator()(const ir::View& one) const { return ir::DropView{one.name}; }
  ir::Operation operator()(const ir::Index& one) const { return ir::DropIndex{one.name}; }
  ir::Operation operator()(const ir::Trigger& one) const { return ir::DropTrigger{one.name}; }
  ir::Operation operator()(const ir::Enum& one) const { return ir::DropEnum{one.name}; }
  ir::Operation operator()(const ir::Sequence& one) const { return ir::DropSequence{one.name}; }
};
struct CreateObject {
  ir::Operation operator()(const ir::Table& one) const {
    ir::Table table = one;
    table.was.reset();
    for (ir::Column& column : table.columns) column.was.reset();
    return ir::CreateTable{std::move(table)};
  }
  ir::Operation operator()(const ir::VirtualTable& one) const {
    return ir::CreateVirtualTable{one};
  }
  ir::Operation operator()(const ir::View& one) const { return ir::CreateView{one}; }
  ir::Operation operator()(const ir::Index& one) const { return ir::CreateIndex{one}; }
  ir::Operation operator()(const ir::Trigger& one) const { return ir::CreateTrigger{one}; }
  ir::Operation operator()(const ir::Enum& one) const { return ir::CreateEnum{one}; }
  ir::Operation operator()(const ir::Sequence& one) const { return ir::CreateSequence{one}; }
};

template <class T>
bool is(const Entry& entry) {
  return std::holds_alternative<T>(entry.object);
}

/// Whether a table can only be dropped and made anew to become the other.
bool is_another(const ir::Table& a, const ir::Table& b) { return a.temporary != b.temporary; }

/// Finds the way. Each operation is tried at once on a copy of the first schema, so that the next
/// is found for the schema as it will be.
class Diff {
 public:
  Diff(const Schema& from, const Schema& to, Diagnostics& diagnostics)
      : at_(from), to_(to), diagnostics_(diagnostics), wanted_(to.all()) {
    at_.forget_journal();
  }

  std::vector<Change> run() {
    rename_all();
    drop_all<ir::Trigger>();
    drop_all<ir::View>();
    drop_all<ir::Index>();
    drop_tables();
    create_all<ir::Enum, ir::Sequence>();
    change_types();
    create_tables();
    for (const Entry* entry : wanted_)
      if (const auto* table = std::get_if<ir::Table>(&entry->object))
        for (Change& change : diff_table(*at_.table(table->name), *table)) add(std::move(change));
    drop_all<ir::Enum>();
    drop_all<ir::Sequence>();
    create_all<ir::Index, ir::View, ir::Trigger>();
    for (ir::Operation& fill : fills_) add({std::move(fill)});
    check_arrival();
    return std::move(changes_);
  }

 private:
  void add(Change change) {
    // What cannot be done in this order shows at the end, as a difference that is left.
    Diagnostics said;
    const ir::Step step{change.operation};
    for (const ir::Step& one : expand(step, at_)) static_cast<void>(apply(one, at_, said));
    for (const diagnostics::Diagnostic& one : said.all()) refused_.push_back(one.text);
    changes_.push_back(std::move(change));
  }

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

  // --- Renames -----------------------------------------------------------------------------------

  /// A name may be free only once another rename has freed it.
  void rename_all() {
    std::vector<const ir::Table*> open;
    for (const Entry* entry : wanted_)
      if (const auto* table = std::get_if<ir::Table>(&entry->object)) open.push_back(table);
    for (bool moved = true; std::exchange(moved, false);)
      for (const ir::Table* table : open)
        if (table->was && at_.table(*table->was) != nullptr &&
            at_.find({Space::relation, table->name.key()}) == nullptr) {
          add({ir::RenameTable{*table->was, table->name}});
          moved = true;
        }
    for (const ir::Table* table : open) {
      if (table->was && at_.table(table->name) == nullptr)
        diagnostics_.report(diagnostics::kind::was_unknown, table->was->written, table->was->text,
                            "the schema before");
      if (at_.table(table->name) == nullptr) continue;
      rename_columns(*table);
      respell(*table);
    }
  }

  /// Letter case makes no other name, and so no difference, but where `was` asks for it.
  void respell(const ir::Table& table) {
    const auto differs = [](const Name& here, const Name& wanted, const std::optional<Name>& was) {
      return was && same(here, wanted) && here.text != wanted.text;
    };
    if (const Name here = at_.table(table.name)->name; differs(here, table.name, table.was))
      add({ir::RenameTable{here, table.name}});
    for (const ir::Column& column : table.columns)
      if (const ir::Column* found = at_.table(table.name)->find(column.name);
          found != nullptr && differs(found->name, column.name, column.was))
        add({ir::RenameColumn{table.name, Name(found->name), column.name}});
  }

  void rename_columns(const ir::Table& table) {
    const auto here = [&](const Name& column) {
      return at_.table(table.name)->find(column) != nullptr;
    };
    for (bool moved = true; std::exchange(moved, false);)
      for (const ir::Column& column : table.columns)
        if (column.was && here(*column.was) && !here(column.name)) {
          add({ir::RenameColumn{table.name, *column.was, column.name}});
          moved = true;
        }
    for (const ir::Column& column : table.columns)
      if (column.was && !here(column.name))
        diagnostics_.report(diagnostics::kind::was_unknown, column.was->written, column.was->text,
                            fmt::format("table `{}`", table.name.text));
  }

  // --- Objects -----------------------------------------------------------------------------------

  /// The newest first: the older may be what it is made of.
  template <class T>
  void drop_all() {
    std::vector<ir::Operation> drops;
    for (const Entry* entry : at_.all())
      if (is<T>(*entry) && !is_wanted(*entry))
        drops.push_back(std::visit(DropObject{}, entry->object));
    for (auto drop = drops.rbegin(); drop != drops.rend(); ++drop) add({std::move(*drop)});
  }

  void drop_tables() {
    std::vector<const Entry*> going;
    for (const Entry* entry : at_.all())
      if ((is<ir::Table>(*entry) || is<ir::VirtualTable>(*entry)) && !is_wanted(*entry))
        going.push_back(entry);
    std::vector<Change> drops;
    while (!going.empty()) {
      const auto next = last_without_child(going);
      drops.push_back({std::visit(DropObject{}, (*next)->object), remarks_of((*next)->object)});
      going.erase(next);
    }
    for (Change& drop : drops) add(std::move(drop));
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
      if (other != nullptr && at_.table(other->name) == nullptr && are_alike(*table, *other))
        remarks.push_back(
            fmt::format("is {0} perhaps the new name of {1}? Then write `was {1}` behind it in the "
                        "wanted schema, or one `rename to {0}` here",
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

  /// A new full-text index has to read what was there before it.
  void fill(const ir::VirtualTable& table) {
    const auto reads = reads_of(table);
    if (!reads) return;
    const Id content{Space::relation, reads->relation.key()};
    if (at_.find(content) == nullptr || created_.contains(content)) return;
    std::vector<ir::Operation> all = created_with_index(table);
    std::move(all.begin() + 1, all.end(), std::back_inserter(fills_));
  }

  /// Creates what is not there; returns whether it was not.
  bool create(const Object& object) {
    if (at_.find(id_of(object)) != nullptr) return false;
    add({std::visit(CreateObject{}, object)});
    created_.insert(id_of(object));
    if (const auto* table = std::get_if<ir::VirtualTable>(&object)) fill(*table);
    return true;
  }

  template <class... T>
  void create_all() {
    for (const Entry* entry : wanted_)
      if ((is<T>(*entry) || ...)) create(entry->object);
  }

  /// Each new table with its indexes behind it.
  void create_tables() {
    for (const Entry* entry : wanted_)
      if ((is<ir::Table>(*entry) || is<ir::VirtualTable>(*entry)) && create(entry->object))
        for (const ir::Index* index : to_.indexes_of(name_of(entry->object))) create(*index);
  }

  /// Adds the values that are new, each where it is to stand.
  void change_types() {
    for (const Entry* entry : wanted_) {
      const auto* wanted = std::get_if<ir::Enum>(&entry->object);
      if (wanted == nullptr) continue;
      for (std::size_t i = 0; i < wanted->values.size(); ++i) {
        const std::vector<std::string>& values = at_.type(wanted->name)->values;
        if (std::find(values.begin(), values.end(), wanted->values[i]) != values.end()) continue;
        ir::AddEnumValue change{.type = wanted->name, .value = wanted->values[i]};
        if (i < values.size()) change.before = values[i];
        add({std::move(change)});
      }
    }
  }

  /// What is still not as it is wanted is nothing that an operation could change.
  void check_arrival() {
    for (const Id& id : differing(at_, to_)) {
      const Entry* wanted = to_.find(id);
      const Entry* entry = wanted != nullptr ? wanted : at_.find(id);
      auto& said = diagnostics_.report(
          diagnostics::kind::no_way_between, wanted != nullptr ? wanted->created : Span{},
          std::string(noun_of(entry->object)), name_of(entry->object).text);
      for (const std::string& reason : refused_) said.note(reason);
      if (is<ir::Enum>(*entry))
        said.note(
            "`alter type` adds and renames values; to take one away, make a new type of the "
            "others and give it to the columns by `alter column … type`");
      said.note("write the statements of the migration by hand");
    }
  }

  Schema at_;  ///< The first schema with all changes so far.
  const Schema& to_;
  Diagnostics& diagnostics_;
  std::vector<const Entry*> wanted_;
  std::vector<std::string> refused_;
  std::vector<Change> changes_;
  std::set<Id> created_;
  std::vector<ir::Operation> fills_;  ///< What full-text indexes are filled by, at the end.
};

}  // namespace

std::vector<Change> diff(const Schema& from, const Schema& to,
                         diagnostics::Diagnostics& diagnostics) {
  return Diff(from, to, diagnostics).run();
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
