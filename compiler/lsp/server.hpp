#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/lsp/answers.hpp"

namespace migc::lsp {

/// Messages in, messages out. It opens no descriptor, so that tests and fuzzers may drive it.
class Server {
 public:
  Server(config::Overrides overrides, std::string version)
      : overrides_(std::move(overrides)), version_(std::move(version)) {}

  /// Takes a message, whatever it may be, and returns what is to be sent now.
  [[nodiscard]] std::vector<std::string> receive(std::string_view text);
  /// While no more messages wait: goes on with what is to be checked, and returns the complaints
  /// that have changed.
  [[nodiscard]] std::vector<std::string> settle();
  [[nodiscard]] bool settled() const { return !unsettled_; }

  [[nodiscard]] bool done() const { return exits_; }
  /// What the process is to end with: 0 after `shutdown` was asked for.
  [[nodiscard]] int exit_code() const { return shut_down_ ? 0 : 1; }

 private:
  /// What a request is answered with that cannot be done.
  struct Refusal {
    int code;
    std::string why;
  };
  /// A place that a request is about.
  struct At {
    Workspace& workspace;
    const File& file;
    std::size_t offset;
  };
  using Handler = Json (Server::*)(const Json& parameters);
  using Listener = void (Server::*)(const Json& parameters);

  void handle(const Json& message);
  void request(const Json& id, const std::string& method, const Json& parameters);
  void notification(const std::string& method, const Json& parameters);
  void publish();
  void send(Json message);
  void fail(const Json& id, int code, const std::string& why);

  Json initialize(const Json& parameters);
  Json shutdown(const Json& parameters);
  Json complete(const Json& parameters);
  Json show(const Json& parameters);
  Json define(const Json& parameters);
  Json refer(const Json& parameters);
  Json prepare(const Json& parameters);
  Json rename_id(const Json& parameters);
  Json format(const Json& parameters);
  Json act(const Json& parameters);

  void initialized(const Json& parameters);
  void opened(const Json& parameters);
  void changed(const Json& parameters);
  void closed(const Json& parameters);
  void disk_changed(const Json& parameters);
  void ignore(const Json& parameters);

  [[nodiscard]] Workspace& workspace_of(const std::string& path);
  [[nodiscard]] std::optional<At> at(const Json& parameters, const char* place = "position");
  void reload();

  config::Overrides overrides_;
  std::string version_;
  Buffers buffers_;
  std::map<std::string, std::unique_ptr<Workspace>> workspaces_;  ///< By migc.toml, or folder.
  std::map<std::string, std::string> folders_;    ///< The key of each folder that was asked for.
  std::map<std::string, std::string> published_;  ///< By path, as sent last.
  std::vector<std::string> out_;
  bool watches_ = false;  ///< Whether the editor can be asked to watch files.
  bool initialized_ = false, shut_down_ = false, exits_ = false;
  bool unsettled_ = false;
};

}  // namespace migc::lsp
