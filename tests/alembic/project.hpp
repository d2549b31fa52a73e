#pragma once

#include <string>
#include <vector>

#include "tests/alembic/alembic.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/files.hpp"

namespace migc::alembic_test {

/// A revision that both tools read: Alembic from `ID.py`, migc from `ID.mig` beside it.
struct Revision {
  std::string id;
  std::vector<std::string> parents = {};
  std::vector<std::string> depends_on = {};
  std::vector<std::string> labels = {};
  std::string message = {};
  std::string up = {}, down = {};  ///< One statement each that both understand.
  std::string folder = "versions";
};

/// What the two tools are told about a project beside its revisions.
struct Layout {
  std::vector<std::string> folders = {"versions"};
  std::string version_table = "alembic_version";
};

/// One folder with a project of Alembic's and the same project of migc's, and one database.
class Project {
 public:
  Project(Alembic& alembic, std::string migc, const Layout& layout = {});

  void add(const Revision& revision) const;
  void add(const std::vector<Revision>& revisions) const;
  [[nodiscard]] Answer alembic(const Words& words) const;
  [[nodiscard]] Answer migc(Words words) const;

  /// The version table's rows, sorted.
  [[nodiscard]] std::vector<std::string> rows() const;
  /// What the database holds besides what the tools keep for themselves.
  [[nodiscard]] support::Facts facts() const;

 private:
  Alembic& alembic_;
  std::string migc_;
  Layout layout_;
  support::TemporaryDirectory folder_;
};

}  // namespace migc::alembic_test
