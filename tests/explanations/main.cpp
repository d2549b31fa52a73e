#include <algorithm>
#include <cstdio>
#include <set>
#include <string>
#include <vector>

#include "compiler/diagnostics/explanations.hpp"
#include "tests/explanations/catalogue.hpp"
#include "tests/memory/compilation.hpp"
#include "tests/support/files.hpp"
#include "tests/support/tally.hpp"

namespace {

using namespace migc;
using diagnostics::Explanation;

/// What is wrong with an example: compiled, it has to give its message.
std::string check_example(const Explanation& explanation) {
  if (explanation.meaning.empty() || explanation.example.empty() || explanation.fix.empty())
    return "no meaning, example or fix";
  if (explanation.form == Explanation::Form::command) return "";
  std::vector<memory::TextFile> files;
  for (const diagnostics::ExampleFile& file : diagnostics::files_of(explanation))
    files.push_back({file.path, file.text});
  const memory::Compilation made = memory::compile(files, memory::Form::framed, "sqlite", {}, true);
  const auto& all = made.diagnostics.all();
  const bool reported = std::any_of(
      all.begin(), all.end(),
      [&](const diagnostics::Diagnostic& diagnostic) { return diagnostic.id == explanation.code; });
  return reported ? "" : "the example does not give it, but:\n" + made.complaints();
}

}  // namespace

/// explanations_test SOURCE [--update]
int main(int count, char** arguments) {
  if (count < 2) {
    std::puts("usage: explanations_test SOURCE [--update]");
    return 2;
  }
  const std::string source = arguments[1];
  const std::vector<explanations::Layer> layers = explanations::catalogue(source);
  support::Tally tally("explanations");

  std::set<std::string> unexplained;
  for (const explanations::Layer& layer : layers)
    for (const explanations::Message& message : layer.messages) unexplained.insert(message.code);
  for (const Explanation& one : diagnostics::explanations())
    tally.check(one.code, [&] {
      return unexplained.erase(one.code) == 0
                 ? std::string("explained twice, or not in the catalogue")
                 : check_example(one);
    });
  for (const std::string& code : unexplained)
    tally.check(code, [] { return "not explained: add it to compiler/diagnostics/explanations/"; });

  const std::string path = source + "/compiler/diagnostics/README.md";
  const std::string wanted = explanations::reference(layers);
  if (count > 2) support::write_file(path, wanted);
  tally.check("README.md", [&] {
    return support::read_file(path) == wanted ? "" : "not current: `explanations_test . --update`";
  });
  return tally.print() ? 0 : 1;
}
