#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/database/catalogue.hpp"
#include "compiler/database/error.hpp"

/// The seam between migc and a live database: all that is known of one above its driver.
namespace migc::database {

enum class Access : std::uint8_t {
  read,    ///< Changes nothing; a database that is not there is an error.
  write,   ///< The database has to be there.
  create,  ///< It is made when it is not there; its folder has to be.
};

/// How long to wait for somebody else's lock.
struct Patience {
  std::optional<std::chrono::milliseconds> limit{};  ///< Without: the url's `timeout`, or 20 s.
  std::function<void()> told{};                      ///< Called once, after a second of waiting.
};

/// Bytes of a database.
struct Room {
  std::uintmax_t used;
  std::uintmax_t unused;  ///< Its own, to be written to before it grows.
};

/// Called while pages are copied: how many are done, of how many.
using PagesCopied = std::function<void(int done, int all)>;

/// While one lives, scripts may change settings of a connection; its end brings them back. No
/// transaction may be open then.
class KeptSettings {
 public:
  KeptSettings() = default;
  KeptSettings(const KeptSettings&) = delete;
  KeptSettings& operator=(const KeptSettings&) = delete;
  virtual ~KeptSettings() = default;
};

/// A connection to a database.
class Connection {
 public:
  using Row = std::vector<std::optional<std::string>>;

  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;

  /// The database as people know it, without a password.
  [[nodiscard]] virtual const std::string& name() const = 0;
  /// Whose database it is: `SQLite`.
  [[nodiscard]] virtual std::string_view product() const = 0;
  [[nodiscard]] virtual bool in_transaction() const = 0;

  /// Executes every statement in a text, whatever rows they return. Throws Error: locked, refused,
  /// interrupted; a transaction stays open unless the database has ended it.
  virtual void run(std::string_view sql) = 0;
  /// The same where the text is somebody else's: what begins or ends a transaction is refused
  /// before it has an effect.
  virtual void run_foreign(std::string_view sql) = 0;
  /// The rows of one query, as text. Throws as `run`, but a signal from before does not keep it
  /// from telling what the database holds.
  [[nodiscard]] virtual std::vector<Row> query(std::string_view sql) = 0;
  [[nodiscard]] virtual Catalogue& catalogue() = 0;
  /// What the database has against a statement, which it compiles and does not run.
  [[nodiscard]] virtual std::optional<Refusal> refusal_of(const std::string& sql) = 0;
  /// `told` is called now and then while a statement runs, with the rows of tables that it has read
  /// or written; an empty one ends that. It must not use the connection.
  virtual void watch(std::function<void(std::uint64_t rows)> told) = 0;

  /// Has all queries up to roll_back() see the database as it is at one moment.
  virtual void begin_snapshot() = 0;
  /// Ends what transaction there is, without an error.
  virtual void roll_back() noexcept = 0;
  /// Stops the statement that runs, which then is `interrupted`. A signal handler may call it.
  virtual void cancel() noexcept = 0;
  /// Forgets what the connection believes of the schema, where somebody has edited it.
  virtual void reread_schema() noexcept = 0;
  [[nodiscard]] virtual std::unique_ptr<KeptSettings> keep_settings() = 0;

  [[nodiscard]] virtual Room room() = 0;
  /// What a table takes up with its indexes: as much as the whole database where it is not known.
  [[nodiscard]] virtual std::uintmax_t size_of(const std::string& table) = 0;
  /// Copies the database as it is at one moment to a new file. Others may go on reading. The file
  /// is checked, and appears whole or not at all. Throws Error: not_written (what is there already
  /// stays as it is), locked, interrupted.
  virtual void back_up(const std::string& file, const PagesCopied& copied) = 0;
};

}  // namespace migc::database
