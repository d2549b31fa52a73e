#include "compiler/emit/offline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "compiler/backends/quote.hpp"

namespace migc::emit {

namespace {

using backends::Action;
using backends::Plan;

std::string count(std::size_t n, std::string_view noun) {
  return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s");
}

/// Whether a plan only says by other names where the database is.
bool only_records(const Plan& plan) {
  return !plan.log.empty() && plan.log.front().event == "stamp";
}

/// How many they are about: one in the log for each, and a stamp logs none.
std::size_t revisions(std::span<const Plan> plans, bool any_start) {
  std::size_t all = 0;
  for (const Plan& plan : plans)
    if (!any_start || !only_records(plan)) all += std::max<std::size_t>(1, plan.log.size());
  return all;
}

std::string lines_of(std::vector<std::string> rows) {
  std::sort(rows.begin(), rows.end());
  return fmt::format("{}", fmt::join(rows, "\n"));
}

/// What plans do to things of a name, each with the revisions that do it: `devices (005, 008)`.
class Ledger {
 public:
  void add(const std::string& name, const std::string& revision) {
    const auto [found, is_new] = at_.try_emplace(name, entries_.size());
    if (is_new) entries_.push_back({name, {}});
    std::vector<std::string>& revisions = entries_[found->second].revisions;
    if (revisions.empty() || revisions.back() != revision) revisions.push_back(revision);
  }

  /// One behind the other, of a single plan without the revision. Few lines, however many there
  /// are.
  [[nodiscard]] std::vector<std::string> lines(bool of_one) const {
    constexpr std::size_t widest = 96, most_lines = 6;
    std::vector<std::string> lines(1);
    for (std::size_t at = 0; at < entries_.size(); ++at) {
      const std::string one = text_of(entries_[at], of_one) + (at + 1 < entries_.size() ? "," : "");
      if (!lines.back().empty() && lines.back().size() + one.size() >= widest) {
        if (lines.size() == most_lines) {
          lines.push_back(fmt::format("and {} more", entries_.size() - at));
          break;
        }
        lines.emplace_back();
      }
      lines.back() += (lines.back().empty() ? "" : " ") + one;
    }
    if (lines.front().empty()) lines.front() = "none";
    return lines;
  }

  [[nodiscard]] bool empty() const { return entries_.empty(); }

 private:
  struct Entry {
    std::string name;
    std::vector<std::string> revisions;
  };

  static std::string text_of(const Entry& entry, bool of_one) {
    constexpr std::size_t most_revisions = 4;
    if (of_one) return entry.name;
    return fmt::format("{} ({})", entry.name,
                       entry.revisions.size() > most_revisions
                           ? count(entry.revisions.size(), "revision")
                           : fmt::format("{}", fmt::join(entry.revisions, ", ")));
  }

  std::vector<Entry> entries_;
  std::map<std::string, std::size_t> at_;
};

struct Costs {
  Ledger copied, lost;
  Ledger lost_if_empty;  ///< What is only dropped when nothing is in it: else the script stops.
};

bool asks_for_loss(const Action& action) {
  return std::any_of(action.statements.begin(), action.statements.end(),
                     [](const backends::Statement& statement) {
                       return statement.demands && statement.demands->is_of_loss();
                     });
}

Costs costs_of(std::span<const Plan> plans) {
  Costs costs;
  for (const Plan& plan : plans)
    for (const Action& action : plan.script.actions) {
      if (action.rewrites_rows)
        for (const std::string& table : action.tables) costs.copied.add(table, plan.revision);
      Ledger& lost = asks_for_loss(action) ? costs.lost_if_empty : costs.lost;
      for (const std::string& one : action.loses) lost.add(one, plan.revision);
    }
  return costs;
}

class Head {
 public:
  Head(std::span<const Plan> plans, const ScriptHead& about, const backends::Backend& backend)
      : plans_(plans), about_(about), backend_(backend) {}

  std::string text() && {
    line(fmt::format("migc {}: {} to {}, {}, for {}", about_.tool_version,
                     about_.frame.any_start ? "any revision" : about_.from, about_.to,
                     count(revisions(plans_, about_.frame.any_start), "revision"),
                     backend_.title(plans_, about_.frame)));
    line("");
    std::vector<backends::Advice> advice =
        backend_.how_to_run(about_.frame.runner, plans_.size() > 1);
    if (about_.frame.any_start) {
      advice.back() = {
          "Begins",
          {"after the current revision of the database; if none is pending, it changes nothing"}};
      advice.push_back({"Leaves",
                        {"migc_pending.sql, empty, and migc_pending.lock in the folder where the "
                         "shell runs"}});
    }
    const Costs costs = costs_of(plans_);
    const bool of_one = plans_.size() == 1;
    for (std::size_t at = 0; at < advice.size(); ++at) {
      if (at == 1) {
        topic("Rows copied", costs.copied.lines(of_one));
        topic("Data lost", costs.lost.lines(of_one));
        if (!costs.lost_if_empty.empty()) {
          topic("Dropped", costs.lost_if_empty.lines(of_one));
          line(fmt::format("{:<14} (only if no data is lost: otherwise the script stops)", ""));
        }
      }
      topic(advice[at].topic, advice[at].lines);
    }
    notes();
    const std::string directives = backend_.directives(about_.frame.runner);
    return text_ + (directives.empty() ? "" : "\n") + directives;
  }

