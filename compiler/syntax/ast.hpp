#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/ir/operation.hpp"
#include "compiler/ir/revision.hpp"

/// What was written. A schema or data statement already is its operation; the nodes here are what
/// lowering takes apart: loops, dialect blocks, raw SQL for some dialects.
namespace migc::ast {

using ir::Name;
using ir::Span;

struct Statement;
using Statements = std::vector<Statement>;

/// A value of a compile-time loop: `'ifm'`, `12`, `('a', 'b')`, `['a', 'b']`.
struct Value {
  std::variant<ir::Token, std::vector<Value>> content;
  Span written = {};
};

/// `for (a, b) in (('x', 'y'), …) { … }`, `for k, v in { 'x': [ … ] } { … }`, `for v in v2 { … }`.
/// A map is a list of pairs.
struct For {
  std::vector<Name> variables;
  std::variant<Value, Name> over;  ///< A literal, or a variable of an outer loop.
  Statements body;
};

/// `on postgresql, sqlite { … }`
struct On {
  std::vector<Name> dialects;
  Statements body;
};

/// `execute [for D, …] $$ … $$ [declares { … }]`
struct Execute {
  std::vector<Name> dialects;  ///< Empty: all.
  ir::Token sql;
  Statements declares;
};

struct Statement {
  /// The operations of one `alter table` with several actions stand side by side.
  std::variant<std::vector<ir::Operation>, For, On, Execute> content;
  Span written = {};
  std::vector<ir::Allow> allows{};
};

struct Downgrade {
  ir::Downgrade::Form form = ir::Downgrade::Form::written;
  Statements body{};
  std::string why{};
  Span written = {};
};

/// One `.mig` file. Without a valid header there is none: parse() returns nothing.
struct File {
  ir::Header header;
  Statements upgrade;
  Downgrade downgrade;
};

}  // namespace migc::ast
