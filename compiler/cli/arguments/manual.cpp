#include "compiler/cli/arguments/manual.hpp"

#include <fmt/format.h>

#include <sstream>

#include "compiler/cli/version.hpp"

namespace migc::cli {

namespace {

/// Text that man prints as it is: a hyphen that can be copied, no request at the start of a line.
std::string roff(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (escaped.empty() && (c == '.' || c == '\'')) escaped += "\\&";
    if (c == '-') escaped += '\\';
    if (c == '\\')
      escaped += "\\e";
    else
      escaped += c;
  }
  return escaped;
}

constexpr std::string_view about = R"(.SH DESCRIPTION
migc compiles database migrations.
A change is written once, as declarative SQL in a
.I .mig
file; see
.BR mig (5).
migc replays the files in memory, so it knows the whole schema at every revision without a database.
From that it writes one SQL script for review, or changes the database itself, in both directions.
)";

constexpr std::string_view closing = R"(.SH REVISIONS
A revision is its id, the beginning of an id that no other has, a branch label,
.BR head ,
.BR heads ,
.B base
or
.BR current .
.B +1
and
.B \-1
count from where the database is.
.IB FROM : TO
is a range.
.SH EXIT STATUS
.TP
.B 0
Done, or nothing to do.
.TP
.B 1
The answer is no.
.TP
.B 2
The command line or the settings are wrong.
.TP
.B 3
The migrations do not compile.
.TP
.B 4
The database cannot be opened, or is locked.
.TP
.B 5
The database refused, and was rolled back.
.TP
.B 7
The database is at an unknown revision, or was changed by hand.
.TP
.B 8
Output could not be written.
.TP
.B 70
A defect of migc.
.TP
.BR 130 ", " 143
Interrupted.
.SH ENVIRONMENT
.TP
.B MIGC_URL
The database; overrides migc.toml.
.TP
.B MIGC_CONFIG
The migc.toml to use.
.TP
.B MIGC_ENV
The [env.NAME] in migc.toml to use.
.TP
.B NO_COLOR
Not empty: no color.
.TP
.BR VISUAL ", " EDITOR
The editor of
.BR "migc edit" .
.TP
.B SOURCE_DATE_EPOCH
The time to write in place of now.
.SH FILES
.TP
.I migc.toml
The settings.
It is searched in the working directory, its
.I migrations
folder and the folders above.
.SH SEE ALSO
.BR mig (5),
.BR sqlite3 (1)
)";

/// `-o, --output FILE`
std::string spelled(const CLI::Option& option) {
  std::string names;
  for (const std::string& name : option.get_snames())
    names += fmt::format("\\fB{}\\fR, ", roff("-" + name));
  for (const std::string& name : option.get_lnames())
    names += fmt::format("\\fB{}\\fR, ", roff("--" + name));
  names.resize(names.size() - 2);
  const std::string& value = option.get_option_text();
  if (!value.empty()) names += fmt::format(" \\fI{}\\fR", roff(value));
  return names;
}

void options(const CLI::App& app, std::string& page) {
  for (const CLI::Option* option : app.get_options())
    if (!option->get_positional() && !option->check_lname("help"))
      page += fmt::format(".TP\n{}\n{}.\n", spelled(*option), roff(option->get_description()));
}

/// The arguments as usage shows them, and what each is.
void arguments(const CLI::App& app, std::string& page) {
  for (const CLI::Option* option : app.get_options())
    if (option->get_positional())
      page += fmt::format(".TP\n\\fI{}\\fR\n{}.\n", roff(option->get_name(true)),
                          roff(option->get_description()));
}

std::string usage(const CLI::App& app) {
  std::string line = fmt::format("\\fBmigc {}\\fR [\\fIOPTION\\fR]...", roff(app.get_name()));
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_positional()) continue;
    std::string name = fmt::format("\\fI{}\\fR", roff(option->get_name(true)));
    if (option->get_items_expected_max() > 1) name += "...";
    line += option->get_default_str().empty() ? " " + name : " [" + name + "]";
  }
  return line;
}

/// What the footer of a command shows, as it is.
void examples(const CLI::App& app, std::string& page) {
  std::istringstream lines(app.get_footer());
  std::string line;
  std::getline(lines, line);  // "Examples:"
  page += ".PP\n.nf\n.RS\n";
  while (std::getline(lines, line))
    page += roff(line.substr(std::min<std::size_t>(2, line.size()))) + "\n";
  page += ".RE\n.fi\n";
}

}  // namespace

std::string manual(const CLI::App& app, const Verbs& verbs) {
  std::string page = fmt::format(
      ".TH MIGC 1 \"\" \"migc {}\" \"User Commands\"\n.SH NAME\nmigc \\- compile database "
      "migrations to SQL and apply them\n.SH SYNOPSIS\n.B migc\n[\\fIOPTION\\fR]... "
      "\\fICOMMAND\\fR [\\fIARGUMENT\\fR]...\n",
      tool_version);
  page += about;
  page += ".SH COMMANDS\n";
  for (const Verb& verb : verbs.all()) {
    if (verb.hidden()) continue;
    page += fmt::format(".SS {}\n{}\n.PP\n{}.\n", roff(verb.app->get_name()), usage(*verb.app),
                        roff(verb.app->get_description()));
    arguments(*verb.app, page);
    options(*verb.app, page);
    examples(*verb.app, page);
  }
  page += ".SH OPTIONS\nEvery command has these.\n";
  options(app, page);
  return page + std::string(closing);
}

}  // namespace migc::cli
