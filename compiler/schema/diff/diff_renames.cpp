#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "compiler/diagnostics/catalogue/diff.hpp"
#include "compiler/schema/diff/way.hpp"
#include "compiler/schema/model/same.hpp"

namespace migc::schema {

namespace {

namespace kind = diagnostics::kind;

/// What is to be renamed, as `was` says.
struct Wish {
  Name from, to;
  Name written{};  ///< The `was`, for messages.
};

/// Where names live that are renamed: the tables of a schema or the columns of a table.
struct Names {
  std::function<bool(const Name&)> here;    ///< Whether something is called so now.
  std::function<bool(const Name&)> wanted;  ///< Whether something is to be called so.
  /// Whether what is called so now is what is to be called so.
  std::function<bool(const Name&)> is_as_wanted;
  /// Whether two differ in their names alone.
  std::function<bool(const Name&, const Name&)> are_alike;
  std::function<void(const Name& from, const Name& to, std::vector<std::string> remarks)> rename;
};

/// Follows the wishes of one place. A name may be free only once another wish has freed it; where
/// each waits for the next in a ring, one steps aside under a name that nothing has.
class Renames {
 public:
  Renames(std::vector<Wish> open, const Names& names) : open_(std::move(open)), names_(names) {}

  /// Returns the wishes whose name is taken by something that stays.
  std::vector<Wish> run() {
    forget_done();
    move_all();
    for (std::size_t at = 0; at < open_.size();) {
      if (!is_in_ring(open_[at])) {
        ++at;
        continue;
      }
      break_ring(open_[at]);
      move_all();
      at = 0;
    }
    std::erase_if(open_, [&](const Wish& wish) { return !names_.here(wish.from); });
    return std::move(open_);
  }

 private:
  void move_all() {
    for (bool moved = true; std::exchange(moved, false);)
      std::erase_if(open_, [&](const Wish& wish) {
        if (!names_.here(wish.from) || names_.here(wish.to)) return false;
        names_.rename(wish.from, wish.to, {});
        return moved = true;
      });
  }

  /// Names that have changed places already, while the target schema still says `was`: each is what
  /// it is to be, and would not be after another turn.
  void forget_done() {
    std::vector<Wish> done;
    for (const Wish& wish : open_) {
      if (!is_in_ring(wish)) continue;
      bool as_wanted = true, alike = true;
      const Wish* at = &wish;
      do {
        as_wanted = as_wanted && names_.is_as_wanted(at->from);
        alike = alike && names_.are_alike(at->from, at->to);
        at = before(*at);
      } while (at != &wish);
      if (as_wanted && !alike) done.push_back(wish);
    }
    std::erase_if(open_, [&](const Wish& wish) {
      return std::any_of(done.begin(), done.end(),
                         [&](const Wish& other) { return source::same(other.from, wish.from); });
    });
  }

  /// The wish that frees what another waits for, or null.
  [[nodiscard]] const Wish* before(const Wish& wish) const {
    const auto found = std::find_if(open_.begin(), open_.end(), [&](const Wish& other) {
      return source::same(other.from, wish.to);
    });
    return found == open_.end() ? nullptr : &*found;
  }

  [[nodiscard]] bool is_in_ring(const Wish& wish) const {
    const Wish* next = before(wish);
    for (std::size_t steps = 0; next != nullptr && next != &wish && steps < open_.size(); ++steps)
      next = before(*next);
    return next == &wish;
  }

  void break_ring(Wish& wish) {
    std::string ring = wish.from.text;
    for (const Wish* next = before(wish); next != &wish; next = before(*next))
      ring += ", " + next->from.text;
    const Name aside = free_name(wish.from);
    names_.rename(wish.from, aside,
                  {fmt::format("{} exchange names, as `was` says: remove these `was` once this is "
                               "written, or the next comparison exchanges them again",
                               ring)});
    wish.from = aside;
  }

  [[nodiscard]] Name free_name(const Name& name) const {
    Name free = name;
    free.written = {};
    free.text = "_migc_" + name.text;
    while (names_.here(free) || names_.wanted(free)) free.text += "_";
    return free;
  }

  std::vector<Wish> open_;
  const Names& names_;
};

/// Only `was` makes another letter case a difference, and so a rename.
bool is_respelled(const Name& here, const Name& wanted, const std::optional<Name>& renamed_from) {
  return renamed_from && source::same(here, wanted) && here.text != wanted.text;
}

class AsSaid {
 public:
  AsSaid(Way& way, const Schema& to, diagnostics::Diagnostics& diagnostics)
      : way_(way), to_(to), diagnostics_(diagnostics) {}

  void run() {
    std::vector<const ir::Table*> wanted;
    for (const Entry* entry : to_.all())
      if (const auto* table = std::get_if<ir::Table>(&entry->object)) wanted.push_back(table);
    rename_tables(wanted);
    for (const ir::Table* table : wanted)
      if (way_.at().table(table->name) != nullptr) {
        rename_columns(*table);
        respell(*table);
      }
  }

