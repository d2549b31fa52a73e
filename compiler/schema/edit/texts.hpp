#pragma once

#include "compiler/ir/operation.hpp"
#include "compiler/schema/model/schema.hpp"

/// Texts that are written as names are: `"a"` where nothing is called so.
namespace migc::schema {

/// `object` with what stands in double quotes and is no column written as the text that SQLite
/// takes it for. Its ALTER TABLE would rewrite it, and newer shells refuse it.
[[nodiscard]] Object with_texts_as_strings(Object object, const Schema& schema);
/// The same for what an operation says, against the schema before it.
void write_texts_as_strings(ir::Operation& operation, const Schema& schema);
/// The same for everything in a schema.
void write_texts_as_strings(Schema& schema);

/// An index, view or trigger with all that is in double quotes as a text, whatever it is: to
/// compare two of which one was made elsewhere.
[[nodiscard]] Object with_quotes_as_strings(Object object);

}  // namespace migc::schema
