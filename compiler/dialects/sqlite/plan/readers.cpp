#include "compiler/dialects/sqlite/plan/readers.hpp"

#include <algorithm>
#include <cctype>

#include "compiler/dialects/sqlite/print/facts.hpp"
#include "compiler/sql/resolve.hpp"

namespace migc::backends::sqlite {

namespace {

/// Views and triggers in the order in which they were found, each once.
class Readers {
 public:
  explicit Readers(const schema::Schema& schema) : schema_(schema) {}

  void take(const schema::Entry& entry) {
    if (is_executable(entry.object) && known_.insert(schema::id_of(entry.object)).second)
      found_.push_back(schema::id_of(entry.object));
  }
  [[nodiscard]] const std::vector<schema::Id>& found() const { return found_; }
  void take_readers_of(const schema::Id& relation) {
    for (const schema::Entry* entry : schema_.dependents(relation)) take(*entry);
  }
  /// With what reads them: it cannot be read while they are not there.
  std::vector<schema::Id> closed() && {
    for (std::size_t at = 0; at < found_.size(); ++at)
      if (found_[at].space == schema::Space::relation) {
        const schema::Id view = found_[at];
        take_readers_of(view);
      }
    return std::move(found_);
  }

 private:
  const schema::Schema& schema_;
  std::vector<schema::Id> found_;
  std::set<schema::Id> known_;
};

template <class Accepts>
bool any_token(const ir::Expression& expression, Accepts accepts) {
  return std::any_of(expression.tokens.begin(), expression.tokens.end(), accepts);
}

/// Whether a view or a trigger has such a token.
template <class Accepts>
bool says(const schema::Object& object, Accepts accepts) {
  if (const auto* view = std::get_if<ir::View>(&object)) return any_token(view->query, accepts);
  const auto* trigger = std::get_if<ir::Trigger>(&object);
  return trigger != nullptr && ((trigger->when && any_token(*trigger->when, accepts)) ||
                                any_token(trigger->body, accepts));
}

bool is_rowid(const ir::Token& token) { return token.is_name() && rules().is_rowid(token.key()); }

/// What is called by the text of an expression is called otherwise when a name in that changes.
bool is_expression(const std::string& name) {
  return !std::all_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 ||
           std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  });
}

/// Whether a view or a trigger may name the column, itself or as part of an expression that another
/// column is called by.
bool may_name(const schema::Object& object, const source::Name& column) {
  const auto* trigger = std::get_if<ir::Trigger>(&object);
  const auto is_column = [&](const source::Name& name) { return same(name, column); };
  if (trigger != nullptr &&
      std::any_of(trigger->update_of.begin(), trigger->update_of.end(), is_column))
    return true;
  return says(object, [&](const ir::Token& token) {
    const bool name = token.is_name() || token.kind == ir::Token::Kind::string;
    return name && (source::same(token.text, column.text) ||
                    (token.kind == ir::Token::Kind::quoted && is_expression(token.text)));
  });
}

/// Whether a view may give the column on under a name that follows the column's own.
bool passes_on(const ir::View& view, const source::Name& column, const schema::Schema& schema) {
  if (!view.columns.empty()) return false;
  const auto columns = sql::view_columns(view, schema);
  return !columns || std::any_of(columns->begin(), columns->end(), [&](const std::string& name) {
    return source::same(name, column.text) || is_expression(name);
  });
}

/// Whether it says a name in double quotes that no column answers to at the moment. SQLite takes
/// that for a text, and writes it as one when some column is renamed or dropped. What was a text
/// from the start is none in quotes by now.
bool has_lost_quotes(const schema::Object& object, const schema::Schema& schema) {
  if (const auto* view = std::get_if<ir::View>(&object))
    return !sql::resolve_view(*view, schema).texts.empty();
  const auto* trigger = std::get_if<ir::Trigger>(&object);
  if (trigger == nullptr) return false;
  const sql::TriggerResolution found = sql::resolve_trigger(*trigger, schema);
  return !found.when.texts.empty() || !found.body.texts.empty();
}

void take_second_hand(const source::Name& table, const source::Name& column,
                      const schema::Schema& schema, Readers& readers) {
  std::vector<schema::Id> relations{{schema::Space::relation, table.key()}};
  std::set<schema::Id> known(relations.begin(), relations.end());
  for (std::size_t at = 0; at < relations.size(); ++at) {
    const schema::Id relation = relations[at];
    for (const schema::Entry* entry : schema.dependents(relation)) {
      if (at > 0 && may_name(entry->object, column)) readers.take(*entry);
      const auto* view = std::get_if<ir::View>(&entry->object);
      if (view != nullptr && !known.contains(schema::id_of(entry->object)) &&
          passes_on(*view, column, schema)) {
        known.insert(schema::id_of(entry->object));
        relations.push_back(schema::id_of(entry->object));
      }
    }
  }
}

}  // namespace

bool is_executable(const schema::Object& object) {
  return std::holds_alternative<ir::View>(object) || std::holds_alternative<ir::Trigger>(object);
}

std::vector<schema::Id> unreadable(const std::set<schema::Id>& suspects,
                                   const schema::Schema& schema) {
  Readers readers(schema);
  for (const schema::Id& id : suspects) {
    const schema::Entry* entry = schema.find(id);
    if (entry != nullptr && (!sql::unresolved_in(entry->object, schema).empty() ||
                             has_lost_quotes(entry->object, schema)))
      readers.take(*entry);
  }
  return std::move(readers).closed();
}

std::optional<schema::Id> second_hand_reader(const source::Name& altered, const ir::DropColumn& op,
                                             const schema::Schema& schema) {
  Readers readers(schema);
  take_second_hand(altered, op.column, schema, readers);
  if (readers.found().empty()) return std::nullopt;
  return readers.found().front();
}

std::vector<schema::Id> readers_of(const schema::Id& relation, const schema::Schema& schema) {
  Readers readers(schema);
  readers.take_readers_of(relation);
  return std::move(readers).closed();
}

std::vector<schema::Id> made_again(const source::Name& altered, const ir::RenameColumn& op,
                                   const schema::Schema& schema) {
  Readers readers(schema);
  take_second_hand(altered, op.from, schema, readers);
  const ir::Column* alias = sql::rowid_key(*schema.table(altered), schema);
  if (alias != nullptr && same(alias->name, op.from))
    for (const schema::Entry* entry : schema.dependents({schema::Space::relation, altered.key()}))
      if (says(entry->object, is_rowid)) readers.take(*entry);
  for (const schema::Id& id : schema.doubtful) readers.take(*schema.find(id));
  return std::move(readers).closed();
}

std::vector<schema::Id> made_again(const ir::RenameTable& op, const schema::Schema& schema) {
  Readers readers(schema);
  for (const schema::Entry* entry : schema.dependents({schema::Space::relation, op.table.key()}))
    if (says(entry->object, [](const ir::Token& token) {
          return token.is_name() && source::same(token.text, "excluded");
        }))
      readers.take(*entry);
  return std::move(readers).closed();
}

}  // namespace migc::backends::sqlite
