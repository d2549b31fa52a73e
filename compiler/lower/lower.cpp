#include "compiler/lower/lower.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>
#include <variant>

#include "compiler/diagnostics/catalogue.hpp"
#include "compiler/lower/loop.hpp"
#include "compiler/lower/naming.hpp"
#include "compiler/lower/own_names.hpp"
#include "compiler/lower/qualifiers.hpp"

namespace migc::lower {

namespace kind = diagnostics::kind;

namespace {

const std::vector<std::string> dialects = {"mariadb", "postgresql", "sqlite"};

class Lower {
 public:
  Lower(const Options& options, diagnostics::Diagnostics& diagnostics)
      : options_(options), diagnostics_(diagnostics) {}

  std::vector<ir::Step> block(const ast::Statements& statements) {
    for (const ast::Statement& statement : statements) lower(statement, {});
    return std::move(steps_);
  }

 private:
  void lower(const ast::Statement& statement, const Variables& variables) {
    std::visit([&](const auto& content) { lower(content, statement, variables); },
               statement.content);
  }

  void lower(const std::vector<ir::Operation>& operations, const ast::Statement& statement,
             const Variables& variables) {
    for (const ir::Operation& operation : operations) {
      ir::Step step{operation, statement.written, statement.allows, declared_};
      bind(step.operation, variables, diagnostics_);
      if (options_.dialect == "sqlite") refuse_other_schemas(step.operation, diagnostics_);
      name_constraints(step.operation, options_.naming, diagnostics_);
      refuse_own_names(step.operation, options_.own_names, diagnostics_);
      steps_.push_back(std::move(step));
    }
  }

  void lower(const ast::For& loop, const ast::Statement&, const Variables& variables) {
    for_each_element(loop, variables, diagnostics_, [&](const Variables& bound) {
      for (const ast::Statement& statement : loop.body) lower(statement, bound);
    });
  }

  void lower(const ast::On& on, const ast::Statement&, const Variables& variables) {
    if (!is_meant(on.dialects)) return;
    for (const ast::Statement& statement : on.body) lower(statement, variables);
  }

  void lower(const ast::Execute& execute, const ast::Statement& statement,
             const Variables& variables) {
    if (!is_meant(execute.dialects)) return;
    steps_.push_back({ir::Execute{execute.sql.text, execute.sql.written}, statement.written,
                      statement.allows, declared_});
    const bool outer = std::exchange(declared_, true);
    for (const ast::Statement& declared : execute.declares) lower(declared, variables);
    declared_ = outer;
  }

  /// Whether the dialect at hand is among those named, or none is named.
  bool is_meant(const std::vector<ir::Name>& named) {
    bool meant = named.empty();
    for (const ir::Name& name : named) {
      if (std::find(dialects.begin(), dialects.end(), name.key()) == dialects.end())
        diagnostics_.report(kind::unknown_dialect, name.written, name.text)
            .suggest(name.text, dialects);
      meant = meant || name.key() == options_.dialect;
    }
    return meant;
  }

  const Options& options_;
  diagnostics::Diagnostics& diagnostics_;
  std::vector<ir::Step> steps_;
  bool declared_ = false;
};

/// Renames are statements in a migration.
void refuse_was(const std::vector<ir::Step>& steps, diagnostics::Diagnostics& diagnostics) {
  const auto refuse = [&](const std::optional<ir::Name>& was) {
    if (was) diagnostics.report(kind::was_in_migration, was->written, was->text);
  };
  for (const ir::Step& step : steps) {
    if (const auto* add = std::get_if<ir::AddColumn>(&step.operation)) refuse(add->column.was);
    const auto* create = std::get_if<ir::CreateTable>(&step.operation);
    if (create == nullptr) continue;
    refuse(create->table.was);
    for (const ir::Column& column : create->table.columns) refuse(column.was);
  }
}

}  // namespace

std::vector<ir::Step> lower(const ast::Statements& statements, const Options& options,
                            diagnostics::Diagnostics& diagnostics) {
  return Lower(options, diagnostics).block(statements);
}

ir::Revision lower(const ast::File& file, const Options& options,
                   diagnostics::Diagnostics& diagnostics) {
  ir::Revision revision;
  revision.upgrade = lower(file.upgrade, options, diagnostics);
  revision.downgrade = {file.downgrade.form, lower(file.downgrade.body, options, diagnostics),
                        file.downgrade.why, file.downgrade.written};
  refuse_was(revision.upgrade, diagnostics);
  refuse_was(revision.downgrade.steps, diagnostics);
  return revision;
}

}  // namespace migc::lower
