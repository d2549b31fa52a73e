#pragma once

#include <set>
#include <string>
#include <string_view>

namespace migc::emit {

/// A name as C++ can have it. What C++ does not take becomes `_`, a first digit gets an `x` before
/// it, and a word that C++ keeps for itself, or that common headers define as a macro, a `_` behind
/// it. `__` becomes `_`, as such names belong to the compiler.
[[nodiscard]] std::string cpp_name(std::string_view name);

/// Whether it can be the name of a namespace: `app::migrations`.
[[nodiscard]] bool is_cpp_namespace(std::string_view name);

/// Names that stand side by side. Where two come out the same, the second gets a number.
class CppScope {
 public:
  [[nodiscard]] std::string add(std::string_view name);

 private:
  std::set<std::string> taken_;
};

}  // namespace migc::emit
