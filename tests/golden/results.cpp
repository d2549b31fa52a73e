#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "tests/golden/golden.hpp"
#include "tests/support/database.hpp"

namespace migc::golden {
namespace {

std::vector<std::string> words(const std::string& title) {
  std::istringstream stream(title);
  std::vector<std::string> found;
  for (std::string word; stream >> word;) found.push_back(word);
  return found;
}

/// An older engine does not know STRICT, so that the rehearsal refuses it.
bool rehearses(const support::CaseFile& file) {
  return support::has_strict_tables() ||
         std::none_of(
             file.sections.begin(), file.sections.end(), [](const support::Section& section) {
               return section.is_input() && section.body.find("strict") != std::string::npos;
             });
}

/// `sqlite 002_b upgrade`, `sqlite 002_b downgrade script`
struct Wanted {
  std::string dialect, revision;
  bool up = true, framed = false;
};

Wanted read_title(const std::string& title) {
  const std::vector<std::string> parts = words(title);
  const bool known = (parts.size() == 3 || (parts.size() == 4 && parts[3] == "script")) &&
                     (parts[2] == "upgrade" || parts[2] == "downgrade");
  if (!known) throw std::runtime_error("no output is called `" + title + "`");
  return {parts[0], parts[1], parts[2] == "upgrade", parts.size() == 4};
}

std::string script(const support::CaseFile& file, const std::string& title) {
  const Wanted wanted = read_title(title);
  const memory::Compilation made =
      memory::compile(inputs(file), wanted.framed ? memory::Form::framed : memory::Form::bare,
                      wanted.dialect, {}, rehearses(file));
  for (const memory::Scripts& scripts : made.scripts)
    if (scripts.revision == wanted.revision)
      return wanted.up ? scripts.up : scripts.down.value_or("it is irreversible\n");
  throw std::runtime_error("no revision for `" + title + "`\n" + made.complaints());
}

}  // namespace

std::vector<memory::TextFile> inputs(const support::CaseFile& file) {
  std::vector<memory::TextFile> files;
  for (const support::Section& section : file.sections)
    if (section.is_input()) files.push_back({section.title, section.body});
  return files;
}

support::CaseFile with_results(const support::CaseFile& file) {
  const memory::Compilation made =
      memory::compile(inputs(file), memory::Form::bare, "sqlite", {}, rehearses(file));
  const std::string complaints = made.complaints();
  const std::string said = made.scripts.empty() ? "errors" : "warnings";
  support::CaseFile result = file;
  if (!complaints.empty() && file.find(said) == nullptr) result.sections.push_back({said, {}});
  const bool has_output =
      std::any_of(result.sections.begin(), result.sections.end(),
                  [](const support::Section& section) { return !section.is_input(); });
  if (!has_output)
    result.sections.push_back({"sqlite " + made.scripts.back().revision + " upgrade", {}});

  std::erase_if(result.sections, [&](const support::Section& section) {
    return (section.title == "errors" || section.title == "warnings") &&
           (section.title != said || complaints.empty());
  });
  for (support::Section& section : result.sections)
    if (!section.is_input())
      section.body = section.title == said ? complaints : script(result, section.title);
  return result;
}

}  // namespace migc::golden
