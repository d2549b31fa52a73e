#include "compiler/syntax/checksum.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <memory>
#include <vector>

#include "compiler/source/name.hpp"
#include "compiler/syntax/piece_reader.hpp"
#include "compiler/syntax/token_reader.hpp"

namespace migc::syntax {

namespace {

/// Collects what is said, piece by piece.
class Digest {
 public:
  Digest() { XXH3_128bits_reset(state_.get()); }

  void add(std::string_view piece) {
    add_bytes(piece);
    add_bytes({"\0", 1});  // so that `ab c` is not `a bc`
  }

  /// A text with `\r\n` for `\n` is the same text.
  void add_text(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find("\r\n", at), text.size());
      add_bytes(text.substr(at, end - at));
      at = end == text.size() ? end : end + 1;
    }
    add("");
  }

  [[nodiscard]] std::string text() const {
    const XXH128_hash_t hash = XXH3_128bits_digest(state_.get());
    return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
  }

 private:
  struct Free {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };
  void add_bytes(std::string_view bytes) {
    XXH3_128bits_update(state_.get(), bytes.data(), bytes.size());
  }

  std::unique_ptr<XXH3_state_t, Free> state_{XXH3_createState()};
};

void add_piece(std::string_view piece, Digest& digest) {
  const char first = piece.front();
  if (first == '\'' || first == '$')
    digest.add_text(piece);
  else if (piece.size() > 1 && (first == '"' || first == '`' || first == '['))
    digest.add(unquote(piece));
  else
    digest.add(source::fold(piece));
}

/// What stands inside the braces at the end of a piece of text.
std::string_view inside_braces(std::string_view text) {
  const std::size_t open = text.find('{'), close = text.rfind('}');
  if (open == text.npos || close == text.npos || close < open) return {};
  return text.substr(open + 1, close - open - 1);
}

/// Whether one of the words before `end` names the dialect; without any word all are meant.
bool is_meant(PieceReader& pieces, std::string_view dialect, auto is_end) {
  bool named = false, meant = false;
  while (!pieces.ended()) {
    const std::string_view piece = pieces.take();
    if (is_end(piece)) break;
    named = true;
    meant = meant || source::same(piece, dialect);
  }
  return meant || !named;
}

void add_statements(std::string_view text, std::string_view dialect, Digest& digest);

void add_statement(std::string_view statement, std::string_view dialect, Digest& digest) {
  PieceReader pieces(statement);
  const std::string_view word = pieces.word();
  if (source::same(word, "allow") || statement == ";") return;
  if (source::same(word, "on")) {
    pieces.take();
    if (is_meant(pieces, dialect, [](std::string_view piece) { return piece == "{"; }))
      add_statements(inside_braces(statement), dialect, digest);
    return;
  }
  if (source::same(word, "execute")) {
    PieceReader head = pieces;
    head.take();
    if (source::same(head.word(), "for")) {
      head.take();
      const auto is_text = [](std::string_view piece) {
        return piece.front() == '$' || piece.front() == '\'';
      };
      if (!is_meant(head, dialect, is_text)) return;
    }
  }
  while (!pieces.ended()) add_piece(pieces.take(), digest);
}

void add_statements(std::string_view text, std::string_view dialect, Digest& digest) {
  for (PieceReader pieces(text); !pieces.ended();)
    add_statement(pieces.take_statement(), dialect, digest);
}

}  // namespace

std::string checksum(std::string_view text, std::string_view dialect) {
  Digest digest;
  for (PieceReader items(text); !items.ended();) {
    const bool is_upgrade = source::same(items.word(), "upgrade");
    const std::string_view item = items.take_statement();
    if (is_upgrade) add_statements(inside_braces(item), dialect, digest);
  }
  return digest.text();
}

}  // namespace migc::syntax
