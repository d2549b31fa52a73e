#include "compiler/schema/model/words_said.hpp"

#include <utility>
#include <variant>

namespace migc::schema {

namespace {

class WordsSaid {
 public:
  std::set<std::string> operator()(const ir::View& view) {
    add(view.name);
    for (const Name& column : view.columns) add(column);
    add(view.query);
    return end();
  }
  std::set<std::string> operator()(const ir::Trigger& trigger) {
    add(trigger.name);
    add(trigger.table);
    for (const Name& column : trigger.update_of) add(column);
    if (trigger.when) add(*trigger.when);
    add(trigger.body);
    return end();
  }
  template <class Other>
  std::set<std::string> operator()(const Other&) {
    return {};
  }

 private:
  void add(const Name& name) { words_.merge(words_in(name.text)); }
  void add(const ir::Expression& expression) {
    for (const ir::Token& token : expression.tokens) {
      words_.merge(words_in(token.text));
      words_.merge(words_in(token.gap));
    }
  }
  std::set<std::string> end() {
    words_.insert("");
    return std::move(words_);
  }

  std::set<std::string> words_;
};

bool is_of_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
}

}  // namespace

std::set<std::string> words_in(std::string_view text) {
  std::set<std::string> words;
  std::string word;
  for (const char c : source::fold(text)) {
    if (is_of_word(c)) {
      word += c;
    } else if (!word.empty()) {
      words.insert(std::exchange(word, {}));
    }
  }
  if (!word.empty()) words.insert(std::move(word));
  return words;
}

std::set<std::string> words_said(const Object& object) { return std::visit(WordsSaid(), object); }

}  // namespace migc::schema
