#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/ir/operation.hpp"

namespace migc::ir {

/// How a revision is undone.
struct Downgrade {
  enum class Form : std::uint8_t { written, automatic, irreversible } form = Form::written;
  std::vector<Step> steps{};  ///< For `written`; for `automatic` replay derives them.
  std::string why{};          ///< For `irreversible`.
  Span written = {};
};

/// `parameter tenant varchar default 'main';`: a value that whoever runs the migrations can give,
/// and `${tenant}` stands for.
struct Parameter {
  Name name;  ///< A bare word, whatever its letter case.
  Type type;
  std::optional<Token> standard{};  ///< The literal behind `default`.
};

/// What stands before the blocks.
struct Header {
  Name id;                      ///< Letters, digits, `_` and `.`; compared letter for letter.
  std::vector<Name> parents{};  ///< Empty: a root.
  Span revises_written = {};    ///< `revises a, b` without its `;`; nowhere when there is none.
  std::vector<Name> depends_on{};
  std::vector<Name> replaces{};  ///< The revisions whose effect this one has, oldest first.
  std::vector<Name> labels{};
  std::string message{};
  std::string created{};  ///< As written: `2025-01-11 12:00:00`; empty without.
  std::string description{};
  bool transactional = true;
  std::vector<Parameter> parameters{};
};

/// What the blocks of one revision do, lowered for one dialect.
struct Revision {
  std::vector<Step> upgrade;
  Downgrade downgrade;
};

}  // namespace migc::ir
