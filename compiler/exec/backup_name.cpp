#include "compiler/exec/backup_name.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

namespace migc::exec {

std::string backup_name(const std::string& database, std::time_t now) {
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  char time[16] = {};
  std::strftime(time, sizeof time, "%Y%m%d%H%M%S", &utc);
  const std::string name = fmt::format("{}.backup-{}", database, time);
  std::string free = name;
  struct stat existing {};
  for (int number = 2; ::lstat(free.c_str(), &existing) == 0; ++number)
    free = fmt::format("{}-{}", name, number);
  return free;
}

}  // namespace migc::exec
