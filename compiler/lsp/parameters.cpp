#include "compiler/lsp/parameters.hpp"

#include <algorithm>
#include <cstdint>
#include <stdexcept>

namespace migc::lsp {

namespace {

std::size_t count(const Json& number) {
  if (!number.is_number_integer()) throw std::invalid_argument("a number was expected");
  return static_cast<std::size_t>(std::max<std::int64_t>(number.get<std::int64_t>(), 0));
}

}  // namespace

Place place_in(const Json& json) { return {count(json.at("line")), count(json.at("character"))}; }

std::string path_in(const Json& document) {
  const auto found = path_of(document.at("uri").get<std::string>());
  if (!found) throw std::invalid_argument("a `file:` URI was expected");
  return *found;
}

bool says(const Json& parameters, const char* pointer) {
  const Json::json_pointer at(pointer);
  return parameters.contains(at) && parameters.at(at).is_boolean() && parameters.at(at).get<bool>();
}

std::string after(std::string text, const Json& change) {
  std::string now = source::as_read(change.at("text").get<std::string>());
  if (!change.contains("range")) return now;
  const Lines lines(text);
  const std::size_t begin = lines.offset(text, place_in(change.at("range").at("start")));
  const std::size_t end = lines.offset(text, place_in(change.at("range").at("end")));
  return text.replace(begin, std::max(begin, end) - begin, now);
}

}  // namespace migc::lsp
