#include "compiler/config/toml.hpp"

#include <fmt/core.h>
#include <toml++/toml.h>

#include <algorithm>

#include "compiler/config/check.hpp"
#include "compiler/config/expand.hpp"
#include "compiler/config/toml_places.hpp"
#include "compiler/diagnostics/catalogue/config.hpp"
#include "compiler/source/name.hpp"

namespace migc::config {

namespace kind = diagnostics::kind;

namespace {

/// What a value is called when it is not what was expected.
std::string_view type_name(const toml::node& node) {
  if (node.is_table()) return "a table";
  if (node.is_array()) return "an array";
  if (node.is_string()) return "a string";
  if (node.is_integer()) return "an integer";
  if (node.is_floating_point()) return "a number";
  return node.is_boolean() ? "a boolean" : "a date or time";
}

/// One value to be read: what it is called in full, and its node.
struct Entry {
  std::string name;
  const toml::node& node;
};

class Reader {
 public:
  Reader(const TomlPlaces& places, const Environment& environment, Settings& settings,
         diagnostics::Diagnostics& diagnostics)
      : places_(places),
        environment_(environment),
        settings_(settings),
        diagnostics_(diagnostics) {}

  void read(const toml::table& root, std::string_view env_from) {
    each(root, "", {"migc", "naming", "sqlite", "env"}, [&](const std::string& key, Entry entry) {
      const toml::table* section = table(entry);
      if (section == nullptr) return;
      if (key == "migc") read_settings(*section, "migc");
      if (key == "naming") read_naming(*section);
      if (key == "sqlite") read_sqlite(*section);
    });
    read_environments(root, env_from);
  }

  [[nodiscard]] source::Span span(const toml::source_region& region) const {
    return places_.span(region);
  }

 private:
  /// Calls `use` for each known key of a section and reports the others.
  template <class Use>
  void each(const toml::table& section, const std::string& prefix,
            const std::vector<std::string>& known, Use use) {
    for (const auto& [key, node] : section) {
      const std::string name(key.str());
      if (std::find(known.begin(), known.end(), name) != known.end()) {
        use(name, Entry{prefix.empty() ? name : prefix + "." + name, node});
        continue;
      }
      const std::string where =
          prefix.empty() ? "migc.toml outside of its sections" : fmt::format("[{}]", prefix);
      auto& complaint = diagnostics_.report(kind::unknown_setting, span(key.source()), name, where);
      complaint.suggest(name, known);
      if (prefix.empty() &&
          std::find(setting_names.begin(), setting_names.end(), name) != setting_names.end())
        complaint.label = "it belongs under `[migc]`";
    }
  }

  void read_settings(const toml::table& section, const std::string& prefix) {
    each(section, prefix, setting_names, [&](const std::string& key, const Entry& entry) {
      if (key == "versions")
        return some_texts(entry, settings_.versions, "`[\"migrations\"]`", "one folder");
      if (key == "include") return texts(entry, settings_.include, "`[\"app_*\"]`");
      if (key == "exclude") return texts(entry, settings_.exclude, "`[\"tmp_*\"]`");
      if (key == "schema_command")
        return some_texts(entry, settings_.schema_command,
                          "`[\"python3\", \"-m\", \"models.ddl\"]`", "the name of a program");
      if (key == "post_write") return texts(entry, settings_.post_write, "`[\"migc fmt {file}\"]`");
      if (key == "recursive") return boolean(entry, settings_.recursive);
      if (key == "coalesce") return boolean(entry, settings_.coalesce);
      if (key == "url") return url(entry);
      if (key == "schema") return text(entry, settings_.schema, check_not_empty);
      if (key == "out") return text(entry, settings_.out, check_not_empty);
      if (key == "version_table") return text(entry, settings_.version_table, check_not_empty);
      if (key == "log_table") return text(entry, settings_.log_table, check_not_empty);
      if (key == "dialect") return text(entry, settings_.dialect, check_dialect);
      if (key == "file_template") return text(entry, settings_.file_template, check_file_template);
      if (key == "parameters") return parameters(entry);
      if (key == "rev_ids") return word(entry, settings_.rev_ids, revision_id_names);
    });
  }

  void parameters(const Entry& entry) {
    const toml::table* values = table(entry);
    if (values == nullptr) return;
    for (const auto& [key, node] : *values) {
      const std::string name(key.str());
      Setting<std::string> value;
      text({entry.name + "." + name, node}, value, check_nothing);
      if (value.origin.place.known()) settings_.parameters[source::fold(name)] = std::move(value);
    }
  }

  void read_naming(const toml::table& section) {
    each(section, "naming", {"ix", "uq", "fk", "ck", "pk"},
         [&](const std::string& key, const Entry& entry) {
           Setting<std::string> pattern;
           text(entry, pattern, check_naming_pattern);
           if (pattern.origin.place.known()) settings_.naming[key] = std::move(pattern);
         });
  }

  void read_sqlite(const toml::table& section) {
    each(section, "sqlite", {"rebuild", "strategy", "min_version"},
         [&](const std::string& key, const Entry& entry) {
           if (key == "rebuild") return word(entry, settings_.sqlite_rebuild, rebuild_names);
           if (key == "strategy") return word(entry, settings_.sqlite_strategy, strategy_names);
           text(entry, settings_.sqlite_min_version, check_sqlite_version);
         });
  }

