#include "tests/corpus/exceptions.hpp"

#include <stdexcept>

#include "tests/support/sql_tokens.hpp"

namespace migc::corpus {

std::string with_allowances(const std::string& path, const std::string& text) {
  std::string result = text;
  for (const Exception& exception : exceptions) {
    if (!path.ends_with(exception.file)) continue;
    const std::size_t at =
        support::lower_case(result).rfind(support::lower_case(exception.statement));
    if (at == std::string::npos)
      throw std::runtime_error("no longer needed: " + std::string(exception.statement));
    result.insert(at, std::string(exception.allowance) + "\n");
  }
  return result;
}

}  // namespace migc::corpus
