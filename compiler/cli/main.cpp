#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <exception>
#include <new>
#include <system_error>

#include "compiler/cli/arguments.hpp"
#include "compiler/cli/exit.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/cli/session.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/drivers/drivers.hpp"

namespace {

using namespace migc;
using namespace migc::cli;

/// Closed standard streams would be given to the next file that is opened, a database perhaps. What
/// is then written to them fails, as it should.
void fill_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (fcntl(stream, F_GETFD) < 0) {
      const int opened = open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY);
      static_cast<void>(opened);  // the lowest free descriptor: `stream` itself
    }
}

/// Runs a command and makes an exit code of whatever it ends with.
int run(const Request& request, Session& session) {
  namespace kind = diagnostics::kind;
  try {
    return request.command(session);
  } catch (const Stop& stop) {
    return stop.code;
  } catch (const database::Error& error) {
    return report(session, error);
  } catch (const std::system_error& error) {
    session.diagnostics.report(kind::not_written, {}, error.what());
    return exits::output;
  } catch (const std::exception& error) {
    session.diagnostics.report(kind::bug, {}, error.what())
        .note("please report it, with the command and its files");
    return exits::bug;
  }
}

}  // namespace

int main(int count, char** arguments) {
  drivers::set_up();
  fill_standard_streams();
  Request request = parse_arguments(count, arguments);
  Session session(request.options);
  if (!request.complaints.ok()) {
    session.diagnostics = std::move(request.complaints);
    return session.finish(exits::usage);
  }
  session.print(request.text);
  return session.finish(request.command ? run(request, session) : exits::done);
}
