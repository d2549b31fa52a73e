#include <unistd.h>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/version.hpp"
#include "compiler/lsp/server.hpp"
#include "compiler/lsp/wire.hpp"

namespace migc::cli {

int lsp(Session& session) {
  migc::lsp::Wire wire(STDIN_FILENO, STDOUT_FILENO);
  migc::lsp::Server server(session.options.overrides, std::string(tool_version));
  const auto send = [&](const std::vector<std::string>& messages) {
    for (const std::string& message : messages)
      if (!wire.send(message)) throw Stop{exits::output};
  };
  while (!server.done()) {
    const auto message = wire.next();
    if (!message) break;
    send(server.receive(*message));
    while (!server.settled() && !wire.pending()) send(server.settle());
  }
  return server.exit_code();
}

}  // namespace migc::cli
