#pragma once

#include "compiler/backends/backend.hpp"

namespace migc::backends::sqlite {

/// SQLite 3.35 and newer. https://www.sqlite.org
class Sqlite final : public Backend {
 public:
  [[nodiscard]] std::string_view name() const override { return "sqlite"; }
  [[nodiscard]] std::unique_ptr<Emitter> emitter(
      diagnostics::Diagnostics& diagnostics) const override;
  [[nodiscard]] std::vector<Framed> frame(const Plan& plan,
                                          const FrameOptions& options) const override;
  [[nodiscard]] std::string text(const std::vector<Framed>& statements) const override;
};

}  // namespace migc::backends::sqlite
