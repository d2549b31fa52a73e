#pragma once

#include <string>

#include "tests/alembic/alembic.hpp"
#include "tests/support/tally.hpp"

namespace migc::alembic_test {

/// A database that Alembic began is carried on by either tool, to and fro.
void check_adoption(Alembic& alembic, const std::string& migc, support::Tally& tally);

/// What lists revisions says what Alembic says, line by line.
void check_listings(Alembic& alembic, const std::string& migc, support::Tally& tally);

/// What Alembic refuses migc refuses, and says what to type instead.
void check_refusals(Alembic& alembic, const std::string& migc, support::Tally& tally);

/// What `alembic upgrade heads --sql` prints is imported: the revisions make the same schema, and
/// carry the database on that Alembic made.
void check_imports(Alembic& alembic, const std::string& migc, support::Tally& tally);

}  // namespace migc::alembic_test
