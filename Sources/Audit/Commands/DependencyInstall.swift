/// Whether a command decides which packages an image gets, of the distribution or of a language.
enum DependencyInstall {
  /// What is installed, in words; nil for another command, and where the project itself is installed, for which its
  /// files are needed.
  static func name(_ command: RunCommand) -> String? {
    if let install = SystemInstall(command) { return "\(install.program) install" }
    if let pip = PipInstall(command) {
      let texts = pip.requirements.map(\.text) + pip.editables
      let isOnlyProject = texts.contains(where: PipInstall.isPath) && pip.requirementFiles.isEmpty
      return isOnlyProject ? nil : "pip install"
    }
    if let node = NodeInstall(command), node.isOfProject { return "\(node.program) install" }
    let verb = CommandOptions(command.arguments).verb
    switch (command.program, verb) {
    case ("npm", "ci"), ("npm", "clean-install"), ("bundle", "install"), ("composer", "install"), ("pipenv", "install"),
      ("pipenv", "sync"):
      return "\(command.program) \(verb)"
    case ("go", "mod") where command.texts.contains("download"): return "go mod download"
    default: return nil
    }
  }
}
