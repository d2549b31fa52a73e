#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/ir/revision.hpp"

namespace migc::lower {

/// What whoever runs the migrations gave, by the folded name of the parameter.
using Arguments = std::map<std::string, std::string>;

/// The literals that `${name}` stands for in one file.
class Parameters {
 public:
  /// A schema file declares none.
  explicit Parameters(diagnostics::Diagnostics& diagnostics) : diagnostics_(diagnostics) {}
  /// Reports a value that is missing or does not fit the type.
  Parameters(const std::vector<ir::Parameter>& declared, const Arguments& given,
             diagnostics::Diagnostics& diagnostics);

  /// Whether the token is a `${name}`.
  [[nodiscard]] static bool is_one(const ir::Token& token);
  /// Puts the literal in its place; reports a name that is not declared.
  void bind(ir::Token& token);
  /// Reports `${name}` of a declared parameter where nothing is put in its place: `what`, a string
  /// or raw SQL.
  void check_text(const std::string& text, source::Span place, std::string_view what);
  /// Reports what was declared and never used.
  void complain_of_unused() const;

 private:
  diagnostics::Diagnostics& diagnostics_;
  std::vector<ir::Parameter> declared_;  ///< With the values that hold as their standard.
  std::set<std::string> used_;
  std::set<std::pair<std::string, std::uint32_t>> warned_;
};

}  // namespace migc::lower
