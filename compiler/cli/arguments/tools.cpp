#include <memory>

#include "compiler/cli/arguments/manual.hpp"
#include "compiler/cli/arguments/shells.hpp"
#include "compiler/cli/arguments/verbs.hpp"
#include "compiler/cli/commands.hpp"
#include "compiler/diagnostics/catalogue/cli.hpp"

namespace migc::cli {

void add_tool_commands(Verbs& verbs) {
  const auto shell = std::make_shared<std::string>();
  Verb& verb =
      verbs.add("completion", "Print the completion of commands, options and revisions for a shell",
                "  source <(migc completion bash)\n  migc completion zsh > ~/.zfunc/_migc\n"
                "  migc completion fish > ~/.config/fish/completions/migc.fish\n",
                [shell](Session& session) -> int {
                  const auto script = completion_script(*shell);
                  if (!script)
                    stop(session, exits::usage, diagnostics::kind::option_value, "migc completion",
                         "`bash`, `zsh` or `fish`", *shell);
                  session.print(*script);
                  return exits::done;
                });
  verb.argument("bash|zsh|fish", *shell, "The shell");
  verb.needs("bash|zsh|fish", [shell] { return !shell->empty(); });
  verb.formats = {"text"};

  verbs
      .add("lsp", "Answer an editor over standard input and output (language server protocol)",
           "  migc lsp\n", lsp)
      .formats = {"text"};

  Verb& page = verbs.add("man", "Print the manual page", "  migc man | man -l -\n",
                         [&verbs](Session& session) -> int {
                           session.print(manual(verbs.app(), verbs));
                           return exits::done;
                         });
  page.app->group("");  // for who packages migc
  page.formats = {"text"};
}

}  // namespace migc::cli
