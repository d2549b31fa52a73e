#pragma once

#include "compiler/backends/backend.hpp"
#include "compiler/dialects/sqlite/rules/rules.hpp"

namespace migc::backends::sqlite {

/// SQLite 3.35 and newer. https://www.sqlite.org
class Sqlite final : public Backend {
 public:
  [[nodiscard]] const dialect::Dialect& rules() const override { return sqlite::rules(); }
  [[nodiscard]] int min_version(const Plan& plan) const override;
  [[nodiscard]] std::string title(int version) const override;
  [[nodiscard]] std::vector<Advice> how_to_run(Runner runner, bool several) const override;
  [[nodiscard]] std::string directives(Runner runner) const override;
  void check_runner(const Plan& plan, Runner runner,
                    diagnostics::Diagnostics& diagnostics) const override;
  [[nodiscard]] bool stands_alone(const ir::Operation& operation) const override;
  [[nodiscard]] std::unique_ptr<Emitter> emitter(
      const EmitOptions& options, diagnostics::Diagnostics& diagnostics) const override;
  [[nodiscard]] std::string create(const schema::Object& object,
                                   const schema::Schema& schema) const override;
  [[nodiscard]] std::unique_ptr<Framer> framer(bool several,
                                               const FrameOptions& options) const override;
  [[nodiscard]] std::string own_prefix(std::span<const std::string_view> texts) const override;
  [[nodiscard]] std::string run_pending(const std::vector<Body>& bodies,
                                        const FrameOptions& options) const override;
  [[nodiscard]] std::string row_check_queries(const std::vector<Plan>& plans,
                                              const FrameOptions& options) const override;
  [[nodiscard]] Readers readers(const Script::Gone& gone) const override;
};

}  // namespace migc::backends::sqlite
