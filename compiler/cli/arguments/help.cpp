#include "compiler/cli/arguments/help.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace migc::cli {

namespace {

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

}  // namespace

std::shared_ptr<CLI::Formatter> help_formatter() {
  auto formatter = std::make_shared<ExamplesFirst>();
  formatter->label("SUBCOMMAND", "COMMAND");
  formatter->label("Subcommands", "Commands");
  formatter->label("Positionals", "Arguments");
  return formatter;
}

}  // namespace migc::cli
