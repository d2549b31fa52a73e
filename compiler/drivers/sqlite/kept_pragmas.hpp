#pragma once

#include <string>

#include "compiler/drivers/sqlite/connection.hpp"

namespace migc::drivers::sqlite {

/// Settings of the connection that scripts change, and what they leave in it.
class KeptPragmas final : public database::KeptSettings {
 public:
  explicit KeptPragmas(Connection& database);
  /// Not all of that is possible inside a transaction, so nothing may be open any more.
  ~KeptPragmas() override;

 private:
  Connection& database_;
  std::string restore_;
};

}  // namespace migc::drivers::sqlite
