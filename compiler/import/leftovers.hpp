#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/import/sql_text.hpp"

namespace migc::import {

/// What a source says that is no part of a migration, and what it means for the rest. One for all
/// files of a source, which run on one connection.
class Leftovers {
 public:
  /// A text in which places are those of the file, as far as statements only become blank.
  struct Kept {
    std::string text;
    std::set<std::size_t> legacy;  ///< The places of statements that run with legacy_alter_table.
  };

  /// Leaves out what no migration keeps, with a warning. A temporary object is dropped at the end
  /// of its file, since a connection is gone with its revision.
  [[nodiscard]] Kept take(const std::string& written, std::uint32_t file,
                          diagnostics::Diagnostics& diagnostics);

  /// Whether foreign keys are on behind what was taken.
  [[nodiscard]] bool foreign_keys() const { return foreign_keys_; }
  /// Names of temporary tables that earlier files have made, folded.
  [[nodiscard]] const std::set<std::string>& gone() const { return gone_; }

 private:
  struct Temporary {
    std::string kind, name;
  };

  void read_pragma(std::string_view statement);
  void read_create(std::string_view statement);
  void read_drop(std::string_view statement);
  /// What is nothing to SQLite, since its name is in no schema; the reason, or nothing.
  [[nodiscard]] std::string does_nothing(std::string_view statement) const;
  [[nodiscard]] std::string drops();

  bool legacy_ = false, foreign_keys_ = false;
  std::vector<Temporary> temporary_;  ///< Of the file at hand.
  std::set<std::string> gone_;
};

}  // namespace migc::import
