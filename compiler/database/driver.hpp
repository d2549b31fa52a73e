#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/config/url.hpp"
#include "compiler/database/connection.hpp"
#include "compiler/database/stage.hpp"
#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/schema/model/schema.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::database {

/// Which database's schema is read, for messages, and what of it is left out: names of tables, as
/// migc's own are.
struct Inspection {
  std::string name;
  std::vector<std::string> left_out{};
};

/// The statements that a database keeps for its objects. Indexes that come with constraints, shadow
/// tables of virtual ones and the database's own tables are left out.
using Stored = std::map<schema::Id, std::string>;

/// What connects to the databases of one dialect.
class Driver {
 public:
  Driver() = default;
  Driver(const Driver&) = delete;
  Driver& operator=(const Driver&) = delete;
  virtual ~Driver() = default;

  [[nodiscard]] virtual std::string_view dialect() const = 0;
  /// The engine that this program has itself: `SQLite`, `3.40.1`, and as a number that compares.
  [[nodiscard]] virtual std::string_view product() const = 0;
  [[nodiscard]] virtual std::string version() const = 0;
  [[nodiscard]] virtual int version_number() const = 0;
  /// Comes before all else, once in a process.
  virtual void set_up() const = 0;

  /// Whether the URL's database is there. One in memory never is.
  [[nodiscard]] virtual bool exists(const config::Url& url) const = 0;
  /// Opens a database and reads from it once, so that what is not a database is found here. Throws
  /// Error: cannot_connect, or locked.
  [[nodiscard]] virtual std::unique_ptr<Connection> open(const config::Url& url, Access access,
                                                         Patience patience) const = 0;
  /// A new database to try things on. What runs there reaches no file.
  [[nodiscard]] virtual std::unique_ptr<Connection> open_scratch() const = 0;
  [[nodiscard]] virtual std::unique_ptr<Stage> open_stage() const = 0;
  /// Makes a database of open_scratch() a copy of another one.
  virtual void copy(Connection& from, Connection& to) const = 0;

  [[nodiscard]] virtual Stored stored(Connection& database) const = 0;
  /// The schema of a database, from what it keeps for its objects.
  ///
  /// The statements join `sources` as a file of the inspection's name. Reports what of them the
  /// language cannot say; returns nothing then. A view or trigger may name what is not there:
  /// databases hold such.
  [[nodiscard]] virtual std::optional<schema::Schema> inspect(
      Connection& database, const Inspection& what, source::SourceSet& sources,
      diagnostics::Diagnostics& diagnostics) const = 0;
  /// The schema that scripts make, one after the other, on an empty scratch database. Throws Error
  /// when one is refused; else as inspect().
  [[nodiscard]] virtual std::optional<schema::Schema> inspect_scripts(
      const std::vector<std::string>& scripts, const Inspection& what, source::SourceSet& sources,
      diagnostics::Diagnostics& diagnostics) const = 0;

  /// Whether a text ends where a statement does.
  [[nodiscard]] virtual bool is_complete(const std::string& text) const = 0;
};

}  // namespace migc::database
