#include "compiler/emit/offline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/backends/quote.hpp"
#include "compiler/emit/summary.hpp"

namespace migc::emit {

namespace {

using backends::Plan;

std::string lines_of(std::vector<std::string> rows) {
  std::sort(rows.begin(), rows.end());
  return fmt::format("{}", fmt::join(rows, "\n"));
}

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

/// Whether a statement does what a line of a `.mig` file asks for.
bool is_mapped(const backends::FramedStatement& statement) { return statement.written.known(); }

std::size_t lines_in(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace

struct ScriptWriter::State {
  const backends::Backend& backend;
  backends::FrameOptions frame;
  std::unique_ptr<backends::Framer> framer;
  Summary summary{};
  std::string text{};
  std::vector<Mapped> map{};  ///< By lines of `text`.
  std::size_t lines = 0;      ///< In `text`.
  std::vector<backends::Body> bodies{};

  void add_body(const Plan& plan) {
    const bool renames = only_records(plan);
    bodies.push_back({lines_of(renames ? plan.version.before : plan.version.after),
                      heading(plan) + framer->text(framer->next(plan)), renames});
  }

  void add_text(const Plan& plan) {
    std::size_t counted = text.size();
    const auto here = [&] {
      lines += lines_in(std::string_view(text).substr(counted));
      counted = text.size();
      return lines;
    };
    text += heading(plan);
    const std::vector<backends::FramedStatement> statements = framer->next(plan);
    for (std::size_t at = 0; at < statements.size();) {
      const backends::FramedStatement& first = statements[at];
      const std::size_t before = here();
      at = framer->print(statements, at, text);
      const std::size_t begin = before + (text[counted] == '\n' ? 1 : 0);  // an empty line
      if (is_mapped(first) && frame.place_of)
        map.push_back({begin, here() - 1, frame.place_of(first.written), first.strategy,
                       first.reads, plan.revision});
    }
    here();
  }
};

ScriptWriter::ScriptWriter(const backends::Backend& backend, backends::FrameOptions frame,
                           bool several)
    : state_(std::make_unique<State>(backend, std::move(frame))) {
  state_->framer = backend.framer(several, state_->frame);
}

ScriptWriter::~ScriptWriter() = default;
ScriptWriter::ScriptWriter(ScriptWriter&&) noexcept = default;

void ScriptWriter::add(const Plan& plan) {
  State& state = *state_;
  state.summary.add(plan, state.frame, state.backend);
  state.framer->expect(plan);
  state.frame.any_start ? state.add_body(plan) : state.add_text(plan);
}

Printed ScriptWriter::finish(const ScriptHead& head) && {
  State& state = *state_;
  Printed printed{head_text(state.summary, head, state.frame, state.backend), std::move(state.map)};
  printed.text += state.framer->text(state.framer->opening());
  const std::size_t above = lines_in(printed.text) + 1;  // lines count from 1
  for (Mapped& one : printed.map) {
    one.first += above;
    one.last += above;
  }
  printed.text += state.text;
  if (state.frame.any_start) printed.text += state.backend.run_pending(state.bodies, state.frame);
  return printed;
}

Printed print(std::span<const Plan> plans, const ScriptHead& head,
              const backends::FrameOptions& frame, const backends::Backend& backend) {
  ScriptWriter writer(backend, frame, plans.size() > 1);
  for (const Plan& plan : plans) writer.add(plan);
  return std::move(writer).finish(head);
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
