/// An installation of JavaScript packages.
struct NodeInstall: Sendable {
  let program: String
  let options: CommandOptions
  /// Packages that are named; none when the project's own are meant.
  let packages: [ShellWord]

  private static let valued: Set<String> = [
    "--prefix", "--registry", "--cache", "--loglevel", "-w", "--workspace", "--omit", "--include", "-C", "--dir",
    "--cwd", "--network-timeout", "--cache-folder", "--modules-folder", "--mutex", "--filter", "-F", "--only",
    "--fetch-retries", "--fetch-timeout", "--network-concurrency", "--store-dir", "--save-prefix", "--global-dir",
    "--userconfig", "--globalconfig", "--tag", "--unsafe-perm",
  ]

  init?(_ command: RunCommand) {
    program = command.program
    var valued = Self.valued
    // Often written without a value.
    valued.remove("--unsafe-perm")
    let options = CommandOptions(command.arguments, valued: valued)
    self.options = options
    switch command.program {
    case "npm":
      // Globally there is no lock that an update would be about.
      let isUpdate = ["update", "upgrade", "up"].contains(options.verb) && options.has("-g", "--global")
      guard isUpdate || ["install", "i", "add"].contains(options.verb) else { return nil }
      packages = Array(options.operands.dropFirst())
    case "pnpm":
      guard ["install", "i", "add"].contains(options.verb) else { return nil }
      packages = Array(options.operands.dropFirst())
    case "yarn":
      if options.has("--version", "-v", "--help", "-h") { return nil }
      var operands = options.operands[...]
      if operands.first?.text == "global" { operands = operands.dropFirst() }
      guard operands.isEmpty || ["install", "add"].contains(operands.first?.text ?? "") else { return nil }
      packages = Array(operands.dropFirst())
    default: return nil
    }
  }

  /// Whether the project's own packages are installed, not some that are named.
  var isOfProject: Bool { packages.isEmpty && !options.has("-g", "--global") }

  /// The named packages without an exact version.
  var unpinned: [String] {
    packages.filter { word in
      let text = word.text
      guard !text.isEmpty, !word.isOpaque, !PackageName.isPath(text), !text.hasSuffix(".tgz") else { return false }
      // The first character may be the `@` of a scope.
      guard let at = text.utf8.dropFirst().lastIndex(of: UInt8(ascii: "@")) else { return !word.isDynamic }
      let version = text[text.utf8.index(after: at)...]
      if version.contains("$") { return false }
      let parts = version.prefix { $0 != "-" && $0 != "+" }.split(separator: ".")
      return !(parts.count == 3 && parts.allSatisfy { $0.allSatisfy(\.isNumber) })
    }.map(\.text)
  }
}
