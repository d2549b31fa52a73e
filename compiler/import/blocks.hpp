#pragma once

#include <string>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/import/source.hpp"
#include "compiler/lower/lower.hpp"
#include "compiler/schema/schema.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::import {

/// Makes blocks of a history's steps, one after the other, on the schema that they lead to.
class Blocks {
 public:
  Blocks(source::SourceSet& sources, lower::Options options, diagnostics::Diagnostics& diagnostics)
      : sources_(sources), options_(std::move(options)), diagnostics_(diagnostics) {}

  /// What stands behind the header of a step's file. The statements are the author's own; those
  /// that are none of a migration are left out, with a warning, and what names something that is
  /// not there gets the `allow` that it needs. Without a way back in the source it is derived,
  /// where that is possible. Reports what is no statement of the language or cannot be replayed.
  [[nodiscard]] std::string of(const SourceRevision& revision);

  [[nodiscard]] const schema::Schema& schema() const { return schema_; }

 private:
  struct Block {
    std::string text;
    bool reversible = true;
  };

  [[nodiscard]] Block block(const SourceText& source);
  void leave_out(std::string& text, std::uint32_t file);
  [[nodiscard]] bool replay(const std::vector<ir::Step>& steps, bool* reversible,
                            diagnostics::Diagnostics& said);
  /// The statements that need an `allow`, as few as will do; none where that does not help.
  [[nodiscard]] std::vector<std::size_t> needing_allow(std::vector<ir::Step>& steps,
                                                       const std::string& why);

  source::SourceSet& sources_;
  lower::Options options_;
  diagnostics::Diagnostics& diagnostics_;
  schema::Schema schema_;
};

}  // namespace migc::import
