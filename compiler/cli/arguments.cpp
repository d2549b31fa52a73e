#include "compiler/cli/arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "compiler/cli/arguments/completion.hpp"
#include "compiler/cli/arguments/help.hpp"
#include "compiler/cli/arguments/verbs.hpp"
#include "compiler/cli/version.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/diagnostics/suggest.hpp"
#include "compiler/drivers/drivers.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;

namespace {

class Parser {
 public:
  Parser() : app_("Compiles migrations to SQL and applies them to databases.", "migc") {
    app_.formatter(help_formatter());
    app_.require_subcommand(0, 1);  // behind one, `heads` and `current` are revisions
    app_.set_help_flag("-h,--help", "Show help; also for each command");
    app_.set_version_flag(
        "--version",
        [] {
          const database::Driver& driver = *drivers::find_driver("sqlite");
          return fmt::format("migc {} ({} {})", tool_version, driver.product(), driver.version());
        },
        "Show the version");
    app_.footer(
        "Examples:\n  migc init                         start a project\n  migc revision -m \"Add "
        "devices\"    create a new revision\n  migc upgrade head --sql           print the SQL of "
        "all revisions; needs no database\n  migc upgrade head                 upgrade the "
        "database to the newest revision\n  migc downgrade -1                 undo the last "
        "revision\n");
    global_options();
    add_project_commands(verbs_);
    add_listing_commands(verbs_);
    add_migration_commands(verbs_);
    add_compiler_commands(verbs_);
    add_tool_commands(verbs_);
  }

  Request parse(int count, const char* const* arguments) {
    std::vector<std::string> words(arguments + 1, arguments + count);
    if (!words.empty() && words[0] == "complete") return completion(std::move(words));
    if (!words.empty() && words[0] == "help") {  // the same as --help behind the command
      words.erase(words.begin());
      words.emplace_back("--help");
    }
    std::reverse(words.begin(), words.end());  // CLI11 takes them off the end
    Request request;
    try {
      app_.parse(std::move(words));
    } catch (const CLI::CallForHelp&) {
      const std::vector<std::string> unknown = app_.remaining(true);
      if (app_.get_subcommands().empty() && !unknown.empty())
        complain_of_command(request, unknown[0]);
      else
        request.text = app_.help();
      return request;
    } catch (const CLI::CallForVersion& version) {
      request.text = fmt::format("{}\n", version.what());
      return request;
    } catch (const CLI::ArgumentMismatch& error) {
      const std::string_view text = error.what();
      request.complaints.report(kind::value_missing, {},
                                std::string(text.substr(0, text.find(':'))));
    } catch (const CLI::ParseError& error) {
      request.complaints.report(kind::option_misused, {}, error.what());
    }
    request.options = global(request.complaints);
    config::check_overrides(request.options.overrides, request.complaints);
    if (request.complaints.ok()) choose(request);
    return request;
  }

 private:
  /// `complete -- WORD…`, which the shells ask. Options before the last word choose the project.
  Request completion(std::vector<std::string> words) {
    words.erase(words.begin(),
                std::next(words.begin(), std::min<std::ptrdiff_t>(2, std::ssize(words))));
    const CompleteOptions wanted = completion_of(app_, verbs_, words);
    std::vector<std::string> finished = finished_words(app_, verbs_, words);
    std::reverse(finished.begin(), finished.end());
    Request request;
    try {
      app_.parse(std::move(finished));
    } catch (const CLI::Error&) {  // it is not finished
    }
    request.options.overrides = words_.options.overrides;
    request.command = [wanted](Session& session) { return complete(session, wanted); };
    return request;
  }

  void global_options() {
    config::Overrides& set = words_.options.overrides;
    app_.allow_extras();
    app_.add_option("-c,--config", set.config, "The migc.toml to use")->option_text("FILE");
    app_.add_option("-n,--name", set.env, "The [env.NAME] in migc.toml to use")
        ->option_text("NAME");
    app_.add_option("--url", set.url, "The database; overrides migc.toml")->option_text("URL");
    app_.add_option("-x", set.parameters,
                    "The value of a parameter that revisions declare; overrides migc.toml")
        ->expected(1)
        ->take_all()
        ->option_text("NAME=VALUE");
    app_.add_option("--dialect", set.dialect, "The dialect to compile for")->option_text("NAME");
    app_.add_option(
            "--format", words_.format,
            "Format of results: text or json; graphs also mermaid or dot; messages also gcc, "
            "sarif, github or gitlab; verify also junit or tap")
        ->option_text("text|json");
    app_.add_option("--color", words_.color,
                    "Color in results and messages; default: in a terminal, unless NO_COLOR is set")
        ->option_text("auto|always|never");
    app_.add_option("--lock-timeout", words_.lock_timeout,
                    "Seconds to wait for a locked database (20)")
        ->option_text("SECONDS");
    app_.add_flag("-q,--quiet", words_.options.quiet, "Print only errors and results");
    app_.add_flag("-v,--verbose", words_.options.verbose, "Print more details");
  }

