#include "compiler/database/signals.hpp"

#include <atomic>
#include <string>

#include "compiler/diagnostics/catalogue/exec.hpp"

namespace migc::database {

namespace {

volatile std::sig_atomic_t caught = 0;
std::atomic<Connection*> running = nullptr;
static_assert(std::atomic<Connection*>::is_always_lock_free);  // a handler may use nothing else

extern "C" void stop(int signal) {
  if (caught != 0) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
    return;
  }
  caught = signal;
  if (Connection* database = running.load()) database->cancel();
}

std::string signal_name(int signal) {
  switch (signal) {
    case SIGINT:
      return "SIGINT";
    case SIGTERM:
      return "SIGTERM";
    default:
      return "SIGHUP";
  }
}

}  // namespace

Signals::Signals(Connection& database) {
  caught = 0;
  running = &database;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) handle(signal, stop);
  handle(SIGPIPE, SIG_IGN);
}

Signals::~Signals() {
  for (const Previous& one : previous_) sigaction(one.signal, &one.action, nullptr);
  running = nullptr;
  caught = 0;
}

void Signals::handle(int signal, void (*handler)(int)) {
  struct sigaction before {};
  sigaction(signal, nullptr, &before);
  if (before.sa_handler == SIG_IGN) return;
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
  previous_.push_back({signal, before});
}

int caught_signal() { return caught; }

Error interruption() {
  Error error(Failure::interrupted, diagnostics::kind::interrupted, signal_name(caught_signal()));
  error.signal = caught_signal();
  return error;
}

}  // namespace migc::database
