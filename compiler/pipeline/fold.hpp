#pragma once

#include <span>
#include <string>

#include "compiler/lower/lower.hpp"
#include "compiler/pipeline/unit.hpp"
#include "compiler/schema/model/schema.hpp"

namespace migc::pipeline {

/// The statements of a stretch in which no rows are read or written, so that what it creates can be
/// said once, as it is at the end: tables, then what becomes of older ones, then indexes, views and
/// triggers. What is not changed behind its creation stays as it is written. The text is tried: one
/// that would not lead to the same schema is not returned, but the statements as they are.
///
/// `schema` is brought to the end of the stretch.
[[nodiscard]] std::string fold(std::span<const Unit> units, schema::Schema& schema,
                               const lower::Options& options);

/// The statements as they are.
[[nodiscard]] std::string as_written(std::span<const Unit> units);

}  // namespace migc::pipeline
