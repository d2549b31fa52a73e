#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/diagnostics/explanations.hpp"

namespace migc::cli {

using diagnostics::Explanation;

using Json = nlohmann::ordered_json;

namespace {

std::string indented(const std::string& text) {
  std::string all;
  bool begins = true;
  for (const char one : text) {
    if (begins && one != '\n') all += "  ";
    all += one;
    begins = one == '\n';
  }
  return all;
}

std::string fix_of(const Explanation& explanation) {
  return explanation.fix.empty() ? "" : "\nFix: " + explanation.fix + "\n";
}

}  // namespace

int explain_code(Session& session, const std::string& code) {
  const std::optional<Explanation> found = diagnostics::explanation_of(code);
  if (!found) {
    std::vector<std::string> codes;
    for (const Explanation& one : diagnostics::explanations()) codes.push_back(one.code);
    session.diagnostics.report(diagnostics::kind::unknown_code, {}, code).suggest(code, codes);
    throw Stop{exits::usage};
  }
  const bool is_command = found->form == Explanation::Form::command;
  const std::string severity = found->code.front() == 'W' ? "warning" : "error";
  if (session.options.json) {
    session.print(document({{"code", found->code},
                            {"severity", severity},
                            {"meaning", found->meaning},
                            {"example_is_command", is_command},
                            {"example", diagnostics::shown_example(*found)},
                            {"fix", found->fix}}));
    return exits::done;
  }
  session.print(fmt::format("{} {}\n{}\n\nExample{}:\n\n{}{}", severity, found->code,
                            found->meaning, is_command ? " (a command)" : "",
                            indented(diagnostics::shown_example(*found)), fix_of(*found)));
  return exits::done;
}

}  // namespace migc::cli
