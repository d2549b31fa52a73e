#pragma once

#include "compiler/database/catalogue.hpp"
#include "compiler/database/connection.hpp"

namespace migc::drivers::sqlite {

/// SQLite's schema table of the database `main`, and the pragmas beside it. These stand behind
/// `temp.`, where no table of a user's can be called as they are.
class Catalogue final : public database::Catalogue {
 public:
  explicit Catalogue(database::Connection& database) : database_(database) {}

  [[nodiscard]] std::vector<std::string> relations() override;
  [[nodiscard]] std::string type_of(const std::string& relation) override;
  [[nodiscard]] std::vector<database::CatalogueColumn> columns_of(
      const std::string& relation) override;
  [[nodiscard]] std::string statement_of(const std::string& type, const std::string& name) override;
  [[nodiscard]] std::vector<database::CatalogueObject> objects_on(
      const std::string& relation) override;
  [[nodiscard]] bool can_be_used(const std::string& name) override;

 private:
  [[nodiscard]] bool can_fire_on(const std::string& relation);
  [[nodiscard]] bool compiles(const std::string& sql) { return !database_.refusal_of(sql); }

  database::Connection& database_;
};

}  // namespace migc::drivers::sqlite
