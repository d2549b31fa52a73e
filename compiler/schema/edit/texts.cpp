#include "compiler/schema/edit/texts.hpp"

#include <algorithm>
#include <utility>

#include "compiler/sql/put_name.hpp"
#include "compiler/sql/resolve.hpp"
#include "compiler/sql/rowid_key.hpp"
#include "compiler/sql/table_expression_resolver.hpp"

/// SQLite takes what stands in double quotes for a text where no column bears the name.
/// https://www.sqlite.org/quirks.html#double_quoted_string_literals_are_accepted
namespace migc::schema {

namespace {

void make_texts(ir::Expression& expression, const sql::Resolution& found) {
  for (const std::size_t at : found.texts) {
    ir::Token& token = expression.tokens[at];
    token.kind = ir::Token::Kind::string;
    token.quote = 0;
  }
}

bool has_quotes(const ir::Expression& expression) {
  return std::any_of(expression.tokens.begin(), expression.tokens.end(),
                     [](const ir::Token& token) { return token.quote == '"'; });
}

bool has_quotes(const ir::Column& column) {
  return std::ranges::any_of(column.constraints, [](const ir::ColumnConstraint& constraint) {
    return std::visit(
        [](const auto& rule) {
          if constexpr (requires { rule.condition.tokens; })
            return has_quotes(rule.condition);
          else if constexpr (requires { rule.value.tokens; })
            return has_quotes(rule.value);
          else
            return false;
        },
        constraint.rule);
  });
}

bool says_rowid(const ir::Expression& expression, const dialect::Dialect& dialect) {
  return dialect.has_rowids() &&
         std::any_of(expression.tokens.begin(), expression.tokens.end(),
                     [&](const ir::Token& token) { return dialect.is_rowid(token.key()); });
}

/// In a table's own expressions SQLite follows the rowid, too, when the key that it is is renamed.
void make_own(ir::Expression& expression, const ir::Table& table, const Schema& schema,
              sql::TableExpressionResolver* in_table = nullptr) {
  const bool rowid = says_rowid(expression, schema.dialect());
  if (!rowid && !has_quotes(expression)) return;
  const sql::Resolution found = in_table != nullptr
                                    ? in_table->resolve(expression)
                                    : sql::resolve_in_table(expression, table, schema);
  make_texts(expression, found);
  if (found.rowids.empty()) return;
  if (const ir::Column* key = sql::rowid_key(table, schema)) {
    const Name alias{key->name.text, key->name.exact, {}, {}, key->name.exact};
    for (const std::size_t at : found.rowids)
      sql::put_name(expression.tokens[at], alias, schema.dialect());
  }
}

struct MakeTexts {
  const Schema& schema;

  void operator()(ir::Table& table) const {
    sql::TableExpressionResolver in_table(table, schema);
    struct Own {
      const ir::Table& table;
      const Schema& schema;
      sql::TableExpressionResolver& in_table;
      void operator()(ir::Expression& part) { make_own(part, table, schema, &in_table); }
      void operator()(ir::Term&) {}  // keys are over columns
    } visit{table, schema, in_table};
    sql::visit_expressions<ir::Table, Own&>(table, visit);
  }
  void operator()(ir::Index& index) const {
    const ir::Table* table = schema.table(index.table);
    if (table == nullptr) return;
    for (ir::Term& term : index.terms)
      if (!term.column()) make_own(term.expression, *table, schema);
    if (index.where) make_own(*index.where, *table, schema);
  }
  void operator()(ir::View& view) const {
    if (!has_quotes(view.query)) return;
    const sql::Resolution found = sql::resolve_statement(view.query, schema);
    make_texts(view.query, found);
    view.has_doubtful_quotes = found.has_doubtful_quotes;
  }
  void operator()(ir::Trigger& trigger) const {
    if (!has_quotes(trigger.body) && !(trigger.when && has_quotes(*trigger.when))) return;
    const sql::TriggerResolution found = sql::resolve_trigger(trigger, schema);
    if (trigger.when) make_texts(*trigger.when, found.when);
    make_texts(trigger.body, found.body);
    trigger.has_doubtful_quotes = found.when.has_doubtful_quotes || found.body.has_doubtful_quotes;
  }
  void operator()(ir::VirtualTable&) const {}
  void operator()(ir::Enum&) const {}
  void operator()(ir::Sequence&) const {}
};

/// The expressions of one operation. Most have none, or nothing in quotes in it.
class InOperation {
 public:
  InOperation(ir::Operation& operation, const Schema& schema)
      : operation_(operation), schema_(schema) {}

