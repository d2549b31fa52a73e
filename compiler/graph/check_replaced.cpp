#include <fmt/core.h>

#include <algorithm>

#include "compiler/diagnostics/catalogue/graph.hpp"
#include "compiler/graph/replaced.hpp"

namespace migc::graph {

namespace kind = diagnostics::kind;

namespace {

constexpr const char* whole_line = "list consecutive revisions, each with one parent, oldest first";

std::string listed(const std::set<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "`" : ", `") + id + "`";
  return text.empty() ? "nothing" : text;
}

}  // namespace

void Replacements::check(diagnostics::Diagnostics& diagnostics) const {
  for (const Index one : all_) {
    if (!check_names(one, diagnostics)) continue;
    if (!is_there(header(one).replaces.front())) continue;  // all are gone: nothing to compare with
    if (!check_line(one, diagnostics)) continue;
    check_place(one, diagnostics);
    check_labels(one, diagnostics);
    check_middle(one, diagnostics);
  }
}

/// The last of the revisions that a revision, or what it replaces, replaces in the end: two
/// revisions after which the schema is the same have one.
std::string Replacements::end_of(std::string id) const {
  for (std::size_t steps = 0; steps <= all_.size(); ++steps) {
    const auto found = find(id);
    if (!found || header(*found).replaces.empty()) break;
    id = header(*found).replaces.back().text;
  }
  return id;
}

/// What a dependency names: an id or a label.
std::string Replacements::needed_by_name(const std::string& name) const {
  if (is_there({name, false, {}, {}})) return name;
  if (const auto labelled = by_label_.find(name); labelled != by_label_.end())
    return id(labelled->second);
  return name;
}

std::set<std::string> Replacements::parents_of(Index revision) const {
  std::set<std::string> ends;
  for (const ir::Name& parent : header(revision).parents) ends.insert(end_of(parent.text));
  return ends;
}

std::set<std::string> Replacements::needed_by(Index revision) const {
  std::set<std::string> ends;
  for (const ir::Name& name : header(revision).depends_on)
    ends.insert(end_of(needed_by_name(name.text)));
  return ends;
}

bool Replacements::check_names(Index one, diagnostics::Diagnostics& diagnostics) const {
  const std::vector<ir::Name>& names = header(one).replaces;
  if (behind(one).contains(one)) {
    diagnostics.report(kind::replaces_itself, names.front().written, id(one))
        .note("list the revisions that it replaces");
    return false;
  }
  bool sound = true;
  for (const ir::Name& name : names)
    if (const Index other = replaced_by_.at(name.text); other != one) {
      sound = false;
      diagnostics.report(kind::replaced_twice, name.written, name.text, id(one), id(other))
          .note(headers_[other].id.written, "the other is here")
          .note(fmt::format("to replace more than `{0}` does, list `{0}` instead of the revisions "
                            "that it replaces",
                            id(other)));
    }
  const auto there = [&](const ir::Name& name) { return is_there(name); };
  if (std::none_of(names.begin(), names.end(), there)) return sound;
  for (const ir::Name& name : names) {
    if (is_there(name)) continue;
    sound = false;
    diagnostics.report(kind::replaced_in_part, name.written, name.text, id(one))
        .note(header(*find(std::find_if(names.begin(), names.end(), there)->text)).id.written,
              "this one still exists")
        .note("restore its file, or delete all of them once every database is past them");
  }
  return sound;
}

bool Replacements::check_line(Index one, diagnostics::Diagnostics& diagnostics) const {
  const std::vector<ir::Name>& names = header(one).replaces;
  for (std::size_t at = 1; at < names.size(); ++at) {
    const ir::Header& next = header(*find(names[at].text));
    const std::string why = next.parents.size() > 1 ? fmt::format("`{}` is a merge", next.id.text)
                                                    : fmt::format("`{}` does not follow `{}`",
                                                                  next.id.text, names[at - 1].text);
    if (next.parents.size() == 1 && end_of(next.parents.front().text) == end_of(names[at - 1].text))
      continue;
    diagnostics.report(kind::replaced_no_line, names[at].written, id(one), why)
        .note(next.id.written, "it is here")
        .note(whole_line);
    return false;
  }
  return true;
}

/// It has to follow what the first of them follows, and to wait for all that they wait for.
void Replacements::check_place(Index one, diagnostics::Diagnostics& diagnostics) const {
  const std::vector<ir::Name>& names = header(one).replaces;
  const Index first = *find(names.front().text);
  const std::set<std::string> wanted = parents_of(first), found = parents_of(one);
  if (wanted != found)
    diagnostics
        .report(kind::replaces_elsewhere, header(one).id.written, id(one),
                fmt::format("it revises {}, but the first of them, `{}`, revises {}", listed(found),
                            id(first), listed(wanted)))
        .note(header(first).id.written, "the first is here");
  std::set<std::string> inside;
  for (const Index inner : behind(one)) inside.insert(end_of(id(inner)));
  const std::set<std::string> own = needed_by(one);
  for (const ir::Name& name : names)
    for (const std::string& needed : needed_by(*find(name.text)))
      if (!inside.contains(needed) && !own.contains(needed))
        diagnostics.report(
            kind::replaces_elsewhere, header(one).id.written, id(one),
            fmt::format("`{}` depends on `{}`, but the replacement does not", name.text, needed));
}

/// A label would name nothing any more.
void Replacements::check_labels(Index one, diagnostics::Diagnostics& diagnostics) const {
  const std::vector<ir::Name>& own = header(one).labels;
  for (const ir::Name& name : header(one).replaces)
    for (const ir::Name& label : header(*find(name.text)).labels)
      if (std::none_of(own.begin(), own.end(),
                       [&](const ir::Name& other) { return other.text == label.text; }))
        diagnostics.report(kind::replaced_needed, name.written, name.text, id(one),
                           fmt::format("its label `{0}` would be lost; add `label {0};` to `{1}`",
                                       label.text, id(one)));
}

/// What follows a revision in the middle would follow nothing any more.
void Replacements::check_middle(Index one, diagnostics::Diagnostics& diagnostics) const {
  const std::set<Index> replaced = behind(one);
  std::map<std::string, source::Span> middle;
  const std::vector<ir::Name>& names = header(one).replaces;
  for (const ir::Name& name : names) middle.emplace(end_of(name.text), name.written);
  for (const Index inner : replaced) middle.emplace(end_of(id(inner)), names.front().written);
  middle.erase(end_of(names.back().text));
  const auto refuse = [&](const std::string& needed, Index other, const char* how,
                          source::Span place) {
    if (const auto found = middle.find(needed); found != middle.end())
      diagnostics
          .report(kind::replaced_needed, found->second, needed, id(one),
                  fmt::format("`{}` {} it", id(other), how))
          .note(place, "here")
          .note("only the last of them may have revisions after it: squash up to there");
  };
  for (Index other = 0; other < headers_.size(); ++other) {
    if (other == one || replaced.contains(other)) continue;
    const std::vector<ir::Name>& own = header(other).replaces;
    if (std::any_of(own.begin(), own.end(), [&](const ir::Name& name) {
          const auto inner = find(name.text);
          return inner && replaced.contains(*inner);
        }))
      continue;  // that both replace the same is reported
    for (const ir::Name& parent : header(other).parents)
      refuse(end_of(parent.text), other, "revises", parent.written);
    for (const ir::Name& name : header(other).depends_on)
      refuse(end_of(needed_by_name(name.text)), other, "depends on", name.written);
  }
}

}  // namespace migc::graph
