#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "compiler/cli/commands.hpp"
#include "compiler/cli/listing.hpp"
#include "compiler/cli/load.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"
#include "compiler/diagnostics/catalogue/pipeline.hpp"
#include "compiler/diagnostics/escape.hpp"
#include "compiler/emit/offline.hpp"
#include "compiler/import/source.hpp"
#include "compiler/pipeline/files.hpp"
#include "compiler/syntax/format.hpp"
#include "compiler/syntax/parse.hpp"
#include "compiler/syntax/scan.hpp"

namespace migc::cli {

namespace kind = diagnostics::kind;

namespace {

/// The text in its layout. Nothing once it is reported what is wrong with it.
std::optional<std::string> formatted(Session& session, const std::string& path,
                                     const std::string& text) {
  const std::size_t errors = session.diagnostics.errors();
  const std::uint32_t file = session.sources.add(path, text);
  const char* const begin = syntax::behind_gap(text, text.data());
  const std::string_view word = syntax::leading_word(
      std::string_view(text).substr(static_cast<std::size_t>(begin - text.data())));
  if (source::same(word, "create") || source::same(word, "comment"))
    static_cast<void>(syntax::parse_statements(session.sources, file, session.diagnostics));
  else
    static_cast<void>(syntax::parse(session.sources, file, session.diagnostics));
  if (session.diagnostics.errors() != errors) return std::nullopt;
  std::optional<std::string> result = syntax::format(source::as_read(text));
  if (!result) session.diagnostics.report(kind::format_defect, {}, path);
  return result;
}

/// Reports the first line of the file, which was read last, that would change.
void report_not_formatted(Session& session, const std::string& text, const std::string& formatted) {
  const auto differs = std::mismatch(text.begin(), text.end(), formatted.begin(), formatted.end());
  const auto at = static_cast<std::uint32_t>(
      std::min<std::ptrdiff_t>(differs.first - text.begin(), std::ssize(text) - 1));
  const auto file = static_cast<std::uint32_t>(session.sources.size() - 1);
  session.diagnostics.report(kind::not_formatted, {file, at, at + 1});
}

/// All files of the project: its revisions, and the target schema if there is one.
std::vector<std::string> files_of_project(Session& session) {
  const config::Settings settings = load_settings(session);
  std::vector<std::string> files;
  for (const pipeline::MigFile& file : pipeline::read_files(settings, session.diagnostics))
    files.push_back(file.file);
  const std::string wanted = settings.resolve(settings.schema.value).string();
  if (wanted.ends_with(".mig") && std::filesystem::exists(wanted)) files.push_back(wanted);
  if (!session.diagnostics.ok()) throw Stop{exits::usage};
  return files;
}

std::string content_of(Session& session, const std::string& path) {
  if (path == "-") return {std::istreambuf_iterator<char>(std::cin), {}};
  try {
    return import::content_of(path);
  } catch (const std::system_error& error) {
    stop(session, exits::usage, kind::cannot_read, path, error.code().message());
  }
}

}  // namespace

int fmt_files(Session& session, const FmtOptions& options) {
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  bool changes = false;
  for (const std::string& path :
       options.files.empty() ? files_of_project(session) : options.files) {
    const std::string text = content_of(session, path);
    const bool piped = path == "-";
    const auto result = formatted(session, piped ? "standard input" : path, text);
    if (!result) continue;
    const bool changed = *result != text;
    changes = changes || changed;
    if (piped && !options.check) {
      session.print(*result);
      continue;
    }
    json.push_back({{"path", path}, {"changed", changed}});
    if (!changed) continue;
    if (!options.check) emit::write_file(path, *result);
    if (session.options.report)
      report_not_formatted(session, text, *result);
    else if (!session.options.json)
      session.print(diagnostics::printable(path) + "\n");
  }
  if (session.options.json) session.print(document({{"files", std::move(json)}}));
  if (!session.diagnostics.ok()) return exits::sources;
  return options.check && changes ? exits::no : exits::done;
}

}  // namespace migc::cli
