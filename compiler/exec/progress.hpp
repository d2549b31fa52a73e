#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

#include "compiler/backends/backend.hpp"
#include "compiler/database/connection.hpp"

namespace migc::exec {

/// How far a statement is that takes its time.
struct Progress {
  const backends::FramedStatement* statement;
  std::chrono::milliseconds elapsed;
  /// Rows that it has read or written of those that it copies; nothing of all where that is not
  /// known.
  std::uint64_t rows = 0, all = 0;
};

/// Gets the progress several times a second once a statement has run for half a second, and null
/// when it has ended.
using ProgressTold = std::function<void(const Progress*)>;

/// Watches one statement for as long as it lives. Without anybody to tell it does nothing.
class Watch {
 public:
  Watch(database::Connection& database, const backends::FramedStatement& statement,
        const ProgressTold& told);
  ~Watch();
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

 private:
  void look(std::uint64_t rows);

  database::Connection& database_;
  const ProgressTold& told_;
  Progress progress_;
  std::chrono::steady_clock::time_point start_, next_;
  bool shown_ = false;
};

}  // namespace migc::exec
