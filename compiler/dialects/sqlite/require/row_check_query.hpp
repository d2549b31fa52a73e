#pragma once

#include <string>
#include <vector>

#include "compiler/backends/backend.hpp"

namespace migc::backends::sqlite {

/// A script of queries that changes nothing; see Backend::row_check_queries().
[[nodiscard]] std::string row_check_queries(const std::vector<Plan>& plans,
                                            const FrameOptions& options);

}  // namespace migc::backends::sqlite
