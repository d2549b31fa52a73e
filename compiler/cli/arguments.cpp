#include "compiler/cli/arguments.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <vector>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/version.hpp"
#include "compiler/diagnostics/catalogue.hpp"
#include "compiler/diagnostics/suggest.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;

namespace {

/// Help that shows how it is done before it lists what there is.
class ExamplesFirst : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override {
    if (mode == CLI::AppFormatMode::Sub) return make_expanded(app);
    return fmt::format("{}\n\n{}\n{}{}{}{}{}", app->get_description(), app->get_footer(),
                       make_usage(app, std::move(name)), make_positionals(app),
                       make_groups(app, mode), make_subcommands(app, mode),
                       app->get_parent() == nullptr
                           ? ""
                           : "\nOptions of all commands, such as --url: migc --help\n");
  }

  /// A flag that may have a value is no flag with braces.
  std::string make_option_name(const CLI::Option* option, bool is_positional) const override {
    const std::string name = CLI::Formatter::make_option_name(option, is_positional);
    const std::size_t brace = name.find('{');
    return brace == std::string::npos ? name : name.substr(0, brace) + "[=FILE]";
  }

  /// What has a default may be left out.
  std::string make_option_usage(const CLI::Option* option) const override {
    std::string name = make_option_name(option, true);
    if (option->get_expected_max() > 1) name += "...";
    return option->get_default_str().empty() ? name : "[" + name + "]";
  }
};

/// Every word of the command line as CLI11 leaves it; what it means is worked out afterwards.
struct Words {
  GlobalOptions global;
  std::string color = "auto", format = "text", lock_timeout;
  InitOptions init;
  RevisionOptions revision;
  MergeOptions merge;
  RebaseOptions rebase;
  HistoryOptions history;
  GraphOptions graph;
  HeadsOptions heads;
  CurrentOptions current;
  ShowOptions show, edit, explain;
  MigrateOptions upgrade, downgrade;
  StampOptions stamp;
  EnsureVersionOptions ensure_version;
  PreflightOptions preflight;
  BackupOptions backup;
  CompileOptions compile;
};

class Parser {
 public:
  Parser() : app_("Compiles migrations to SQL and applies them to databases.", "migc") {
    auto formatter = std::make_shared<ExamplesFirst>();
    formatter->label("SUBCOMMAND", "COMMAND");
    formatter->label("Subcommands", "Commands");
    formatter->label("Positionals", "Arguments");
    app_.formatter(formatter);
    app_.require_subcommand(0, 1);  // behind one, `heads` and `current` are revisions
    app_.set_help_flag("-h,--help", "Show help, also of each command");
    app_.set_version_flag(
        "--version",
        [] { return fmt::format("migc {} (SQLite {})", tool_version, sqlite3_libversion()); },
        "Show the version");
    app_.footer(
        "Examples:\n"
        "  migc init                         begin a project\n"
        "  migc revision -m \"Add devices\"    write a new revision\n"
        "  migc upgrade head --sql           show the SQL of all revisions; needs no database\n"
        "  migc upgrade head                 bring the database to the newest revision\n"
        "  migc downgrade -1                 undo the last revision\n");
    global_options();
    project_commands();
    listing_commands();
    database_commands();
    caution_commands();
    compiler_commands();
  }

  Request parse(int count, const char* const* arguments) {
    std::vector<std::string> words(arguments + 1, arguments + count);
    if (words.size() == 2 && words[0] == "help") words = {words[1], "--help"};
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
    if (request.complaints.ok()) choose(request);
    return request;
  }

 private:
  using Run = std::function<int(Session&)>;

  struct Verb {
    CLI::App* app;
    Run run;
    std::string_view needs = {};  ///< What has to be said, for the message.
    std::function<bool()> is_given = [] { return true; };
    std::vector<std::string_view> formats = {"text", "json"};
  };

  CLI::App* verb(const char* name, const char* description, const char* examples, Run run) {
    CLI::App* app = app_.add_subcommand(name, description);
    app->footer(fmt::format("Examples:\n{}", examples));
    app->fallthrough();   // global options may stand behind the command too
    app->allow_extras();  // complained of by us, with suggestions
    verbs_.push_back({app, std::move(run)});
    return app;
  }

  void needed(std::string_view what, std::function<bool()> is_given) {
    verbs_.back().needs = what;
    verbs_.back().is_given = std::move(is_given);
  }

  /// What --format may be, where that is not text or json: who only writes files has no results.
  void formats(std::vector<std::string_view> all) { verbs_.back().formats = std::move(all); }

