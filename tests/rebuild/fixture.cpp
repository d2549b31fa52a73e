#include "tests/rebuild/fixture.hpp"

#include <algorithm>

namespace migc::rebuild {

Shape Fixture::shape() const {
  Shape shape{columns, constraints, options};
  shape.columns.push_back("note text default (hex(randomblob(8)))");
  shape.columns.push_back("spare int default 7");
  return shape;
}

bool Fixture::has(const std::string& option) const {
  return std::find(options.begin(), options.end(), option) != options.end();
}

/// In a layout that no printer has: who compares stored texts shall see whose they are.
std::string create_table(const Shape& shape) {
  std::string text, separator = "Create  TABLE devices(\n\t";
  for (const auto* parts : {&shape.columns, &shape.constraints})
    for (const std::string& part : *parts) {
      text += separator + part;
      separator = "\n\t, ";
    }
  text += " )";
  separator = " ";
  for (const std::string& option : shape.options) {
    text += separator + option;
    separator = ", ";
  }
  return text + ";\n";
}

}  // namespace migc::rebuild
