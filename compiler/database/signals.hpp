#pragma once

#include <csignal>
#include <vector>

#include "compiler/database/connection.hpp"

namespace migc::database {

/// While one lives, SIGINT, SIGTERM and SIGHUP stop the statement that runs on `database` and leave
/// the process its chance to roll back; a second such signal kills it. A reader of our output who
/// goes away (SIGPIPE) stops nothing. Signals that were ignored before stay ignored. The
/// dispositions from before come back with its end. One at a time.
class Signals {
 public:
  explicit Signals(Connection& database);
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

 private:
  void handle(int signal, void (*handler)(int));

  struct Previous {
    int signal;
    struct sigaction action;
  };
  std::vector<Previous> previous_;
};

/// The signal that came in the life of the present Signals, or 0.
[[nodiscard]] int caught_signal();

/// What is thrown when one has come.
[[nodiscard]] Error interruption();

}  // namespace migc::database
