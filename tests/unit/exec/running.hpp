#pragma once

#include <catch2/catch.hpp>
#include <stdexcept>

#include "compiler/exec/runner.hpp"
#include "compiler/exec/version_table.hpp"
#include "tests/unit/exec/plans.hpp"

namespace migc {

using namespace migc::exec;
using backends::Plan;
using Rows = std::vector<std::string>;

inline void run_all(Connection& database, const std::vector<Plan>& plans) {
  run(plans, sqlite_backend(), {}, database);
}

/// What stops plans from being executed.
inline Error failure_of(Connection& database, const std::vector<Plan>& plans) {
  try {
    run_all(database, plans);
  } catch (const Error& error) {
    return error;
  }
  FAIL("nothing was refused");
  throw std::logic_error("unreachable");
}

inline Plan first() { return plan_of("001", {}, {"001"}, {"CREATE TABLE t (a UNIQUE)"}); }

inline Plan second(const std::vector<std::string>& statements) {
  return plan_of("002", {"001"}, {"002"}, statements);
}

inline Rows rows_in(Connection& database) { return read_version(database, "migc_version").rows; }

inline std::size_t count(Connection& database, const std::string& from) {
  return std::stoul(*database.query("SELECT count(*) FROM " + from)[0][0]);
}

}  // namespace migc
