#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

#include "compiler/diagnostics/catalogue/import.hpp"
#include "compiler/import/source.hpp"
#include "compiler/import/sql_text.hpp"
#include "compiler/source/name.hpp"
#include "compiler/source/read_file.hpp"
#include "compiler/syntax/pieces.hpp"
#include "compiler/syntax/scan.hpp"

namespace migc::import {

namespace fs = std::filesystem;
namespace kind = diagnostics::kind;

namespace {

/// The numbers of `1.10` or `0001`, which files are sorted by.
using Number = std::vector<unsigned long long>;

/// What a file's name says.
struct FileName {
  Number number;
  std::string title;  ///< What is left of the name.
  bool down = false, repeatable = false;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes the number at the front off a name.
Number take_number(std::string_view& name) {
  Number number;
  while (!name.empty() && is_digit(name.front())) {
    unsigned long long value = 0;
    while (!name.empty() && is_digit(name.front())) {
      value = value * 10 + static_cast<unsigned long long>(name.front() - '0');
      name.remove_prefix(1);
    }
    number.push_back(value);
    const bool goes_on = name.size() > 1 && name.front() == '.' && is_digit(name[1]);
    if (goes_on) name.remove_prefix(1);
  }
  return number;
}

FileName name_of(std::string_view stem) {
  FileName name;
  if (stem.ends_with(".up")) stem.remove_suffix(3);
  if (stem.ends_with(".down")) {
    name.down = true;
    stem.remove_suffix(5);
  }
  name.title = stem;
  const bool flyway = stem.find("__") != stem.npos &&
                      (stem.starts_with("V") || stem.starts_with("U") || stem.starts_with("R__"));
  if (flyway) {
    name.repeatable = stem.front() == 'R';
    name.down = name.down || stem.front() == 'U';
    stem.remove_prefix(1);
    name.title = stem.starts_with("__") ? stem.substr(2) : stem;
  }
  name.number = take_number(stem);
  return name;
}

/// A file's two parts where comments divide it: `-- +goose Down`, `-- migrate:down`.
struct Divided {
  std::string up;
  std::optional<std::string> down{};
};

/// Comments that divide the file, by where their lines begin. What looks like one inside a text or
/// a longer comment divides nothing.
std::map<std::size_t, std::string> annotations_in(const std::string& text) {
  std::map<std::size_t, std::string> found;
  for (const syntax::Piece& piece : syntax::pieces_of(text))
    for (const syntax::Comment& comment : piece.comments) {
      if (!syntax::begins_line(text, comment.text.data())) continue;
      std::string words = source::fold(comment.text);
      std::erase(words, ' ');
      if (!words.starts_with("--+goose") && !words.starts_with("--migrate:")) continue;
      const auto at = static_cast<std::size_t>(comment.text.data() - text.data());
      const std::size_t line = at == 0 ? text.npos : text.rfind('\n', at - 1);
      found.emplace(line == text.npos ? 0 : line + 1, std::move(words));
    }
  return found;
}

Divided divided(const std::string& text) {
  const std::map<std::size_t, std::string> annotations = annotations_in(text);
  if (annotations.empty()) return {text};
  std::string up = text, down = text;
  bool below = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (const auto annotation = annotations.find(at); annotation != annotations.end()) {
      const std::string& words = annotation->second;
      if (words.starts_with("--+goosedown") || words.starts_with("--migrate:down")) below = true;
      if (words.starts_with("--+gooseup") || words.starts_with("--migrate:up")) below = false;
      blank(up, at, end);
      blank(down, at, end);
    }
    blank(below ? up : down, at, end);
    at = end + 1;
  }
  return {std::move(up), std::move(down)};
}

struct Step {
  std::string title;
  std::optional<SourceText> up, down;
};

SourceRevision revision_of(Step step) {
  SourceRevision revision{.id = id_of(step.title), .up = *std::move(step.up)};
  Divided parts = divided(revision.up.text);
  revision.down = std::move(step.down);
  if (parts.down) revision.down = SourceText{revision.up.path, *std::move(parts.down)};
  revision.up.text = std::move(parts.up);
  return revision;
}

}  // namespace

std::string content_of(const std::string& path) {
  auto text = source::read_file(path);
  if (!text) throw std::system_error(errno != 0 ? errno : EIO, std::generic_category(), path);
  return without_mark(*std::move(text));
}

bool is_database_file(const std::string& path) {
  constexpr std::string_view mark = "SQLite format 3";
  return fs::is_regular_file(path) && content_of(path).starts_with(mark);
}

std::vector<SourceRevision> numbered_revisions(const std::string& folder,
                                               diagnostics::Diagnostics& diagnostics) {
  // Repeatable files run behind all others, by name.
  std::map<std::pair<bool, std::pair<Number, std::string>>, Step> steps;
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".sql") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const fs::path& path : files) {
    const FileName name = name_of(path.stem().string());
    if (name.number.empty() && !name.repeatable) {
      diagnostics.report(kind::file_without_number, {}, path.string());
      continue;
    }
    if (name.repeatable) diagnostics.report(kind::repeatable_once, {}, path.string());
    // Files of one number are one step where one of them undoes the other.
    const bool flyway = path.stem().string().find("__") != std::string::npos;
    Step& step = steps[{name.repeatable, {name.number, flyway ? "" : name.title}}];
    if (step.title.empty() || !name.down) step.title = name.title;
    (name.down ? step.down : step.up) = SourceText{path.string(), content_of(path.string())};
  }
  std::vector<SourceRevision> revisions;
  for (auto& [key, step] : steps) {
    if (!step.up) {
      diagnostics.report(kind::file_without_up, {}, step.down->path);
      continue;
    }
    SourceRevision revision = revision_of(std::move(step));
    if (!revisions.empty()) revision.parents = {revisions.back().id};
    revisions.push_back(std::move(revision));
  }
  if (revisions.empty() && diagnostics.ok())
    diagnostics.report(kind::nothing_to_import, {}, folder, "it has no `.sql` files");
  return revisions;
}

}  // namespace migc::import
