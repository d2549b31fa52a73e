#pragma once

#include <optional>
#include <string>

#include "tests/random/model.hpp"
#include "tests/random/rng.hpp"

/// New things that fit into a model: what is drawn here is legal as far as the schema goes. Whether
/// the rows agree is for the mirror to say.
namespace migc::random {

/// Mostly plain, sometimes with spaces, quotes, letters beyond ASCII, or a keyword; never used
/// before.
[[nodiscard]] std::string invent_name(Rng& rng, Model& model, const std::string& kind);
/// Sometimes only the letter case is another.
[[nodiscard]] std::string invent_other_name(Rng& rng, Model& model, const std::string& kind,
                                            const std::string& old);
/// Sometimes none.
[[nodiscard]] std::string invent_constraint_name(Rng& rng, Model& model);
/// A value that a column of that type keeps as it is.
[[nodiscard]] std::string invent_literal(Rng& rng, const std::string& type);
[[nodiscard]] std::string invent_type(Rng& rng, bool strict);

/// An ordinary column with no key.
[[nodiscard]] Column invent_column(Rng& rng, Model& model, const Table& table);
[[nodiscard]] Text invent_check(Rng& rng, const Table& table, int column);
[[nodiscard]] Text invent_generated(Rng& rng, const Table& table, int column);
[[nodiscard]] std::optional<Constraint> invent_unique(Rng& rng, Model& model, const Table& table);
[[nodiscard]] std::optional<Constraint> invent_foreign_key(Rng& rng, Model& model,
                                                           const Table& table);
void invent_actions(Rng& rng, Constraint& foreign_key);
[[nodiscard]] Table invent_table(Rng& rng, Model& model);
[[nodiscard]] Index invent_index(Rng& rng, Model& model);
[[nodiscard]] View invent_view(Rng& rng, Model& model);
[[nodiscard]] Trigger invent_trigger(Rng& rng, Model& model);
/// An INSTEAD OF trigger; there must be a view.
[[nodiscard]] Trigger invent_view_trigger(Rng& rng, Model& model);
[[nodiscard]] std::optional<Fulltext> invent_fulltext(Rng& rng, Model& model);
/// Several tables with everything that hangs on them.
[[nodiscard]] Model invent_model(Rng& rng);

/// A statement that puts one row into a table, or fails to.
[[nodiscard]] std::string invent_insert(Rng& rng, const Table& table);

/// Deletes the row that was given the highest number.
[[nodiscard]] std::string delete_newest(const Table& table);
/// A statement that writes to rows that are there, or fails to; none where no column is free of
/// keys.
[[nodiscard]] std::optional<std::string> invent_update(Rng& rng, const Table& table);

/// A column of the table that is not generated, or none.
[[nodiscard]] const Column* some_column(Rng& rng, const Table& table);

}  // namespace migc::random
