#include "compiler/emit/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "compiler/diagnostics/counted.hpp"

namespace migc::emit {

using backends::Action;
using backends::Plan;
using diagnostics::counted;

namespace {

bool asks_for_loss(const Action& action) {
  return std::any_of(action.statements.begin(), action.statements.end(),
                     [](const backends::Statement& statement) {
                       return statement.requirement && statement.requirement->is_of_loss();
                     });
}

class Head {
 public:
  Head(const Summary& summary, const ScriptHead& head, const backends::FrameOptions& frame,
       const backends::Backend& backend)
      : summary_(summary), head_(head), frame_(frame), backend_(backend) {}

  std::string text() && {
    line(fmt::format("migc {}: {} to {}, {}, for {}", head_.tool_version,
                     frame_.any_start ? "any revision" : head_.from, head_.to,
                     counted(summary_.revisions, "revision"),
                     backend_.title(std::max(summary_.min_version, frame_.min_version))));
    line("");
    const std::vector<backends::Advice> advice = this->advice();
    for (std::size_t at = 0; at < advice.size(); ++at) {
      if (at == 1) costs();
      topic(advice[at].topic, advice[at].lines);
    }
    notes();
    const std::string directives = backend_.directives(frame_.runner);
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

  [[nodiscard]] std::vector<backends::Advice> advice() const {
    std::vector<backends::Advice> advice = backend_.how_to_run(frame_.runner, summary_.plans > 1);
    if (!frame_.any_start) return advice;
    advice.back() = {
        "Begins",
        {"after the current revision of the database; if none is pending, it changes nothing"}};
    advice.push_back({"Leaves",
                      {"migc_pending.sql, empty, and migc_pending.lock in the folder where the "
                       "shell runs"}});
    return advice;
  }

  void costs() {
    const bool of_one = summary_.plans == 1;
    topic("Rows copied", summary_.copied.lines(of_one));
    topic("Data lost", summary_.lost.lines(of_one));
    if (summary_.lost_if_empty.empty()) return;
    topic("Dropped", summary_.lost_if_empty.lines(of_one));
    line(fmt::format("{:<14} (only if no data is lost: otherwise the script stops)", ""));
  }

  void notes() {
    if (!summary_.apart.empty())
      topic("Except", {fmt::format("{}: not one transaction; changes before a failure stay",
                                   fmt::join(summary_.apart, ", "))});
    if (head_.allows_data_loss)
      topic("Not checked", {"whether rows or values are lost (--allow-data-loss)"});
    if (frame_.drift == backends::FrameOptions::Drift::allowed)
      topic("Not checked",
            {"manual changes to what is dropped or rebuilt: they are lost (--allow-drift)"});
    if (!frame_.rehearsed)
      topic("Not rehearsed",
            {"the statements have not run on a scratch database (--no-rehearsal)"});
  }

  const Summary& summary_;
  const ScriptHead& head_;
  const backends::FrameOptions& frame_;
  const backends::Backend& backend_;
  std::string text_;
};

}  // namespace

void Ledger::add(const std::string& name, const std::string& revision) {
  const auto [found, is_new] = at_.try_emplace(name, entries_.size());
  if (is_new) entries_.push_back({name, {}});
  std::vector<std::string>& revisions = entries_[found->second].revisions;
  if (revisions.empty() || revisions.back() != revision) revisions.push_back(revision);
}

std::vector<std::string> Ledger::lines(bool of_one) const {
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

std::string Ledger::text_of(const Entry& entry, bool of_one) {
  constexpr std::size_t most_revisions = 4;
  if (of_one) return entry.name;
  return fmt::format("{} ({})", entry.name,
                     entry.revisions.size() > most_revisions
                         ? counted(entry.revisions.size(), "revision")
                         : fmt::format("{}", fmt::join(entry.revisions, ", ")));
}

void Summary::add(const Plan& plan, const backends::FrameOptions& frame,
                  const backends::Backend& backend) {
  ++plans;
  if (!frame.any_start || !only_records(plan))
    revisions += std::max<std::size_t>(1, plan.log.size());
  for (const Action& action : plan.script.actions) {
    if (action.rewrites_rows)
      for (const std::string& table : action.tables) copied.add(table, plan.revision);
    Ledger& dropped = asks_for_loss(action) ? lost_if_empty : lost;
    for (const std::string& one : action.loses) dropped.add(one, plan.revision);
  }
  if (!plan.script.transactional) apart.push_back(plan.revision);
  min_version = std::max({min_version, frame.min_version, backend.min_version(plan)});
}

bool only_records(const Plan& plan) {
  return !plan.log.empty() && plan.log.front().event == "stamp";
}

std::string head_text(const Summary& summary, const ScriptHead& head,
                      const backends::FrameOptions& frame, const backends::Backend& backend) {
  return Head(summary, head, frame, backend).text();
}

}  // namespace migc::emit
