#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "compiler/graph/path.hpp"
#include "tests/unit/graph/history.hpp"

using namespace migc;
using graph::Use;
using nlohmann::json;
using Ids = std::vector<std::string>;

namespace {

/// Cases that were run against Alembic, kept beside the project; see their README for the format.
const std::filesystem::path folder = "../shared/cases/graph";

/// Which of our complaints say what a case calls its error.
const std::map<std::string, std::set<std::string>> same_error = {
    {"relative_out_of_range", {"E0437", "E0439"}},
    {"invalid_downgrade_target", {"E0460", "E0461"}},
    {"multiple_heads", {"E0434"}},
    {"ambiguous_current", {"E0435"}},
    {"ambiguous_walk", {"E0436"}},
    {"not_ancestor", {"E0463"}},
};

test::History history_of(const json& revisions) {
  Ids lines;
  for (const json& revision : revisions) {
    std::string line = revision["id"].get<std::string>() + " <";
    for (const json& id : revision["down"]) line += " " + id.get<std::string>();
    line += " ; needs";
    for (const json& id : revision["depends_on"]) line += " " + id.get<std::string>();
    line += " ; label";
    for (const json& id : revision["labels"]) line += " " + id.get<std::string>();
    lines.push_back(line);
  }
  return test::History(lines);
}

Ids words(const json& target) {
  if (target.is_null()) return {"base"};
  if (target.is_string()) return {target.get<std::string>()};
  return target.get<Ids>();
}

struct Run {
  const json& test;
  test::History history = history_of(test["revisions"]);
  Ids current = test.value("current", Ids{});
  diagnostics::Diagnostics diagnostics{};

  std::optional<graph::Target> target(const json& written, Use use, bool several) {
    graph::Target all;
    for (const std::string& word : words(written)) {
      const auto one = resolve(history.graph, word, {current, use, several}, diagnostics);
      if (!one) return std::nullopt;
      all.revisions.insert(all.revisions.end(), one->revisions.begin(), one->revisions.end());
      if (one->line) all.line = one->line;
    }
    return all;
  }

  /// Steps as a case writes them, and the rows at their end.
  void move(bool up) {
    const auto to = target(test["target"], up ? Use::upgrade : Use::downgrade, up);
    std::optional<graph::Path> path;
    if (to)
      path = up ? upgrade(history.graph, current, *to, diagnostics)
                : downgrade(history.graph, current, *to, diagnostics);
    if (!expected(path.has_value())) return;
    Ids got, wanted;
    for (const auto& step : path->steps) got.push_back(history.graph.id(step.revision));
    for (const json& step : test["expect"]["steps"])
      wanted.push_back(step["rev"].get<std::string>());
    compare(got, wanted);
    Ids rows = path->steps.empty() ? current : path->steps.back().after;
    same_set(rows, test["expect"]["heads_after"].get<Ids>());
  }

  void stamp() {
    const auto to = target(test["target"], Use::other, true);
    if (!expected(to.has_value())) return;
    const graph::Target targets[] = {*to};
    same_set(*graph::stamp(history.graph, current, targets, diagnostics),
             test["expect"]["heads_after"].get<Ids>());
  }

  void resolve_one(bool several) {
    const auto to = target(test["target"], Use::other, several);
    if (!expected(to.has_value())) return;
    const Ids got = history.ids(to->revisions);
    if (several)
      same_set(got, test["expect"]["revs"].get<Ids>());
    else
      CHECK(got == (test["expect"]["rev"].is_null() ? Ids{} : words(test["expect"]["rev"])));
  }

  void list(const json& lower, const json& upper, bool inclusive) {
    const auto from = target(lower, Use::other, true), to = target(upper, Use::other, true);
    auto found = graph::between(history.graph, *from, *to, diagnostics);
    if (!expected(found.has_value())) return;
    if (!inclusive)
      std::erase_if(*found, [&](graph::Index i) {
        return std::count(from->revisions.begin(), from->revisions.end(), i) > 0;
      });
    compare(history.ids(*found), test["expect"]["revs"].get<Ids>());
  }

  /// Whether the case expects a result; checks that we agree, and on the kind of error.
  bool expected(bool succeeded) {
    const bool wanted = !test["expect"].contains("error");
    CHECK(succeeded == wanted);
    if (!wanted && !succeeded)
      CHECK(same_error.at(test["expect"]["error"]).contains(diagnostics.all().front().id));
    return wanted && succeeded;
  }

  void compare(const Ids& got, const Ids& wanted) const {
    if (test["expect"].value("order", "any") == "exact")
      CHECK(got == wanted);
    else
      same_set(got, wanted);
  }

  static void same_set(Ids got, Ids wanted) {
    std::sort(got.begin(), got.end());
    std::sort(wanted.begin(), wanted.end());
    CHECK(got == wanted);
  }
};

/// Runs a case; false for one that asks for what is asked of other parts, or of later ones.
bool run(const json& test) {
  Run run{test};
  const std::string command = test["command"];
  if (test.value("quirk", false) || test.value("implicit_base", false)) return false;
  if (test["expect"].value("error", "") == "overlapping_revisions") return false;
  if (command == "upgrade" || command == "downgrade") {
    run.move(command == "upgrade");
  } else if (command == "stamp") {
    run.stamp();
  } else if (command == "resolve" || command == "resolve_many") {
    run.resolve_one(command == "resolve_many");
  } else if (command == "heads" || command == "bases") {
    const auto& graph = run.history.graph;
    run.compare(run.history.ids(command == "heads" ? graph.heads() : graph.bases()),
                test["expect"]["revs"].get<Ids>());
  } else if (command == "load") {
    CHECK(run.history.ids(run.history.graph.heads()) == test["expect"]["heads"].get<Ids>());
  } else if (command == "iterate") {
    run.list(test["lower"], test["upper"].empty() ? json("base") : test["upper"],
             test["inclusive"]);
  } else if (command == "history" && test["range"].is_null()) {
    run.list("base", "heads", true);
  } else if (command == "history") {
    const auto range = graph::parse_range(test["range"].get<std::string>(), run.diagnostics);
    run.list(range->from, range->to, true);
  } else if (command == "ancestors") {
    const graph::Index of[] = {*run.history.graph.find(test["target"].get<std::string>())};
    const graph::Set all = run.history.graph.with_ancestors(of);
    Ids got;
    for (graph::Index i = 0; i < all.size(); ++i)
      if (all[i]) got.push_back(run.history.graph.id(i));
    run.compare(got, test["expect"]["revs"].get<Ids>());
  } else {
    return false;
  }
  return true;
}

}  // namespace

TEST_CASE("we agree with Alembic on the cases collected from it") {
  const auto [name, least] =
      GENERATE(table<std::string, int>({{"linear.json", 49}, {"branches.json", 53}}));
  if (!std::filesystem::exists(folder / name)) {
    WARN("no " << (folder / name) << ": skipped");
    return;
  }
  std::ifstream in(folder / name);
  const json document = json::parse(in);
  int ran = 0;
  for (const json& test : document["cases"]) {
    const std::string title = test["name"].get<std::string>();
    CAPTURE(title);
    if (run(test)) ++ran;
  }
  CHECK(ran >= least);
}
