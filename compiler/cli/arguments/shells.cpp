#include "compiler/cli/arguments/shells.hpp"

namespace migc::cli {

namespace {

/// Bash splits words at `:`, `=` and `@` too, and replaces only what stands behind the last of
/// them. So the words are put together again before migc is asked, and its answers are cut where
/// bash cuts. Old versions of bash, such as that of macOS, have no `mapfile` and no `compopt`.
constexpr std::string_view bash =
    R"bash(# Completion of migc for bash: source <(migc completion bash)
_migc() {
  local line=${COMP_LINE:0:COMP_POINT} word text i
  local words=()
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if ((i == 0)) || [[ $line == [[:space:]]* ]]; then words+=(""); fi
    line=${line#"${line%%[![:space:]]*}"}
    if ((i == COMP_CWORD)); then word=$line; fi
    words[${#words[@]} - 1]+=$word
    line=${line#"$word"}
  done
  local typed=${words[${#words[@]} - 1]}
  local kept=${typed%"${typed##*[:=@]}"}
  local value=${typed#--*=}
  COMPREPLY=()
  while IFS=$'\t' read -r text _; do
    case $text in
      :files | :folders)
        compopt -o filenames 2>/dev/null
        local action=-f
        if [[ $text == :folders ]]; then action=-d; fi
        while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen $action -- "$value")
        ;;
      *) COMPREPLY+=("${text#"$kept"}") ;;
    esac
  done < <("${1/#\~/$HOME}" complete -- "${words[@]:1}" 2>/dev/null)
}
complete -F _migc migc
)bash";

constexpr std::string_view zsh = R"zsh(#compdef migc
# Completion of migc for zsh: a file `_migc` in a folder of $fpath, or source <(migc completion zsh)
_migc() {
  local line text
  local -a described
  for line in "${(@f)$(${(e)words[1]} complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    text=${line%%$'\t'*}
    case $text in
      '') ;;
      :files) compset -P '--*='; _files ;;
      :folders) compset -P '--*='; _files -/ ;;
      *) described+=("${text//:/\\:}:${line#*$'\t'}") ;;
    esac
  done
  (( $#described )) && _describe -V migc described
}
if [[ $funcstack[1] == _migc ]]; then _migc "$@"; else compdef _migc migc; fi
)zsh";

constexpr std::string_view fish =
    R"fish(# Completion of migc for fish: migc completion fish | source
function __migc_complete
    set -l words (commandline -opc) (commandline -ct)
    set -l before (string match -r -- '^--[^=]*=' $words[-1])
    set -l typed (string replace -r -- '^--[^=]*=' '' $words[-1])
    for line in ($words[1] complete -- $words[2..-1] 2>/dev/null)
        switch $line
            case ':files*'
                for path in (__fish_complete_path $typed)
                    echo "$before$path"
                end
            case ':folders*'
                for path in (__fish_complete_directories $typed)
                    echo "$before$path"
                end
            case '*'
                echo $line
        end
    end
end
complete -c migc -f -k -a '(__migc_complete)'
)fish";

}  // namespace

std::optional<std::string> completion_script(std::string_view shell) {
  if (shell == "bash") return std::string(bash);
  if (shell == "zsh") return std::string(zsh);
  if (shell == "fish") return std::string(fish);
  return std::nullopt;
}

}  // namespace migc::cli
