#include "compiler/exec/last_look.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/diagnostics/catalogue/exec.hpp"
#include "compiler/source/name.hpp"

namespace migc::exec {

namespace kind = diagnostics::kind;
using backends::Kept;
using backends::Script;
using database::Connection;
using database::Error;
using database::Failure;

namespace {

std::string named(const Kept& object) { return object.type + " `" + object.name + "`"; }

}  // namespace

LastLook::LastLook(const backends::Plan& plan, const backends::Backend& backend,
                   Connection& database, const Compare& compare)
    : plan_(plan), backend_(backend), database_(database), compare_(compare) {}

std::vector<Error> LastLook::before() {
  std::vector<Error> found;
  for (const Script::Guard& guard : plan_.script.guards) {
    std::vector<std::string> changes = changes_of(guard);
    if (changes.empty()) continue;
    Error error(Failure::drifted, kind::drifted, guard.object.name, plan_.revision);
    for (std::string& change : changes) error.diagnostic.note(std::move(change));
    found.push_back(std::move(error));
  }
  for (const Script::Gone& gone : plan_.script.gone) look_at_readers(gone, found);
  for (const Script::Made& made : plan_.script.made)
    if (!made.before || compare_(made.before->sql, database_.catalogue().statement_of(
                                                       made.before->type, made.before->name))
                            .empty())
      compared_.push_back(&made);
  return found;
}

std::vector<std::string> LastLook::changes_of(const Script::Guard& guard) const {
  const std::string found =
      database_.catalogue().statement_of(guard.object.type, guard.object.name);
  if (found.empty()) return {"it is missing"};
  std::vector<std::string> changes = compare_(guard.object.sql, found);
  if (guard.object.type != "table" && guard.object.type != "view") return changes;
  std::vector<const Kept*> missing;
  for (const Kept& one : guard.on_it) missing.push_back(&one);
  for (database::CatalogueObject& object : database_.catalogue().objects_on(guard.object.name)) {
    const Kept there{std::move(object.type), std::move(object.name), std::move(object.statement)};
    const auto planned = std::find_if(missing.begin(), missing.end(), [&](const Kept* one) {
      return one->type == there.type && source::same(one->name, there.name);
    });
    if (planned == missing.end()) {
      changes.push_back(named(there) + " was added: it would be lost");
      continue;
    }
    for (const std::string& change : compare_((*planned)->sql, there.sql))
      changes.push_back(named(there) + ": " + change);
    missing.erase(planned);
  }
  for (const Kept* one : missing)
    changes.push_back(named(*one) + " is missing: it would come back, or is to be changed");
  return changes;
}

void LastLook::look_at_readers(const Script::Gone& gone, std::vector<Error>& found) {
  Script::Gone any_column = gone;
  any_column.column.clear();
  for (const Connection::Row& row :
       database_.query(backend_.readers(any_column).views_and_triggers)) {
    const std::string name = row[0].value_or("");
    if (std::find(readers_.begin(), readers_.end(), name) == readers_.end() &&
        database_.catalogue().can_be_used(name))
      readers_.push_back(name);
  }
  const std::string tables = backend_.readers(gone).tables;
  if (tables.empty()) return;
  for (const Connection::Row& row : database_.query(tables))
    found.push_back(Error(Failure::drifted, kind::broken_by_hand, row[0].value_or(""), gone.name,
                          plan_.revision));
}

std::vector<Error> LastLook::after() {
  compare_made();
  std::vector<Error> found = useless();
  std::vector<std::string> broken;
  for (const std::string& name : readers_)
    if (!database_.catalogue().can_be_used(name)) broken.push_back(name);
  if (broken.empty()) return found;
  std::string gone;
  for (const Script::Gone& one : plan_.script.gone)
    gone += (gone.empty() ? "" : ", ") + one.name + (one.column.empty() ? "" : ".") + one.column;
  found.push_back(Error(Failure::drifted, kind::broken_by_hand,
                        fmt::format("{}", fmt::join(broken, "`, `")), gone, plan_.revision));
  return found;
}

std::vector<Error> LastLook::useless() const {
  std::vector<Error> found;
  for (const Script::Made& made : plan_.script.made) {
    if (made.probe.empty()) continue;
    const std::optional<database::Refusal> refusal = database_.refusal_of(made.probe);
    if (!refusal) continue;
    Error error(Failure::drifted, kind::made_useless, made.after.type, made.after.name,
                plan_.revision);
    error.diagnostic.note(fmt::format("{} says: {}", database_.product(), refusal->message));
    found.push_back(std::move(error));
  }
  return found;
}

void LastLook::compare_made() const {
  for (const Script::Made* made : compared_) {
    const std::string found =
        database_.catalogue().statement_of(made->after.type, made->after.name);
    const std::vector<std::string> differences = found.empty()
                                                     ? std::vector<std::string>{"it is missing"}
                                                     : compare_(made->after.sql, found);
    if (differences.empty()) continue;
    Error error(Failure::refused, kind::outcome_differs, made->after.name, plan_.revision);
    for (const std::string& difference : differences) error.diagnostic.note(difference);
    error.diagnostic.note("the model has: " + made->after.sql);
    error.diagnostic.note("the database has: " + (found.empty() ? "nothing" : found));
    throw error;
  }
}

}  // namespace migc::exec
