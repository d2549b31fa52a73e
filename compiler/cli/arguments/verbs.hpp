#pragma once

#include <CLI/CLI.hpp>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/cli/session.hpp"

namespace migc::cli {

/// The words of options that every command has, as they were written.
struct GlobalWords {
  GlobalOptions options;
  std::string color = "auto", format = "text", lock_timeout;
};

/// What --format may be for commands that mostly report what is wrong.
inline const std::vector<std::string_view> report_formats = {"text",  "json",   "gcc",
                                                             "sarif", "github", "gitlab"};

/// A command: what may stand behind it, and what runs it. Whatever its options are read into has to
/// live as long as `run` does, which therefore owns it.
struct Verb {
  CLI::App* app;
  std::function<int(Session&)> run;
  std::string_view missing{};  ///< What has to be said, for the message.
  std::function<bool()> is_given = [] { return true; };
  /// What --format may be: who only writes files has no results.
  std::vector<std::string_view> formats = {"text", "json"};

  /// Whether help does not list it.
  [[nodiscard]] bool hidden() const { return app->get_group().empty(); }

  template <class T>
  CLI::Option* argument(const char* name, T& into, const char* description) {
    return app->add_option(name, into, description)->option_text(" ");
  }
  /// One or more.
  CLI::Option* arguments(const char* name, std::vector<std::string>& into,
                         const char* description) {
    return app->add_option(name, into, description)->option_text("...");
  }
  /// `value` is what help shows in the place of a value.
  template <class T>
  CLI::Option* option(const char* name, T& into, const char* description, const char* value) {
    return app->add_option(name, into, description)->option_text(value);
  }
  /// An option that may stand several times.
  void options(const char* name, std::vector<std::string>& into, const char* description,
               const char* value) {
    option(name, into, description, value)->expected(1)->take_all();
  }
  void flag(const std::string& name, bool& into, const char* description) {
    app->add_flag(name, into, description);
  }
  /// Without `what` there is nothing to be run.
  void needs(std::string_view what, std::function<bool()> given) {
    missing = what;
    is_given = std::move(given);
  }
};

/// All commands, in the order in which help lists them.
class Verbs {
 public:
  Verbs(CLI::App& app, GlobalWords& global) : app_(app), global_(global) {}

  Verb& add(const char* name, const char* description, const char* examples,
            std::function<int(Session&)> run);

  [[nodiscard]] const CLI::App& app() const { return app_; }
  [[nodiscard]] GlobalWords& global() { return global_; }
  [[nodiscard]] const std::deque<Verb>& all() const { return all_; }

 private:
  CLI::App& app_;
  GlobalWords& global_;
  std::deque<Verb> all_;
};

// What several commands have.
void naming_options(Verb& verb, std::optional<std::string>& id, std::vector<std::string>& labels);
void tag_option(Verb& verb, std::optional<std::string>& tag);
void runner_option(Verb& verb, std::string& runner);
void metadata_option(Verb& verb, Verbs& verbs);
void rehearsal_option(Verb& verb, Verbs& verbs);

// The commands, a file of them each.
void add_project_commands(Verbs& verbs);
void add_listing_commands(Verbs& verbs);
void add_migration_commands(Verbs& verbs);
void add_compiler_commands(Verbs& verbs);
void add_tool_commands(Verbs& verbs);

}  // namespace migc::cli
