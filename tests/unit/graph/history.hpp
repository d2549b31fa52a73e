#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostics.hpp"
#include "compiler/graph/graph.hpp"
#include "compiler/ir/revision.hpp"
#include "compiler/source/source_file.hpp"

namespace migc::test {

/// A history in short: `c < a, b ; needs d ; label x ; replaces y` is revision c with parents a and
/// b. Each line is a file of its own in `sources`, so that names have places.
struct History {
  explicit History(const std::vector<std::string>& lines) {
    for (const std::string& line : lines) add(line);
    graph = graph::Graph::build(headers, diagnostics);
  }

  [[nodiscard]] std::vector<std::string> ids(const std::vector<graph::Index>& revisions) const {
    std::vector<std::string> names;
    for (const graph::Index revision : revisions) names.push_back(graph.id(revision));
    return names;
  }

  /// Everything complained of: `E0401 text`, a line each.
  [[nodiscard]] std::string complaints() const {
    std::string all;
    for (const auto& d : diagnostics.all()) all += std::string(d.id) + " " + d.text + "\n";
    return all;
  }

  source::SourceSet sources;
  std::vector<ir::Header> headers;
  diagnostics::Diagnostics diagnostics;
  graph::Graph graph;

 private:
  void add(const std::string& line) {
    const std::uint32_t file = sources.add("file" + std::to_string(sources.size()) + ".mig", line);
    const std::string_view text = sources[file].text();
    ir::Header header;
    std::vector<ir::Name>* into = nullptr;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find_first_of(" ,;", at), text.size());
      const std::string word(text.substr(at, end - at));
      const source::Span written{file, static_cast<std::uint32_t>(at),
                                 static_cast<std::uint32_t>(end)};
      at = end + 1;
      if (word.empty()) continue;
      if (word == "<")
        into = &header.parents;
      else if (word == "needs")
        into = &header.depends_on;
      else if (word == "replaces")
        into = &header.replaces;
      else if (word == "label")
        into = &header.labels;
      else if (into == nullptr)
        header.id = {word, false, written, {}};
      else
        into->push_back({word, false, written, {}});
    }
    headers.push_back(std::move(header));
  }
};

}  // namespace migc::test
