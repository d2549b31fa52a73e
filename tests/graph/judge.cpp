#include "tests/graph/judge.hpp"

#include <algorithm>
#include <map>

namespace migc::graph_cases {

namespace {

using nlohmann::json;

/// Which of our errors say what the cases call an error.
const std::map<std::string, Set> same_error = {
    {"relative_out_of_range", {"E0437", "E0439"}},
    {"invalid_downgrade_target", {"E0460", "E0461"}},
    {"multiple_heads", {"E0434"}},
    {"ambiguous_current", {"E0435"}},
    {"ambiguous_walk", {"E0436"}},
    {"not_ancestor", {"E0463"}},
    {"overlapping_revisions", {"E0464"}},
};

std::string wrong(const std::string& what, const Ids& found, const Ids& wanted) {
  return found == wanted ? "" : what + " are " + joined(found) + ", not " + joined(wanted);
}

/// What each revision has in its `anc`, itself included.
bool needs(const Case& test, const std::string& revision, const std::string& other) {
  return applied(test, {revision}).contains(other);
}

/// I2: the members that no other member needs.
Ids maximal(const Case& test, const Set& members) {
  Ids rows;
  for (const std::string& one : members)
    if (std::none_of(members.begin(), members.end(), [&](const std::string& other) {
          return other != one && needs(test, other, one);
        }))
      rows.push_back(one);
  return rows;
}

std::string judge_order(const Case& test, const Ids& newest_first) {
  for (std::size_t i = 0; i < newest_first.size(); ++i)
    for (std::size_t j = i + 1; j < newest_first.size(); ++j)
      if (needs(test, newest_first[j], newest_first[i]))
        return newest_first[j] + " follows " + newest_first[i] + " and is listed after it";
  return "";
}

std::string judge_listings(const Case& test, const Answer& answer) {
  const Ids wanted = test.expected().at("revs");
  if (test.expected().value("order", "any") == "exact" && answer.listings.size() == 1)
    return wrong("the revisions", answer.listings[0], wanted);
  Set all;
  for (const Ids& listing : answer.listings) {
    all.insert(listing.begin(), listing.end());
    if (test.expected().value("order", "any") == "any") continue;
    if (const std::string reason = judge_order(test, listing); !reason.empty()) return reason;
  }
  return wrong("the revisions", Ids(all.begin(), all.end()), sorted(wanted));
}

/// I1 and I2 of every step: nothing is applied before what it needs nor reverted before what needs
/// it, and the rows are those of what is applied.
std::string judge_each_step(const Case& test, const Answer& answer) {
  if (answer.rows_of_steps.size() != answer.steps.size())
    return std::to_string(answer.steps.size()) + " steps, and the rows move " +
           std::to_string(answer.rows_of_steps.size()) + " times";
  Set state = applied(test, test.current);
  for (std::size_t i = 0; i < answer.steps.size(); ++i) {
    const std::string& step = answer.steps[i];
    const std::string revision = step.substr(step.find(' ') + 1);
    if (step.starts_with("upgrade")) {
      for (const std::string& needed : applied(test, {revision}))
        if (needed != revision && !state.contains(needed)) return step + " comes before " + needed;
      state.insert(revision);
    } else {
      state.erase(revision);
      for (const std::string& other : state)
        if (needs(test, other, revision)) return step + " comes while " + other + " is applied";
    }
    std::string reason =
        wrong("the rows after " + step, answer.rows_of_steps[i], maximal(test, state));
    if (!reason.empty()) return reason;
  }
  return "";
}

std::string judge_trace(const Case& test, const Answer& answer) {
  const json& trace = test.expected().value("heads_trace", json::array());
  for (std::size_t i = 0; i < trace.size(); ++i) {
    std::string reason = wrong("the rows after step " + std::to_string(i + 1),
                               answer.rows_of_steps.at(i), sorted(trace[i].get<Ids>()));
    if (!reason.empty()) return reason;
  }
  return "";
}

std::string judge_moves(const Case& test, const Answer& answer) {
  Ids wanted;
  for (const json& step : test.expected().at("steps"))
    wanted.push_back(step.at("op").get<std::string>() + " " + step.at("rev").get<std::string>());
  const bool exact = test.expected().at("order") == "exact";
  std::string reason = exact ? wrong("the steps", answer.steps, wanted)
                             : wrong("the steps", sorted(answer.steps), sorted(wanted));
  if (reason.empty()) reason = judge_each_step(test, answer);
  if (reason.empty() && answer.steps == wanted) reason = judge_trace(test, answer);
  return reason;
}

/// A stamp takes some rows away and puts others there.
std::string judge_stamp(const Case& test, const Answer& answer) {
  const json& step = test.expected().at("steps").at(0);
  const Ids from = sorted(step.at("from").get<Ids>()), to = sorted(step.at("to").get<Ids>());
  const Ids before = sorted(test.current);
  Ids gone, come;
  std::set_difference(before.begin(), before.end(), answer.rows.begin(), answer.rows.end(),
                      std::back_inserter(gone));
  std::set_difference(answer.rows.begin(), answer.rows.end(), before.begin(), before.end(),
                      std::back_inserter(come));
  std::string reason = wrong("the rows taken away", gone, from);
  return reason.empty() ? wrong("the rows put there", come, to) : reason;
}

std::string judge_result(const Case& test, const Answer& answer) {
  const json& expected = test.expected();
  std::string reason;
  if (expected.contains("steps"))
    reason = test.command == "stamp" ? judge_stamp(test, answer) : judge_moves(test, answer);
  if (reason.empty() && expected.contains("heads_after"))
    reason = wrong("the rows", answer.rows, sorted(expected["heads_after"].get<Ids>()));
  if (reason.empty() && expected.contains("revs")) reason = judge_listings(test, answer);
  if (reason.empty() && expected.contains("rev"))
    reason = wrong("the revisions", answer.listings.at(0), words(expected["rev"]));
  if (reason.empty() && expected.contains("heads"))
    reason = wrong("the heads", sorted(answer.listings.at(0)), sorted(expected["heads"]));
  if (reason.empty() && expected.contains("bases"))
    reason = wrong("the bases", sorted(answer.listings.at(1)), sorted(expected["bases"]));
  return reason;
}

}  // namespace

std::string judge(const Case& test, const Answer& answer) {
  const std::string error = test.expected_error();
  if (error.empty())
    return answer.refused.empty() ? judge_result(test, answer)
                                  : "it is refused:\n" + answer.message;
  if (answer.refused.empty()) return "it is not refused as " + error;
  if (same_error.at(error).contains(answer.refused)) return "";
  return "the refusal is not " + error + ":\n" + answer.message;
}

}  // namespace migc::graph_cases