  void global_options() {
    config::Overrides& set = words_.global.overrides;
    app_.allow_extras();
    app_.add_option("-c,--config", set.config, "The migc.toml to use")->option_text("FILE");
    app_.add_option("-n,--name", set.env, "The [env.NAME] in migc.toml to use")
        ->option_text("NAME");
    app_.add_option("--url", set.url, "The database, in place of what migc.toml says")
        ->option_text("URL");
    app_.add_option("--dialect", set.dialect, "The dialect to compile for")->option_text("NAME");
    app_.add_option("--format", words_.format,
                    "Results as text or json; a graph also as mermaid or dot")
        ->option_text("text|json");
    app_.add_option("--color", words_.color,
                    "Colors in results and messages; by default in a terminal, without NO_COLOR")
        ->option_text("auto|always|never");
    app_.add_option("--lock-timeout", words_.lock_timeout,
                    "How long to wait for a locked database (20)")
        ->option_text("SECONDS");
    app_.add_flag("-q,--quiet", words_.global.quiet, "Errors and results only");
    app_.add_flag("-v,--verbose", words_.global.verbose, "More about everything");
  }

  void project_commands() {
    CLI::App* init_app = verb("init", "Begin a project: migc.toml, migrations/, a first revision",
                              "  migc init\n  migc init database\n",
                              [this](Session& session) { return init(session, words_.init); });
    init_app->add_option("DIR", words_.init.folder, "The folder to begin it in (.)")
        ->option_text(" ")
        ->default_str(".");

    revision_command();
    joining_commands();
  }

  void revision_command() {
    RevisionOptions& options = words_.revision;
    CLI::App* app = verb("revision", "Write the file of a new revision",
                         "  migc revision -m \"Add serial numbers\"\n"
                         "  migc revision -m \"Add serial numbers\" --rev-id 2025_01\n"
                         "  migc revision -m \"Begin feature X\" --head 001 --splice "
                         "--branch-label feature_x\n"
                         "  migc revision -m \"More of feature X\" --head feature_x@head\n",
                         [&](Session& session) { return revision(session, options); });
    app->add_option("-m,--message", options.message, "What it is for, in one line")
        ->option_text("MSG");
    app->add_option("--head", options.head, "The revision that it follows (head); or base")
        ->option_text("REV");
    app->add_flag("--splice", options.splice, "Allow a --head that is not a head: a branch");
    app->add_option("--depends-on", options.depends_on, "A revision that has to be applied before")
        ->option_text("REV")
        ->expected(1)
        ->take_all();
    app->add_option("--version-path", options.folder, "The version folder to write it to")
        ->option_text("DIR");
    app->add_flag("--edit", options.edit, "Open it in the editor");
    naming_options(app, options.rev_id, options.labels);
    needed("-m MSG", [&options] { return !options.message.empty(); });
  }

  static void naming_options(CLI::App* app, std::optional<std::string>& id,
                             std::vector<std::string>& labels) {
    app->add_option("--rev-id", id, "Its id, in place of a generated one")->option_text("ID");
    app->add_option("--branch-label", labels, "A name for its line of revisions")
        ->option_text("LABEL")
        ->expected(1)
        ->take_all();
  }

  void joining_commands() {
    MergeOptions& merged = words_.merge;
    CLI::App* app = verb("merge", "Write a revision that joins several heads",
                         "  migc merge heads\n"
                         "  migc merge -m \"Merge feature X\" 003_serial feature_x@head\n",
                         [&](Session& session) { return merge(session, merged); });
    app->add_option("REV", merged.revisions, "The heads to join")->option_text("...");
    app->add_option("-m,--message", merged.message, "What it is for, in one line")
        ->option_text("MSG");
    naming_options(app, merged.rev_id, merged.labels);
    needed("REV", [&merged] { return !merged.revisions.empty(); });

    RebaseOptions& moved = words_.rebase;
    app = verb("rebase", "Let a revision that is not applied yet follow another",
               "  migc rebase 003_serial --onto 004_vendor\n"
               "  migc rebase feature_x --onto 004_vendor\n",
               [&](Session& session) { return rebase(session, moved); });
    app->add_option("REV", moved.revision, "The revision whose file is rewritten")
        ->option_text(" ");
    app->add_option("--onto", moved.onto, "The head that it is to follow")->option_text("HEAD");
    needed("REV --onto HEAD", [&moved] { return !moved.revision.empty() && !moved.onto.empty(); });

    app = verb("edit", "Open a revision's file in the editor", "  migc edit head\n",
               [this](Session& session) { return edit(session, words_.edit); });
    app->add_option("REV", words_.edit.revision, "The revision")->option_text(" ");
    needed("REV", [this] { return !words_.edit.revision.empty(); });
    formats({"text"});
  }

