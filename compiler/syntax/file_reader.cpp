#include "compiler/syntax/file_reader.hpp"

#include <algorithm>

#include "compiler/syntax/iso_date.hpp"
#include "compiler/syntax/scan.hpp"

namespace migc::syntax {

namespace kind = diagnostics::kind;

// --- Header ------------------------------------------------------------------------------------

void FileReader::check_place(std::string_view written, bool& seen) {
  const std::string_view word = leading_word(written);
  const ir::Span place = span(word);
  const bool block = &seen == &seen_.upgrade || &seen == &seen_.downgrade;
  if (seen) complaints().report(kind::second_item, place, word);
  if (!seen && !block && (seen_.upgrade || seen_.downgrade))
    complaints().report(kind::header_behind_block, place, word);
  if (!seen_.revision && &seen != &seen_.revision && !std::exchange(first_reported_, true))
    complaints().report(kind::revision_first, place);
  seen = true;
}

bool FileReader::check_id(const ir::Name& id, std::string_view role) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.';
  };
  const bool valid = !id.text.empty() && std::all_of(id.text.begin(), id.text.end(), fits);
  if (!valid) complaints().report(kind::invalid_id, id.written, id.text, role);
  return valid;
}

std::vector<ir::Name> FileReader::take_ids(std::string_view role) {
  std::vector<ir::Name> ids;
  for (ir::Name& id : std::exchange(read_ids_, {})) {
    if (!check_id(id, role)) continue;
    const bool twice = std::any_of(ids.begin(), ids.end(),
                                   [&](const ir::Name& other) { return other.text == id.text; });
    if (twice)
      complaints().report(kind::named_twice, id.written, role, id.text);
    else
      ids.push_back(std::move(id));
  }
  return ids;
}

void FileReader::revision_item(std::string_view written) {
  check_place(written, seen_.revision);
  constexpr std::string_view addresses[] = {"base", "head", "heads", "current"};
  if (!check_id(id_, "a revision id")) return;
  const bool address =
      std::any_of(std::begin(addresses), std::end(addresses),
                  [&](std::string_view word) { return source::same(id_.text, word); });
  if (address) complaints().report(kind::reserved_id, id_.written, id_.text, "a revision id");
  if (!address && file_.header.id.text.empty()) file_.header.id = std::move(id_);
}

void FileReader::revises_item(std::string_view written) {
  check_place(written, seen_.revises);
  file_.header.revises_written = trimmed_span(written);
  std::vector<ir::Name> parents = take_ids("a revision id");
  const auto base = std::find_if(parents.begin(), parents.end(), [](const ir::Name& parent) {
    return source::same(parent.text, "base");
  });
  if (base != parents.end()) {
    if (parents.size() > 1) complaints().report(kind::base_among_parents, base->written);
    parents.erase(base);
  }
  file_.header.parents = std::move(parents);
}

void FileReader::depends_item(std::string_view written) {
  check_place(written, seen_.depends);
  file_.header.depends_on = take_ids("a revision id");
}

void FileReader::replaces_item(std::string_view written) {
  check_place(written, seen_.replaces);
  file_.header.replaces = take_ids("a revision id");
}

void FileReader::label_item(std::string_view written) {
  check_place(written, seen_.label);
  file_.header.labels = take_ids("a label");
}

void FileReader::message_item(std::string_view written) {
  check_place(written, seen_.message);
  if (now.text.find('\n') != std::string::npos)
    complaints().report(kind::message_of_lines, now.text_written);
  file_.header.message = std::move(now.text);
}

void FileReader::created_item(std::string_view written) {
  check_place(written, seen_.created);
  if (is_iso_date(now.text))
    file_.header.created = std::move(now.text);
  else
    complaints().report(kind::invalid_date, now.text_written, now.text);
}

void FileReader::describe_item(std::string_view written) {
  check_place(written, seen_.describe);
  file_.header.description = std::move(now.text);
}

void FileReader::transaction_item(std::string_view written) {
  check_place(written, seen_.transaction);
  file_.header.transactional = transactional_;
}

void FileReader::parameter_name(std::string_view written) {
  const std::string_view word = leading_word(written);
  parameter_ = {.name = {std::string(word), false, span(word)}, .type = {}};
}

/// Unlike other items there may be several.
void FileReader::parameter_item(std::string_view written) {
  bool seen = false;
  check_place(written, seen);
  parameter_.type = take_type();
  const bool twice = std::any_of(
      file_.header.parameters.begin(), file_.header.parameters.end(),
      [&](const ir::Parameter& one) { return source::same(one.name, parameter_.name); });
  if (twice)
    complaints().report(kind::named_twice, parameter_.name.written, "a parameter",
                        parameter_.name.text);
  else
    file_.header.parameters.push_back(std::move(parameter_));
}

// --- Blocks ------------------------------------------------------------------------------------

void FileReader::upgrade(std::string_view written) {
  check_place(written, seen_.upgrade);
  file_.upgrade = take_block();
}

void FileReader::downgrade_irreversible() {
  downgrade_.form = ir::Downgrade::Form::irreversible;
  downgrade_.why = std::move(now.text);
}

void FileReader::downgrade(std::string_view written) {
  check_place(written, seen_.downgrade);
  file_.downgrade = std::exchange(downgrade_, {});
  file_.downgrade.body = take_block();
  file_.downgrade.written = trimmed_span(written);
}

// --- What is wrong with the whole --------------------------------------------------------------

const char* FileReader::recover_item(const Mismatch& mismatch, const Mark& mark,
                                     const char* begin) {
  constexpr std::string_view items[] = {"revision",    "revises",   "depends", "replaces",
                                        "label",       "message",   "created", "describe",
                                        "transaction", "parameter", "upgrade", "downgrade"};
  const auto begins_item = [&](const char* at) {
    const std::string_view word =
        leading_word(text().substr(static_cast<std::size_t>(at - text().data())));
    return std::any_of(std::begin(items), std::end(items),
                       [&](std::string_view item) { return source::same(word, item); });
  };
  item_failed_ = true;
  read_ids_.clear();
  const char* end = text().data() + text().size();
  const char* next = recover(mismatch, mark, begin);
  while (next != end && !begins_item(next)) {
    const char* behind = behind_gap(text(), next);
    if (behind == next) behind = std::max(behind_statement(text(), next), next + 1);
    next = behind;
  }
  return next;
}

void FileReader::check_revision() {
  if (!item_failed_ && !lost() && !seen_.revision && !first_reported_)
    complaints().report(kind::revision_first, span(text().substr(0, 0)));
}

std::optional<ast::File> FileReader::finish() {
  check_revision();
  const auto size = static_cast<std::uint32_t>(text().size());
  const ir::Span end = span(text().substr(size));
  const bool complete = !item_failed_ && !lost();
  if (complete && !seen_.upgrade) complaints().report(kind::no_upgrade, end);
  if (complete && !seen_.downgrade) complaints().report(kind::no_downgrade, end);
  if (file_.header.id.text.empty()) return std::nullopt;
  return std::move(file_);
}

std::optional<ir::Header> FileReader::finish_header() {
  check_revision();
  if (file_.header.id.text.empty()) return std::nullopt;
  return std::move(file_.header);
}

}  // namespace migc::syntax
