#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/cli/load.hpp"
#include "compiler/cli/session.hpp"
#include "compiler/pipeline/project.hpp"
#include "compiler/schema/diff/diff.hpp"
#include "compiler/schema/model/schema.hpp"

/// Schemas by what is typed for them, and their differences.
namespace migc::cli {

/// A schema, and where it comes from.
struct SchemaSource {
  schema::Schema schema;
  std::string name;     ///< "the head", "schema.mig", "the database", for messages.
  bool stored = false;  ///< As a database keeps it, where the language may say more.
};

/// Reads schemas; the project is loaded when one of its revisions is asked for.
class SchemaSources {
 public:
  /// `about` says which view of the history the project is.
  explicit SchemaSources(Session& session, LoadScope about = {});

  /// `schema:FILE`, a file that ends in `.sql` or `.mig`, the url of a database, or else a
  /// revision; `schema:` alone is the target schema. Stops when it cannot be read.
  [[nodiscard]] SchemaSource read(const std::string& word);
  [[nodiscard]] SchemaSource file(const std::string& path);
  /// The one that the settings name; stops with what to do when it is not there.
  [[nodiscard]] SchemaSource wanted();
  [[nodiscard]] bool has_wanted() const;
  [[nodiscard]] SchemaSource database(const config::Url& url);
  /// The schema with these version rows.
  [[nodiscard]] SchemaSource revision(const std::vector<std::string>& rows, std::string name);
  [[nodiscard]] SchemaSource heads();

  [[nodiscard]] const config::Settings& settings() const { return settings_; }
  [[nodiscard]] const std::string& dialect() const { return dialect_; }
  [[nodiscard]] const dialect::Dialect& rules() const;
  [[nodiscard]] const pipeline::Project& project();

 private:
  /// The schema that a text defines; `stored`: as SQL.
  [[nodiscard]] SchemaSource text(const std::string& name, std::string text, bool stored);
  /// What the program of the settings prints.
  [[nodiscard]] SchemaSource printed();
  [[nodiscard]] std::optional<schema::Schema> schema_of_script(const std::string& path,
                                                               const std::string& text);

  Session& session_;
  LoadScope about_;
  config::Settings settings_;
  std::string dialect_;
  std::optional<pipeline::Project> project_;
};

/// The way from one schema to the other, of what the settings' patterns include. When one is as a
/// database keeps it, both are compared so. `column_order`: whether another order of columns is a
/// difference. `from` becomes what the changes begin at. Stops when there is no way.
[[nodiscard]] schema::Difference difference(Session& session, SchemaSource& from, SchemaSource& to,
                                            const SchemaSources& sources, bool column_order);

/// Says which tables differ in the order of their columns alone, where that is no difference.
void tell_order(Session& session, const schema::Difference& found);

/// Changes as the elements of a JSON array, `statement` and `remarks`.
[[nodiscard]] nlohmann::ordered_json changes_json(const std::vector<schema::Change>& changes);

}  // namespace migc::cli
