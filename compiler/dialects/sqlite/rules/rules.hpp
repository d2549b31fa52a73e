#pragma once

#include "compiler/dialect/dialect.hpp"

namespace migc::backends::sqlite {

/// What SQLite says of itself. https://www.sqlite.org
[[nodiscard]] const dialect::Dialect& rules();

}  // namespace migc::backends::sqlite
