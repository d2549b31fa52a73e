// app DATABASE up|down TARGET: migrates, and prints what it does.
#include <cstdio>
#include <string>

#include "migrations.hpp"

namespace {

int migrate(sqlite3* database, const std::string& way, const std::string& target) {
  migc::Options options;
  options.progress = [](const migc::Progress& now) {
    std::printf("%s %s %zu/%zu\n", now.up ? "up" : "down", std::string(now.revision).c_str(),
                now.number, now.count);
  };
  try {
    if (way == "up") migc::upgrade(database, migrations::data, target, options);
    if (way == "down") migc::downgrade(database, migrations::data, target, options);
    for (const std::string& row : migc::current(database, migrations::data))
      std::printf("at %s\n", row.c_str());
    return 0;
  } catch (const migc::Error& error) {
    std::printf("error: %s\n", error.what());
    return 1;
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  sqlite3* database = nullptr;
  const int opened = sqlite3_open(arguments[1], &database);
  const int result = opened == SQLITE_OK ? migrate(database, arguments[2], arguments[3]) : 3;
  sqlite3_close(database);
  return result;
}
