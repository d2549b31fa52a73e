#include "tests/lsp_messages/target.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

#include "compiler/lsp/server.hpp"
#include "compiler/lsp/wire.hpp"

namespace migc::fuzz {

namespace {

using Json = nlohmann::json;

constexpr const char* uri = "file:///nowhere/migrations/001.mig";

constexpr std::string_view methods[] = {
    "textDocument/completion",
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/prepareRename",
    "textDocument/rename",
    "textDocument/formatting",
    "textDocument/codeAction",
    "textDocument/didChange",
    "textDocument/didOpen",
    "textDocument/didClose",
    "textDocument/didSave",
    "$/cancelRequest",
    "initialize",
    "initialized",
};

/// Takes values off the front of a text; zeros at its end.
class Bytes {
 public:
  explicit Bytes(std::string_view all) : rest_(all) {}

  [[nodiscard]] bool empty() const { return rest_.empty(); }
  unsigned next() {
    if (rest_.empty()) return 0;
    const auto first = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return first;
  }
  std::string text(std::size_t length) {
    std::string some(rest_.substr(0, length));
    rest_.remove_prefix(some.size());
    return some;
  }

 private:
  std::string_view rest_;
};

void check(const std::vector<std::string>& answers) {
  for (const std::string& answer : answers) {
    const Json json = Json::parse(answer, nullptr, false);
    if (json.is_object() && json.value("jsonrpc", "") == "2.0") continue;
    std::fprintf(stderr, "no message: %s\n", answer.c_str());
    std::abort();
  }
}

Json place(Bytes& bytes) {
  const unsigned line = bytes.next(), character = bytes.next();
  if (line == 255) return {{"line", -1}, {"character", 1e300}};
  if (line == 254) return "a place";
  return {{"line", line % 24}, {"character", character % 80}};
}

Json range(Bytes& bytes) {
  Json json = {{"start", place(bytes)}};
  if (bytes.next() != 255) json["end"] = place(bytes);
  return json;
}

std::string valid(std::string text) {  // JSON takes nothing but UTF-8
  return Json::parse(Json(text).dump(-1, ' ', true, Json::error_handler_t::replace))
      .get<std::string>();
}

Json parameters(Bytes& bytes) {
  Json json = {{"textDocument", {{"uri", uri}, {"version", 1}}},
               {"position", place(bytes)},
               {"range", range(bytes)},
               {"newName", valid(bytes.text(bytes.next() % 8))}};
  json["textDocument"]["text"] = valid(bytes.text(bytes.next()));
  Json change = {{"text", valid(bytes.text(bytes.next() % 32))}};
  if (bytes.next() % 4 != 0) change["range"] = range(bytes);
  json["contentChanges"] = {std::move(change)};
  return json;
}

std::string message(Bytes& bytes) {
  const unsigned method = bytes.next(), how = bytes.next();
  if (how == 0) return bytes.text(bytes.next());
  Json json = {{"jsonrpc", "2.0"},
               {"method", methods[method % std::size(methods)]},
               {"params", parameters(bytes)}};
  if (how % 2 == 0) json["id"] = how;
  std::string text = json.dump();
  if (how % 16 == 1) text.resize(text.size() - bytes.next() % text.size());
  return text;
}

}  // namespace

void try_messages(std::string_view given) {
  Bytes bytes(given);
  static_cast<void>(lsp::content_length(given.substr(0, 64)));
  lsp::Server server({}, "fuzz");
  const std::string text = valid(bytes.text(256 + bytes.next()));
  check(server.receive(R"({"id":0,"method":"initialize","params":{}})"));
  const Json opened = {{"method", "textDocument/didOpen"},
                       {"params", {{"textDocument", {{"uri", uri}, {"text", text}}}}}};
  check(server.receive(opened.dump()));
  while (!bytes.empty()) {
    check(server.receive(message(bytes)));
    if (bytes.next() % 2 == 0) check(server.settle());
  }
  check(server.settle());
}

}  // namespace migc::fuzz
