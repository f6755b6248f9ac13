internal import ArgumentParser

/// `lockstep completions`: what makes a shell complete subcommands, options, values and files.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Prints the completion script of a shell.",
    discussion: """
      Put it where the shell looks for it, and start a new shell:

      bash, with the package bash-completion: ~/.local/share/bash-completion/completions/lockstep

      zsh: _lockstep in a directory of $fpath, before compinit runs

      fish: ~/.config/fish/completions/lockstep.fish
      """)

  @Argument(help: "The shell.")
  var shell: Shell

  func run() throws {
    try Console.printConstant(HelpCompletion.added(to: Lockstep.completionScript(for: shell.kind), for: shell))
  }

  enum Shell: String, CaseIterable, ExpressibleByArgument {
    case bash, zsh, fish

    var kind: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }
}
