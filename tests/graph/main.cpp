#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "tests/graph/commands.hpp"
#include "tests/graph/exceptions.hpp"
#include "tests/graph/judge.hpp"
#include "tests/support/tally.hpp"

namespace {

using namespace migc::graph_cases;
using migc::support::Tally;

constexpr unsigned orders = 3;  ///< Of files and of their names.

const Exception* exception_of(const Case& test) {
  const auto all = exceptions();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const Exception& one) { return one.test == test.name; });
  return found == all.end() ? nullptr : &*found;
}

std::string judge_exception(const Exception& exception, const Answer& answer) {
  if (answer.refused != exception.refused)
    return "it is not refused with " + exception.refused + ": " + answer.message;
  for (const std::string& command : exception.says)
    if (answer.message.find("`" + command + "`") == std::string::npos)
      return "the message does not offer `" + command + "`:\n" + answer.message;
  return "";
}

Answer answer_of(const Case& test, const Exception* exception, const Workspace& workspace) {
  if (exception == nullptr || exception->command_line.empty()) return ask(test, workspace);
  Answer answer;
  workspace.change(answer, exception->command_line);
  return answer;
}

/// Runs a case in every order of its files: the answers are the same, and right.
std::string run(const Case& test, const Exception* exception, const std::string& migc) {
  const Workspace as_given(test, migc, 0);
  as_given.prepare();
  const std::string start = as_given.snapshot();
  const Answer first = answer_of(test, exception, as_given);
  for (unsigned order = 1; order < orders; ++order) {
    const Workspace shuffled(test, migc, order);
    shuffled.prepare(start);
    if (answer_of(test, exception, shuffled) != first)
      return "another order of the files gives another answer";
  }
  return exception == nullptr ? judge(test, first) : judge_exception(*exception, first);
}

std::string unused(const std::vector<Case>& cases, const Exception& exception) {
  const bool used = std::any_of(cases.begin(), cases.end(),
                                [&](const Case& test) { return test.name == exception.test; });
  return used ? "" : "no case has this name";
}

bool check(const std::string& migc, const std::string& folder) {
  const std::vector<Case> cases = read_cases(folder);
  Tally agreed("cases answered as Alembic does"), refused("cases refused on purpose");
  for (const Case& test : cases) {
    const Exception* const exception = exception_of(test);
    (exception == nullptr ? agreed : refused).check(test.name, [&] {
      return run(test, exception, migc);
    });
  }
  Tally named("exceptions that name a case");
  for (const Exception& exception : exceptions())
    named.check(exception.test, [&] { return unused(cases, exception); });
  const bool agree = agreed.print(), refuse = refused.print();
  return named.print() && agree && refuse;
}

}  // namespace

/// graph_test MIGC CASES
int main(int count, char** arguments) {
  if (count != 3) {
    std::puts("usage: graph_test MIGC CASES");
    return 2;
  }
  if (!std::filesystem::exists(arguments[2])) {
    std::printf("skipped: no cases at %s\n", arguments[2]);
    return migc::support::skipped;
  }
  try {
    return check(arguments[1], arguments[2]) ? 0 : 1;
  } catch (const std::exception& error) {
    std::printf("FAILED: %s\n", error.what());
    return 1;
  }
}
