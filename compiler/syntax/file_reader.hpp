#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "compiler/syntax/block_reader.hpp"

namespace migc::syntax {

/// Reads a whole file: the header's items, then the blocks.
class FileReader : public BlockReader {
 public:
  using BlockReader::BlockReader;

  void bare_id(std::string_view written) { bare_name(written); }
  void revision_id() { id_ = take_name(); }
  void revision_item(std::string_view written);
  void listed_id() { read_ids_.push_back(take_name()); }
  void revises_item(std::string_view written);
  void depends_item(std::string_view written);
  void replaces_item(std::string_view written);
  void label_item(std::string_view written);
  void message_item(std::string_view written);
  void created_item(std::string_view written);
  void describe_item(std::string_view written);
  void transaction(bool on) { transactional_ = on; }
  void transaction_item(std::string_view written);
  void parameter_name(std::string_view written);
  void parameter_default() { parameter_.standard = take_one(); }
  void parameter_item(std::string_view written);

  void upgrade(std::string_view written);
  void downgrade_block() { downgrade_.form = ir::Downgrade::Form::written; }
  void downgrade_auto() { downgrade_.form = ir::Downgrade::Form::automatic; }
  void downgrade_irreversible();
  void downgrade(std::string_view written);

  /// As recover(), for an item of the file: goes on at the next one.
  [[nodiscard]] const char* recover_item(const Mismatch& mismatch, const Mark& mark,
                                         const char* begin);

  /// What was read; nothing without a revision id. Reports what is missing.
  [[nodiscard]] std::optional<ast::File> finish();
  /// The same of a file that was read up to its first block.
  [[nodiscard]] std::optional<ir::Header> finish_header();

 private:
  /// Reports an item that stands a second time or behind a block.
  void check_place(std::string_view written, bool& seen);
  /// Reports an id that is none, and says whether it is one.
  bool check_id(const ir::Name& id, std::string_view role);
  /// Reports a file without a revision, unless that may be due to another mistake.
  void check_revision();
  [[nodiscard]] std::vector<ir::Name> take_ids(std::string_view role);

  struct Seen {
    bool revision = false, revises = false, depends = false, replaces = false, label = false,
         message = false, created = false, describe = false, transaction = false, upgrade = false,
         downgrade = false;
  };

  Seen seen_;
  ir::Name id_;
  std::vector<ir::Name> read_ids_;
  ir::Parameter parameter_;
  ast::File file_{};
  ast::Downgrade downgrade_;
  bool transactional_ = true;
  bool first_reported_ = false;
  bool item_failed_ = false;
};

}  // namespace migc::syntax