  void run() {
    if (auto* op = is<ir::CreateTable>()) whole(op->table);
    if (auto* op = is<ir::CreateTableAs>()) statement(op->query);
    if (auto* op = is<ir::CreateIndex>()) whole(op->index);
    if (auto* op = is<ir::CreateView>()) whole(op->view);
    if (auto* op = is<ir::CreateTrigger>()) whole(op->trigger);
    if (auto* op = is<ir::Data>()) statement(op->statement);
    if (auto* op = is<ir::Assert>()) statement(op->condition);
    if (auto* op = is<ir::AlterTable>()) alteration(op->table, op->alteration);
  }

 private:
  template <class Op>
  Op* is() {
    return std::get_if<Op>(&operation_);
  }

  void alteration(const Name& table, ir::Alteration& any) const {
    if (auto* op = std::get_if<ir::AddColumn>(&any)) column(table, *op);
    if (auto* op = std::get_if<ir::SetGenerated>(&any)) over(table, op->generated.value);
    if (auto* op = std::get_if<ir::SetType>(&any); op != nullptr && op->conversion)
      over(table, *op->conversion);
    if (auto* op = std::get_if<ir::SetNotNull>(&any); op != nullptr && op->fill)
      over(table, *op->fill);
    if (auto* op = std::get_if<ir::DropCheck>(&any)) own(table, op->condition);
    if (auto* op = std::get_if<ir::AddConstraint>(&any))
      if (auto* check = std::get_if<ir::Check>(&op->constraint.rule)) own(table, check->condition);
  }

  template <class Any>
  void whole(Any& object) const {
    MakeTexts{schema_}(object);
  }

  void statement(ir::Expression& text) const {
    if (has_quotes(text)) make_texts(text, sql::resolve_statement(text, schema_));
  }

  void own(const Name& name, ir::Expression& text) const {
    if (const ir::Table* table = schema_.table(name)) make_own(text, *table, schema_);
  }

  void over(const Name& name, ir::Expression& text) const {
    const ir::Table* table = has_quotes(text) ? schema_.table(name) : nullptr;
    if (table != nullptr) make_texts(text, sql::resolve_over_table(text, *table, schema_));
  }

  /// A new column's own check may name it.
  void column(const Name& name, ir::AddColumn& op) const {
    const ir::Table* table = schema_.table(name);
    if (table == nullptr || !has_quotes(op.column)) return;
    ir::Table with = *table;
    with.columns.push_back(op.column);
    whole(with);
    op.column = std::move(with.columns.back());
  }

  ir::Operation& operation_;
  const Schema& schema_;
};

}  // namespace

Object with_texts_as_strings(Object object, const Schema& schema) {
  std::visit(MakeTexts{schema}, object);
  return object;
}

Object with_quotes_as_strings(Object object) {
  const auto make = [](ir::Expression& expression) {
    sql::Resolution all;
    for (std::size_t i = 0; i < expression.tokens.size(); ++i)
      if (expression.tokens[i].quote == '"') all.texts.push_back(i);
    make_texts(expression, all);
  };
  if (auto* index = std::get_if<ir::Index>(&object)) {
    for (ir::Term& term : index->terms)
      if (!term.column()) make(term.expression);
    if (index->where) make(*index->where);
  }
  if (auto* view = std::get_if<ir::View>(&object)) make(view->query);
  if (auto* trigger = std::get_if<ir::Trigger>(&object)) {
    if (trigger->when) make(*trigger->when);
    make(trigger->body);
  }
  return object;
}

void write_texts_as_strings(Schema& schema) {
  std::vector<Object> changed;
  for (const Entry* entry : schema.all()) {
    Object object = with_texts_as_strings(entry->object, schema);
    if (!same_definition(object, entry->object)) changed.push_back(std::move(object));
  }
  for (Object& object : changed) schema.put(std::move(object));
}

void write_texts_as_strings(ir::Operation& operation, const Schema& schema) {
  InOperation(operation, schema).run();
}

}  // namespace migc::schema
