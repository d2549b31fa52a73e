#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "compiler/lsp/server.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/history.hpp"
#include "tests/support/project.hpp"

namespace migc::bench {

namespace {

using Json = nlohmann::json;

/// An editor at a file of a project, in this process.
class Editor {
 public:
  Editor(const support::Project& project, const support::RevisionText& revision)
      : uri_(lsp::uri_of(project.path("migrations/" + revision.id + ".mig"))),
        text_(support::mig_file(revision)) {
    request("initialize", Json::object());
    notify("textDocument/didOpen",
           {{"textDocument", {{"uri", uri_}, {"version", 1}, {"text", text_}}}});
  }

  /// Types a statement into the block so slowly that all is checked again after each character;
  /// returns the times until the first complaints of each are there.
  std::vector<double> type(const std::string& statement) {
    std::vector<double> times;
    const std::size_t place = text_.find('{') + 1;
    for (std::size_t length = 1; length <= statement.size(); ++length) {
      const std::string now =
          text_.substr(0, place) + statement.substr(0, length) + text_.substr(place);
      if (length > 1) static_cast<void>(settle());
      times.push_back(time([&] {
        notify("textDocument/didChange", {{"textDocument", {{"uri", uri_}, {"version", 2}}},
                                          {"contentChanges", {{{"text", now}}}}});
      }));
    }
    return times;
  }

  /// The time until what an edit means for all that follows is said, too.
  double settle() {
    return time([&] {
      while (!server_.settled()) static_cast<void>(server_.settle());
    });
  }

  double ask(const std::string& method) {
    return time([&] {
      request(method, {{"textDocument", {{"uri", uri_}}},
                       {"context", {{"includeDeclaration", true}}},
                       {"position", {{"line", 4}, {"character", 15}}}});
    });
  }

 private:
  template <class Run>
  double time(Run run) {
    const auto start = std::chrono::steady_clock::now();
    run();
    static_cast<void>(server_.settle());
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() * 1e3;
  }
  void request(const std::string& method, const Json& parameters) {
    send({{"id", 1}, {"method", method}, {"params", parameters}});
  }
  void notify(const std::string& method, const Json& parameters) {
    send({{"method", method}, {"params", parameters}});
  }
  void send(const Json& message) { static_cast<void>(server_.receive(message.dump())); }

  lsp::Server server_{{}, "bench"};
  std::string uri_, text_;
};

void measure(const support::Project& project, const std::vector<support::RevisionText>& history,
             std::size_t at) {
  Editor editor(project, history[at]);
  std::vector<double> times = editor.type(" create table typed (x integer); ");
  const double first = times.front();  // with the whole history
  const double rest = editor.settle();
  times.erase(times.begin());
  std::sort(times.begin(), times.end());
  std::string answers;
  for (const char* method : {"completion", "hover", "references"})
    answers +=
        fmt::format(", {} {:.1f}", method, editor.ask(std::string("textDocument/") + method));
  std::printf("  revision %5zu of %5zu: edit %.1f ms, at most %.1f; first %.1f; then all %.1f%s\n",
              at + 1, history.size(), times[times.size() / 2], times.back(), first, rest,
              answers.c_str());
}

}  // namespace

void lsp(const std::string& migc) {
  for (const std::size_t size : {std::size_t{1000}, std::size_t{10000}}) {
    const support::Project project(migc);
    const std::vector<support::RevisionText> history = linear_history(size);
    for (const support::RevisionText& revision : history) project.add(revision);
    for (const std::size_t at : {std::size_t{0}, size / 2, size - 1}) measure(project, history, at);
  }
}

}  // namespace migc::bench
