#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/sql/reader.hpp"

/// The parts of a Reader that several of its source files need, and nobody else.
namespace migc::sql {

/// Narrows the reader to a part of its range while it lives, then goes on behind it.
struct Reader::Range {
  Reader& reader;
  std::size_t outer_end, after;

  Range(Reader& of, std::size_t begin, std::size_t end, std::size_t go_on)
      : reader(of), outer_end(of.end_), after(go_on) {
    reader.at_ = begin;
    reader.end_ = end;
  }
  Range(const Range&) = delete;
  Range& operator=(const Range&) = delete;
  ~Range() {
    reader.at_ = after;
    reader.end_ = outer_end;
  }
};

/// Counts how deep readers are within each other.
struct Reader::Nested {
  std::size_t& depth;

  explicit Nested(Reader& reader) : depth(reader.lookup_.depth) { ++depth; }
  Nested(const Nested&) = delete;
  Nested& operator=(const Nested&) = delete;
  ~Nested() { --depth; }

  [[nodiscard]] bool too_deep() const { return depth > max_depth; }
};

/// A common table expression: where its body is, and what it gives once that was read.
struct Reader::Cte {
  enum class State { unread, reading, read } state = State::unread;
  std::size_t token = 0;  ///< Its name.
  std::size_t begin = 0, end = 0;
  std::vector<ColumnName> columns{};
  const RelationColumns* shape = nullptr;  ///< Null while nothing is known.
};

/// The names that one WITH gives. They see each other, and the names of the WITH around.
struct Reader::With {
  With* outer = nullptr;
  const Scope* scope = nullptr;
  std::unordered_map<std::string, Cte> ctes{};
};

}  // namespace migc::sql
