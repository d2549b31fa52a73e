#include <app.hpp>
#include <cstdio>

extern const char migrations_begin[], migrations_end[];
asm(".pushsection .rodata\n"
    ".globl migrations_begin, migrations_end\n"
    "migrations_begin: .incbin \"upgrade.sql\"\n"
    "migrations_end: .byte 0\n"
    ".popsection\n");

int main() {
  std::fwrite(migrations_begin, 1, static_cast<std::size_t>(migrations_end - migrations_begin),
              stdout);
  sqlite3* database = nullptr;
  sqlite3_open(":memory:", &database);
  migc::upgrade(database, app::database::data);
  for (const std::string& row : migc::current(database, app::database::data))
    std::printf("migrated to %s\n", row.c_str());
  sqlite3_close(database);
}