  void listing_commands() {
    HistoryOptions& options = words_.history;
    CLI::App* app = verb(
        "history", "List the revisions, newest first; in a terminal with the lines of branches",
        "  migc history\n  migc history --verbose\n  migc history -r 001:head\n"
        "  migc history -r -3:current\n",
        [&](Session& session) { return history(session, options); });
    app->add_option("-r,--rev-range", options.range, "From one revision to another")
        ->option_text("FROM:TO");
    app->add_flag("-i,--indicate-current", options.indicate_current, "Mark where the database is");
    app = verb("graph", "Draw the revisions and how they follow each other",
               "  migc graph\n  migc graph -r 001:head\n"
               "  migc graph --format mermaid         for Markdown pages\n"
               "  migc graph --format dot | dot -Tsvg -o revisions.svg\n",
               [this](Session& session) {
                 words_.graph.format = words_.format;
                 return graph(session, words_.graph);
               });
    app->add_option("-r,--rev-range", words_.graph.range, "From one revision to another")
        ->option_text("FROM:TO");
    formats({"text", "mermaid", "dot", "json"});

    app = verb("heads", "List the newest revisions",
               "  migc heads\n  migc heads --verbose\n  migc heads --check\n",
               [this](Session& session) { return heads(session, words_.heads); });
    app->add_flag("--resolve-dependencies", words_.heads.resolve_dependencies,
                  "Leave out what another revision depends on");
    app->add_flag("--check", words_.heads.check, "Exit with 1 when there are several");
    verb("branches", "List the revisions that several others follow",
         "  migc branches\n  migc branches --verbose\n", branches);
    app = verb("current", "Show where the database is",
               "  migc current\n  migc current --verbose\n  migc current --check-heads\n",
               [this](Session& session) { return current(session, words_.current); });
    app->add_flag("--check-heads", words_.current.check_heads,
                  "Exit with 1 when it is not at the heads");
    verb("status", "Show where the database is, what is pending, and what was edited since",
         "  migc status\n  migc status --format json\n", status);
    verb("show", "Show everything about a revision", "  migc show head\n  migc show 001\n",
         [this](Session& session) { return show(session, words_.show); })
        ->add_option("REV", words_.show.revision, "The revision")
        ->option_text(" ");
    needed("REV", [this] { return !words_.show.revision.empty(); });
  }

  void database_commands() {
    migrate_command("upgrade", "Bring the database up to a revision",
                    "  migc upgrade head\n  migc upgrade +1\n  migc upgrade 002_migrate_data\n"
                    "  migc upgrade head --sql\n  migc upgrade 003:005 --sql -o upgrade.sql\n",
                    words_.upgrade, upgrade);
    migrate_command("downgrade", "Bring the database back down to a revision",
                    "  migc downgrade -1\n  migc downgrade base\n"
                    "  migc downgrade 001_initial_schema\n  migc downgrade -1 --sql\n",
                    words_.downgrade, downgrade);

    StampOptions& options = words_.stamp;
    CLI::App* app = verb("stamp", "Record a revision in the database, and execute nothing else",
                         "  migc stamp head\n  migc stamp 002_migrate_data\n  migc stamp base\n",
                         [&](Session& session) { return stamp(session, options); });
    app->add_option("REV", options.revisions, "The revisions that it is at")->option_text("...");
    app->add_flag("--purge", options.purge, "Forget first whatever is recorded");
    app->add_flag("--sql", options.sql, "Print a script instead of executing");
    tag_option(app, options.tag);
    runner_option(app, options.runner);
    needed("REV", [&options] { return !options.revisions.empty(); });

    app = verb("ensure-version", "Create the version table where there is none",
               "  migc ensure-version\n  migc ensure-version --sql\n",
               [this](Session& session) { return ensure_version(session, words_.ensure_version); });
    app->add_flag("--sql", words_.ensure_version.sql, "Print a script instead of executing");
  }

  void metadata_option(CLI::App* app) {
    app->add_flag("--sqlite-metadata", words_.global.overrides.sqlite_metadata,
                  "Change declarations by editing SQLite's schema table where no row is concerned");
  }

  static void runner_option(CLI::App* app, std::string& runner) {
    app->add_option("--runner", runner, "Who is to run the script (sqlite3)")
        ->option_text("sqlite3|exec|wrapped");
  }

