#include "tests/support/python.hpp"

#include <stdexcept>

#include "tests/support/process.hpp"

namespace migc::support {

const std::string& python() {
  static const std::string path = [] {
    try {
      const Outcome found = run({"python3", "-c", "import sqlite3, sys; print(sys.executable)"});
      return found.exit == 0 ? found.output.substr(0, found.output.find('\n')) : "";
    } catch (const std::runtime_error&) {
      return std::string();
    }
  }();
  return path;
}

}  // namespace migc::support
