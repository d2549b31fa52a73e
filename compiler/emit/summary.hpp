#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "compiler/backends/backend.hpp"
#include "compiler/emit/offline.hpp"

namespace migc::emit {

/// Things by name, each with the revisions that do something to it: `devices (005, 008)`.
class Ledger {
 public:
  void add(const std::string& name, const std::string& revision);
  /// One after the other, of a single plan without the revision. Few lines, however many there are.
  [[nodiscard]] std::vector<std::string> lines(bool of_one) const;
  [[nodiscard]] bool empty() const { return entries_.empty(); }

 private:
  struct Entry {
    std::string name;
    std::vector<std::string> revisions;
  };
  static std::string text_of(const Entry& entry, bool of_one);

  std::vector<Entry> entries_;
  std::map<std::string, std::size_t> at_;
};

/// What the head of a script says of its plans, taken in one by one.
struct Summary {
  std::size_t plans = 0;
  std::size_t revisions = 0;  ///< One in the log for each, and a stamp logs none.
  Ledger copied, lost;
  Ledger lost_if_empty;            ///< Dropped only if it is empty: otherwise the script stops.
  std::vector<std::string> apart;  ///< Revisions without a transaction of their own.
  int min_version = 0;

  void add(const backends::Plan& plan, const backends::FrameOptions& frame,
           const backends::Backend& backend);
};

/// Whether a plan only says by other names where the database is.
[[nodiscard]] bool only_records(const backends::Plan& plan);

/// The comment block at the top of a script, and the commands to the client that follow it.
[[nodiscard]] std::string head_text(const Summary& summary, const ScriptHead& head,
                                    const backends::FrameOptions& frame,
                                    const backends::Backend& backend);

}  // namespace migc::emit
