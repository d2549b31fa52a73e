#include "compiler/import/legacy_rename.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <variant>

#include "compiler/diagnostics/catalogue/import.hpp"
#include "compiler/ir/print.hpp"
#include "compiler/schema/replay/replay.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::import {

namespace {

using schema::Space;

/// Objects that a rename would change, as they are to be behind it; in the order of their creation.
class Kept {
 public:
  Kept(const ir::RenameTable& rename, const schema::Schema& schema)
      : rename_(rename), schema_(schema) {
    for (const schema::Entry* entry : schema.dependents({Space::relation, rename.table.key()})) {
      if (const auto* view = std::get_if<ir::View>(&entry->object)) {
        objects_.emplace_back(*view);
        for (const ir::Trigger* trigger : schema.triggers_of(view->name))
          objects_.emplace_back(*trigger);
      } else if (const auto* trigger = std::get_if<ir::Trigger>(&entry->object)) {
        add(*trigger);
      } else if (const auto* table = std::get_if<ir::Table>(&entry->object);
                 table != nullptr && !source::same(table->name, rename.table)) {
        referring_.push_back(table->name.text);
      }
    }
  }

  [[nodiscard]] const std::vector<schema::Object>& objects() const { return objects_; }
  /// The tables with foreign keys to the one that is renamed.
  [[nodiscard]] const std::vector<std::string>& referring() const { return referring_; }

 private:
  void add(const ir::Trigger& trigger) {
    const auto is_it = [&](const schema::Object& object) {
      return schema::id_of(object) == schema::Id{Space::trigger, trigger.name.key()};
    };
    if (std::any_of(objects_.begin(), objects_.end(), is_it)) return;
    ir::Trigger kept = trigger;
    if (source::same(kept.table, rename_.table)) {
      const std::vector<std::string> named = sql::relations_named(kept.body, schema_.dialect());
      if (std::find(named.begin(), named.end(), rename_.table.key()) == named.end()) return;
      kept.table = rename_.to;  // where it stands follows, what it does does not
    }
    objects_.emplace_back(std::move(kept));
  }

  const ir::RenameTable& rename_;
  const schema::Schema& schema_;
  std::vector<schema::Object> objects_;
  std::vector<std::string> referring_;
};

struct Drop {
  std::string operator()(const ir::View& view) const {
    return fmt::format("drop view {}; ", ir::print(view.name));
  }
  std::string operator()(const ir::Trigger& trigger) const {
    return fmt::format("drop trigger {}; ", ir::print(trigger.name));
  }
  std::string operator()(const auto&) const { return {}; }
};

struct Create {
  std::string operator()(const ir::View& view) const { return ir::print(view) + ";\n"; }
  std::string operator()(const ir::Trigger& trigger) const { return ir::print(trigger) + ";\n"; }
  std::string operator()(const auto&) const { return {}; }
};

/// Behind the `;` of a statement that ends at `end`.
std::size_t behind_mark(std::string& text, std::size_t end) {
  const std::size_t next = text.find_first_not_of(" \t\r\n", end);
  if (next != text.npos && text[next] == ';') return next + 1;
  if (text[end - 1] != ';') text.insert(end++, ";");
  return end;
}

}  // namespace

std::string with_kept_names(std::string text, const std::vector<ir::Step>& steps,
                            const std::set<std::size_t>& legacy, schema::Schema& schema,
                            bool keeps_foreign_keys, diagnostics::Diagnostics& diagnostics) {
  struct Around {
    std::size_t begin, end;
    std::string before, behind;
  };
  std::vector<Around> insertions;
  diagnostics::Diagnostics reported;
  const schema::Schema::Mark start = schema.mark();
  for (const ir::Step& step : steps) {
    const auto* rename = std::get_if<ir::RenameTable>(&step.operation);
    if (rename == nullptr || !legacy.contains(step.written.begin)) {
      for (const ir::Step& one : schema::expand(step, schema))
        static_cast<void>(schema::apply(one, schema, reported));
      continue;
    }
    const Kept kept(*rename, schema);
    if (keeps_foreign_keys && !kept.referring().empty())
      diagnostics.report(diagnostics::kind::legacy_foreign_key, step.written, rename->table.text,
                         kept.referring().front());
    Around around{step.written.begin, step.written.end, {}, {}};
    for (auto object = kept.objects().rbegin(); object != kept.objects().rend(); ++object) {
      around.before += std::visit(Drop{}, *object);
      schema.erase(schema::id_of(*object));
    }
    static_cast<void>(schema::apply(step, schema, reported));
    for (const schema::Object& object : kept.objects()) {
      around.behind += "\n" + std::visit(Create{}, object);
      schema.put(object);
    }
    insertions.push_back(std::move(around));
  }
  schema.undo_to(start);
  for (auto around = insertions.rbegin(); around != insertions.rend(); ++around) {
    text.insert(behind_mark(text, around->end), around->behind);
    text.insert(around->begin, around->before);
  }
  return text;
}

}  // namespace migc::import
