#include "compiler/dialects/sqlite/print/affinity.hpp"

#include <string>

#include "compiler/source/name.hpp"

namespace migc::backends::sqlite {

Affinity affinity_of(std::string_view type) {
  const std::string text = source::fold(type);
  const auto says = [&](const char* part) { return text.find(part) != std::string::npos; };
  if (says("int")) return Affinity::integer;
  if (says("char") || says("clob") || says("text")) return Affinity::text;
  if (text.empty() || says("blob")) return Affinity::blob;
  if (says("real") || says("floa") || says("doub")) return Affinity::real;
  return Affinity::numeric;
}

}  // namespace migc::backends::sqlite
