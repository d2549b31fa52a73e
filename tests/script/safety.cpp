#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "tests/inject/contents.hpp"
#include "tests/script/script_test.hpp"
#include "tests/script/ways.hpp"
#include "tests/support/database.hpp"
#include "tests/support/files.hpp"
#include "tests/support/process.hpp"
#include "tests/support/project.hpp"

namespace migc::script_test {

namespace fs = std::filesystem;
using support::Database;
using support::Outcome;

namespace {

/// What happens to a script, or around it.
enum class Damage {
  none,
  failing_statement,
  cut_at_line,
  cut_at_byte,
  elsewhere,   ///< It runs on a database that it is not for.
  twice,       ///< It runs on one where it ran before.
  full_pages,  ///< The database may have only so many pages.
  full_files,  ///< No file may be longer.
  reader,      ///< Somebody reads the database at each COMMIT.
  reader_ends  ///< Somebody reads it, and is done in the middle.
};
constexpr Damage damages[] = {Damage::none,        Damage::failing_statement, Damage::cut_at_line,
                              Damage::cut_at_byte, Damage::elsewhere,         Damage::twice,
                              Damage::full_pages,  Damage::full_files,        Damage::reader,
                              Damage::reader_ends};

const char* name_of(Damage damage) {
  constexpr const char* names[] = {"whole",
                                   "a statement fails",
                                   "cut at a line",
                                   "cut",
                                   "on another database",
                                   "twice",
                                   "page limit",
                                   "file size limit",
                                   "a reader at COMMIT",
                                   "a reader until the middle"};
  return names[static_cast<std::size_t>(damage)];
}

/// The last revisions of migrations/ from one of them, and how far a run may have come.
struct Span {
  std::string from;
  std::map<Form, std::string> script;
  std::vector<std::string> states;  ///< Contents: as it was, then behind each revision.
  std::string last;                 ///< The revision at the end.
  std::string start;                ///< The file of the database at its start.
  std::string other;                ///< And of one that is somewhere else.
};

class Spans {
 public:
  explicit Spans(const std::string& migc) : migc_(migc) {
    for (const std::string& file : support::files_in("migrations", ".mig"))
      ids_.push_back(fs::path(file).stem().string());
    all_.push_back(span(0));
    all_.push_back(span(4));
  }
  [[nodiscard]] const std::vector<Span>& all() const { return all_; }

 private:
  [[nodiscard]] Outcome migc(const std::vector<std::string>& arguments) const {
    std::vector<std::string> command = {migc_, "-c", "migrations/migc.toml"};
    command.insert(command.end(), arguments.begin(), arguments.end());
    Outcome outcome = support::run(command);
    if (outcome.exit != 0) throw std::runtime_error(support::head(outcome.errors, 20));
    return outcome;
  }

  void upgrade(const std::string& file, std::size_t revisions) const {
    if (revisions > 0)
      static_cast<void>(migc(
          {"--url", "sqlite:///" + file, "upgrade", ids_[revisions - 1], "--allow-data-loss"}));
  }

  Span span(std::size_t applied) {
    Span made;
    made.from = applied == 0 ? "base" : ids_[applied - 1];
    made.last = ids_.back();
    made.start = folder_.path("start" + std::to_string(applied));
    made.other = folder_.path("other" + std::to_string(applied));
    upgrade(made.start, applied);
    const Database database(made.start);
    if (applied > 0)
      database.run(
          "with recursive n (i) as (select 1 union all select i + 1 from n where i < 400)\n"
          "insert into devices (vendor_id, device_id, vendor_name, device_name)\n"
          "select i, i, 'vendor ' || i, 'a device with quite a long name ' || i from n");
    made.states.push_back(inject::contents(database.handle()));
    upgrade(made.other, applied + 1);
    const std::string way_up = folder_.path("way" + std::to_string(applied));
    if (fs::exists(made.start)) fs::copy_file(made.start, way_up);
    for (std::size_t at = applied; at < ids_.size(); ++at) {
      upgrade(way_up, at + 1);
      made.states.push_back(inject::contents(Database(way_up).handle()));
    }
    for (const auto& [form, runner] :
         {std::pair{Form::plain, "sqlite3"}, std::pair{Form::exec, "exec"}})
      made.script[form] =
          migc({"upgrade", made.from + ":head", "--sql", "--allow-data-loss", "--runner", runner})
              .output;
    return made;
  }

  std::string migc_;
  support::TemporaryDirectory folder_;
  std::vector<std::string> ids_;
  std::vector<Span> all_;
};

/// One cell of the table: a way to run a script, and what happens to it.
class Cell {
 public:
  Cell(const Span& span, const Way& way, Damage damage, std::mt19937& random)
      : span_(span), way_(way), damage_(damage), random_(random), text_(span.script.at(way.form)) {}

  std::string run() {
    const bool elsewhere = damage_ == Damage::elsewhere;
    if (const std::string& file = elsewhere ? span_.other : span_.start; fs::exists(file))
      fs::copy_file(file, database());
    const std::string before = contents();
    const Outcome ran = disturbed();
    const std::string found = contents();
    if (way_.refuses() || elsewhere || damage_ == Damage::reader) {
      if (found != before) return told(ran, before, found);
    } else if (damage_ == Damage::none || damage_ == Damage::twice) {
      if (found != span_.states.back()) return told(ran, span_.states.back(), found);
    } else if (!is_boundary(found)) {
      return told(ran, before, found);
    }
    return elsewhere ? "" : again(found);
  }

