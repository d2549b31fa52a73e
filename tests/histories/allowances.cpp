#include "tests/histories/allowances.hpp"

#include <stdexcept>

#include "tests/support/sql_tokens.hpp"

namespace migc::histories {

std::string with_allowances(const std::string& path, const std::string& text) {
  std::string result = text;
  for (const Allowance& allowance : allowances) {
    if (!path.ends_with(allowance.file)) continue;
    const std::size_t at =
        support::lower_case(result).rfind(support::lower_case(allowance.statement));
    if (at == std::string::npos)
      throw std::runtime_error("no longer needed: " + std::string(allowance.statement));
    result.insert(at, std::string(allowance.text) + "\n");
  }
  return result;
}

}  // namespace migc::histories
