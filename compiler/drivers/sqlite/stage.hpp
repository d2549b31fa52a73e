#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/database/stage.hpp"
#include "compiler/drivers/sqlite/connection.hpp"

namespace migc::drivers::sqlite {

/// A database in memory on which blocks are rehearsed.
class Stage final : public database::Stage {
 public:
  void clear() override;
  [[nodiscard]] database::Verdict run(std::string_view sql) override;
  [[nodiscard]] database::Verdict run_definitions(std::string_view sql) override;
  [[nodiscard]] database::Verdict prepare(std::string_view sql) override;
  [[nodiscard]] database::Verdict first_row(std::string_view query) override;
  [[nodiscard]] std::vector<std::string> columns_of(const std::string& query) override;
  [[nodiscard]] Connection& database() override { return *database_; }
  void enforce_foreign_keys(bool on) override;
  void take_quoted_names_for_strings(bool on) override;
  [[nodiscard]] const std::set<std::string>& stand_ins() const override { return stand_ins_; }

 private:
  enum class Doing : std::uint8_t { prepare, first_row, definitions, all };
  database::Verdict each(std::string_view sql, Doing doing);
  database::Verdict one(const char*& at, const char* end, const char* begin, Doing doing);
  [[nodiscard]] database::Refusal refusal(int offset) const;
  /// Registers what a message says is missing; returns whether the statement may be tried again.
  bool stand_in(const std::string& text);

  std::unique_ptr<Connection> database_;
  std::set<std::string> stand_ins_;
  bool is_dirty_ = false;  ///< A pragma may have changed the connection itself.
};

}  // namespace migc::drivers::sqlite
