#pragma once

#include "compiler/database/driver.hpp"

namespace migc::drivers::sqlite {

/// The driver over the SQLite that this program is linked with.
class Driver final : public database::Driver {
 public:
  [[nodiscard]] std::string_view dialect() const override { return "sqlite"; }
  [[nodiscard]] std::string_view product() const override { return "SQLite"; }
  [[nodiscard]] std::string version() const override;
  [[nodiscard]] int version_number() const override;
  void set_up() const override;

  [[nodiscard]] bool exists(const config::Url& url) const override;
  [[nodiscard]] std::unique_ptr<database::Connection> open(
      const config::Url& url, database::Access access, database::Patience patience) const override;
  [[nodiscard]] std::unique_ptr<database::Connection> open_scratch() const override;
  [[nodiscard]] std::unique_ptr<database::Stage> open_stage() const override;
  void copy(database::Connection& from, database::Connection& to) const override;

  [[nodiscard]] database::Stored stored(database::Connection& database) const override;
  [[nodiscard]] std::optional<schema::Schema> inspect(
      database::Connection& database, const database::Inspection& what, source::SourceSet& sources,
      diagnostics::Diagnostics& diagnostics) const override;
  [[nodiscard]] std::optional<schema::Schema> inspect_scripts(
      const std::vector<std::string>& scripts, const database::Inspection& what,
      source::SourceSet& sources, diagnostics::Diagnostics& diagnostics) const override;

  [[nodiscard]] bool is_complete(const std::string& text) const override;
};

}  // namespace migc::drivers::sqlite
