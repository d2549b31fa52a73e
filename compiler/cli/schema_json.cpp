#include <algorithm>
#include <nlohmann/json.hpp>
#include <variant>

#include "compiler/cli/schema_formats.hpp"
#include "compiler/ir/print.hpp"
#include "compiler/ir/table_edit.hpp"

namespace migc::cli {

using Json = nlohmann::ordered_json;

namespace {

Json texts(const std::vector<ir::Name>& names) {
  Json list = Json::array();
  for (const ir::Name& name : names) list.push_back(name.text);
  return list;
}

Json name_or_null(const std::optional<ir::Name>& name) { return name ? Json(name->text) : Json(); }
Json text_or_null(const std::optional<std::string>& text) { return text ? Json(*text) : Json(); }

std::string message(ir::Action action) {
  const std::string text = ir::action_text("", action);  // ` on  cascade`
  return text.empty() ? "no action" : text.substr(text.rfind("  ") + 2);
}

Json terms_json(const std::vector<ir::Term>& terms) {
  Json list = Json::array();
  for (const ir::Term& term : terms)
    list.push_back({{"expression", ir::print(term.expression)},
                    {"column", name_or_null(term.column())},
                    {"descending", term.order == ir::Order::descending}});
  return list;
}

Json column_json(const ir::Column& column) {
  const auto* value = column.find<ir::Default>();
  const auto* collate = column.find<ir::Collate>();
  const auto* generated = column.find<ir::Generated>();
  return {{"name", column.name.text},
          {"type", column.type ? Json(ir::print(*column.type)) : Json()},
          {"not_null", column.has<ir::NotNull>()},
          {"default", value != nullptr ? Json(ir::print(value->value)) : Json()},
          {"collation", collate != nullptr ? Json(collate->collation.text) : Json()},
          {"generated", generated != nullptr ? Json(ir::print(generated->value)) : Json()},
          {"comment", text_or_null(column.comment)}};
}

/// A constraint with its kind and what that kind has.
struct ConstraintJson {
  Json operator()(const ir::TablePrimaryKey& key) const {
    return {{"kind", "primary_key"},
            {"columns", texts(ir::columns_of(key.terms))},
            {"autoincrement", key.autoincrement}};
  }
  Json operator()(const ir::TableUnique& unique) const {
    return {{"kind", "unique"}, {"columns", texts(ir::columns_of(unique.terms))}};
  }
  Json operator()(const ir::ForeignKey& key) const {
    const bool deferrable = key.references.deferral.mode == ir::Deferral::Mode::deferrable;
    return {{"kind", "foreign_key"},
            {"columns", texts(key.columns)},
            {"referenced_table", key.references.table.text},
            {"referenced_columns", texts(key.references.columns)},
            {"on_delete", message(key.references.on_delete)},
            {"on_update", message(key.references.on_update)},
            {"deferrable", deferrable},
            {"initially_deferred",
             deferrable && key.references.deferral.initially == ir::Deferral::Initially::deferred}};
  }
  Json operator()(const ir::Check& check) const {
    return {{"kind", "check"}, {"condition", ir::print(check.condition)}};
  }
};

class SchemaJson {
 public:
  explicit SchemaJson(const schema::Schema& schema) : schema_(schema) {}

  Json all() {
    for (const schema::Entry* entry : schema_.all())
      std::visit([&](const auto& object) { add(object, *entry); }, entry->object);
    return std::move(json_);
  }

 private:
  void add(const ir::Table& table, const schema::Entry& entry) {
    Json columns = Json::array(), constraints = Json::array(), indexes = Json::array();
    for (const ir::Column& column : table.columns) columns.push_back(column_json(column));
    for (const ir::LocatedConstraint& placed : ir::constraints_of(table)) {
      Json constraint = {{"name", name_or_null(placed.constraint.name)}};
      constraint.update(std::visit(ConstraintJson{}, placed.constraint.rule));
      constraints.push_back(std::move(constraint));
    }
    for (const ir::Index* index : schema_.indexes_of(table.name))
      indexes.push_back({{"name", index->name.text},
                         {"unique", index->unique},
                         {"terms", terms_json(index->terms)},
                         {"where", index->where ? Json(ir::print(*index->where)) : Json()},
                         {"definition", ir::print(*index)}});
    json_["tables"].push_back({{"name", table.name.text},
                               {"temporary", table.temporary},
                               {"without_rowid", table.without_rowid},
                               {"strict", table.strict},
                               {"comment", text_or_null(table.comment)},
                               {"columns", std::move(columns)},
                               {"constraints", std::move(constraints)},
                               {"indexes", std::move(indexes)},
                               {"created_by", entry.created_by},
                               {"changed_by", entry.changed_by},
                               {"definition", ir::print(table)}});
  }
  void add(const ir::View& view, const schema::Entry& entry) {
    json_["views"].push_back({{"name", view.name.text},
                              {"columns", texts(view.columns)},
                              {"query", ir::print(view.query)},
                              {"created_by", entry.created_by},
                              {"definition", ir::print(view)}});
  }
  void add(const ir::Trigger& trigger, const schema::Entry& entry) {
    json_["triggers"].push_back({{"name", trigger.name.text},
                                 {"table", trigger.table.text},
                                 {"created_by", entry.created_by},
                                 {"definition", ir::print(trigger)}});
  }
  void add(const ir::VirtualTable& table, const schema::Entry& entry) {
    json_["virtual_tables"].push_back({{"name", table.name.text},
                                       {"module", table.module.text},
                                       {"created_by", entry.created_by},
                                       {"definition", ir::print(table)}});
  }
  void add(const ir::Enum& type, const schema::Entry& entry) {
    json_["types"].push_back(
        {{"name", type.name.text}, {"values", type.values}, {"created_by", entry.created_by}});
  }
  void add(const ir::Sequence& sequence, const schema::Entry& entry) {
    json_["sequences"].push_back({{"name", sequence.name.text},
                                  {"created_by", entry.created_by},
                                  {"definition", ir::print(sequence)}});
  }
  void add(const ir::Index&, const schema::Entry&) {}  // said with its table

  const schema::Schema& schema_;
  Json json_ = {{"tables", Json::array()},   {"views", Json::array()},
                {"triggers", Json::array()}, {"virtual_tables", Json::array()},
                {"types", Json::array()},    {"sequences", Json::array()}};
};

}  // namespace

Json schema_json(const schema::Schema& schema) { return SchemaJson(schema).all(); }

}  // namespace migc::cli