  void caution_commands() {
    PreflightOptions& asked = words_.preflight;
    CLI::App* app = verb("preflight", "Ask whether the rows of the database allow an upgrade",
                         "  migc preflight head\n  migc preflight -1 --downgrade\n"
                         "  migc preflight 003:005 --sql | sqlite3 -readonly production.db\n",
                         [&](Session& session) { return preflight(session, asked); });
    app->add_option("REV", asked.revision, "As for upgrade; with --sql also FROM:TO")
        ->option_text(" ");
    app->add_flag("--downgrade", asked.downgrade, "Ask whether they allow a downgrade");
    app->add_flag("--sql", asked.sql, "Print the queries, which change nothing, for others to ask");
    app->add_option("-o,--output", asked.file, "Write the queries to a file")->option_text("FILE");
    needed("REV", [&asked] { return !asked.revision.empty(); });

    app = verb("backup", "Copy the database to a new file, while others go on",
               "  migc backup\n  migc backup before_release.db\n",
               [this](Session& session) { return backup(session, words_.backup); });
    app->add_option("FILE", words_.backup.file, "The new file (DATABASE.backup-YYYYmmddHHMMSS)")
        ->option_text(" ");
  }

  static void tag_option(CLI::App* app, std::optional<std::string>& tag) {
    app->add_option("--tag", tag, "What the log calls this run: a release, a ticket")
        ->option_text("TEXT");
  }

  void migrate_command(const char* name, const char* description, const char* examples,
                       MigrateOptions& options,
                       int (*run)(Session& session, const MigrateOptions& options)) {
    CLI::App* app = verb(name, description, examples,
                         [run, &options](Session& session) { return run(session, options); });
    app->add_option("REV", options.revision,
                    "A revision, head, base, +N, -N; with --sql also FROM:TO")
        ->option_text(" ");
    app->add_flag("--sql", options.sql, "Print a script instead of executing");
    app->add_option("-o,--output", options.file, "Write the script to a file")->option_text("FILE");
    app->add_flag(
        "--coalesce", options.coalesce,
        "One transaction for all revisions of the script, and one rebuild for each table");
    runner_option(app, options.runner);
    app->add_flag("--from-db", options.from_db, "Let the script begin where the database is");
    tag_option(app, options.tag);
    metadata_option(app);
    app->add_flag(fmt::format("--backup{{{}}}", MigrateOptions::usual_backup), options.backup,
                  "Make a backup before the first change");
    if (run == upgrade)
      app->add_flag("--allow-edited", options.allow_edited,
                    "Accept applied revisions as their files are now");
    needed("REV", [&options] { return !options.revision.empty(); });
  }

  void compiler_commands() {
    CLI::App* app = verb("compile", "Write the SQL of every revision to files",
                         "  migc compile\n  migc compile -o out --depfile out/sql.d\n",
                         [this](Session& session) { return compile(session, words_.compile); });
    app->add_option("-o,--output", words_.global.overrides.out, "The folder to write to (out)")
        ->option_text("DIR");
    app->add_option("--depfile", words_.compile.depfile,
                    "Write what was read as a rule for Make and Ninja")
        ->option_text("FILE");
    runner_option(app, words_.compile.runner);
    metadata_option(app);
    app = verb("explain", "Say how a revision is made, statement by statement, and why so",
               "  migc explain head\n  migc explain 005 --sqlite-metadata\n",
               [this](Session& session) { return explain(session, words_.explain); });
    app->add_option("REV", words_.explain.revision, "The revision")->option_text(" ");
    metadata_option(app);
    needed("REV", [this] { return !words_.explain.revision.empty(); });
    verb("verify", "Try every revision up and down on a scratch database", "  migc verify\n",
         verify);
  }

  GlobalOptions global(diagnostics::Diagnostics& complaints) {
    using Color = GlobalOptions::Color;
    GlobalOptions options = words_.global;
    options.json = words_.format == "json";
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

    const auto found = std::find_if(verbs_.begin(), verbs_.end(),
                                    [&](const Verb& one) { return one.app == asked[0]; });
    check_format(request, *found);
    if (!request.complaints.ok()) return;
    if (found->is_given())
      request.command = found->run;
    else
      request.complaints
          .report(kind::missing_argument, {}, std::string(found->needs),
                  fmt::format("{} {}", asked[0]->get_name(), found->needs))
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
    for (const Verb& one : verbs_) names.push_back(one.app->get_name());
    request.complaints.report(kind::unknown_command, {}, word)
        .suggest(word, names)
        .note("`migc --help` lists the commands");
  }

  void complain_of_option(Request& request, const std::string& word,
                          const std::vector<CLI::App*>& asked) {
    const std::string option = word.substr(0, word.find('='));
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

  Words words_;
  CLI::App app_;
  std::vector<Verb> verbs_;
};

}  // namespace

Request parse_arguments(int count, const char* const* arguments) {
  static Parser parser;  // the request's command refers to its words
  return parser.parse(count, arguments);
}

}  // namespace migc::cli
