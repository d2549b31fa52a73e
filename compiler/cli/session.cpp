#include "compiler/cli/session.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <nlohmann/json.hpp>

#include "compiler/cli/version.hpp"
#include "compiler/config/url.hpp"
#include "compiler/diagnostics/json.hpp"
#include "compiler/diagnostics/render.hpp"

namespace migc::cli {

namespace {

/// Writes all of a text; the error number otherwise.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

bool environment_says(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

bool use_color(GlobalOptions::Color wish, int stream) {
  if (wish != GlobalOptions::Color::automatic) return wish == GlobalOptions::Color::always;
  const char* terminal = std::getenv("TERM");
  return !environment_says("NO_COLOR") && isatty(stream) == 1 &&
         (terminal == nullptr || std::string_view(terminal) != "dumb");
}

/// What is to be shown: words that were typed, or that a database said, may have a password in
/// them.
diagnostics::Diagnostics shown(const diagnostics::Diagnostics& all, bool errors_only) {
  diagnostics::Diagnostics result;
  for (diagnostics::Diagnostic one : all.all()) {
    if (errors_only && one.severity != diagnostics::Severity::error) continue;
    one.text = config::star_passwords(one.text);
    one.label = config::star_passwords(one.label);
    for (diagnostics::Note& note : one.notes) note.text = config::star_passwords(note.text);
    result.add(std::move(one));
  }
  return result;
}

}  // namespace

std::string Session::absorb(Session&& other) {
  const auto first = static_cast<std::uint32_t>(sources.size());
  for (std::uint32_t file = 0; file < other.sources.size(); ++file)
    sources.add(other.sources[file].path(), std::string(other.sources[file].text()));
  const auto moved = [first](source::Span& place) {
    if (place.known()) place.file += first;
  };
  for (diagnostics::Diagnostic one : other.diagnostics.all()) {
    moved(one.place);
    for (diagnostics::Note& note : one.notes) moved(note.place);
    diagnostics.add(std::move(one));
  }
  return std::exchange(other.result_, {});
}

void Session::tell(std::string_view line) const {
  if (shows_) show({});
  if (!options.quiet && !for_program())
    write_all(STDERR_FILENO, fmt::format("{}\n", config::star_passwords(line)));
}

void Session::tell_verbose(std::string_view line) const {
  if (options.verbose) tell(line);
}

void Session::show(std::string_view line) const {
  if (line.empty() && !shows_) return;
  shows_ = !line.empty();
  write_all(STDERR_FILENO, fmt::format("\r\x1b[K{}", line));
}

bool Session::watched() const {
  const char* terminal = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && !options.quiet && !for_program() &&
         (terminal == nullptr || std::string_view(terminal) != "dumb");
}

bool Session::in_terminal() const { return isatty(STDOUT_FILENO) == 1; }

bool Session::colored() const { return use_color(options.color, STDOUT_FILENO); }

std::string Session::complaints(int code) const {
  const diagnostics::Diagnostics all = shown(diagnostics, options.quiet);
  std::string text;
  if (!options.report)
    text = diagnostics::render_all(all, sources, use_color(options.color, STDERR_FILENO));
  else if (*options.report == diagnostics::ReportFormat::gcc)
    text = diagnostics::report(*options.report, all, sources, tool_version);
  text = config::star_passwords(text);
  if (code != exits::done && !state.empty()) text += state + "\n";
  return text;
}

std::string Session::complaints_json(int code) const {
  if (code == exits::done && diagnostics.all().empty()) return "";
  nlohmann::ordered_json document = {{"format", 1}, {"exit", code}};
  if (code != exits::done && !state.empty()) document["state"] = state;
  document["diagnostics"] =
      nlohmann::ordered_json::parse(diagnostics::to_json(shown(diagnostics, false), sources));
  return document.dump(2, ' ', true, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string Session::report() const {
  if (!options.report || *options.report == diagnostics::ReportFormat::gcc) return "";
  return config::star_passwords(diagnostics::report(
      *options.report, shown(diagnostics, options.quiet), sources, tool_version));
}

int Session::finish(int code) {
  // A document is read whole, so that nothing stands beside it.
  if (options.report && diagnostics::is_document(*options.report)) result_.clear();
  result_ += report();
  const int lost = write_all(STDOUT_FILENO, result_);
  if (lost != 0 && lost != EPIPE) code = exits::output;
  std::string text = options.json ? complaints_json(code) : complaints(code);
  if (lost != 0 && lost != EPIPE)
    text += fmt::format("error: cannot write to standard output: {}\n", std::strerror(lost));
  write_all(STDERR_FILENO, text);
  return code;
}

}  // namespace migc::cli
