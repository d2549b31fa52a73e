#include <algorithm>
#include <set>
#include <utility>

#include "compiler/schema/edit/objects.hpp"

namespace migc::schema {

namespace {

/// The type, or null once its absence is reported.
const ir::Enum* find_type(const Name& name, const Context& context) {
  const Entry* entry = find_entry(Space::type, name, context);
  return entry == nullptr ? nullptr : &std::get<ir::Enum>(entry->object);
}

/// Where the value stands among the type's; past the end once its absence is reported.
std::size_t find_value(const ir::Enum& type, const std::string& value, Span place,
                       const Context& context) {
  const auto found = std::find(type.values.begin(), type.values.end(), value);
  if (found == type.values.end())
    context.report_at(kind::unknown_value, place, type.name.text, value)
        .suggest(value, type.values);
  return static_cast<std::size_t>(found - type.values.begin());
}

bool value_is_new(const ir::Enum& type, const std::string& value, Span place,
                  const Context& context) {
  if (std::find(type.values.begin(), type.values.end(), value) == type.values.end()) return true;
  context.report_at(kind::duplicate_value, place, type.name.text, value);
  return false;
}

}  // namespace

bool create(const ir::CreateEnum& op, const Context& context) {
  bool good = check_name_available(Space::type, op.type.name, "type", context);
  if (op.type.values.empty()) {
    context.report_at(kind::no_values, op.type.name.written, op.type.name.text);
    good = false;
  }
  std::set<std::string> values;
  for (const std::string& value : op.type.values)
    if (!values.insert(value).second) {
      context.report_at(kind::duplicate_value, op.type.name.written, op.type.name.text, value);
      good = false;
    }
  if (good) context.schema.put(op.type);
  return good;
}

bool create(const ir::CreateSequence& op, const Context& context) {
  if (!check_name_available(Space::sequence, op.sequence.name, "sequence", context)) return false;
  context.schema.put(op.sequence);
  return true;
}

bool drop(const ir::DropEnum& op, const Context& context) {
  if (find_type(op.type, context) == nullptr) return false;
  const Id id{Space::type, op.type.key()};
  const std::vector<const Entry*> users = context.schema.dependents(id);
  if (users.empty()) {
    context.schema.erase(id);
    return true;
  }
  Diagnostic& diagnostic = context.report_at(kind::type_in_use, op.type.written, op.type.text);
  for (const Entry* entry : users) {
    const auto& table = std::get<ir::Table>(entry->object);
    for (const ir::Column& column : table.columns)
      if (column.type && source::same(column.type->as_name(), op.type))
        diagnostic.note(column.name.written, fmt::format("column `{}` of `{}` uses it",
                                                         column.name.text, table.name.shown()));
  }
  return false;
}

bool drop(const ir::DropSequence& op, const Context& context) {
  if (find_entry(Space::sequence, op.sequence, context) == nullptr) return false;
  context.schema.erase({Space::sequence, op.sequence.key()});
  return true;
}

bool change(const ir::AddEnumValue& op, const Context& context) {
  const ir::Enum* type = find_type(op.type, context);
  const Span place = context.step.written;
  if (type == nullptr || !value_is_new(*type, op.value, place, context)) return false;
  std::size_t at = type->values.size();
  if (op.before || op.after) {
    at = find_value(*type, op.before ? *op.before : *op.after, place, context);
    if (at == type->values.size()) return false;
    if (op.after) ++at;
  }
  ir::Enum changed = *type;
  changed.values.insert(changed.values.begin() + static_cast<std::ptrdiff_t>(at), op.value);
  context.schema.put(std::move(changed));
  return true;
}

bool change(const ir::RenameEnumValue& op, const Context& context) {
  const ir::Enum* type = find_type(op.type, context);
  if (type == nullptr) return false;
  const std::size_t at = find_value(*type, op.from, context.step.written, context);
  if (at == type->values.size()) return false;
  if (op.from != op.to && !value_is_new(*type, op.to, context.step.written, context)) return false;
  ir::Enum changed = *type;
  changed.values[at] = op.to;
  context.schema.put(std::move(changed));
  return true;
}

bool change(const ir::DropEnumValue& op, const Context& context) {
  const ir::Enum* type = find_type(op.type, context);
  if (type == nullptr) return false;
  const std::size_t at = find_value(*type, op.value, context.step.written, context);
  if (at == type->values.size()) return false;
  ir::Enum changed = *type;
  changed.values.erase(changed.values.begin() + static_cast<std::ptrdiff_t>(at));
  context.schema.put(std::move(changed));
  return true;
}

}  // namespace migc::schema
