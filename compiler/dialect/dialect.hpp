#pragma once

#include <cstddef>
#include <span>
#include <string_view>

/// What the compiler has to know of a database before it writes SQL for it.
namespace migc::dialect {

/// When two names are the same. The default: letter case never counts, and a schema only says
/// whether something is temporary.
struct Naming {
  /// `"Order"` and `order` are two names: what is in quotes is compared letter by letter.
  bool keeps_quoted = false;
  /// Each schema has names of its own: `audit.events` and `public.events` are two tables.
  bool has_schemas = false;
  /// The schema of a name that says none.
  std::string_view usual_schema = "main";
  /// What a temporary object may say as its schema: `temp.t`. Empty: that is a schema like others.
  std::string_view temporary_schema = "temp";
  /// Each table has names of its own for its triggers.
  bool triggers_per_table = false;
};

/// A word that cannot always be a name without quotes.
struct ReservedWord {
  std::string_view word;  ///< In lower case.
  bool always = true;     ///< Never a name, rather than in some places.
};

/// A relation that exists without being created.
struct Catalog {
  std::string_view name;
  std::span<const std::string_view> columns;
  std::span<const std::string_view> hidden = {};  ///< Answer by name but are not in `*`.
};

/// The rules of a dialect, as data: no rule here does anything. Readers of SQL and the model of a
/// schema ask them instead of knowing a database.
struct Dialect {
  std::string_view name;   ///< As in `on NAME { … }` and in settings.
  std::string_view title;  ///< For people.
  Naming naming{};

  /// The only schemas that there are. Empty: all but those of the system can be ours.
  std::span<const std::string_view> schemas{};
  std::span<const std::string_view> system_schemas{};

  /// Beginnings of names that are the database's own.
  std::span<const std::string_view> reserved_prefixes{};
  /// All of them, those of SQL itself, too: a word that is none may be an alias. Sorted.
  std::span<const ReservedWord> reserved_words{};

  std::span<const Catalog> catalogs{};
  /// Relations that exist without being created, of which no columns are known: names of them, and
  /// beginnings of names.
  std::span<const std::string_view> other_catalogs{};
  std::span<const std::string_view> catalog_prefixes{};

  /// `"a"` is a text where no column is called so.
  bool quotes_may_be_text = false;
  /// A FROM with more members is not followed to its end.
  std::size_t most_joined = 64;

  /// The names by which a row's hidden key answers. None: tables have no such key.
  std::span<const std::string_view> rowid_names{};
  /// A primary key of this type alone is the hidden key itself.
  std::string_view rowid_key_type{};
  /// What columns of a strict table can have. None: no table is strict.
  std::span<const std::string_view> strict_types{};

  [[nodiscard]] bool has_rowids() const { return !rowid_names.empty(); }
  /// Whether a hidden key answers to this name. As below, names are keys: folded already.
  [[nodiscard]] bool is_rowid(std::string_view key) const;
  /// Whether what migrations make can be in a schema. What is in others is not known.
  [[nodiscard]] bool is_own_schema(std::string_view key) const;
  /// The beginning of a name that is reserved; empty if none is.
  [[nodiscard]] std::string_view reserved_prefix_of(std::string_view key) const;
  /// The relation of that name that exists without being created, or null.
  [[nodiscard]] const Catalog* catalog(std::string_view key) const;
  /// Whether such a relation exists, though no columns of it are known.
  [[nodiscard]] bool is_other_catalog(std::string_view key) const;

  /// Whether a column of a strict table can have the type.
  [[nodiscard]] bool is_strict_type(std::string_view type) const;

  /// Whether a word, in any letter case, is never a name without quotes.
  [[nodiscard]] bool is_reserved(std::string_view word) const;
  /// Whether it is none in some place.
  [[nodiscard]] bool needs_quotes(std::string_view word) const;
};

}  // namespace migc::dialect