  GlobalOptions global(diagnostics::Diagnostics& complaints) {
    using Color = GlobalOptions::Color;
    GlobalOptions options = words_.options;
    options.json = words_.format == "json";
    options.report = diagnostics::report_format(words_.format);
    options.color = words_.color == "always"  ? Color::always
                    : words_.color == "never" ? Color::never
                                              : Color::automatic;
    if (options.color == Color::automatic && words_.color != "auto")
      complaints.report(kind::option_value, {}, "--color", "`auto`, `always` or `never`",
                        words_.color);
    if (words_.lock_timeout.empty()) return options;
    unsigned seconds = 0;
    const char* const end = words_.lock_timeout.data() + words_.lock_timeout.size();
    const auto [rest, failure] = std::from_chars(words_.lock_timeout.data(), end, seconds);
    if (failure != std::errc() || rest != end || seconds > 86400)
      complaints.report(kind::option_value, {}, "--lock-timeout", "a number of seconds up to 86400",
                        words_.lock_timeout);
    options.lock_timeout = std::chrono::seconds(seconds);
    return options;
  }

  /// Finds the command that was asked for, or what is wrong with how it was.
  void choose(Request& request) {
    const std::vector<CLI::App*> asked = app_.get_subcommands();
    const std::vector<std::string> surplus = app_.remaining(true);
    if (asked.empty() && surplus.empty()) {
      request.complaints.report(kind::missing_argument, {}, "a command", "COMMAND")
          .note("`migc --help` lists them");
      return;
    }
    const bool is_option = !surplus.empty() && surplus[0].starts_with("-") && surplus[0] != "-";
    if (is_option)
      complain_of_option(request, surplus[0], asked);
    else if (asked.empty())
      complain_of_command(request, surplus[0]);
    else if (!surplus.empty())
      request.complaints.report(kind::surplus_argument, {}, surplus[0])
          .note(fmt::format("`migc {} --help` shows how it is used", asked[0]->get_name()));
    if (!request.complaints.ok()) return;

    const auto found = std::find_if(verbs_.all().begin(), verbs_.all().end(),
                                    [&](const Verb& one) { return one.app == asked[0]; });
    check_format(request, *found);
    if (!request.complaints.ok()) return;
    if (found->is_given())
      request.command = found->run;
    else
      request.complaints
          .report(kind::missing_argument, {}, std::string(found->missing),
                  fmt::format("{} {}", asked[0]->get_name(), found->missing))
          .note(fmt::format("`migc {} --help` shows examples", asked[0]->get_name()));
  }

  void check_format(Request& request, const Verb& asked) {
    const auto& all = asked.formats;
    if (std::find(all.begin(), all.end(), words_.format) != all.end()) return;
    std::string listed;
    for (const std::string_view& one : all) {
      if (&one != &all.front()) listed += &one == &all.back() ? " or " : ", ";
      listed += fmt::format("`{}`", one);
    }
    request.complaints.report(kind::option_value, {},
                              fmt::format("migc {} --format", asked.app->get_name()), listed,
                              words_.format);
  }

  void complain_of_command(Request& request, const std::string& word) {
    std::vector<std::string> names;
    for (const Verb& one : verbs_.all())
      if (!one.hidden()) names.push_back(one.app->get_name());
    request.complaints.report(kind::unknown_command, {}, word)
        .suggest(word, names)
        .note("`migc --help` lists the commands");
  }

  void complain_of_option(Request& request, const std::string& word,
                          const std::vector<CLI::App*>& asked) {
    const std::string option = word.substr(0, word.find('='));
    if (!asked.empty() && asked[0]->get_option_no_throw(option) != nullptr) {
      request.complaints.report(kind::unknown_option, {}, option)
          .note(fmt::format("it is an option of `{0}`: write it after the command, `migc {0} {1}`",
                            asked[0]->get_name(), option));
      return;
    }
    std::vector<std::string> names;
    const auto add = [&names](const CLI::App* app) {
      for (const CLI::Option* one : app->get_options())
        for (const std::string& name : one->get_lnames()) names.push_back("--" + name);
    };
    add(&app_);
    if (!asked.empty()) add(asked[0]);
    request.complaints.report(kind::unknown_option, {}, option)
        .suggest(option, names)
        .note(fmt::format("`migc {}--help` lists the options",
                          asked.empty() ? "" : asked[0]->get_name() + " "));
  }

  GlobalWords words_;
  CLI::App app_;
  Verbs verbs_{app_, words_};
};

}  // namespace

Request parse_arguments(int count, const char* const* arguments) {
  static Parser parser;  // the request's command refers to its words
  return parser.parse(count, arguments);
}

}  // namespace migc::cli