 private:
  [[nodiscard]] std::string database() const { return folder_.path("db"); }
  [[nodiscard]] std::string contents() const {
    return inject::contents(Database(database()).handle());
  }
  [[nodiscard]] bool is_boundary(const std::string& found) const {
    return std::find(span_.states.begin(), span_.states.end(), found) != span_.states.end();
  }
  [[nodiscard]] Outcome go(const std::string& text, Limit limit = no_limit) const {
    return script_test::run(way_, text, folder_.path(), limit);
  }

  [[nodiscard]] std::string told(const Outcome& ran, const std::string& expected,
                                 const std::string& found) const {
    return where_ + "exit " + std::to_string(ran.exit) + "\n" + support::head(ran.errors, 5) +
           inject::difference(expected, found);
  }

  /// The whole script, with nothing in its way: it does all where it has done nothing, and nothing
  /// where it has done a part.
  std::string again(const std::string& found) {
    const Outcome ran = go(span_.script.at(way_.form));
    const bool begins = found == span_.states.front() && !way_.refuses();
    const std::string expected = begins ? span_.states.back() : found;
    const std::string now = contents();
    return now == expected ? "" : "run again: " + told(ran, expected, now);
  }

  [[nodiscard]] std::size_t below(std::size_t limit) const { return random_() % limit; }

  Outcome disturbed() {
    std::string text = text_;
    switch (damage_) {
      case Damage::none:
      case Damage::elsewhere:
        return go(text);
      case Damage::twice:
        static_cast<void>(go(text));
        return go(text);
      case Damage::failing_statement: {
        // Behind the latch of the plain form. In front it would be the same as a cut.
        constexpr std::size_t latch = 2;
        const std::vector<std::string> statements = statements_with_commands(text);
        std::size_t at = 0;
        const std::size_t last = latch + below(statements.size() - latch);
        for (std::size_t one = 0; one <= last; ++one) at += statements[one].size();
        where_ = "behind byte " + std::to_string(at) + ": ";
        return go(text.insert(at, "\nselect * from there_is_no_such_table;\n"));
      }
      case Damage::cut_at_line:
        return go(cut(std::min(text.find('\n', below(text.size())), text.size() - 1) + 1));
      case Damage::cut_at_byte:
        return go(cut(below(text.size())));
      case Damage::full_pages: {
        // Anything between what it has and what it would need.
        const std::size_t pages = 1 + fs::file_size(database()) / 4096 + below(14);
        where_ = std::to_string(pages) + " pages: ";
        return go("PRAGMA max_page_count = " + std::to_string(pages) + ";\n" + text);
      }
      case Damage::full_files:
        return full_files(text);
      case Damage::reader:
        return with_reader(text);
      case Damage::reader_ends:
        return with_reader_that_ends(text);
    }
    return {};
  }

  std::string cut(std::size_t at) {
    where_ = "at byte " + std::to_string(at) + ": ";
    return text_.substr(0, at);
  }

  Outcome full_files(const std::string& text) {
    if (!way_.is_own_process()) return go(text);
    const int blocks = static_cast<int>(fs::file_size(database()) / 512 + below(14) * 8 + 1);
    where_ = std::to_string(blocks) + " blocks: ";
    return go(text, blocks);
  }

  /// With a rollback journal a COMMIT has to wait for those who read.
  [[nodiscard]] Outcome with_reader(std::string text) const {
    impatient(text);
    const Database reader(database());
    reader.run("begin; select count(*) from sqlite_schema");
    return go(text);
  }

  /// What follows a COMMIT that failed may then be committed.
  Outcome with_reader_that_ends(std::string text) {
    if (way_.is_own_process()) return go(text);
    impatient(text);
    const std::size_t last = below(statements_with_commands(text).size());
    where_ = "until statement " + std::to_string(last) + ": ";
    const Database reader(database());
    reader.run("begin; select count(*) from sqlite_schema");
    go_on(way_, text, folder_.path(), [&](std::size_t at) {
      if (at == last) reader.run("commit");
    });
    return {};
  }

  static void impatient(std::string& text) {
    const std::string patience = "60000";
    text.replace(text.find(patience), patience.size(), "30");
  }

  const Span& span_;
  const Way& way_;
  const Damage damage_;
  std::mt19937& random_;
  const std::string text_;
  const support::TemporaryDirectory folder_;
  std::string where_;
};

}  // namespace

void check_safety(const std::string& migc, std::uint64_t count, std::uint64_t seed,
                  support::Tally& tally) {
  const Spans spans(migc);
  std::mt19937 random(static_cast<std::mt19937::result_type>(seed));
  const std::vector<Way> all = ways();
  for (std::uint64_t turn = 0; turn < count; ++turn) {
    const Way& way = all[turn % all.size()];
    const Damage damage = damages[turn / all.size() % std::size(damages)];
    const Span& span = spans.all()[random() % spans.all().size()];
    tally.check("safety " + std::to_string(turn) + ": from " + span.from + ", " + way.name() +
                    ", " + name_of(damage),
                [&] { return Cell(span, way, damage, random).run(); });
  }
}

}  // namespace migc::script_test