 private:
  void line(std::string_view content) {
    text_ += content.empty() ? "--\n" : fmt::format("-- {}\n", backends::comment_line(content));
  }

  void topic(std::string_view name, const std::vector<std::string>& lines) {
    for (std::size_t at = 0; at < lines.size(); ++at)
      line(fmt::format("{:<14} {}", at == 0 ? fmt::format("{}:", name) : "", lines[at]));
  }

  void notes() {
    std::vector<std::string> apart;
    for (const Plan& plan : plans_)
      if (!plan.script.transactional) apart.push_back(plan.revision);
    if (!apart.empty())
      topic("Except", {fmt::format("{}: not one transaction; changes before a failure stay",
                                   fmt::join(apart, ", "))});
    if (about_.allows_data_loss)
      topic("Not checked", {"whether rows or values are lost (--allow-data-loss)"});
    if (about_.frame.drift == backends::FrameOptions::Drift::allowed)
      topic("Not checked",
            {"manual changes to what is dropped or rebuilt: they are lost (--allow-drift)"});
    if (!about_.frame.rehearsed)
      topic("Not rehearsed",
            {"the statements have not run on a scratch database (--no-rehearsal)"});
  }

  const std::span<const Plan> plans_;
  const ScriptHead& about_;
  const backends::Backend& backend_;
  std::string text_;
};

/// Which revision begins here, and from which file.
std::string heading(const Plan& plan) {
  constexpr std::size_t width = 72;
  std::string title = fmt::format(
      "-- {}{}{}{} ", plan.upgrade ? "" : "downgrade ", backends::comment_line(plan.revision),
      plan.message.empty() ? "" : ": ", backends::comment_line(plan.message));
  if (title.size() < width) title.append(width - title.size(), '-');
  std::string text = fmt::format("\n{}\n-- {}\n", title, backends::comment_line(plan.path));
  if (!plan.script.transactional)
    text +=
        "-- not one transaction: each change has its own, and raw SQL has none; a failure leaves "
        "the changes before it\n";
  return text;
}

}  // namespace

namespace {

/// Whether a statement does what a line of a `.mig` file asks for.
bool is_mapped(const backends::FramedStatement& statement) { return statement.written.known(); }

}  // namespace

Printed print(std::span<const Plan> plans, const ScriptHead& about,
              const backends::Backend& backend) {
  Printed printed{Head(plans, about, backend).text(), {}};
  std::string& text = printed.text;
  std::size_t counted = 0, line = 1;
  const auto here = [&] {
    line += static_cast<std::size_t>(
        std::count(text.begin() + static_cast<std::ptrdiff_t>(counted), text.end(), '\n'));
    counted = text.size();
    return line;
  };
  const auto framer = backend.framer(plans, about.frame);
  text += framer->text(framer->opening());
  for (const Plan& plan : plans) {
    text += heading(plan);
    const std::vector<backends::FramedStatement> statements = framer->next(plan);
    for (std::size_t at = 0; at < statements.size();) {
      const backends::FramedStatement& first = statements[at];
      const std::size_t before = here();
      at = framer->print(statements, at, text);
      const std::size_t begin = before + (text[counted] == '\n' ? 1 : 0);  // an empty line
      if (is_mapped(first) && about.frame.place_of)
        printed.map.push_back({begin, here() - 1, about.frame.place_of(first.written),
                               first.strategy, first.reads, plan.revision});
    }
  }
  return printed;
}

std::string script(std::span<const Plan> plans, const ScriptHead& about,
                   const backends::Backend& backend) {
  return print(plans, about, backend).text;
}

std::string script_for_any_start(std::span<const Plan> plans, const ScriptHead& about,
                                 const backends::Backend& backend) {
  std::string text = Head(plans, about, backend).text();
  const auto framer = backend.framer(plans, about.frame);
  text += framer->text(framer->opening());
  std::vector<backends::Body> bodies;
  for (const Plan& plan : plans) {
    const bool renames = only_records(plan);
    bodies.push_back({lines_of(renames ? plan.version.before : plan.version.after),
                      heading(plan) + framer->text(framer->next(plan)), renames});
  }
  return text + backend.run_pending(bodies, about.frame);
}

std::string statements(const backends::Script& script) {
  if (script.actions.empty()) return {};
  std::string text = "PRAGMA foreign_keys = OFF;\nBEGIN IMMEDIATE;\n";
  for (const backends::Action& action : script.actions) {
    text += '\n';
    text += fmt::format("-- {}\n", backends::comment_line(action.summary));
    for (const backends::Statement& statement : action.statements)
      if (statement.kind == backends::Statement::Kind::sql)
        text += (statement.named.empty() ? statement.text : statement.named) + ";\n";
  }
  return text + "\nCOMMIT;\n";
}

}  // namespace migc::emit