  /// All sections are read, so that a mistake in any is told; only the chosen one is kept.
  void read_environments(const toml::table& root, std::string_view env_from) {
    std::vector<std::string> names;
    bool found = false;
    if (const toml::table* sections = root["env"].as_table()) {
      for (const auto& [key, node] : *sections) {
        names.emplace_back(key.str());
        const bool chosen = names.back() == settings_.env;
        found = found || chosen;
        const toml::table* section = table({"env." + names.back(), node});
        if (section == nullptr) continue;
        Settings unused;
        Reader reader(places_, environment_, chosen ? settings_ : unused, diagnostics_);
        reader.used_ = chosen;
        reader.read_settings(*section, "env." + names.back());
      }
    }
    if (settings_.env.empty() || found) return;
    auto& complaint =
        diagnostics_.report(kind::unknown_environment, places_.begin(), settings_.env, env_from);
    complaint.suggest(settings_.env, names);
    for (const std::string& name : names) complaint.note(fmt::format("there is `[env.{}]`", name));
  }

  // --- Values -----------------------------------------------------------------------------------

  void wrong_type(const Entry& entry, std::string_view expected) {
    diagnostics_.report(kind::setting_type, span(entry.node.source()), entry.name,
                        type_name(entry.node), expected);
  }

  const toml::table* table(const Entry& entry) {
    if (!entry.node.is_table()) wrong_type(entry, "a table");
    return entry.node.as_table();
  }

  [[nodiscard]] Origin origin(const Entry& entry) const {
    return {Origin::Kind::file, span(entry.node.source()), entry.name};
  }

  void boolean(const Entry& entry, Setting<bool>& setting) {
    if (const auto* value = entry.node.as_boolean())
      setting = {value->get(), origin(entry)};
    else
      wrong_type(entry, "`true` or `false`");
  }

  /// At least one.
  void some_texts(const Entry& entry, Setting<std::vector<std::string>>& setting,
                  std::string_view example, std::string_view what) {
    Setting<std::vector<std::string>> read;
    texts(entry, read, example);
    const toml::array* array = entry.node.as_array();
    if (array != nullptr && array->empty())
      diagnostics_.report(kind::setting_value, span(array->source()), entry.name, "[]",
                          fmt::format("at least {} is needed", what));
    if (!read.value.empty()) setting = std::move(read);
  }

  void texts(const Entry& entry, Setting<std::vector<std::string>>& setting,
             std::string_view example) {
    const toml::array* array = entry.node.as_array();
    if (array == nullptr)
      return wrong_type(entry, fmt::format("an array of strings such as {}", example));
    std::vector<std::string> values;
    for (const toml::node& node : *array) {
      Setting<std::string> value;
      text({entry.name, node}, value, check_not_empty);
      if (value.origin.place.known()) values.push_back(std::move(value.value));
    }
    setting = {std::move(values), origin(entry)};
  }

  /// Reads a string with its variables replaced, unless `check` says what is wrong with it.
  void text(const Entry& entry, Setting<std::string>& setting, Check check) {
    std::vector<UnsetVariable> unset;
    auto value = expanded(entry, unset);
    if (used_)
      for (const UnsetVariable& variable : unset)
        diagnostics_.report(kind::unset_variable, variable.place, variable.name);
    if (!value || !unset.empty()) return;
    if (const std::string why = check(*value); !why.empty())
      diagnostics_.report(kind::setting_value, span(entry.node.source()), entry.name, *value, why);
    else
      setting = {std::move(*value), origin(entry)};
  }

  /// The url may have unset variables in it as long as nobody needs a database.
  void url(const Entry& entry) {
    std::vector<UnsetVariable> unset;
    if (auto value = expanded(entry, unset)) {
      settings_.url = {std::move(*value), origin(entry)};
      settings_.url_unset = std::move(unset);
    }
  }

  /// Reads one of a few words.
  template <class Value, std::size_t N>
  void word(const Entry& entry, Setting<Value>& setting,
            const std::array<std::pair<std::string_view, Value>, N>& words) {
    std::vector<std::string> names;
    for (const auto& [name, value] : words) names.emplace_back(name);
    Setting<std::string> written;
    text(entry, written, check_nothing);
    if (!written.origin.place.known()) return;
    const auto found = std::find(names.begin(), names.end(), written.value);
    if (found != names.end()) {
      setting = {words[static_cast<std::size_t>(found - names.begin())].second, written.origin};
      return;
    }
    std::string why = "it must be one of";
    for (const std::string& name : names) why += fmt::format(" `{}`", name);
    diagnostics_.report(kind::setting_value, written.origin.place, entry.name, written.value, why)
        .suggest(written.value, names);
  }

  std::optional<std::string> expanded(const Entry& entry, std::vector<UnsetVariable>& unset) {
    const auto* value = entry.node.as_string();
    if (value == nullptr) {
      wrong_type(entry, "a string");
      return std::nullopt;
    }
    Expanded result = expand(value->get(), environment_);
    const source::Span place = span(entry.node.source());
    for (const std::string& why : result.malformed)
      diagnostics_.report(kind::malformed_variable, place, why);
    for (const std::string& name : result.unset)
      unset.push_back({name, places_.variable(place, name)});
    if (!result.malformed.empty()) return std::nullopt;
    return std::move(result.text);
  }

  TomlPlaces places_;
  const Environment& environment_;
  Settings& settings_;
  diagnostics::Diagnostics& diagnostics_;
  bool used_ = true;  ///< False for the `[env.NAME]`s not chosen, whose variables may be unset.
};

}  // namespace

void read_toml(const std::string& text, std::uint32_t file, const source::SourceSet& sources,
               std::string_view env_from, const Environment& environment, Settings& settings,
               diagnostics::Diagnostics& diagnostics) {
  Reader reader({file, sources}, environment, settings, diagnostics);
  try {
    reader.read(toml::parse(text), env_from);
  } catch (const toml::parse_error& failure) {
    diagnostics.report(kind::toml_syntax, reader.span(failure.source()),
                       std::string(failure.description()));
  }
}

}  // namespace migc::config
