#pragma once

#include <set>

#include "compiler/lsp/pieces.hpp"
#include "compiler/lsp/workspace.hpp"

namespace migc::lsp {

/// The schema before the statement at a place of a revision's file, for as long as it lives. One at
/// a time.
class Moment {
 public:
  Moment(Workspace& workspace, graph::Index revision, Block block, std::size_t offset);
  ~Moment();
  Moment(const Moment&) = delete;
  Moment& operator=(const Moment&) = delete;

  [[nodiscard]] schema::Schema& schema() { return schema_; }
  /// Applies steps, in error or not.
  void apply(const std::vector<ir::Step>& steps);

 private:
  schema::Schema& schema_;
  schema::Schema::Mark mark_;
  std::set<schema::Id> failed_;
};

/// Whether a place is in a span, or right behind it.
[[nodiscard]] inline bool holds(const source::Span& span, std::size_t offset) {
  return span.known() && span.begin <= offset && offset <= span.end;
}

}  // namespace migc::lsp
