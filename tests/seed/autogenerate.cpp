#include <filesystem>

#include "tests/seed/seed.hpp"
#include "tests/support/database.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/files.hpp"
#include "tests/support/project.hpp"

namespace migc::seed {
namespace {

using support::Database;
using support::Project;
namespace fs = std::filesystem;

/// Greenstack as it is at its head, with a database that has a device.
class Greenstack {
 public:
  explicit Greenstack(const std::string& migc) : project(migc) {
    fs::copy("migrations", project.path("migrations"), fs::copy_options::recursive);
    static_cast<void>(project.output_of(with_url({"upgrade", "head", "-q"})));
    database().run(
        "insert into devices (vendor_id, device_id, vendor_name, device_name) values (310, 1, "
        "'ifm', 'TN2105')");
  }

  [[nodiscard]] Database database() const { return Database(project.path("greenstack.db")); }
  [[nodiscard]] std::vector<std::string> with_url(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--url", "sqlite:///" + project.path("greenstack.db")});
    return arguments;
  }
  void write_schema(const std::string& text) const {
    support::write_file(project.path("migrations/schema.mig"), text);
  }

  Project project;
};

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  if (at == text.npos) throw std::runtime_error("no `" + what + "` in\n" + text);
  return text.replace(at, what.size(), with);
}

std::string value(const Database& database, const std::string& query) {
  return support::query(database.handle(), query).at(0).at(0).value_or("NULL");
}

}  // namespace

void check_autogenerate(const std::string& migc, support::Tally& tally) {
  const Greenstack green(migc);
  const Project& project = green.project;
  std::string schema = project.output_of({"schema"});
  green.write_schema(schema);
  tally.check("the schema of the head is the wanted one",
              [&] { return project.migc({"check"}).exit == 0 ? "" : "they differ"; });
  schema =
      replaced(schema, "  vendor_name varchar(200),", "  vendor varchar(200) was vendor_name,");
  schema = replaced(schema, "  status varchar(20)",
                    "  firmware varchar(20) not null default 'unknown',\n  status varchar(20)");
  green.write_schema(schema);
  tally.check("a difference is an answer of no",
              [&] { return project.migc({"check"}).exit == 1 ? "" : "none was found"; });
  static_cast<void>(project.output_of({"revision", "--autogenerate", "-m", "Add firmware column"}));
  const std::string file =
      support::read_file(project.path("migrations/009_add_firmware_column.mig"));
  tally.check("the file is what a person would write", [&] {
    return file.find(
               "  alter table devices\n    rename column vendor_name to vendor,\n    add column "
               "firmware varchar(20) not null default 'unknown';\n") != file.npos
               ? ""
               : "it is\n" + file;
  });
  static_cast<void>(project.output_of(green.with_url({"upgrade", "head"})));
  const Database database = green.database();
  tally.check("a rename keeps its data", [&] {
    const std::string found =
        value(database, "select vendor || ' ' || firmware from devices where device_id = 1");
    return found == "ifm unknown" ? "" : "found " + found;
  });
  tally.check("nothing is left", [&] {
    const bool same = project.migc({"check"}).exit == 0 &&
                      project.migc(green.with_url({"check"})).exit == 0 &&
                      project.migc({"revision", "--autogenerate", "-m", "Again"}).exit == 1;
    return same ? "" : "it is not the wanted schema";
  });
}

void check_reset(const std::string& migc, support::Tally& tally) {
  const Greenstack green(migc);
  const Project& project = green.project;
  green.write_schema(project.output_of({"schema"}));
  const support::Facts before =
      support::read_facts(green.database().handle(), {"migc_version", "migc_log"});
  fs::remove(project.path("greenstack.db"));
  for (const auto& entry : fs::directory_iterator(project.path("migrations")))
    if (entry.path().filename().string().find("00") == 0) fs::remove(entry.path());
  static_cast<void>(project.output_of({"revision", "--autogenerate", "-m", "Initial schema"}));
  static_cast<void>(project.output_of(green.with_url({"upgrade", "head"})));
  tally.check("one revision makes the schema of all", [&] {
    const Database database = green.database();
    const std::string at = value(database, "select version_num from migc_version");
    return (at == "001_initial_schema" ? "" : "at " + at) +
           difference(before, support::read_facts(database.handle(), {"migc_version", "migc_log"}));
  });
}

}  // namespace migc::seed
