#include "compiler/cli/arguments/completion.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace migc::cli {

namespace {

using Kind = CompleteOptions::Kind;

bool takes_value(const CLI::Option& option) { return option.get_items_expected_min() > 0; }

/// What help shows in the place of a value says what the value is.
Kind kind_of(const std::string& shown) {
  static const std::map<std::string, Kind, std::less<>> kinds = {
      {"REV", Kind::revisions},     {"HEAD", Kind::revisions},
      {"FROM:TO", Kind::revisions}, {"FROM", Kind::schemas},
      {"TO", Kind::schemas},        {"TABLE", Kind::tables},
      {"FILE", Kind::files},        {"TABLE[.COLUMN]", Kind::tables},
      {"SCHEMA", Kind::files},      {"FILE:LINE", Kind::files},
      {"DIR", Kind::folders},       {"SOURCE", Kind::files},
  };
  const auto found = kinds.find(shown);
  return found == kinds.end() ? Kind::words : found->second;
}

/// `auto|always|never`
std::vector<Candidate> choices(std::string_view shown) {
  std::vector<Candidate> found;
  if (shown.find('|') == shown.npos) return found;
  while (!shown.empty()) {
    const std::size_t end = std::min(shown.find('|'), shown.size());
    found.push_back({std::string(shown.substr(0, end)), ""});
    shown.remove_prefix(std::min(end + 1, shown.size()));
  }
  return found;
}

/// Follows a command line up to the word that is being typed.
class Line {
 public:
  Line(const CLI::App& app, const Verbs& verbs, const std::vector<std::string>& words)
      : app_(app), verbs_(verbs), typed_(words.empty() ? "" : words.back()) {
    for (std::size_t at = 0; at + 1 < words.size(); ++at) read(words[at]);
  }

  [[nodiscard]] bool awaits_value() const { return awaiting_ != nullptr; }

  [[nodiscard]] CompleteOptions completion() const {
    if (awaiting_ != nullptr) return value_of(*awaiting_, "", typed_);
    const std::size_t equals = typed_.find('=');
    if (!only_arguments_ && typed_.starts_with("--") && equals != typed_.npos) {
      const CLI::Option* option = find(typed_.substr(0, equals));
      if (option == nullptr) return {};
      return value_of(*option, typed_.substr(0, equals + 1), typed_.substr(equals + 1));
    }
    if (!only_arguments_ && typed_.starts_with("-")) return options();
    if (verb_ == nullptr || is_help_) return commands();
    return argument();
  }

 private:
  void read(const std::string& word) {
    if (awaiting_ != nullptr) {
      awaiting_ = nullptr;
    } else if (!only_arguments_ && word == "--") {
      only_arguments_ = true;
    } else if (!only_arguments_ && word.starts_with("-")) {
      const CLI::Option* option = find(word);
      if (option != nullptr && takes_value(*option)) awaiting_ = option;
    } else if (verb_ == nullptr) {
      is_help_ = word == "help";
      const auto& all = verbs_.all();
      const auto found = std::find_if(all.begin(), all.end(),
                                      [&](const Verb& one) { return one.app->get_name() == word; });
      if (found != all.end()) verb_ = &*found;
    } else {
      ++arguments_;
    }
  }

  [[nodiscard]] const CLI::Option* find(const std::string& name) const {
    const CLI::Option* own = verb_ == nullptr ? nullptr : verb_->app->get_option_no_throw(name);
    return own != nullptr ? own : app_.get_option_no_throw(name);
  }

  [[nodiscard]] CompleteOptions value_of(const CLI::Option& option, std::string before,
                                         std::string typed) const {
    const std::string& shown = option.get_option_text();
    CompleteOptions wanted{kind_of(shown), std::move(before), std::move(typed), choices(shown)};
    if (verb_ != nullptr && option.check_lname("format")) {
      wanted.candidates.clear();
      for (const std::string_view format : verb_->formats)
        wanted.candidates.push_back({std::string(format), ""});
    }
    return wanted;
  }

  void add_options(const CLI::App& app, std::vector<Candidate>& found) const {
    for (const CLI::Option* option : app.get_options())
      for (const std::string& name : option->get_lnames())
        if (std::none_of(found.begin(), found.end(),
                         [&](const Candidate& one) { return one.text == "--" + name; }))
          found.push_back({"--" + name, option->get_description()});
  }

  [[nodiscard]] CompleteOptions options() const {
    CompleteOptions wanted{Kind::words, "", typed_, {}};
    if (verb_ != nullptr) add_options(*verb_->app, wanted.candidates);
    add_options(app_, wanted.candidates);
    return wanted;
  }

  [[nodiscard]] CompleteOptions commands() const {
    CompleteOptions wanted{Kind::words, "", typed_, {}};
    for (const Verb& one : verbs_.all())
      if (!one.hidden())
        wanted.candidates.push_back({one.app->get_name(), one.app->get_description()});
    if (!is_help_) wanted.candidates.push_back({"help", "Show help for a command"});
    return wanted;
  }

  /// The last argument of a command is the one that may stand several times.
  [[nodiscard]] CompleteOptions argument() const {
    const auto all =
        verb_->app->get_options([](const CLI::Option* option) { return option->get_positional(); });
    if (all.empty()) return {};
    const CLI::Option& last = *all.back();
    if (arguments_ >= all.size() && last.get_items_expected_max() == 1) return {};
    const std::string shown = all[std::min(arguments_, all.size() - 1)]->get_name(true);
    return {kind_of(shown), "", typed_, choices(shown)};
  }

  const CLI::App& app_;
  const Verbs& verbs_;
  std::string typed_;
  const Verb* verb_ = nullptr;
  const CLI::Option* awaiting_ = nullptr;  ///< The option whose value comes next.
  bool is_help_ = false, only_arguments_ = false;
  std::size_t arguments_ = 0;
};

}  // namespace

CompleteOptions completion_of(const CLI::App& app, const Verbs& verbs,
                              const std::vector<std::string>& words) {
  return Line(app, verbs, words).completion();
}

std::vector<std::string> finished_words(const CLI::App& app, const Verbs& verbs,
                                        const std::vector<std::string>& words) {
  std::vector<std::string> finished = words;
  for (int drop = Line(app, verbs, words).awaits_value() ? 2 : 1; drop > 0; --drop)
    if (!finished.empty()) finished.pop_back();
  return finished;
}

}  // namespace migc::cli
