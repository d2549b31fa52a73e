#include "compiler/lower/lower.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>
#include <variant>

#include "compiler/diagnostics/catalogue/lower.hpp"
#include "compiler/ir/rules.hpp"
#include "compiler/lower/loop.hpp"
#include "compiler/lower/naming.hpp"
#include "compiler/lower/own_names.hpp"
#include "compiler/lower/parameters.hpp"
#include "compiler/lower/qualifiers.hpp"
#include "compiler/lower/unrolled_size.hpp"

namespace migc::lower {

namespace kind = diagnostics::kind;

namespace {

/// What the loops of a block may come to when they are unrolled, in statements and in rounds.
constexpr std::size_t most_steps = 1'000'000;

const std::vector<std::string> dialects = {"mariadb", "postgresql", "sqlite"};

/// Checks what is allowed, in the blocks of all dialects.
class AllowCheck {
 public:
  explicit AllowCheck(diagnostics::Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void check(const ast::Statements& statements) {
    for (const ast::Statement& statement : statements) {
      for (const ir::Allow& allow : statement.allows)
        if (const auto& rules = ir::rules(); !is_among(allow.rule.key(), rules))
          diagnostics_.report(kind::unknown_rule, allow.rule.written, allow.rule.text)
              .suggest(allow.rule.text, rules);
      std::visit([&](const auto& content) { inside(content, statement); }, statement.content);
    }
  }

 private:
  static bool is_among(const std::string& word, const std::vector<std::string>& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
  }

  void inside(const std::vector<ir::Operation>&, const ast::Statement&) {}
  void inside(const ast::Execute& execute, const ast::Statement&) { check(execute.declares); }
  void inside(const ast::For& loop, const ast::Statement& statement) {
    block(loop.body, statement);
  }
  void inside(const ast::On& on, const ast::Statement& statement) { block(on.body, statement); }

  void block(const ast::Statements& body, const ast::Statement& statement) {
    for (const ir::Allow& allow : statement.allows)
      diagnostics_.report(kind::allow_before_block, allow.rule.written, allow.rule.text);
    check(body);
  }

  diagnostics::Diagnostics& diagnostics_;
};

class Lower {
 public:
  Lower(const Options& options, Parameters& parameters, diagnostics::Diagnostics& diagnostics)
      : options_(options), parameters_(parameters), diagnostics_(diagnostics) {}

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
      ir::Step step{operation,
                    statement.written,
                    statement.allows,
                    declared_,
                    false,
                    &operation != &operations.back()};
      bind(step.operation, variables, parameters_, diagnostics_);
      refuse_other_schemas(step.operation, options_.dialect, diagnostics_);
      name_constraints(step.operation, options_.naming, diagnostics_);
      refuse_own_names(step.operation, options_.own_names, diagnostics_);
      steps_.push_back(std::move(step));
    }
  }

  void lower(const ast::For& loop, const ast::Statement& statement, const Variables& variables) {
    if (depth_ == 0 && !fits(loop, statement)) return;
    ++depth_;
    for_each_element(loop, variables, diagnostics_, [&](const Variables& bound) {
      for (const ast::Statement& inner : loop.body) lower(inner, bound);
    });
    --depth_;
  }

  /// Whether there is time for a loop: nested ones multiply, so that a few lines may mean more
  /// steps than anybody waits for. Reports that there is not.
  bool fits(const ast::For& loop, const ast::Statement& statement) {
    const auto is_lowered = [&](const std::vector<ir::Name>& named) {
      return names_dialect(named);
    };
    unrolled_ += UnrolledSize(is_lowered, most_steps).of(loop, {});
    if (unrolled_ <= most_steps) return true;
    diagnostics_.report(kind::loop_too_long, statement.written, most_steps);
    return false;
  }

  void lower(const ast::On& on, const ast::Statement&, const Variables& variables) {
    if (!is_meant(on.dialects)) return;
    for (const ast::Statement& statement : on.body) lower(statement, variables);
  }

  void lower(const ast::Execute& execute, const ast::Statement& statement,
             const Variables& variables) {
    if (!is_meant(execute.dialects)) return;
    parameters_.check_text(execute.sql.text, execute.sql.written, "raw SQL");
    steps_.push_back({ir::Execute{execute.sql.text, execute.sql.written}, statement.written,
                      statement.allows, declared_});
    const bool outer = std::exchange(declared_, true);
    for (const ast::Statement& declared : execute.declares) lower(declared, variables);
    declared_ = outer;
  }

  /// Whether the dialect at hand is among those named, or none is named.
  bool is_meant(const std::vector<ir::Name>& named) {
    for (const ir::Name& name : named)
      if (std::find(dialects.begin(), dialects.end(), name.key()) == dialects.end())
        diagnostics_.report(kind::unknown_dialect, name.written, name.text)
            .suggest(name.text, dialects);
    return names_dialect(named);
  }

  [[nodiscard]] bool names_dialect(const std::vector<ir::Name>& named) const {
    return named.empty() || std::any_of(named.begin(), named.end(), [&](const ir::Name& name) {
             return name.key() == options_.dialect.name;
           });
  }

  const Options& options_;
  Parameters& parameters_;
  diagnostics::Diagnostics& diagnostics_;
  std::vector<ir::Step> steps_;
  bool declared_ = false;
  int depth_ = 0;             ///< Of loops.
  std::size_t unrolled_ = 0;  ///< What the loops so far come to.
};

/// Renames are statements in a migration.
void refuse_was(const std::vector<ir::Step>& steps, diagnostics::Diagnostics& diagnostics) {
  const auto refuse = [&](const std::optional<ir::Name>& renamed_from) {
    if (renamed_from)
      diagnostics.report(kind::was_in_migration, renamed_from->written, renamed_from->text);
  };
  for (const ir::Step& step : steps) {
    if (const auto* add = ir::alteration_in<ir::AddColumn>(step.operation))
      refuse(add->column.renamed_from);
    const auto* create = std::get_if<ir::CreateTable>(&step.operation);
    if (create == nullptr) continue;
    refuse(create->table.renamed_from);
    for (const ir::Column& column : create->table.columns) refuse(column.renamed_from);
  }
}

std::vector<ir::Step> lower_block(const ast::Statements& statements, const Options& options,
                                  Parameters& parameters, diagnostics::Diagnostics& diagnostics) {
  AllowCheck(diagnostics).check(statements);
  return Lower(options, parameters, diagnostics).block(statements);
}

}  // namespace

std::vector<ir::Step> lower(const ast::Statements& statements, const Options& options,
                            diagnostics::Diagnostics& diagnostics) {
  Parameters none(diagnostics);
  return lower_block(statements, options, none, diagnostics);
}

ir::Revision lower(const ast::File& file, const Options& options,
                   diagnostics::Diagnostics& diagnostics) {
  Parameters parameters(file.header.parameters, options.arguments, diagnostics);
  ir::Revision revision;
  revision.upgrade = lower_block(file.upgrade, options, parameters, diagnostics);
  revision.downgrade = {file.downgrade.form,
                        lower_block(file.downgrade.body, options, parameters, diagnostics),
                        file.downgrade.why, file.downgrade.written};
  parameters.complain_of_unused();
  refuse_was(revision.upgrade, diagnostics);
  refuse_was(revision.downgrade.steps, diagnostics);
  return revision;
}

}  // namespace migc::lower