 private:
  void rename_tables(const std::vector<const ir::Table*>& wanted) {
    std::vector<Wish> wishes;
    for (const ir::Table* table : wanted)
      if (table->renamed_from && !source::same(*table->renamed_from, table->name)) {
        const bool known = way_.at().table(*table->renamed_from) != nullptr;
        if (known) wishes.push_back({*table->renamed_from, table->name, *table->renamed_from});
        if (!known && way_.at().table(table->name) == nullptr)
          diagnostics_.report(kind::was_unknown, table->renamed_from->written,
                              table->renamed_from->text, "the schema before");
      }
    const auto is_there = [](const Schema& schema, const Name& name) {
      return schema.find({Space::relation, name.key()}) != nullptr ||
             schema.find({Space::index, name.key()}) != nullptr;
    };
    follow(std::move(wishes),
           {[&](const Name& name) { return is_there(way_.at(), name); },
            [&](const Name& name) { return is_there(to_, name); },
            [&](const Name& name) { return is_as_wanted(name); },
            [&](const Name& a, const Name& b) { return are_alike(a, b); },
            [&](const Name& from, const Name& to, std::vector<std::string> remarks) {
              way_.add({ir::RenameTable{from, to}, std::move(remarks)});
            }},
           "the schema before");
  }

  [[nodiscard]] bool is_as_wanted(const Name& table) const {
    const ir::Table *now = way_.at().table(table), *wanted = to_.table(table);
    return now != nullptr && wanted != nullptr && same_definition(*now, *wanted);
  }

  [[nodiscard]] bool are_alike(const Name& a, const Name& b) const {
    const ir::Table *one = way_.at().table(a), *other = way_.at().table(b);
    if (one == nullptr || other == nullptr) return false;
    ir::Table called_so = *one;
    called_so.name = other->name;
    return same_definition(called_so, *other);
  }

  void rename_columns(const ir::Table& table) {
    const auto find = [&](const Name& column) { return way_.at().table(table.name)->find(column); };
    const auto here = [&](const Name& column) { return find(column) != nullptr; };
    std::vector<Wish> wishes;
    for (const ir::Column& column : table.columns)
      if (column.renamed_from && !source::same(*column.renamed_from, column.name)) {
        if (here(*column.renamed_from))
          wishes.push_back({*column.renamed_from, column.name, *column.renamed_from});
        else if (!here(column.name))
          diagnostics_.report(kind::was_unknown, column.renamed_from->written,
                              column.renamed_from->text,
                              fmt::format("table `{}`", table.name.text));
      }
    follow(
        std::move(wishes),
        {here, [&](const Name& name) { return table.find(name) != nullptr; },
         [&](const Name& name) {
           const ir::Column *now = find(name), *then = table.find(name);
           return now != nullptr && then != nullptr && same_but_for_name(*now, *then);
         },
         [&](const Name& a, const Name& b) {
           const ir::Column *one = find(a), *other = find(b);
           return one != nullptr && other != nullptr && same_but_for_name(*one, *other);
         },
         [&](const Name& from, const Name& to, std::vector<std::string> remarks) {
           way_.add({ir::AlterTable{table.name, ir::RenameColumn{from, to}}, std::move(remarks)});
         }},
        fmt::format("table `{}`", table.name.text));
  }

  void follow(std::vector<Wish> wishes, const Names& names, const std::string& where) {
    for (auto wish = wishes.begin(); wish != wishes.end(); ++wish) {
      const auto other = std::find_if(wishes.begin(), wish, [&](const Wish& one) {
        return source::same(one.from, wish->from);
      });
      if (other != wish)
        diagnostics_.report(kind::was_twice, wish->written.written, wish->written.text,
                            other->to.text, wish->to.text);
    }
    for (const Wish& wish : Renames(std::move(wishes), names).run())
      diagnostics_
          .report(kind::was_taken, wish.written.written, wish.written.text, where, wish.to.text)
          .note("if the rename was already made, remove `was`")
          .note(fmt::format(
              "otherwise first drop or rename the existing `{}` in a revision of its own",
              wish.to.text));
  }

  void respell(const ir::Table& table) {
    if (const Name here = way_.at().table(table.name)->name;
        is_respelled(here, table.name, table.renamed_from))
      way_.add({ir::RenameTable{here, table.name}});
    for (const ir::Column& column : table.columns)
      if (const ir::Column* found = way_.at().table(table.name)->find(column.name);
          found != nullptr && is_respelled(found->name, column.name, column.renamed_from))
        way_.add({ir::AlterTable{table.name, ir::RenameColumn{Name(found->name), column.name}}});
  }

  Way& way_;
  const Schema& to_;
  diagnostics::Diagnostics& diagnostics_;
};

}  // namespace

void rename_as_said(Way& way, const Schema& to, diagnostics::Diagnostics& diagnostics) {
  AsSaid(way, to, diagnostics).run();
}

}  // namespace migc::schema
