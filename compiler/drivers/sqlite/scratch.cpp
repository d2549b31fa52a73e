#include "compiler/drivers/sqlite/scratch.hpp"

namespace migc::verify {

exec::Connection scratch_database() {
  config::Url in_memory;
  in_memory.dialect = "sqlite";
  exec::Connection scratch(in_memory, exec::Access::create);
  scratch.confine();
  return scratch;
}

}  // namespace migc::verify
