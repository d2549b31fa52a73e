#include "compiler/lsp/server.hpp"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <optional>
#include <utility>

#include "compiler/lsp/parameters.hpp"

namespace migc::lsp {

namespace fs = std::filesystem;

namespace {

/// What answers whom; other ids would not come back as they were.
bool is_id(const Json& id) { return id.is_string() || id.is_number() || id.is_null(); }

Json capabilities() {
  return {{"positionEncoding", "utf-16"},
          {"textDocumentSync", {{"openClose", true}, {"change", 2}, {"save", true}}},
          {"completionProvider", {{"triggerCharacters", {".", "("}}}},
          {"hoverProvider", true},
          {"definitionProvider", true},
          {"referencesProvider", true},
          {"renameProvider", {{"prepareProvider", true}}},
          {"documentFormattingProvider", true},
          {"codeActionProvider", {{"codeActionKinds", {"quickfix", "refactor"}}}}};
}

}  // namespace

std::vector<std::string> Server::receive(std::string_view text) {
  const Json message = Json::parse(text, nullptr, false);
  if (message.is_discarded())
    fail(nullptr, parse_error, "this is no JSON");
  else
    handle(message);
  return std::exchange(out_, {});
}

void Server::handle(const Json& message) {
  if (!message.is_object()) return fail(nullptr, invalid_request, "a message is an object");
  const Json id = message.value("id", Json());
  if (!message.contains("method")) {
    const bool answers = message.contains("result") || message.contains("error");
    if (!answers) fail(is_id(id) ? id : Json(), invalid_request, "a message has a method");
    return;
  }
  const Json& method = message.at("method");
  if (!method.is_string() || !is_id(id))
    return fail(nullptr, invalid_request, "a method is a text, and an id a number or a text");
  const Json parameters = message.value("params", Json::object());
  if (message.contains("id"))
    request(id, method.get<std::string>(), parameters);
  else
    notification(method.get<std::string>(), parameters);
}

void Server::request(const Json& id, const std::string& method, const Json& parameters) {
  static const std::map<std::string, Handler, std::less<>> handlers = {
      {"initialize", &Server::initialize},
      {"shutdown", &Server::shutdown},
      {"textDocument/completion", &Server::complete},
      {"textDocument/hover", &Server::show},
      {"textDocument/definition", &Server::define},
      {"textDocument/references", &Server::refer},
      {"textDocument/prepareRename", &Server::prepare},
      {"textDocument/rename", &Server::rename_id},
      {"textDocument/formatting", &Server::format},
      {"textDocument/codeAction", &Server::act},
  };
  const auto found = handlers.find(method);
  if (!initialized_ && method != "initialize")
    return fail(id, not_initialized, "`initialize` comes first");
  if (shut_down_) return fail(id, invalid_request, "nothing is answered after `shutdown`");
  publish();  // the answer is about the same texts
  if (found == handlers.end())
    return fail(id, method_not_found, "migc does not know the method `" + method + "`");
  try {
    send({{"jsonrpc", "2.0"}, {"id", id}, {"result", (this->*found->second)(parameters)}});
  } catch (const Refusal& refusal) {
    fail(id, refusal.code, refusal.why);
  } catch (const Json::exception& error) {
    fail(id, invalid_params, error.what());
  } catch (const std::invalid_argument& error) {
    fail(id, invalid_params, error.what());
  } catch (const std::exception& error) {
    fail(id, internal_error, error.what());
  }
}

void Server::notification(const std::string& method, const Json& parameters) {
  static const std::map<std::string, Listener, std::less<>> listeners = {
      {"initialized", &Server::initialized},
      {"textDocument/didOpen", &Server::opened},
      {"textDocument/didChange", &Server::changed},
      {"textDocument/didClose", &Server::closed},
      {"textDocument/didSave", &Server::disk_changed},
      {"workspace/didChangeWatchedFiles", &Server::disk_changed},
      // A request is answered before the next message is read, so there is nothing to cancel.
      {"$/cancelRequest", &Server::ignore},
  };
  if (method == "exit") {
    exits_ = true;
    return;
  }
  const auto found = listeners.find(method);
  if (found == listeners.end() || !initialized_ || shut_down_) return;
  try {
    (this->*found->second)(parameters);
  } catch (const std::exception&) {
    // Nobody waits for an answer to a notification, and a malformed one says nothing.
  }
}

void Server::send(Json message) {
  out_.push_back(message.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void Server::fail(const Json& id, int code, const std::string& why) {
  send({{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", code}, {"message", why}}}});
}

std::vector<std::string> Server::settle() {
  publish();
  return std::exchange(out_, {});
}

void Server::publish() {
  if (!std::exchange(unsettled_, false)) return;
  std::map<std::string, Json> wanted;
  for (const auto& [key, workspace] : workspaces_) {
    unsettled_ = !workspace->settle() || unsettled_;
    wanted.merge(complaints_json(*workspace));
  }
  for (const auto& [known, text] : published_) wanted.try_emplace(known, Json::array());
  for (const auto& [key, workspace] : workspaces_)
    std::erase_if(wanted, [&](const auto& one) { return !workspace->is_settled(one.first); });
  for (const auto& [about, list] : wanted) {
    Json parameters = {{"uri", uri_of(about)}, {"diagnostics", list}};
    std::string text = parameters.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::string& last = published_[about];
    if (last == text) continue;
    last = std::move(text);
    send({{"jsonrpc", "2.0"},
          {"method", "textDocument/publishDiagnostics"},
          {"params", std::move(parameters)}});
  }
}

Json Server::initialize(const Json& parameters) {
  if (initialized_) throw Refusal{invalid_request, "`initialize` comes once"};
  initialized_ = true;
  watches_ = says(parameters, "/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration");
  return {{"capabilities", capabilities()},
          {"serverInfo", {{"name", "migc"}, {"version", version_}}}};
}

Json Server::shutdown(const Json&) {
  shut_down_ = true;
  return nullptr;
}

void Server::initialized(const Json&) {
  if (!watches_) return;
  const Json watchers = {{{"globPattern", "**/*.mig"}}, {{"globPattern", "**/migc.toml"}}};
  const Json watching = {{"id", "files"},
                         {"method", "workspace/didChangeWatchedFiles"},
                         {"registerOptions", {{"watchers", watchers}}}};
  send({{"jsonrpc", "2.0"},
        {"id", "register"},
        {"method", "client/registerCapability"},
        {"params", {{"registrations", Json::array({watching})}}}});
}

void Server::opened(const Json& parameters) {
  const Json& document = parameters.at("textDocument");
  const std::string about = path_in(document);
  buffers_[about] = source::as_read(document.at("text").get<std::string>());
  Workspace& workspace = workspace_of(about);
  if (workspace.owns(about)) workspace.edit(about, buffers_[about]);
  unsettled_ = true;
}

void Server::changed(const Json& parameters) {
  const std::string about = path_in(parameters.at("textDocument"));
  const auto buffer = buffers_.find(about);
  if (buffer == buffers_.end()) return;
  for (const Json& change : parameters.at("contentChanges"))
    buffer->second = after(std::move(buffer->second), change);
  Workspace& workspace = workspace_of(about);
  if (workspace.owns(about)) workspace.edit(about, buffer->second);
  unsettled_ = true;
}

void Server::closed(const Json& parameters) {
  buffers_.erase(path_in(parameters.at("textDocument")));
  reload();
}

void Server::disk_changed(const Json&) { reload(); }

void Server::ignore(const Json&) {}

void Server::reload() {
  folders_.clear();  // a migc.toml may have come or gone
  for (const auto& [key, workspace] : workspaces_) workspace->reload(buffers_);
  unsettled_ = true;
}

/// The project that a file belongs to: that of the next migc.toml above it, or its folder.
Workspace& Server::workspace_of(const std::string& about) {
  const std::string folder = fs::path(about).parent_path().string();
  const auto [known, is_new] = folders_.try_emplace(folder, folder);
  std::string config;
  if (is_new) {
    if (overrides_.config)
      config = fs::absolute(*overrides_.config).lexically_normal().string();
    else if (const auto found = config::find_config(folder))
      config = (fs::path(folder) / *found).lexically_normal().string();
    if (!config.empty()) known->second = config;
  }
  std::unique_ptr<Workspace>& workspace = workspaces_[known->second];
  if (!workspace) {
    workspace = std::make_unique<Workspace>(overrides_, config, folder);
    workspace->reload(buffers_);
  }
  return *workspace;
}

}  // namespace migc::lsp
