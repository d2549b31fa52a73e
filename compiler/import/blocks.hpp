#pragma once

#include <string>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/import/leftovers.hpp"
#include "compiler/import/source.hpp"
#include "compiler/lower/lower.hpp"
#include "compiler/schema/model/schema.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::import {

/// Makes blocks of a history's steps, one after the other, on the schema that they lead to.
class Blocks {
 public:
  Blocks(source::SourceSet& sources, const lower::Options& options,
         diagnostics::Diagnostics& diagnostics)
      : Blocks(sources, options, diagnostics, schema::Schema(options.dialect)) {}
  Blocks(source::SourceSet& sources, const lower::Options& options,
         diagnostics::Diagnostics& diagnostics, schema::Schema start)
      : sources_(sources),
        options_(options),
        diagnostics_(diagnostics),
        schema_(std::move(start)) {}

  /// What stands behind the header of a step's file. The statements are the author's own; those
  /// that are none of a migration are left out, with a warning, and what names something that is
  /// not there gets the `allow` that it needs. Without a downgrade in the source it is derived,
  /// where that is possible; one that does not compile is left out, with a warning. Reports what is
  /// no statement of the language or cannot be replayed.
  [[nodiscard]] std::string of(const SourceRevision& revision);

  /// Statements of the language with the `allow` that each needs. Reports what cannot be replayed.
  [[nodiscard]] std::string with_needed_allows(const SourceText& source);

  [[nodiscard]] const schema::Schema& schema() const { return schema_; }

 private:
  struct Block {
    std::string text;
    bool reversible = true;
    std::vector<ir::Step> undo{};  ///< What takes it back, where that is known.
  };

  [[nodiscard]] Block block(const SourceText& source, diagnostics::Diagnostics& diagnostics);
  [[nodiscard]] std::string downgrade(const SourceRevision& revision, const Block& up);
  [[nodiscard]] std::vector<ir::Step> steps_of(const std::string& path, const std::string& text,
                                               diagnostics::Diagnostics& diagnostics);
  /// Passes complaints on, with a note where a name was a temporary table's.
  void note_temporary(const diagnostics::Diagnostics& found,
                      diagnostics::Diagnostics& diagnostics) const;
  /// `block` is told how it is taken back.
  [[nodiscard]] bool replay(const std::vector<ir::Step>& steps,
                            diagnostics::Diagnostics& diagnostics, Block* block = nullptr);
  /// The statements that need an `allow`, as few as will do; none where that does not help.
  [[nodiscard]] std::vector<std::size_t> needing_allow(std::vector<ir::Step>& steps,
                                                       const std::string& why);

  source::SourceSet& sources_;
  lower::Options options_;
  diagnostics::Diagnostics& diagnostics_;
  schema::Schema schema_;
  Leftovers leftovers_{};
};

}  // namespace migc::import
