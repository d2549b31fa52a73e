#include "compiler/syntax/parse.hpp"

#include "compiler/syntax/complaints.hpp"
#include "compiler/syntax/file_actions.hpp"
#include "compiler/syntax/scan.hpp"
#include "compiler/syntax/text_check.hpp"

namespace migc::syntax {

namespace {

/// Places are byte pointers, so nothing is counted while good text is read.
using Input = tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy, tao::pegtl::eol::lf_crlf,
                                       const char*>;

/// Parses the text behind its byte order mark. Mistakes are recovered from inside.
template <class Start, class Reader>
void read_all(std::string_view text, Reader& reader) {
  Input in(text.data() + byte_order_mark(text), text.data() + text.size(), "");
  try {
    (void)tao::pegtl::parse<Start, action, Control>(in, reader);
  } catch (const Mismatch& mismatch) {  // before the first statement: a comment without an end
    reader.complain(mismatch);
  }
}

/// A text that holds more than white space and comments, and can be read; reports why not.
bool check_file(std::string_view text, std::uint32_t file, Complaints& complaints) {
  if (!check_text(text, file, complaints)) return false;
  if (behind_gap(text, text.data() + byte_order_mark(text)) != text.data() + text.size())
    return true;
  complaints.report(diagnostics::kind::empty_file, {file, 0, 0});
  return false;
}

}  // namespace

std::optional<ast::File> parse(const source::SourceSet& sources, std::uint32_t file,
                               diagnostics::Diagnostics& diagnostics,
                               const dialect::Naming& naming) {
  const std::string_view text = sources[file].text();
  Complaints complaints(text, file, diagnostics);
  if (!check_file(text, file, complaints)) return std::nullopt;
  FileReader reader(text, file, naming, complaints);
  read_all<grammar::file>(text, reader);
  return reader.finish();
}

std::optional<ir::Header> parse_header(const source::SourceSet& sources, std::uint32_t file,
                                       diagnostics::Diagnostics& diagnostics) {
  const std::string_view text = sources[file].text();
  Complaints complaints(text, file, diagnostics);
  if (!check_file(text, file, complaints)) return std::nullopt;
  FileReader reader(text, file, {}, complaints);
  read_all<grammar::header>(text, reader);
  return reader.finish_header();
}

ast::Statements parse_statements(const source::SourceSet& sources, std::uint32_t file,
                                 diagnostics::Diagnostics& diagnostics,
                                 const dialect::Naming& naming) {
  const std::string_view text = sources[file].text();
  Complaints complaints(text, file, diagnostics);
  if (!check_text(text, file, complaints)) return {};
  FileReader reader(text, file, naming, complaints);
  read_all<grammar::statements>(text, reader);
  return reader.take_outermost();
}

std::optional<ir::Expression> tokenize(std::string_view text) {
  TokenReader reader(text, ir::Span::none, {});
  Input in(text.data(), text.data() + text.size(), "");
  try {
    if (!tao::pegtl::parse<grammar::token_run, action, Control>(in, reader)) return std::nullopt;
  } catch (const Mismatch&) {
    return std::nullopt;
  }
  return reader.take();
}

}  // namespace migc::syntax
