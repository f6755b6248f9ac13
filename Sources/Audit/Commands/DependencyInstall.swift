/// Whether a command decides which packages an image gets, of the distribution or of a language.
enum DependencyInstall {
  /// What is installed, in words; nil for another command, and where the project itself is installed, for which its
  /// files are needed.
  static func name(_ command: RunCommand) -> String? {
    guard let install = InstallTool.all.lazy.compactMap({ $0.installing(command) }).first else { return nil }
    return install.projects.isEmpty || install.inputs.contains { $0.kind == .requirements } ? install.tool : nil
  }
}
