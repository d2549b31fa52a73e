#include "compiler/verify/scratch.hpp"

namespace migc::verify {

exec::Connection scratch_database() {
  config::Url in_memory;
  in_memory.dialect = "sqlite";
  return {in_memory, exec::Access::create};
}

backends::FrameOptions scratch_frame(const config::Settings& settings) {
  backends::FrameOptions frame;
  frame.version_table = settings.version_table.value;
  frame.log_table = settings.log_table.value;
  return frame;
}

}  // namespace migc::verify
