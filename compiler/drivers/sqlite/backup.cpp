#include "compiler/drivers/sqlite/backup.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <utility>

#include "compiler/database/signals.hpp"
#include "compiler/diagnostics/catalogue/exec.hpp"

namespace migc::drivers::sqlite {

namespace kind = diagnostics::kind;
using database::Access;
using database::Error;
using database::Failure;
using database::PagesCopied;

namespace {

constexpr int pages_at_once = 1024;

/// The file that is written to before it gets its name; gone unless it does.
class BackupAside {
 public:
  BackupAside(std::string file, mode_t mode) : file_(std::move(file)), path_(file_ + ".XXXXXX") {
    const int descriptor = ::mkstemp(path_.data());
    if (descriptor < 0) {
      path_.clear();
      fail(errno);
    }
    ::fchmod(descriptor, mode & 07777U);
    ::close(descriptor);
  }
  ~BackupAside() {
    if (path_.empty()) return;
    for (const char* suffix : {"", "-journal", "-wal", "-shm"}) ::unlink((path_ + suffix).c_str());
  }
  BackupAside(const BackupAside&) = delete;
  BackupAside& operator=(const BackupAside&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

  [[noreturn]] void fail(int number) const {
    if (number == EEXIST) throw Error(Failure::not_written, kind::backup_exists, file_);
    throw Error(Failure::not_written, kind::backup_failed, file_, std::strerror(number));
  }

  /// Gives it its name, unless another file has it by now.
  void commit() {
    int result = ::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, file_.c_str(), RENAME_NOREPLACE);
    if (result != 0 && errno == EINVAL) {  // a file system that cannot promise it
      if (::access(file_.c_str(), F_OK) == 0) fail(EEXIST);
      result = ::rename(path_.c_str(), file_.c_str());
    }
    if (result != 0) fail(errno);
    path_.clear();
    sync_folder();
  }

 private:
  /// The name has to survive a power cut too.
  void sync_folder() const {
    const std::string folder = std::filesystem::path(file_).parent_path();
    const int descriptor = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
  }

  std::string file_, path_;
};

/// Holds the moment that is copied: nobody can change what a reader reads.
class BackupMoment {
 public:
  explicit BackupMoment(Connection& database) : database_(database) {
    database_.begin_snapshot();
    static_cast<void>(database_.query("SELECT count(*) FROM sqlite_master"));
  }
  ~BackupMoment() { database_.roll_back(); }
  BackupMoment(const BackupMoment&) = delete;
  BackupMoment& operator=(const BackupMoment&) = delete;

 private:
  Connection& database_;
};

struct FinishBackup {
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

void copy_pages(Connection& source, Connection& target, const std::string& file,
                const PagesCopied& copied) {
  const auto failed = [&] {
    return Error(Failure::not_written, kind::backup_failed, file, sqlite3_errmsg(target.handle()));
  };
  const std::unique_ptr<sqlite3_backup, FinishBackup> backup(
      sqlite3_backup_init(target.handle(), "main", source.handle(), "main"));
  if (backup == nullptr) throw failed();
  int result = SQLITE_OK;
  while (result == SQLITE_OK) {
    if (database::caught_signal() != 0) throw database::interruption();
    result = sqlite3_backup_step(backup.get(), pages_at_once);
    const int all = sqlite3_backup_pagecount(backup.get());
    if (copied) copied(all - sqlite3_backup_remaining(backup.get()), all);
  }
  if (result != SQLITE_DONE)
    throw Error(Failure::not_written, kind::backup_failed, file, sqlite3_errstr(result));
}

void check_integrity(Connection& copy) {
  const auto result = copy.query("PRAGMA integrity_check(1)");
  const std::string verdict = result.at(0).at(0).value_or("");
  if (verdict != "ok") throw Error(Failure::not_written, kind::backup_unsound, verdict);
}

mode_t mode_of(const char* path) {
  struct stat found {};
  return path != nullptr && ::stat(path, &found) == 0 ? found.st_mode : 0600;
}

}  // namespace

void copy_to_file(Connection& source, const std::string& file, const PagesCopied& copied) {
  const char* const path = sqlite3_db_filename(source.handle(), "main");
  if (path == nullptr || *path == '\0')
    throw Error(Failure::not_written, kind::backup_of_memory, source.name());
  struct stat existing {};
  if (::lstat(file.c_str(), &existing) == 0)
    throw Error(Failure::not_written, kind::backup_exists, file);

  BackupAside aside(file, mode_of(path));
  config::Url url;
  url.dialect = "sqlite";
  url.database = aside.path();
  {
    Connection target(url, Access::write);
    {
      const BackupMoment moment(source);
      copy_pages(source, target, file, copied);
    }
    check_integrity(target);
  }
  aside.commit();
}

}  // namespace migc::drivers::sqlite
